"""Pictures of competence 2.2: what is published, to whom, and how long a link lasts."""

from collections.abc import Sequence

from campaigns.content.making.screens import (
    BLUE,
    FRAME,
    INK,
    NAVY,
    PALE,
    Drawing,
    application,
    browser,
    canvas,
    heading,
    inner,
    mail,
    paragraph,
    path,
    phone,
    rect,
    search_field,
    settings,
    stack,
    table,
    text,
    together,
)

PHONE = inner(320)

# Publication ---------------------------------------------------------------------------------------------


def audience(*cards: tuple[str, str]) -> Drawing:
    """Posts, each with who can see it."""
    drawn = []
    for title, who in cards:
        edge = rect(1, 1, PHONE - 2, 62, stroke=FRAME, round=8)
        name = text(14, 26, title, bold=True, room=PHONE - 28)
        drawn.append(Drawing(PHONE, 64, edge + name + text(14, 50, f"Visible par : {who}", room=PHONE - 28)))
    return phone("Mes publications", stack(*drawn, gap=8))


def agreements(title: str, rows: Sequence[Sequence[str]]) -> Drawing:
    """Who agreed to be published."""
    return application(
        title, table(["Prénom", "Accord de l’élève", "Accord des parents"], rows, widths=[140, 168, 176])
    )


def receipt(sender: str, to: str, subject: str, words: str) -> Drawing:
    """An automatic answer."""
    return application("Courrier", mail(sender=sender, to=to, subject=subject, body=["Bonjour,", words]))


# Partage -------------------------------------------------------------------------------------------------


def tales() -> Drawing:
    """A page of a library."""
    return browser(
        "mediatheque.example/contes",
        search_field("conte du mercredi", button="Chercher"),
        heading("L’heure du conte"),
        "Chaque mercredi à 15 h, une histoire pour les 6 à 10 ans. Entrée libre.",
        "Écrivez-nous : contact@mediatheque.example",
        tabs=["Contes"],
        lock=True,
    )


# Lines of a made-up square: it looks like a QR code and holds nothing.
CELLS = (
    "1111111010011111111",
    "1000001011010000011",
    "1011101001110111011",
    "1011101010010111010",
    "1000001001110000011",
    "1111111010101111111",
    "0000000110010000000",
    "1010011011010110101",
    "0110100100101001011",
    "1001011010110100110",
    "0000000110100101101",
    "1111111001011010011",
    "1000001011010110100",
    "1011101010011001011",
    "1011101001101011010",
    "1000001010110100101",
    "1111111001011011011",
)


def squares() -> Drawing:
    d = "".join(
        f"M{8 * across} {8 * down}h8v8h-8z"
        for down, cells in enumerate(CELLS)
        for across, cell in enumerate(cells)
        if cell == "1"
    )
    return canvas(152, 136, path(d, fill=INK, stroke=None))


def scanned() -> Drawing:
    """What a telephone shows of a QR code before it opens the page."""
    found = together(
        [
            rect(1, 1, PHONE - 2, 66, fill=PALE, stroke=NAVY, round=12),
            text(14, 26, "Ouvrir la page", bold=True),
            text(14, 52, "parc-clairval.example/fete", fill=BLUE, room=PHONE - 28),
        ]
    )
    return phone(
        "Appareil photo",
        stack(
            paragraph("Fête du parc, dimanche 7 juin", PHONE, bold=True),
            squares(),
            paragraph("infos@parc-clairval.example", PHONE),
            Drawing(PHONE, 68, found),
            align="middle",
        ),
    )


def shared_link(name: str, rules: Sequence[tuple[str, str]], tries: Sequence[Sequence[str]]) -> Drawing:
    """A link with its limits, then who tried it."""
    return application(
        f"Lien de partage : {name}",
        settings(rules),
        table(["Qui", "Quand", "Mot de passe"], tries, widths=[100, 224, 160]),
    )


def rights(title: str, groups: Sequence[str], rows: Sequence[Sequence[str]]) -> Drawing:
    """Folders, and what each group may do there."""
    return application(title, table(["Dossier", *groups], rows, widths=[232, 126, 126]))


def publishing() -> dict[str, Drawing]:
    return {
        "publication-1a.svg": audience(
            ("Ma recette de soupe", "Tout le monde"),
            ("Mon journal de vacances", "Moi uniquement"),
            ("Répétition de jeudi", "Groupe Chorale"),
            ("Mon chat et son carton", "Tout le monde"),
        ),
        "publication-1b.svg": audience(
            ("Notre cabane", "Mes amis"),
            ("Critique d’un roman", "Tout le monde"),
            ("Oiseaux du parc", "Tout le monde"),
            ("Brouillon de poème", "Moi uniquement"),
        ),
        "publication-3a.svg": agreements(
            "Club de robotique : photos",
            [["Ana", "oui", "oui"], ["Bilal", "oui", "non"], ["Chloé", "non", "oui"], ["Dan", "oui", "oui"]],
        ),
        "publication-3b.svg": agreements(
            "Équipe de basket : photos",
            [
                ["Elliot", "non", "oui"],
                ["Fanta", "oui", "oui"],
                ["Gaël", "oui", "non"],
                ["Hugo", "oui", "oui"],
            ],
        ),
        "publication-5a.svg": receipt(
            "Forum Patins",
            "Salomé",
            "Effacement d’une photo",
            "nous avons reçu votre demande le mardi 10 mars 2026. Elle porte sur une photo de 2023.",
        ),
        "publication-5b.svg": receipt(
            "Volley Clairval",
            "Amine",
            "Effacement d’une fiche",
            "nous avons reçu votre demande le mardi 20 janvier 2026. Elle porte sur une fiche de 2021.",
        ),
    }


SHARING: dict[str, Drawing] = {
    "partage-1a.svg": tales(),
    "partage-1b.svg": scanned(),
    "partage-5a.svg": shared_link(
        "chants.zip",
        [("Créé le", "27 avril 2026 à 18 h"), ("Valable", "14 jours"), ("Téléchargements", "3 au plus")],
        [
            ["Ali", "28 avril à 9 h", "juste"],
            ["Béa", "30 avril à 12 h", "faux"],
            ["Cléo", "2 mai à 10 h", "juste"],
            ["Dan", "4 mai à 21 h", "juste"],
            ["Éva", "6 mai à 8 h", "juste"],
        ],
    ),
    "partage-5b.svg": shared_link(
        "plans.zip",
        [
            ("Créé le", "27 février 2026 à 12 h"),
            ("Valable", "10 jours"),
            ("Téléchargements", "5 au plus"),
        ],
        [
            ["Farid", "1er mars à 9 h", "faux"],
            ["Gina", "8 mars à 20 h", "juste"],
            ["Hao", "9 mars à 11 h", "juste"],
            ["Iris", "9 mars à 15 h", "juste"],
            ["Joris", "10 mars à 8 h", "juste"],
        ],
    ),
    "partage-6a.svg": rights(
        "Droits sur le dossier Club",
        ["Équipe", "Bureau"],
        [
            ["Club", "Lire", "Modifier"],
            ["Club/Affiches", "Modifier", "Modifier"],
            ["Club/Affiches/Archives", "Lire", "Lire"],
            ["Club/Budget", "Aucun", "Modifier"],
        ],
    ),
    "partage-6b.svg": rights(
        "Droits sur le dossier Journal",
        ["Rédaction", "Photo"],
        [
            ["Journal", "Lire", "Lire"],
            ["Journal/Articles", "Modifier", "Lire"],
            ["Journal/Images", "Lire", "Modifier"],
            ["Journal/Images/Validées", "Lire", "Lire"],
            ["Journal/Comptes", "Aucun", "Aucun"],
        ],
    ),
}


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return publishing() | SHARING
