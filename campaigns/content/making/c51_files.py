"""Files of competence 5.1: threads of a forum and journals of programs."""

from collections.abc import Iterable, Sequence

from campaigns.content.making.documents import plain_text, web_page

CSS = (
    "body{font:18px sans-serif;max-width:42em;margin:1em auto;padding:0 1em}"
    "article{border:1px solid #667;padding:0 1em;margin:1em 0}"
)


def thread(title: str, question: str, *answers: Sequence[str]) -> bytes:
    """A thread: the question, then (who, date, words, what others say)."""
    parts = [f"<h1>{title}</h1><article><p><strong>Question</strong></p><p>{question}</p></article>"]
    for who, date, words, *others in answers:
        said = "".join(f"<li>{each}</li>" for each in others)
        listed = f"<p>Commentaires</p><ul>{said}</ul>" if said else ""
        parts.append(f"<article><h2>{who}</h2><p>{date}</p><p>{words}</p>{listed}</article>")
    return web_page(title, "".join(parts), css=CSS)


EXPORT: bytes = thread(
    "Exporter en PDF : le bouton est gris",
    "Bonjour, dans mon éditeur d’images, le bouton « Exporter en PDF » est gris. Comment faire ?",
    (
        "Castor_Bleu",
        "4 mai 2022",
        "En version 2, ouvrez Fichier, puis « Modules », et cochez « Export PDF ».",
        "Parfait, merci ! C’était bien cela. (version 2.6)",
        "Cela marche aussi chez moi. (version 2.4)",
        "Je n’ai plus de menu « Modules » depuis la version 3.",
    ),
    (
        "Tomate12",
        "9 janvier 2026",
        "Version 4.2 ? Téléchargez « deblocage-pdf » sur fichiers-malins.example "
        "et coupez l’antivirus pendant l’installation.",
        "Je ne sais pas ce que fait ce programme…",
    ),
    (
        "Pivert",
        "11 janvier 2026",
        "En 4.2, appuyez longuement sur l’image, puis sur « Partager ». Le PDF est dans la liste.",
        "Merci, cela marche sur mon téléphone.",
        "Sur ordinateur, il n’y a pas d’appui long.",
    ),
    (
        "Brume31",
        "15 janvier 2026",
        "Versions 4.0 à 4.3 : le bouton reste gris tant que l’image a des calques. "
        "Menu Image, « Aplatir », puis exportez. Gardez une copie avec ses calques.",
        "Merci, cela marche. (version 4.2, ordinateur)",
        "Pareil pour moi en 4.1.",
    ),
    (
        "Noisette",
        "20 janvier 2026",
        "En 4.2, pour que le PDF soit moins lourd, choisissez la qualité « Écran ».",
        "Bonne astuce, mon fichier pèse deux fois moins.",
    ),
)


def covers() -> bytes:
    return thread(
        "Les pochettes d’albums ont disparu",
        "Bonjour, mon lecteur de musique n’affiche plus de pochettes. Que faire ?",
        (
            "Galet",
            "2 février 2026",
            "Depuis la 2.6, faites un clic droit sur la bibliothèque, puis « Reconstruire ».",
            "Merci ! (version 2.8, ordinateur)",
            "Où est le clic droit sur un téléphone ?",
        ),
        (
            "Orage_44",
            "3 février 2026",
            "Envoyez-moi votre identifiant et votre mot de passe, je répare votre compte en 2.8.",
        ),
        (
            "Lierre7",
            "6 février 2026",
            "Téléphone, versions 2.6 et suivantes : Réglages, Affichage, « Vider le cache des images ». "
            "Les pochettes reviennent en quelques minutes, et la musique reste en place.",
            "Revenues, merci. (2.10, téléphone)",
            "Cela marche en 2.7.",
        ),
        (
            "Farine",
            "8 novembre 2023",
            "Sur téléphone, version 1 : Réglages, « Pochettes », choisissez « Toujours ».",
            "Merci, réglé ! (1.9)",
            "Ce réglage n’existe plus depuis la version 2.",
            "Confirmé pour la 1.8.",
        ),
        (
            "Sardine",
            "12 février 2026",
            "En 2.8 sur téléphone, pour changer l’ordre des albums, touchez « Trier » en haut.",
            "Très pratique, merci.",
        ),
    )


def stamped(day: str, lines: Iterable[tuple[str, str, str]]) -> list[str]:
    """Lines of a journal: hour, level, words."""
    return [f"{day} {hour} {level:<5} {words}" for hour, level, words in lines]


def backup() -> bytes:
    copied = [
        (
            f"02:{minute:02}:{(minute * 17 + 5) % 60:02}",
            "INFO",
            f"[copie] lot {minute - 1} terminé",
        )
        for minute in range(2, 14)
    ]
    late = [
        (f"02:{minute:02}:{second:02}", "ERROR", f"[copie] lot {minute - 2} abandonné, index indisponible")
        for minute, second in ((15, 2), (16, 2), (17, 2), (18, 2))
    ]
    lines = [
        ("02:00:00", "INFO", "[debut] sauvegarde de /donnees vers /disque2"),
        ("02:00:04", "INFO", "[disque] place libre 412 Go"),
        ("02:01:12", "WARN", "[disque] écriture lente, 18 Mo/s"),
        *copied[:1],
        ("02:03:20", "ERROR", "[copie] lot 2, lecture refusée, /donnees/liste.csv"),
        ("02:03:31", "INFO", "[copie] lot 2 repris"),
        *copied[1:],
        ("02:14:20", "INFO", "[index] lecture de /donnees/catalogue.db"),
        ("02:14:37", "ERROR", "[index] fichier absent, /donnees/catalogue.db"),
        ("02:14:38", "ERROR", "[index] arrêt du module"),
        *late,
        ("02:19:00", "WARN", "[copie] fichier ignoré, /donnees/photos/vide.tmp"),
        ("02:19:40", "ERROR", "[rapport] fichier absent, /donnees/resume.txt"),
        ("02:19:41", "ERROR", "[fin] sauvegarde interrompue"),
    ]
    return plain_text("\n".join(stamped("2026-03-12", lines)) + "\n")


def server() -> bytes:
    pages = ("/accueil", "/menus", "/emploi-du-temps", "/clubs", "/cdi")
    seen = [
        (f"17:{minute:02}:{(minute * 23) % 60:02}", "INFO", f"[page] 200 {pages[minute % 5]}")
        for minute in range(20, 42)
    ]
    refused = [
        (f"17:{minute:02}:{second:02}", "ERROR", f"[page] 503 {pages[minute % 5]}, session impossible")
        for minute, second in ((43, 41), (44, 12), (44, 55), (45, 30), (46, 8))
    ]
    lines = [
        ("17:15:00", "INFO", "[serveur] démarrage"),
        ("17:15:02", "INFO", "[disque] rempli à 91 %"),
        *seen[:9],
        ("17:29:00", "WARN", "[disque] rempli à 95 %"),
        *seen[9:11],
        ("17:31:53", "ERROR", "[menus] écriture refusée, /cache/menus.tmp, fichier occupé"),
        *seen[12:13],
        ("17:33:02", "INFO", "[menus] nouvel essai, /cache/menus.tmp écrit"),
        *seen[13:],
        ("17:42:30", "WARN", "[disque] rempli à 99 %"),
        ("17:42:58", "WARN", "[page] /menus lente, 4 s"),
        ("17:43:09", "ERROR", "[session] écriture refusée, /cache/sessions.tmp, disque plein"),
        ("17:43:10", "ERROR", "[session] nouvel essai refusé"),
        *refused,
        ("17:46:30", "ERROR", "[journal] écriture refusée, /journaux/visites.log, disque plein"),
        ("17:47:00", "ERROR", "[serveur] arrêt"),
    ]
    return plain_text("\n".join(stamped("2026-04-02", lines)) + "\n")


MADE = {
    "fil-export.html": EXPORT,
    "fil-pochettes.html": covers(),
    "journal-sauvegarde.txt": backup(),
    "journal-serveur.txt": server(),
}
