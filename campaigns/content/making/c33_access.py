"""Pictures of competence 3.3: contrasts, links, headings, formats."""

from collections.abc import Sequence

from campaigns.content.making.c34_code import code
from campaigns.content.making.screens import (
    AMBER,
    BROWN,
    CREAM,
    FRAME,
    GREEN,
    INK,
    LIGHT,
    NAVY,
    PALE,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    application,
    at,
    browser,
    canvas,
    circle,
    grid,
    heading,
    inner,
    labelled,
    line,
    link,
    paragraph,
    path,
    rect,
    row,
    stack,
    table,
    text,
)

ROOM = inner()
BEIGE, DARK_GREEN, DARK_BLUE = "#ece6d8", "#14532d", "#1e3a8a"
PALE_GREY, YELLOW, LIGHT_YELLOW = "#cfd2d8", "#f7e85c", "#fff6c9"
# On white: contrasts of 2.2, 3.7, 4.2 and 6.5.
ORANGE, PLAIN_BLUE, PLAIN_GREY, PLAIN_GREEN = "#f39c12", "#3b88d4", "#7b7b7b", "#1d6b3c"


# Accessibilité -------------------------------------------------------------------------------------------


def poster(number: int, fill: str, color: str, size: float, weight: bool = True) -> Shape:
    """A poster with the same words as the others; its number above."""
    edge = rect(1, 29, 238, 126, fill=fill, stroke=STROKE)
    lines = text(120, 82, "Bal du", size=size, bold=weight, fill=color, anchor="middle") + text(
        120, 82 + size * 1.25, "collège", size=size, bold=weight, fill=color, anchor="middle"
    )
    return text(2, 20, f"Affiche {number}", bold=True) + edge + lines


def posters() -> Drawing:
    return canvas(
        520,
        330,
        at(10, 0, poster(1, WHITE, PALE_GREY, 38)),
        at(270, 0, poster(2, WHITE, YELLOW, 38)),
        at(10, 168, poster(3, LIGHT_YELLOW, "#000000", 38)),
        at(270, 168, poster(4, WHITE, "#000000", 16, weight=False)),
    )


def slide() -> Drawing:
    return canvas(
        520,
        290,
        rect(1, 1, 518, 288, fill=WHITE, stroke=NAVY),
        text(260, 58, "Sortie au musée", size=38, bold=True, fill="#000000", anchor="middle"),
        text(260, 124, "Jeudi 9 avril", size=32, bold=True, fill=DARK_BLUE, anchor="middle"),
        text(260, 186, "Départ à 8\u00a0h\u00a030", size=32, bold=True, fill=BEIGE, anchor="middle"),
        rect(90, 214, 340, 56, fill=DARK_GREEN, stroke=None),
        text(260, 253, "Prévoir un repas", size=30, bold=True, fill=WHITE, anchor="middle"),
    )


def dog() -> Drawing:
    """A dog that invites to play: front legs on the ground, rump and tail up."""
    fur = "#c2571a"
    body = "M190 184Q250 170 330 104Q376 84 402 120Q400 160 356 168Q290 184 232 222L180 224Z"
    return canvas(
        520,
        270,
        rect(1, 1, 518, 268, fill=LIGHT, stroke=FRAME, round=14),
        line(40, 232, 480, 232, stroke=GREEN, thick=6),
        path("M372 118Q404 100 398 52", stroke=fur, thick=16),
        path("M346 120L332 228H354L378 132Z", fill=fur, stroke=INK),
        path("M378 122L380 228H402L400 130Z", fill=fur, stroke=INK),
        path(body, fill=fur, stroke=INK),
        path("M206 204L120 218Q112 228 122 229H230Z", fill=fur, stroke=INK),
        circle(178, 166, 38, fill=fur, stroke=INK),
        path("M150 174Q112 172 110 190Q116 204 156 196Z", fill=fur, stroke=INK),
        path("M190 134Q222 132 216 176Q200 178 190 160Z", fill=BROWN, stroke=INK),
        circle(166, 158, 5, fill=INK, stroke=None),
        circle(114, 182, 7, fill=INK, stroke=None),
    )


def tournament() -> Drawing:
    return canvas(
        520,
        290,
        rect(1, 1, 518, 288, fill=WHITE, stroke=NAVY),
        rect(2, 2, 516, 96, fill=DARK_BLUE, stroke=None),
        circle(70, 46, 30, fill="#d1453b", stroke=WHITE),
        path("M88 68L112 90", stroke=AMBER, thick=12),
        circle(128, 36, 10, fill=WHITE, stroke=None),
        text(336, 44, "Tournoi", size=32, bold=True, fill=WHITE, anchor="middle"),
        text(336, 82, "de tennis de table", size=28, bold=True, fill=WHITE, anchor="middle"),
        text(260, 146, "Samedi 14 mars, 14\u00a0h", size=30, bold=True, anchor="middle"),
        text(260, 196, "Gymnase des Tilleuls", size=26, anchor="middle"),
        labelled(130, 222, 260, 46, "Inscription gratuite", fill=PALE, size=20),
    )


def sentence(*pieces: tuple[str, bool]) -> Drawing:
    """A line of text in which some words are a link."""
    drawings = [link(words) if is_link else paragraph(words, _wide(words)) for words, is_link in pieces]
    return row(*drawings, gap=6)


def _wide(words: str) -> float:
    return link(words).width + 1


def links_piscine() -> Drawing:
    return browser(
        "piscine-valombre.example",
        heading("Piscine de Valombre"),
        sentence(("La piscine rouvre lundi.", False), ("Lire la suite", True)),
        link("Horaires de la piscine"),
        sentence(("Pour les tarifs,", False), ("consultez cette page", True)),
        link("Plan des bassins (PDF, 1 Mo)"),
        sentence(("Le règlement change.", False), ("Télécharger (PDF, 2 Mo)", True)),
        height=300,
    )


def links_mediatheque() -> Drawing:
    return browser(
        "mediatheque-brumeval.example",
        heading("Médiathèque de Brumeval"),
        paragraph("Pour emprunter, remplissez ce formulaire,", ROOM),
        sentence(("en cliquant", False), ("ici", True)),
        sentence(("Le nouveau livret des ateliers est paru\u00a0:", False), ("télécharger", True)),
        paragraph("Une salle est à vous pour travailler à plusieurs\u00a0:", ROOM),
        link("détails"),
    )


def contrasts() -> Drawing:
    rows = (
        ("A", "Grand titre", "orange sur blanc", ORANGE, "2,2"),
        ("B", "Grand titre", "bleu sur blanc", PLAIN_BLUE, "3,7"),
        ("C", "Texte courant", "gris sur blanc", PLAIN_GREY, "4,2"),
        ("D", "Texte courant", "vert foncé sur blanc", PLAIN_GREEN, "6,5"),
    )
    drawn = []
    for mark, kind, look, color, ratio in rows:
        size, bold = (26, True) if kind.startswith("Grand") else (17, False)
        drawn.append(
            canvas(
                ROOM,
                52,
                rect(0, 1, ROOM, 50, stroke=FRAME, round=6),
                text(12, 33, mark, bold=True),
                text(40, 35, "Bonjour", size=size, bold=bold, fill=color),
                text(172, 23, kind, bold=True),
                text(172, 44, look, size=16),
                text(ROOM - 12, 33, f"contraste {ratio}", anchor="end"),
            )
        )
    return application("Mesure des contrastes", *drawn)


def subtitles() -> Drawing:
    rows = [["A", 2, 34, 66, 4], ["B", 3, 30, 75, 6], ["C", 2, 36, 70, 5], ["D", 1, 41, 41, 4]]
    headers = ["", "Lignes", "Ligne la plus longue", "Signes", "Durée"]
    legend = paragraph("Longueurs en signes, durées en secondes.", ROOM)
    return application("Sous-titres", table(headers, rows, widths=[36, 78, 190, 90, 90]), legend)


HEADINGS = (
    "<h1>Le festival des lacs</h1>",
    "<p>Trois soirs de musique</p>",
    "<h2>Programme</h2>",
    "<h3>Vendredi</h3>",
    "<h3>Samedi</h3>",
    "<h2>Venir</h2>",
    '<p class="grand">En bateau</p>',
    "<h4>En train</h4>",
    "<h2>Billets</h2>",
    "<h3>Tarif réduit</h3>",
)


# Formats -------------------------------------------------------------------------------------------------


def compatibility(formats: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> Drawing:
    wide = 176
    each = (ROOM - wide) / len(formats)
    drawn = table(["", *formats], rows, widths=[wide, *[each] * len(formats)])
    return application("Ce que fait chaque logiciel", drawn, *([note] if note else []))


def to_csv() -> Drawing:
    sheet = application(
        "Fournitures",
        grid(
            [["Article", "Prix", "Nombre", "Total"], ["Cahier", 2, 5, 10], ["Stylo", 1, 8, 8]],
            cell="D2",
            marked=["A1", "B1", "C1", "D1"],
            formula="=B2*C2",
            widths=[130, 90, 100, 100],
        ),
        row(tab("Mars", True), tab("Avril", False), gap=6),
    )
    listing = application("mars.csv", "Article;Prix;Nombre;Total", "Cahier;2;5;10", "Stylo;1;8;8", toolbar=())
    return stack(sheet, listing, gap=10)


def tab(words: str, chosen: bool) -> Drawing:
    """A tab under a spreadsheet."""
    return canvas(90, 32, labelled(1, 1, 88, 30, words, fill=CREAM if chosen else WHITE, bold=chosen))


MODIFIES, READS, REFUSES = "modifie", "lit", "refuse"


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return {
        "affiches-contraste.svg": posters(),
        "diapositive-contraste.svg": slide(),
        "chien-joueur.svg": dog(),
        "affiche-tournoi.svg": tournament(),
        "liens-piscine.svg": links_piscine(),
        "liens-mediatheque.svg": links_mediatheque(),
        "mesure-contrastes.svg": contrasts(),
        "mesure-sous-titres.svg": subtitles(),
        "titres-du-code.svg": code(*HEADINGS),
        "compatibilite-texte.svg": compatibility(
            ["ODT", "DOCX", "RTF", "PDF"],
            [
                ["Plume", MODIFIES, MODIFIES, REFUSES, READS],
                ["Texto en ligne", MODIFIES, READS, MODIFIES, READS],
                ["Bloc de tablette", MODIFIES, MODIFIES, MODIFIES, READS],
            ],
        ),
        "compatibilite-tableur.svg": compatibility(
            ["ODS", "XLSX", "CSV", "PDF"],
            [
                ["Grille", MODIFIES, MODIFIES, MODIFIES, READS],
                ["Comptes web", READS, MODIFIES, MODIFIES, READS],
                ["Calculette Plus", MODIFIES, MODIFIES, MODIFIES, REFUSES],
            ],
            note="Le CSV ne garde que les valeurs, sans les formules.",
        ),
        "tableau-vers-csv.svg": to_csv(),
    }
