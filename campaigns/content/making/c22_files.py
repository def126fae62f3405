"""Files of competence 2.2: two archives, two pages of legal notices, two reports on moderation."""

from datetime import date

from campaigns.content.making.documents import (
    Sheet,
    archive,
    csv_file,
    plain_text,
    spreadsheet,
    web_page,
)

# Archives ------------------------------------------------------------------------------------------------


def programme(leaving: str, visit: str, back: str) -> bytes:
    return plain_text(
        "Visite du moulin de Rivebelle\n"
        "\n"
        f"{leaving} : départ du car devant le collège\n"
        f"{visit} : visite du moulin\n"
        "12 h 30 : pique-nique au bord de l’eau\n"
        f"{back} : retour au collège\n"
    )


def mill() -> bytes:
    """The programme of an outing, in three versions."""
    groups = [["Groupe", "Élèves", "Adulte"], ["A", 12, "Mme Sarr"], ["B", 13, "M. Petit"]]
    readme = (
        "Bonjour,\n"
        "\n"
        "La version à suivre est dans le dossier « valide ».\n"
        "Le dossier « brouillons » contient les essais : merci de ne pas en tenir compte,\n"
        "même si l’un d’eux est plus récent.\n"
        "\n"
        "Mme Sarr\n"
    )
    return archive(
        {
            "visite-du-moulin/lisez-moi.txt": plain_text(readme),
            "visite-du-moulin/brouillons/programme-1.txt": programme("9 h 15", "10 h 30", "16 h"),
            "visite-du-moulin/brouillons/programme-2.txt": programme("8 h 30", "9 h 45", "15 h 30"),
            "visite-du-moulin/groupes.csv": csv_file(groups),
            "visite-du-moulin/valide/programme.txt": programme("8 h 50", "10 h", "16 h"),
        },
        dates={
            "visite-du-moulin/brouillons/programme-1.txt": date(2026, 3, 2),
            "visite-du-moulin/brouillons/programme-2.txt": date(2026, 3, 20),
            "visite-du-moulin/valide/programme.txt": date(2026, 3, 12),
        },
    )


def rules(first: str, final: str) -> bytes:
    return plain_text(
        "Tournoi d’échecs du lycée : règlement\n"
        "\n"
        "1. Chaque partie dure vingt minutes au plus.\n"
        f"2. Les premiers tours se jouent en salle {first}.\n"
        f"3. La finale a lieu en salle {final}.\n"
        "4. Toute pièce touchée doit être jouée.\n"
    )


def chess() -> bytes:
    """The rules of a tournament, in three versions."""
    readme = (
        "Bonjour,\n"
        "\n"
        "Le règlement a changé deux fois. C’est la version de mars qui compte.\n"
        "Les autres sont gardées dans « anciens » pour mémoire.\n"
        "\n"
        "Le club d’échecs\n"
    )
    players = [["Nom", "Classe"], ["Aminata", "2de 3"], ["Joao", "1re 1"], ["Maud", "2de 5"]]
    return archive(
        {
            "tournoi-echecs/anciens/reglement-fevrier.txt": rules("B12", "C03"),
            "tournoi-echecs/anciens/reglement-janvier.txt": rules("A05", "B21"),
            "tournoi-echecs/inscrits.csv": csv_file(players),
            "tournoi-echecs/lisez-moi.txt": plain_text(readme),
            "tournoi-echecs/reglement-mars.txt": rules("A05", "B12"),
        },
        dates={
            "tournoi-echecs/anciens/reglement-fevrier.txt": date(2026, 2, 9),
            "tournoi-echecs/anciens/reglement-janvier.txt": date(2026, 1, 12),
            "tournoi-echecs/reglement-mars.txt": date(2026, 3, 3),
        },
    )


# Legal notices -------------------------------------------------------------------------------------------

CSS = """
body { font: 18px/1.5 Arial, Helvetica, sans-serif; color: #1c2333; }
body { max-width: 42rem; margin: 0 auto; padding: 1rem; }
header, footer { background: #dbe8ff; padding: 0.5rem 1rem; }
"""


def notices(name: str, parts: dict[str, str]) -> bytes:
    """Return a page of legal notices: its parts, each with its words."""
    inside = "\n".join(f"<h2>{heading}</h2>\n<p>{words}</p>" for heading, words in parts.items())
    body = (
        f"<header>\n<p><strong>{name}</strong></p>\n</header>\n"
        f"<main>\n<h1>Mentions légales</h1>\n{inside}\n</main>\n"
        f"<footer>\n<p>Page mise à jour le 4 février 2026.</p>\n</footer>"
    )
    return web_page(f"Mentions légales – {name}", body, css=CSS)


RADIO = {
    "Qui sommes-nous ?": "Radio Préau est le site de l’association du même nom, 3, place du Marché, "
    "à Rivebelle. Fondateur : Samuel Ortiz. Téléphone : 01 99 00 27 14.",
    "Publication": "Directrice de la publication : Irène Castel, présidente. "
    "Rédacteur en chef : Tidiane Fall.",
    "Fabrication": "Graphisme et pages : agence Mandarine. Nom de domaine enregistré auprès d’Orbite.",
    "Hébergement": "Nuage Vert SAS, 18, quai des Tilleuls, Rivebelle. "
    "Téléphone : 01 99 00 61 40. support@nuage-vert.example",
    "Données personnelles": "Pour exercer vos droits : donnees@radio-preau.example",
    "Crédits": "Photographies : Lise Nguyen, sauf mention contraire.",
}

FESTIVAL = {
    "Le festival": "Le festival Rives en scène est organisé par l’association Les Rives, 7, rue du Port, "
    "à Clairval. Fondatrice : Agathe Roux. Téléphone : 01 99 00 35 08.",
    "Contacts": "Programmation : Yasmine Haddad. Presse : Louis Ferry. presse@rives-en-scene.example",
    "Le site": "Conception : Studio Lima. Nom de domaine acheté auprès de Domaines Plus. "
    "Responsable des pages : Étienne Bui.",
    "Responsabilités": "Le directeur de la publication est Moussa Leblanc, qui préside l’association. "
    "Les textes signés restent la propriété de leurs auteurs.",
    "Stockage du site": "Le site est hébergé par la société Serveurs du Rivage, 2, rue des Bouées, Clairval. "
    "Téléphone : 01 99 00 83 52.",
    "Mesure d’audience": "Le site compte les visites sans suivre les personnes.",
}

# Reports -------------------------------------------------------------------------------------------------

HEADERS = ["Motif", "Signalements", "Retraits", "Recours", "Rétablies", "Délai moyen (h)"]
REPORT_2025 = [
    ["Spam", 4200, 3900, 120, 18, 3],
    ["Harcèlement", 1850, 740, 160, 40, 9],
    ["Contrefaçon", 900, 620, 200, 90, 30],
    ["Désinformation", 2300, 460, 250, 100, 41],
    ["Nudité", 1400, 1120, 280, 105, 5],
]
REPORT_2026 = [
    ["Spam", 5000, 4500, 150, 21, 2],
    ["Harcèlement", 1600, 560, 140, 28, 8],
    ["Contrefaçon", 400, 140, 60, 24, 26],
    ["Désinformation", 1500, 330, 190, 57, 37],
    ["Vente interdite", 1200, 900, 110, 22, 12],
]


def report(stem: str, title: str, rows: list[list[object]]) -> dict[str, bytes]:
    sheet = Sheet(title, [HEADERS, *rows], widths=[18, 14, 12, 12, 12, 16], header=True)
    return spreadsheet(stem, sheet, title=title)


def made() -> dict[str, bytes]:
    """Return each file by its name."""
    return {
        "visite-du-moulin.zip": mill(),
        "tournoi-echecs.zip": chess(),
        "mentions-radio.html": notices("Radio Préau", RADIO),
        "mentions-festival.html": notices("Rives en scène", FESTIVAL),
        **report("moderation-2025", "Modération 2025", REPORT_2025),
        **report("moderation-2026", "Modération 2026", REPORT_2026),
    }
