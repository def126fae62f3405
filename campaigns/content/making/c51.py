"""Pictures of competence 5.1: full storages, tests, networks, messages. The files are in `c51_files`."""

from collections.abc import Sequence

from campaigns.content.making.screens import (
    AMBER,
    CREAM,
    INK,
    MUTED,
    NAVY,
    STROKE,
    WHITE,
    Drawing,
    application,
    at,
    browser,
    canvas,
    dialog,
    framed,
    heading,
    icon,
    inner,
    paragraph,
    phone,
    rect,
    table,
    text,
)

SMALL_ROOM = inner(320)

# Pannes --------------------------------------------------------------------------------------------------


def storage(used: float, total: int, *kinds: tuple[str, str, str]) -> Drawing:
    """How full a device is, and with what: (what, how much, a remark)."""
    said = f"{used} Go utilisés sur {total} Go".replace(".", ",")
    shapes = [
        text(0, 20, said, bold=True, room=SMALL_ROOM),
        rect(1, 32, SMALL_ROOM - 2, 20, fill=WHITE, stroke=STROKE),
        rect(1, 32, (SMALL_ROOM - 2) * used / total, 20, fill=AMBER, stroke=STROKE),
    ]
    y = 86
    for what, much, remark in kinds:
        shapes += [text(0, y, what, room=190), text(SMALL_ROOM, y, much, anchor="end")]
        if remark:
            y += 22
            shapes.append(text(0, y, remark, size=16, fill=MUTED, room=SMALL_ROOM))
        y += 34
    return phone("Stockage", canvas(SMALL_ROOM, y - 18, *shapes))


def tests(headers: Sequence[str], *rows: Sequence[str]) -> Drawing:
    """What was tried, and whether it worked."""
    return framed(table(["Essai", *headers], rows, width=488), 16)


def backups(*rows: Sequence[str]) -> Drawing:
    """A journal of backups."""
    return application(
        "Journal des sauvegardes", table(["Jour", "Sauvegarde", "Résultat"], rows, widths=[160, 184, 140])
    )


# Connexion -----------------------------------------------------------------------------------------------


def label(*lines: tuple[str, str]) -> Drawing:
    """The label under a box: what each code is, and the code."""
    tall = 36 * len(lines) + 24
    shapes = [rect(1, 1, 518, tall - 2, fill=CREAM, stroke=NAVY, round=10)]
    for rank, (what, code) in enumerate(lines):
        y = 38 + 36 * rank
        shapes += [
            text(20, y, what, room=250),
            text(276, y, code, bold=True, room=226),
        ]
    return canvas(520, tall, *shapes)


def station() -> Drawing:
    """The networks of a station; the public one waits for its first page."""

    def network(y: float, name: str, state: str) -> Sequence[object]:
        return (
            at(0, y, icon("wifi")),
            text(34, y + 18, name, bold=True, room=SMALL_ROOM - 34),
            text(34, y + 42, state, size=16, room=SMALL_ROOM - 34),
        )

    listed = canvas(
        SMALL_ROOM,
        214,
        *network(0, "Gare-Clairval-Public", "Connecté, sans internet"),
        text(34, 66, "Signal fort", size=16, room=200),
        *network(84, "Bureau-Gare", "Protégé par une clé"),
        *network(146, "Kiosque", "Protégé par une clé"),
    )
    return phone("Wi-Fi", listed)


def terminal(*lines: str) -> Drawing:
    """Commands, which begin with « > », and what they answer."""
    room, tall = inner(), 28 * len(lines) + 18
    shapes = [rect(0, 0, room, tall, fill=INK, stroke=None, round=4)]
    for rank, words in enumerate(lines):
        asked = words.startswith(">")
        color = "#ffe08a" if asked else WHITE
        shapes.append(text(14, 30 + 28 * rank, words, bold=asked, fill=color, room=room - 24))
    return application("Terminal", canvas(room, tall, *shapes))


# Messages ------------------------------------------------------------------------------------------------


def lost_page() -> Drawing:
    """A page that is not there any more."""
    return browser(
        "www.clairval.example/clubs-2019/robotique",
        heading("Ville de Clairval"),
        "Accueil   |   Écoles   |   Sports   |   Clubs",
        heading("Erreur 404"),
        paragraph("Désolé, cette page est introuvable.", inner()),
    )


MADE = {
    "stockage-telephone.svg": storage(
        61.5,
        64,
        ("Système", "14 Go", ""),
        ("Applications", "21,5 Go", ""),
        ("Photos", "20 Go", "Sans copie ailleurs"),
        ("Vidéos", "4,8 Go", "Déjà copiées sur l’ordinateur"),
        ("Corbeille", "1,2 Go", ""),
    ),
    "stockage-tablette.svg": storage(
        31.2,
        32,
        ("Système", "11 Go", ""),
        ("Applications", "9,6 Go", ""),
        ("Dessins", "6,2 Go", "Sans copie ailleurs"),
        ("Films", "3,6 Go", "Déjà vus"),
        ("Fichiers temporaires", "0,8 Go", ""),
    ),
    "essais-ecran.svg": tests(
        ["Ordinateur", "Câble", "Écran", "Image"],
        ["n° 1", "A", "n° 1", "X", "non"],
        ["n° 2", "B", "n° 1", "X", "non"],
    ),
    "essais-imprimante.svg": tests(
        ["Ordinateur", "Liaison", "Imprimante", "Papier"],
        ["n° 1", "portable", "Wi-Fi", "n° 1", "rien"],
        ["n° 2", "portable", "Wi-Fi", "n° 2", "rien"],
    ),
    "sauvegardes-incrementielles.svg": backups(
        ["Samedi 6", "incrémentielle", "réussie"],
        ["Dimanche 7", "complète", "réussie"],
        ["Lundi 8", "incrémentielle", "réussie"],
        ["Mardi 9", "incrémentielle", "échouée"],
        ["Mercredi 10", "incrémentielle", "réussie"],
    ),
    "sauvegardes-differentielles.svg": backups(
        ["Dimanche 14", "complète", "réussie"],
        ["Lundi 15", "différentielle", "réussie"],
        ["Mardi 16", "différentielle", "réussie"],
        ["Mercredi 17", "différentielle", "réussie"],
        ["Jeudi 18", "différentielle", "échouée"],
    ),
    "etiquette-a.svg": label(
        ("N° de série", "2207 1488 31"),
        ("Nom du réseau Wi-Fi", "Box-41C7"),
        ("Clé du Wi-Fi", "8F2C 93AA 57BD"),
        ("Page de réglage", "192.168.1.1"),
        ("Code de l’administrateur", "6634-KT"),
    ),
    "etiquette-b.svg": label(
        ("Modèle", "HB 450"),
        ("Adresse MAC", "00:00:5E:00:53:2B"),
        ("Réseau sans fil", "Maison-2B9"),
        ("Clé Wi-Fi (WPA)", "R4T9 6KLM 72VX"),
        ("Mot de passe de réglage", "9150-GH"),
    ),
    "wifi-gare.svg": station(),
    "commandes-a.svg": terminal(
        "> ping 203.0.113.8",
        "4 paquets envoyés, 4 reçus, 14 ms",
        "> ping www.clairval.example",
        "Nom d’hôte introuvable : www.clairval.example",
    ),
    "commandes-b.svg": terminal(
        "> ipconfig",
        "État : carte connectée",
        "Adresse IPv4 (automatique) : 169.254.18.7",
        "Masque : 255.255.0.0",
        "Passerelle : aucune",
        "> ping 192.168.1.1",
        "Réseau inaccessible",
    ),
    "fermer.svg": dialog(
        "Fermer le document",
        "Voulez-vous enregistrer « exposé » avant de le fermer ?",
        buttons=["Ne pas enregistrer", "Annuler", "Enregistrer"],
        icon_name="warning",
        width=500,
    ),
    "remplacer.svg": dialog(
        "Copier un fichier",
        "Le dossier contient déjà « chat.jpg ».",
        buttons=["Annuler", "Remplacer", "Renommer la copie"],
        icon_name="warning",
        width=500,
    ),
    "erreur-404.svg": lost_page(),
}
