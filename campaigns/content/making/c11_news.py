"""Drawings of competence 1.1: what is reliable, and how to keep informed."""

from collections.abc import Sequence

from campaigns.content.making.screens import (
    BLUE,
    CREAM,
    FRAME,
    GREY,
    MUTED,
    NAVY,
    PALE,
    SKY,
    Drawing,
    at,
    browser,
    canvas,
    circle,
    heading,
    icon,
    inner,
    line,
    paragraph,
    path,
    rect,
    row,
    stack,
    text,
)

ROOM = inner()


# Fiabilité -------------------------------------------------------------------------------------------------


def web_page(address: str, name: str, lines: Sequence[str], foot: Sequence[str]) -> Drawing:
    """A page with its footer, in small."""
    end = canvas(ROOM, 10, line(0, 5, ROOM, 5, stroke=FRAME))
    return browser(
        address,
        heading(name),
        *(paragraph(each, ROOM) for each in lines),
        end,
        stack(*(paragraph(each, ROOM, size=16, fill=MUTED) for each in foot), gap=2),
    )


def page_hedgehogs() -> Drawing:
    return web_page(
        "jardins-vivants.example/herissons",
        "Un hérisson au jardin",
        [
            "« Il dort le jour sous les feuilles », explique Karim Belkacem, jardinier.",
            "En 2012, un livre lui était déjà consacré.",
        ],
        ["Article de Salomé Tran.", "Publié le 3 avril 2019, mis à jour le 12 janvier 2026."],
    )


def page_bread() -> Drawing:
    return web_page(
        "cuisine-du-monde.example/pain-plat",
        "Le pain plat",
        [
            "« Ma grand-mère le cuisait sur une pierre », raconte Inès Lopez, boulangère.",
            "En 2009, elle a ouvert son atelier.",
        ],
        ["Texte de Bastien Okoro.", "Publié le 6 mai 2017, mis à jour le 20 février 2025."],
    )


def image_search(picture: Drawing, found: Sequence[tuple[str, str, str]]) -> Drawing:
    """What a search by a picture finds: (site, date, words)."""
    head = row(picture, paragraph("Recherche par image.\nQuatre pages contiennent cette photo.", ROOM - 160))
    shapes = []
    for rank, (site, date, words) in enumerate(found):
        y = 64 * rank
        shapes += [
            circle(16, y + 22, 14, fill=PALE),
            text(16, y + 28, str(rank + 1), bold=True, anchor="middle"),
            text(42, y + 18, f"{site}, {date}", size=16, fill=MUTED, room=ROOM - 42),
            text(42, y + 42, words, bold=True, room=ROOM - 42),
        ]
    return browser("cherche.example/images", head, canvas(ROOM, 64 * len(found) - 10, *shapes))


def flood() -> Drawing:
    shapes = [
        rect(0, 0, 140, 80, fill=GREY, stroke=None),
        path("M12 20h30v45h-30zM52 10h36v55h-36zM98 24h30v41h-30z", fill=CREAM),
        path("M0 56q12 -8 24 0t24 0 24 0 24 0 24 0 20 0V80H0z", fill=SKY),
    ]
    return canvas(140, 80, *shapes)


def lynx() -> Drawing:
    shapes = [
        rect(0, 0, 140, 80, fill="#d5f0df", stroke=None),
        path("M45 30L38 4L58 20H82L102 4L95 30Q100 70 70 72 40 70 45 30Z", fill=CREAM),
        circle(58, 40, 4, fill=NAVY),
        circle(82, 40, 4, fill=NAVY),
        path("M64 54h12l-6 6z", fill=NAVY),
    ]
    return canvas(140, 80, *shapes)


def image_flood() -> Drawing:
    found = [
        ("Messages du jour", "9 mars 2026", "Valmorin sous l’eau"),
        ("Journal de Brévault", "12 juin 2019, photo de notre reporter", "La Sarve déborde à Brévault"),
        ("Photos de crues", "4 mai 2022", "Les plus belles images d’inondation"),
        ("Actus de Montserel", "2 février 2021", "Montserel bientôt inondée ?"),
    ]
    return image_search(flood(), found)


def image_lynx() -> Drawing:
    found = [
        ("Forum des voisins", "18 avril 2026", "Un lynx à Valmorin"),
        ("Fonds d’écran gratuits", "7 août 2023", "Lynx en gros plan"),
        ("Parc animalier de Sarvel", "21 mai 2018, photo d’une soigneuse", "Notre lynx Orso a deux ans"),
        ("Gazette de Brévault", "30 novembre 2020", "Le lynx de retour à Brévault ?"),
    ]
    return image_search(lynx(), found)


# Veille ----------------------------------------------------------------------------------------------------


def history() -> Drawing:
    days = [
        (
            "Aujourd’hui",
            [
                ("8 h 05", "La queue des comètes en images", "photos-ciel.example"),
                ("7 h 50", "Météo du jour", "meteo.example"),
            ],
        ),
        (
            "Hier",
            [
                ("17 h 40", "Pourquoi une comète a une queue", "astro-facile.example"),
                ("17 h 10", "Recette de crêpes", "cuisine.example"),
                ("9 h 15", "Comète et astéroïde", "planetes.example"),
            ],
        ),
        ("Avant-hier", [("17 h 30", "Queue de comète : le dessin", "dessins.example")]),
    ]
    shapes, y = [], 0
    for day, pages in days:
        shapes += [rect(0, y, ROOM, 30, fill=PALE, stroke=None), text(10, y + 21, day, bold=True)]
        y += 34
        for clock, name, address in pages:
            shapes += [
                text(10, y + 20, clock, fill=MUTED),
                text(84, y + 20, name, bold=True, room=ROOM - 84),
                text(84, y + 42, address, size=16, fill=BLUE),
            ]
            y += 54
    return browser("Historique", canvas(ROOM, y, *shapes))


def bookmarks() -> Drawing:
    folders = [
        (
            "Loisirs",
            [("Musique pour le sommeil", "sons-doux.example"), ("Dessiner un oiseau", "dessins.example")],
        ),
        (
            "SVT",
            [
                ("Comment dorment les animaux à plumes", "museum-montserel.example"),
                ("Le sommeil des dauphins", "mers.example"),
            ],
        ),
        ("Sport", [("Bien dormir avant un match", "club-sport.example")]),
    ]
    shapes, y = [], 0
    for folder, pages in folders:
        shapes += [at(4, y + 4, icon("folder")), text(38, y + 22, folder, bold=True)]
        y += 36
        for name, address in pages:
            shapes += [
                at(40, y + 2, icon("star")),
                text(74, y + 18, name, bold=True, room=ROOM - 74),
                text(74, y + 40, address, size=16, fill=BLUE),
            ]
            y += 54
    return browser("Favoris", canvas(ROOM, y, *shapes))


def videos(*found: tuple[str, str, str, str]) -> Drawing:
    """Videos that may be shown: (title, length, theme and how much of it is watched, channel)."""
    shapes = []
    for rank, (name, length, theme, channel) in enumerate(found):
        y = 84 * rank
        shapes += [
            rect(1, y + 1, 518, 76, stroke=FRAME, round=10),
            rect(10, y + 12, 76, 54, fill=PALE, stroke=NAVY, round=6),
            at(36, y + 27, icon("play")),
            text(102, y + 32, name, bold=True),
            text(510, y + 32, length, size=16, anchor="end"),
            text(102, y + 60, theme, size=16, room=244),
            text(510, y + 60, f"Chaîne : {channel}", size=16, anchor="end"),
        ]
    return canvas(520, 84 * len(found) - 4, *shapes)


def feed_lina() -> Drawing:
    return videos(
        ("Les dix plus beaux buts", "5 minutes", "Football, regardé à 60 %", "Tir Cadré"),
        ("Le gâteau aux noix", "14 minutes", "Cuisine, regardée à 50 %", "Casseroles"),
        ("Voter, mode d’emploi", "15 minutes", "Citoyenneté, regardée à 10 %", "Info Claire"),
        ("Dans les coulisses", "10 minutes", "Télévision, regardée à 40 %", "Tir Cadré"),
    )


def feed_yanis() -> Drawing:
    return videos(
        ("Climat, les chiffres", "30 minutes", "Sciences, regardées à 10 %", "Labo Libre"),
        ("Finale en direct", "14 minutes", "Jeux, regardés à 50 %", "Manettes"),
        ("Apprendre le tango", "6 minutes", "Danse, regardée à 75 %", "Pas à pas"),
        ("Nos voisins chanteurs", "20 minutes", "Musique, regardée à 20 %", "Pas à pas"),
    )


MADE = {
    "page-herissons.svg": page_hedgehogs(),
    "page-pain.svg": page_bread(),
    "image-inondation.svg": image_flood(),
    "image-lynx.svg": image_lynx(),
    "historique.svg": history(),
    "favoris.svg": bookmarks(),
    "fil-lina.svg": feed_lina(),
    "fil-yanis.svg": feed_yanis(),
}
