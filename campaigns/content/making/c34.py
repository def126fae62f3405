"""Pictures of competence 3.4: robots, programs, the code of web pages. The programs are in `c34_programs`."""

from collections.abc import Sequence

from campaigns.content.making import c34_programs as programs
from campaigns.content.making.c34_code import Block, blocks, code, field, robot_at
from campaigns.content.making.screens import (
    BLUE,
    BROWN,
    INK,
    LIGHT,
    PALE,
    STROKE,
    WHITE,
    Drawing,
    arrow,
    browser,
    button,
    callout,
    canvas,
    circle,
    framed,
    heading,
    inner,
    link,
    paragraph,
    path,
    rect,
    row,
    stack,
    text,
    tree,
)
from campaigns.content.making.screens import field as form_field
from campaigns.content.making.shapes import WIDTH

ROOM = inner()
THINGS = {"D2": "C", "D3": "P", "C3": "B", "E2": "T"}


# Robots ----------------------------------------------------------------------------------------------------


def beside(map_: Drawing, program: Sequence[Block]) -> Drawing:
    """A grid, and what the robot is told at its right."""
    return row(map_, blocks(program, WIDTH - map_.width - 12), gap=12)


def below(map_: Drawing, program: Sequence[Block], width: float = 330) -> Drawing:
    """A grid, and what the robot is told under it: for long programs."""
    return stack(map_, blocks(program, width), gap=14)


def robots() -> dict[str, Drawing]:
    return {
        "robot-1a.svg": beside(field(5, 4, robot="A4"), programs.ROBOT_1A),
        "robot-1b.svg": stack(
            beside(field(5, 4, robot="B4", things=THINGS), programs.ROBOT_1B),
            paragraph("C\u00a0: clé. P\u00a0: pomme. B\u00a0: ballon. T\u00a0: trésor.", WIDTH),
        ),
        "robot-2a.svg": beside(field(5, 4, robot="A4", facing="right"), programs.ROBOT_2A),
        "robot-2b.svg": beside(field(5, 4, robot="E1", facing="down"), programs.ROBOT_2B),
        "robot-2c.svg": field(5, 4, robot="A4", facing="right", goal="E2", rocks=["A3", "B3", "E3"], cell=60),
        "robot-3a.svg": beside(field(5, 4, robot="A4", facing="right"), programs.ROBOT_3A),
        "robot-3b.svg": beside(field(5, 4, robot="A1", facing="right"), programs.ROBOT_3B),
        "robot-3c.svg": below(field(7, 4, robot="A4", facing="right", goal="G1"), programs.ROBOT_3C),
        "robot-4a.svg": beside(
            field(5, 4, robot="A2", facing="right", rocks=["D2", "C4"]), programs.ROBOT_4A
        ),
        "robot-4b.svg": beside(field(5, 4, robot="D2", facing="left", rocks=["B2", "E3"]), programs.ROBOT_4B),
        "robot-5c.svg": below(
            field(6, 4, robot="A4", facing="up", rocks=["A1", "B3", "E2"]), programs.ROBOT_5C, 360
        ),
        "tuto-tourner.svg": turning(),
    }


def turning() -> Drawing:
    """A robot that faces down, and what turning each way makes of it."""
    ways = (("left", "Tourner à droite"), ("down", "Au départ"), ("right", "Tourner à gauche"))
    parts = []
    for rank, (facing, words) in enumerate(ways):
        middle = 86 + 174 * rank
        parts += [
            rect(middle - 36, 30, 72, 72, stroke=STROKE),
            robot_at(middle, 66, facing),
            text(middle, 138, words, bold=True, anchor="middle"),
        ]
    arrows = [arrow(214, 66, 136, 66), arrow(306, 66, 384, 66)]
    return canvas(WIDTH, 160, *parts, *arrows, fill=LIGHT)


# Programs --------------------------------------------------------------------------------------------------


def listings() -> dict[str, Drawing]:
    """Return the programs that are shown alone, line by line."""
    wide, narrow = WIDTH, 420
    return {
        "maison.svg": code(*programs.HOUSE, width=wide),
        "serre.svg": code(*programs.GREENHOUSE, width=wide),
        "carres.svg": code(*programs.SQUARES, width=wide),
        "jardin.svg": code(*programs.GARDEN, width=narrow),
        "score-du-mot.svg": code(*programs.SCORE, width=wide),
        "reste-nul.svg": code(*programs.DIVISORS, width=wide),
        "tuto-fonction.svg": code(*programs.TUTO_FUNCTION, width=narrow),
        "score.svg": blocks(programs.GAME, 330),
        "vies.svg": blocks(programs.LIVES, 330),
        "prix-total.svg": code(*programs.PRICE, width=narrow),
        "copie.svg": code(*programs.COPY, width=narrow),
        "compteur-plus.svg": code(*programs.COUNT_UP, width=narrow),
        "compteur-moins.svg": code(*programs.COUNT_DOWN, width=narrow),
        "doubler.svg": code(*programs.DOUBLING, width=narrow),
        "notes.svg": code(*programs.MARKS, width=wide),
        "panier.svg": code(*programs.BASKET, width=wide),
        "gagnant.svg": code(*programs.WINNER, width=wide),
        "liste-fruits.svg": code(*programs.FRUITS, width=wide),
        "liste-nombres.svg": code(*programs.NUMBERS, width=wide),
        "types.svg": code(*programs.TYPES, width=narrow),
        "seuil.svg": code(*programs.WHILE, width=narrow),
        "echanges.svg": code(*programs.SWAPS, width=wide),
        "stock.svg": code(*programs.STOCK, width=wide),
        "code-club.svg": code(*programs.CLUB, width=wide),
        "code-salade.svg": code(*programs.RECIPE, width=wide),
        "balises-cachees.svg": code(*programs.HIDDEN_TAGS, width=wide),
        "non-fermee.svg": code(*programs.NOT_CLOSED, width=wide),
        "oubli-strong.svg": code(*programs.CROSSED, width=wide),
        "page-du-chat.svg": code(*programs.CAT, title="index.html", width=wide),
        "style-menu.svg": styled(programs.MENU_CSS, programs.MENU_HTML, MENU_HELP),
        "style-prix.svg": styled(programs.PRICES_CSS, programs.PRICES_HTML),
        "cascade.svg": styled(programs.CASCADE_CSS, programs.CASCADE_HTML),
        "tuto-style.svg": styled(programs.INFO_CSS, programs.INFO_HTML),
        "formulaire.svg": code(*programs.FORM, width=wide),
    }


MENU_HELP = "green\u00a0: vert. navy\u00a0: bleu marine. red\u00a0: rouge."


def styled(css: Sequence[str], html: Sequence[str], help_: str = "") -> Drawing:
    """A style sheet above the code of the page that it dresses."""
    parts = [code(*css, title="Feuille de style"), code(*html, title="Page")]
    if help_:
        parts.append(paragraph(help_, WIDTH))
    return stack(*parts, gap=10)


# Web pages -------------------------------------------------------------------------------------------------


def site(folders: str, lines: Sequence[str]) -> Drawing:
    """The folders of a site, and the code of its first page."""
    return stack(tree(folders), code(*lines, title="index.html"), gap=10)


def zoo() -> Drawing:
    otter = canvas(
        300,
        90,
        rect(0, 0, 300, 90, fill=PALE, stroke=STROKE),
        path("M70 64Q90 34 150 44Q196 30 222 40Q244 50 226 64Z", fill=BROWN, stroke=INK),
        path("M76 60Q40 66 34 48", stroke=BROWN, thick=9),
        circle(222, 44, 3, fill=WHITE, stroke=None),
        path("M16 72Q90 62 160 72T286 72", stroke=BLUE),
    )
    page = browser(
        "parc-des-tilleuls.example/loutre",
        heading("La loutre"),
        otter,
        paragraph("La loutre passe ses journées dans la rivière.", ROOM),
        link("Tous les animaux du parc"),
    )
    return page.over(callout(488, 25, 1), callout(150, 80, 2), callout(346, 148, 3), callout(240, 262, 4))


def theatre() -> Drawing:
    menu = row(link("Accueil"), link("Spectacles"), link("Venir"), gap=24)
    page = browser(
        "theatre-du-lac.example",
        menu,
        heading("Réserver une place"),
        form_field("Votre nom", width=300),
        button("Réserver", main=True),
        tabs=["Théâtre", "Météo"],
    )
    return page.over(callout(150, 26, 1), callout(280, 122, 2), callout(344, 229, 3), callout(150, 280, 4))


def pages() -> dict[str, Drawing]:
    """Return the pictures of pages and of folders."""
    return {
        "elements-zoo.svg": zoo(),
        "elements-theatre.svg": theatre(),
        "chemin-phare.svg": site(
            "site/\n  index.html\n  style.css\n  images/\n    phare.jpg\n    port.jpg\n"
            "  pages/\n    contact.html",
            programs.LIGHTHOUSE,
        ),
        "chemin-contact.svg": site(
            "velo/\n  index.html\n  style.css\n  club/\n    contact.html\n    equipe.html\n"
            "  photos/\n    depart.jpg",
            programs.CONTACT,
        ),
        "tuto-chemins.svg": framed(
            tree("balade/\n  accueil.html\n  plan.html\n  photos/\n    lac.jpg\n    pont.jpg", width=380)
        ),
    }


def made() -> dict[str, Drawing]:
    """Return each picture by its name."""
    return {**robots(), **listings(), **pages()}
