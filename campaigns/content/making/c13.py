"""Drawings of competence 1.3, « Traiter des données »."""

from collections.abc import Sequence

from campaigns.content.making.screens import (
    INK,
    NAVY,
    SKY,
    Drawing,
    application,
    bars,
    canvas,
    circle,
    curves,
    framed,
    grid,
    inner,
    line,
    paragraph,
    stack,
    table,
    text,
)

CSV = (
    "nom;jour;places",
    "Chorale;lundi;24",
    "Échecs;mardi;12",
    '"Arts, cirque";jeudi;16',
    "Robotique;vendredi;10",
)
BAKERIES = (
    (1, 6),
    (2, 9),
    (2, 14),
    (3, 13),
    (4, 22),
    (5, 23),
    (5, 29),
    (6, 31),
    (7, 33),
    (8, 41),
    (9, 44),
    (10, 47),
)
BAKERIES += ((11, 54),)
HIDDEN = "…"


def sheet(
    title: str, rows: Sequence[Sequence[object]], *, cell: str = "", formula: str | None = None
) -> Drawing:
    """A spreadsheet in its window; the first row is bold."""
    wide = (inner() - 40) / len(rows[0])
    return application(title, grid(rows, widths=[wide] * len(rows[0]), cell=cell, formula=formula))


def cloud(points: Sequence[tuple[int, int]], *, across: str, up: str) -> Drawing:
    """A scatter chart: across from 0 to 12, up from 0 to 60."""
    left, bottom, wide, tall = 46, 272, 420, 230
    shapes = [text(0, 20, up, bold=True), text(left + wide, bottom + 56, across, bold=True, anchor="end")]
    for value in range(0, 61, 10):
        y = bottom - tall * value / 60
        shapes.append(line(left, y, left + wide, y, stroke=INK if value == 0 else SKY, thick=1))
        shapes.append(text(left - 10, y + 6, str(value), anchor="end"))
    for value in range(0, 13, 2):
        shapes.append(text(left + wide * value / 12, bottom + 26, str(value), anchor="middle"))
    shapes.append(line(left, bottom, left, bottom - tall, stroke=INK, thick=1))
    shapes += [circle(left + wide * x / 12, bottom - tall * y / 60, 6, fill=NAVY) for x, y in points]
    return canvas(inner(), bottom + 64, *shapes)


def counted(head: Sequence[str], rows: Sequence[Sequence[object]], unit: str) -> Drawing:
    """A table whose cells say what they count, and so stand right below the words of their column."""
    return table(
        head, [[name, *(f"{each} {unit}" for each in cells)] for name, *cells in rows], width=inner()
    )


TABLES = {
    "ateliers.svg": (
        ["Atelier", "Lundi", "Mardi", "Jeudi", "Vendredi"],
        [["Chant", 4, 9, 2, 7], ["Photo", 6, 3, 8, 5], ["Échecs", 2, 8, 6, 3], ["Théâtre", 7, 2, 5, 9]],
        "places",
    ),
    "lectures.svg": (
        ["Classe", "Janvier", "Février", "Mars", "Avril"],
        [
            ["6e A", 31, 27, 44, 38],
            ["6e B", 29, 35, 26, 41],
            ["6e C", 42, 36, 33, 28],
            ["6e D", 25, 39, 37, 34],
        ],
        "livres",
    ),
}

SHEETS = {
    "feuille-fruits.svg": sheet(
        "Fruits",
        [
            ["Fruit", "Lundi", "Mardi", "Jeudi"],
            ["Pomme", 12, 15, 9],
            ["Poire", 7, 11, 14],
            ["Kiwi", 18, 6, 13],
            ["Banane", 10, 16, 8],
        ],
    ),
    "feuille-clubs.svg": sheet(
        "Clubs",
        [
            ["Club", "Filles", "Garçons", "Total"],
            ["Chant", 14, 9, 23],
            ["Judo", 8, 12, 20],
            ["Robots", 11, 10, 21],
            ["Cirque", 13, 5, 18],
        ],
    ),
    "feuille-tickets.svg": sheet(
        "Tickets", [["Article", "Prix", "Quantité", "Total"], ["Ticket", 2.5, 40, ""]], cell="D2", formula=""
    ),
    "feuille-budget.svg": sheet(
        "Budget", [["Poste", "Budget", "Dépensé", "Reste"], ["Décors", 350, 268, ""]], cell="D2", formula=""
    ),
    "feuille-location.svg": sheet(
        "Location",
        [["Jours", "Prix par jour", "Assurance", "À payer"], [4, 15, 12, HIDDEN]],
        cell="D2",
        formula="=A2*B2+C2",
    ),
    "feuille-trimestres.svg": sheet(
        "Chorale",
        [
            ["Chorale", "", "", "", ""],
            ["", "T1", "T2", "T3", "Été"],
            ["Recettes", 240, 310, 275, 90],
            ["Concerts", 2, 3, 2, 1],
            ["Dépenses", 180, 265, 190, 40],
            ["Solde", 60, "", "", ""],
        ],
        cell="B6",
        formula="=B3-B5",
    ),
    "feuille-stocks.svg": sheet(
        "Stock de papeterie",
        [
            ["Stock", "", "", "", "", ""],
            ["", "", "Stylos", "Règles", "Feutres", "Colles"],
            ["Reçus", "", 120, 60, 80, 45],
            ["Prix", "", 1, 2, 1, 3],
            ["Rayon", "", "A", "B", "A", "C"],
            ["Vendus", "", 95, 22, 61, 39],
            ["Reste", "", 25, "", "", ""],
        ],
        cell="C7",
        formula="=C3-C6",
    ),
    "feuille-soldes.svg": sheet(
        "Soldes",
        [
            ["Taux", "20 %", ""],
            ["", "", ""],
            ["Article", "Prix", "Réduction"],
            ["Ballon", 18, ""],
            ["Raquette", 35, ""],
            ["Maillot", 24, ""],
            ["Filet", 60, ""],
            ["Corde", 9, ""],
        ],
        cell="C4",
        formula="",
    ),
    "feuille-parts.svg": sheet(
        "Ateliers",
        [
            ["Atelier", "Inscrits", "Part"],
            ["Chant", 24, ""],
            ["Photo", 18, ""],
            ["Judo", 30, ""],
            ["Échecs", 12, ""],
            ["Cirque", 21, ""],
            ["Robots", 15, ""],
            ["Total", 120, ""],
        ],
        cell="C2",
        formula="",
    ),
    "feuille-olympiades.svg": sheet(
        "Olympiades du lycée",
        [
            ["Classe", "Épreuve", "Points", "Résultat"],
            ["2A", "Relais", 12, HIDDEN],
            ["2B", "Relais", 15, ""],
            ["2A", "Saut", 8, ""],
            ["2A", "Lancer", 10, ""],
            ["2B", "Saut", 9, ""],
            ["2C", "Relais", 14, ""],
            ["2A", "Course", 17, ""],
        ],
        cell="D2",
        formula='=SOMME.SI.ENS(C2:C8;A2:A8;"2A";C2:C8;">=10")',
    ),
}

CHARTS = {
    "barres-trajets.svg": bars(
        {"À pied": 10, "Vélo": 4, "Bus": 8, "Voiture": 6},
        title="Venir au collège",
        axis="nombre d’élèves",
        step=2,
        highest=12,
        written=False,
    ),
    "barres-arbres.svg": bars(
        {"5e A": 15, "5e B": 25, "5e C": 10, "5e D": 20},
        title="Arbres plantés",
        axis="nombre d’arbres",
        step=5,
        highest=30,
        written=False,
    ),
    "courbes-villes.svg": curves(
        ["janv.", "févr.", "mars", "avril", "mai", "juin"],
        {"Ormeville": [4, 6, 9, 12, 18, 20], "Valmire": [8, 9, 11, 13, 16, 19]},
        title="Température moyenne",
        axis="en degrés",
        step=2,
        highest=22,
        height=360,
    ),
    "courbes-salles.svg": curves(
        ["lundi", "mardi", "mercr.", "jeudi", "vendr.", "samedi"],
        {"Lecture": [40, 35, 45, 30, 25, 20], "Jeux": [15, 20, 35, 25, 30, 40]},
        title="Entrées par jour",
        axis="nombre d’entrées",
        step=5,
        highest=50,
        height=360,
    ),
    "barres-inscriptions.svg": bars(
        {"2025": 480, "2026": 504},
        title="Nos inscriptions s’envolent !",
        axis="inscriptions",
        lowest=470,
        highest=510,
        step=10,
    ),
    "barres-prix.svg": bars(
        {"Mars": 250, "Avril": 240},
        title="Nos prix s’effondrent !",
        axis="en euros",
        lowest=235,
        highest=255,
        step=5,
    ),
    "courbe-visites.svg": curves(
        ["2006", "2012", "2018", "2024", "2025", "2026"],
        {"Visites": [41, 42, 43, 44, 46, 48]},
        title="Visites du parc",
        axis="en milliers par an",
        lowest=40,
        highest=50,
        step=2,
        written=True,
    ),
    "nuage-communes.svg": cloud(BAKERIES, across="boulangeries", up="accidents de vélo par an"),
}

MADE = {
    **{name: framed(counted(head, rows, unit)) for name, (head, rows, unit) in TABLES.items()},
    **SHEETS,
    **{name: framed(chart) for name, chart in CHARTS.items()},
    "texte-clubs.svg": application(
        "clubs.csv",
        stack(*(paragraph(words, inner(), size=20) for words in CSV), gap=4),
        menus=["Fichier", "Modifier", "Format"],
    ),
}
