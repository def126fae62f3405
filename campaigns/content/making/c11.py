"""Drawings of competence 1.1, « Mener une recherche et une veille d’information »."""

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
    STROKE,
    WHITE,
    Drawing,
    Shape,
    at,
    browser,
    canvas,
    circle,
    heading,
    icon,
    inner,
    line,
    margin,
    paragraph,
    path,
    rect,
    results,
    row,
    search_field,
    stack,
    text,
    width_of,
    words_in,
)

ROOM = inner()


def chips(words: Sequence[str], *, chosen: str = "", underlined: bool = False) -> Drawing:
    """Tabs, of which one is open (``underlined``), or buttons of filters."""
    shapes, x = [], 0.0
    for each in words:
        wide = width_of(each, 17, bold=each == chosen) + (12 if underlined else 38)
        if underlined:
            shapes.append(text(x + 4, 22, each, bold=each == chosen))
            if each == chosen:
                shapes.append(line(x + 2, 30, x + wide - 2, 30, stroke=BLUE, thick=4))
        else:
            shapes.append(rect(x + 1, 1, wide - 2, 32, stroke=STROKE, round=8))
            shapes.append(text(x + 12, 23, each))
            shapes.append(path(f"M{x + wide - 22:g} 14l5 6 5 -6", stroke=NAVY))
        x += wide + (16 if underlined else 10)
    return canvas(ROOM, 36, *shapes)


def engine(words: str) -> Drawing:
    """A search engine with its tabs and its filters."""
    return browser(
        "cherche.example",
        search_field(words),
        chips(["Tout", "Images", "Vidéos", "Actualités", "Cartes"], chosen="Tout", underlined=True),
        chips(["Date", "Langue", "Droits d’usage", "Taille"]),
    )


def results_piscine() -> Drawing:
    return browser(
        "cherche.example",
        search_field("piscine"),
        results(
            (
                "Piscine, fin des travaux en mai",
                "www.valmorin.example/piscine/travaux",
                "La ville de Valmorin fait le point.",
            ),
            ("Dix piscines à essayer", "www.mes-loisirs.example/piscines", "Avis et photos."),
            (
                "La piscine de Valmorin",
                "www.valmorin.example/sport/piscine",
                "Horaires et tarifs de la ville.",
            ),
            gap=18,
        ),
    )


def results_comete() -> Drawing:
    return browser(
        "cherche.example",
        search_field("comète"),
        results(
            ("Comète, vélos de ville", "www.comete-velos.example", "Nos modèles."),
            (
                "Atelier : fabrique ta comète",
                "www.observatoire-sarvel.example/enfants",
                "Le mercredi, dès 8 ans.",
            ),
            (
                "Une comète, c’est quoi ?",
                "www.observatoire-sarvel.example/comete",
                "L’observatoire de Sarvel répond.",
            ),
            gap=18,
        ),
    )


def operators() -> Drawing:
    """Four searches, each with what it finds."""
    pairs = [
        ('"l’heure bleue"', "ces mots exacts, dans cet ordre"),
        ("jaguar -voiture", "sans les pages où figure « voiture »"),
        ("jaguar site:zoo-sarvel.example", "ce seul site"),
        ("jaguar filetype:pdf", "des documents au format PDF"),
    ]
    drawn = [stack(search_field(words), paragraph(found, ROOM), gap=6) for words, found in pairs]
    return margin(stack(*drawn, gap=16), 18, fill=WHITE)


# Where the cards stand, and how wide they are.
PLACES = ((0, 0, 520), (0, 108, 256), (264, 108, 256), (0, 216, 256), (264, 216, 256))


def page_links(*links_of: str) -> Drawing:
    """What each page of a small web links to: the portal, then pages A to D."""
    names = ("Portail", "Page A", "Page B", "Page C", "Page D")
    fills = (CREAM, WHITE, WHITE, WHITE, WHITE)
    cards = zip(names, links_of, fills, strict=True)
    shapes = []
    for rank, (name, links, fill) in enumerate(cards):
        x, y, wide = PLACES[rank]
        shapes += [
            rect(x + 1, y + 1, wide - 2, 92, fill=fill, stroke=NAVY, round=10),
            text(x + 18, y + 36, name, size=20, bold=True),
            text(x + 18, y + 70, "Envoie vers :", fill=MUTED),
            text(x + 124, y + 70, links, bold=True, fill=BLUE),
        ]
    return canvas(520, 312, *shapes)


# Wikipédia -------------------------------------------------------------------------------------------------


def infobox(name: str, pairs: Sequence[tuple[str, str]], width: float = 238) -> Drawing:
    """The box of an article: labels and values."""
    tall = 40 + 34 * len(pairs)
    shapes = [
        rect(1, 1, width - 2, tall - 2, stroke=FRAME),
        rect(1, 1, width - 2, 36, fill=PALE, stroke=None),
        text(width / 2, 26, name, bold=True, anchor="middle", room=width - 10),
    ]
    for rank, (label, value) in enumerate(pairs):
        y = 62 + 34 * rank
        shapes += [text(10, y, label, size=16), text(width - 10, y, value, size=16, bold=True, anchor="end")]
    return canvas(width, tall, *shapes)


def article_with_box(name: str, words: str, pairs: Sequence[tuple[str, str]], width: float = 238) -> Drawing:
    """An article with its infobox."""
    body = row(paragraph(words, ROOM - width - 16), infobox(name, pairs, width))
    return browser(
        "encyclopedie.example/" + name.lower().replace(" ", "-").replace("’", "-"), heading(name), body
    )


def article_lac() -> Drawing:
    words = (
        "Le lac d’Orvane est un lac de montagne. Le barrage qui le retient date de 1936 et mesure 31 m de "
        "haut. On y pratique l’aviron."
    )
    pairs = [
        ("Altitude", "812 m"),
        ("Superficie", "6,4 km²"),
        ("Longueur", "5,2 km"),
        ("Profondeur moyenne", "22 m"),
        ("Profondeur maximale", "48 m"),
    ]
    return article_with_box("Lac d’Orvane", words, pairs)


def article_pont() -> Drawing:
    words = (
        "Le pont de Sarvel franchit la Sarve. Il a été rénové en 2004. "
        "Sa tour nord, haute de 41 m, se visite."
    )
    pairs = [
        ("Construction", "1927 à 1931"),
        ("Longueur totale", "214 m"),
        ("Portée principale", "96 m"),
        ("Largeur", "9 m"),
        ("Hauteur", "36 m"),
    ]
    return article_with_box("Pont de Sarvel", words, pairs)


def contents(name: str, lines: Sequence[str]) -> Drawing:
    """The table of contents of an article; « 3.1 » stands further in than « 3 »."""
    shapes = [rect(1, 1, ROOM - 2, 30 * len(lines) + 48, fill=GREY, stroke=FRAME, round=6)]
    shapes.append(text(18, 30, "Sommaire", bold=True))
    for rank, words in enumerate(lines):
        mark, _, title = words.partition(" ")
        x = 46 if "." in mark else 18
        shapes += [
            text(x, 60 + 30 * rank, mark, bold=True),
            text(x + 40, 60 + 30 * rank, title, fill=BLUE),
        ]
    return browser("encyclopedie.example", heading(name), canvas(ROOM, 30 * len(lines) + 50, *shapes))


def contents_loutre() -> Drawing:
    lines = [
        "1 Description",
        "2 Répartition et habitat",
        "3 Mode de vie",
        "3.1 Alimentation",
        "3.2 Reproduction",
        "3.3 Déplacements",
        "4 Menaces et protection",
        "5 La loutre dans la culture",
        "6 Notes et références",
    ]
    return contents("Loutre", lines)


def contents_ville() -> Drawing:
    lines = [
        "1 Géographie",
        "2 Histoire",
        "2.1 Moyen Âge",
        "2.2 De 1500 à 1900",
        "2.3 Depuis 1900",
        "3 Population",
        "4 Lieux et monuments",
        "5 Vie culturelle",
        "6 Notes et références",
    ]
    return contents("Valmorin", lines)


def namesakes(name: str, *articles: tuple[str, str]) -> Drawing:
    """A page of articles that share a name: (link, what it is about)."""
    shapes = []
    for rank, (title, about) in enumerate(articles):
        y = 58 * rank
        shapes += [
            circle(8, y + 14, 4, fill=NAVY, stroke=None),
            text(24, y + 20, title, fill=BLUE, underlined=True),
            text(24, y + 44, about, size=16),
        ]
    drawn = canvas(ROOM, 58 * len(articles), *shapes)
    return browser("encyclopedie.example", heading(name), "Plusieurs articles portent ce nom.", drawn)


def article_tabs() -> Drawing:
    names = ["Article", "Discussion", "Modifier", "Voir l’historique"]
    tabs = chips(names, chosen="Article", underlined=True)
    words = "Le moulin de Brévault est un ancien moulin à eau. Il se trouve au bord de la Sarve."
    return browser("encyclopedie.example/moulin", tabs, heading("Moulin de Brévault"), paragraph(words, ROOM))


def banner_article(name: str, warning: str, lines: Sequence[str], source: str) -> Drawing:
    """An article with a warning above, and its references below."""
    body = words_in(52, 8, ROOM - 66, 58, warning, anchor="start")
    banner = rect(1, 1, ROOM - 2, 72, fill=CREAM, stroke=STROKE) + at(14, 24, icon("warning")) + body
    return browser(
        "encyclopedie.example",
        heading(name),
        canvas(ROOM, 74, banner),
        *(paragraph(each, ROOM) for each in lines),
        stack(heading("Références", size=18), paragraph(source, ROOM, size=16), gap=4),
    )


def banner_moulin() -> Drawing:
    return banner_article(
        "Moulin de Brévault",
        "Cet article ne cite pas suffisamment ses sources (mars 2026).",
        [
            "Le moulin a été bâti en 1742 [1].",
            "Une reine y aurait dormi [réf. nécessaire].",
            "Sa farine est connue dans tout le pays [réf. nécessaire].",
        ],
        "1. Archives de Brévault, registre des moulins, page 12.",
    )


def banner_festival() -> Drawing:
    return banner_article(
        "Festival des Brumes",
        "Le ton de cet article est trop promotionnel (janvier 2026).",
        [
            "C’est le plus beau festival du pays [selon qui ?].",
            "Il a lieu chaque année depuis 1998 [1].",
            "Trois mille personnes y dansent chaque soir [réf. nécessaire].",
        ],
        "1. Journal de Montserel, 4 juillet 2018, page 3.",
    )


def file_page(name: str, picture: Drawing, pairs: Sequence[tuple[str, str]]) -> Drawing:
    """The page of a file, with what is known of it."""
    shapes: list[Shape] = []
    for rank, (label, value) in enumerate(pairs):
        y = 36 * rank
        shapes += [
            rect(0, y, 116, 34, fill=PALE, stroke=None),
            text(8, y + 23, label, bold=True),
            text(126, y + 23, value, room=ROOM - 130),
        ]
    table = canvas(ROOM, 36 * len(pairs), *shapes)
    return browser("commons.example", heading(name), picture, table)


def lighthouse() -> Drawing:
    shapes = [
        rect(0, 0, 240, 110, fill=SKY, stroke=None),
        circle(190, 70, 18, fill=CREAM, stroke=None),
        rect(0, 84, 240, 26, fill=BLUE, stroke=None),
        path("M40 90l10 -66h20l10 66z", fill=WHITE),
        path("M45 60h30M48 40h24", thick=6),
        rect(46, 10, 28, 16, fill=CREAM),
    ]
    return canvas(240, 110, *shapes)


def volcano() -> Drawing:
    shapes = [
        rect(0, 0, 240, 110, fill=SKY, stroke=None),
        path("M20 108l80 -84h40l80 84z", fill=GREY),
        path("M112 24h16v84h-16z", fill="#d9480f", stroke=None),
        path("M128 60l30 20M112 70l-26 20", stroke="#d9480f", thick=6),
        circle(120, 12, 10, fill=MUTED, stroke=None),
    ]
    return canvas(240, 110, *shapes)


def file_phare() -> Drawing:
    pairs = [
        ("Description", "Phare de Kerlune, vu de la plage"),
        ("Date", "3 août 2024"),
        ("Source", "Travail personnel"),
        ("Auteur", "Mirela Dobre"),
        ("Licence", "CC BY-SA 4.0"),
    ]
    return file_page("Phare de Kerlune au soir.jpg", lighthouse(), pairs)


def file_volcan() -> Drawing:
    pairs = [
        ("Description", "Coupe simplifiée d’un volcan"),
        ("Date", "12 mai 2023"),
        ("Source", "Travail personnel"),
        ("Auteur", "Tomas Aranda"),
        ("Licence", "CC BY 4.0"),
    ]
    return file_page("Coupe d’un volcan.svg", volcano(), pairs)


MADE = {
    "moteur-loutre.svg": engine("loutre"),
    "moteur-tempete.svg": engine("tempête"),
    "resultats-piscine.svg": results_piscine(),
    "resultats-comete.svg": results_comete(),
    "operateurs.svg": operators(),
    "liens-a.svg": page_links("D", "C", "A", "A, B, D", "A, B"),
    "liens-b.svg": page_links("B", "C, D", "A, D", "A, B, D", "C"),
    "article-lac.svg": article_lac(),
    "article-pont.svg": article_pont(),
    "sommaire-loutre.svg": contents_loutre(),
    "sommaire-ville.svg": contents_ville(),
    "homonymie-mercure.svg": namesakes(
        "Mercure",
        ("Mercure (planète)", "La plus proche du Soleil"),
        ("Mercure (chimie)", "Métal liquide et brillant"),
        ("Mercure (mythologie)", "Dieu romain du commerce"),
        ("Mercure (journal)", "Revue fondée en 1672"),
    ),
    "homonymie-java.svg": namesakes(
        "Java",
        ("Java (île)", "La plus peuplée d’Indonésie"),
        ("Java (langage)", "Pour écrire des programmes"),
        ("Java (danse)", "À trois temps, née à Paris"),
        ("Java (café)", "Variété de grains"),
    ),
    "onglets.svg": article_tabs(),
    "bandeau-moulin.svg": banner_moulin(),
    "bandeau-festival.svg": banner_festival(),
    "fichier-phare.svg": file_phare(),
    "fichier-volcan.svg": file_volcan(),
}
