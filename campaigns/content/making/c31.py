"""Drawings of competence 3.1, « Développer des documents textuels »."""

from collections.abc import Iterable, Sequence

from campaigns.content.making.screens import (
    BLUE,
    BROWN,
    CREAM,
    FRAME,
    GREY,
    INK,
    MUTED,
    PALE,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    application,
    at,
    callout,
    canvas,
    curves,
    dialog,
    field,
    inner,
    labelled,
    line,
    options,
    path,
    rect,
    row,
    stack,
    text,
    together,
    width_of,
)

ROOM = inner()
WIDE = 520


def greeked(x: float, y: float, widths: Iterable[float], *, step: float = 12, fill: str = STROKE) -> Shape:
    """Lines of writing that are not to be read: one bar for each width."""
    d = "".join(f"M{x:g} {y + rank * step:g}h{wide:g}" for rank, wide in enumerate(widths) if wide)
    return path(d, stroke=fill, thick=5)


def toolbar(font: str, size: str, pressed: str, before: str, chosen: str, after: str) -> Drawing:
    """A word processor in which one word is selected."""
    start = width_of(before, 20)
    wide = width_of(chosen, 20)
    sentence = canvas(
        ROOM,
        90,
        rect(14 + start - 2, 26, wide + 8, 32, fill=SKY, stroke=None),
        text(14, 48, before, size=20),
        text(16 + start, 48, chosen, size=20, italic=pressed == "italic", underlined=pressed == "underline"),
        text(22 + start + wide, 48, after, size=20),
    )
    names = [f"{font}{' ' * 7}", f"{size}{' ' * 7}"]
    window = application(
        "Traitement de texte",
        sentence,
        toolbar=[*names, "|", "bold", "italic", "underline"],
        pressed=[pressed],
    )
    x, arrows = 12.0, []
    for name in names:
        x += width_of(name, 17) + 18
        arrows.append(path(f"M{x - 22:g} 60h12l-6 8z", fill=INK, stroke=None))
        x += 5
    return window.over(*arrows)


def exponents() -> Drawing:
    """The same sentence four times, with each 2 higher or lower."""
    high, low = -9, 6
    shapes = [rect(1, 1, WIDE - 2, 228, stroke=FRAME, round=12)]
    for rank, (area, water) in enumerate([(high, high), (low, low), (high, low), (low, high)]):
        y = 40 + rank * 52
        shapes.append(callout(28, y - 7, rank + 1))
        x = 58.0
        for words, shift in (
            ("Le bassin de 80 m", 0),
            ("2", area),
            ("\xa0contient de l’eau, H", 0),
            ("2", water),
            ("O.", 0),
        ):
            size = 16 if shift else 22
            shapes.append(text(x, y + shift, words, size=size))
            x += width_of(words, size) + 1
    return canvas(WIDE, 230, *shapes)


def menus() -> Drawing:
    sheet = canvas(
        ROOM,
        110,
        text(14, 34, "La visite du moulin", size=22, bold=True),
        line(16, 60, 16, 86, stroke=INK, thick=3),
    )
    return application(
        "Traitement de texte", sheet, menus=["Fichier", "Affichage", "Insertion", "Format", "Outils"]
    )


def boat(width: float, height: float) -> Shape:
    """A sailing boat on the sea, in a rectangle of this size."""
    w, h = width / 100, height / 100
    hull = f"M{18 * w:g} {66 * h:g}H{84 * w:g}L{72 * w:g} {82 * h:g}H{30 * w:g}Z"
    sail = f"M{48 * w:g} {12 * h:g}V{60 * h:g}H{22 * w:g}Z"
    jib = f"M{52 * w:g} {20 * h:g}V{60 * h:g}H{78 * w:g}Z"
    return together(
        [
            rect(0, 0, width, height, fill=PALE, stroke=None),
            rect(0, 74 * h, width, 26 * h, fill=SKY, stroke=None),
            path(sail, fill=WHITE),
            path(jib, fill=CREAM),
            path(hull, fill=BROWN),
        ]
    )


def handles() -> Drawing:
    x, y, wide, tall = 110.0, 40.0, 300.0, 210.0
    places = [(x + wide / 2, y), (x + wide, y + tall / 2), (x + wide, y + tall), (x + wide / 2, y + tall)]
    marks = [(0, -22), (32, 0), (28, 22), (0, 26)]
    shapes = [at(x, y, boat(wide, tall)), rect(x, y, wide, tall, fill="none", stroke=BLUE)]
    others = [(x, y), (x + wide, y), (x, y + tall / 2), (x, y + tall)]
    shapes += [rect(a - 6, b - 6, 12, 12, stroke=BLUE) for a, b in (*places, *others)]
    shapes += [
        callout(a + dx, b + dy, rank)
        for rank, ((a, b), (dx, dy)) in enumerate(zip(places, marks, strict=True), start=1)
    ]
    return canvas(WIDE, 296, *shapes)


def size_dialog() -> Drawing:
    room = inner(440)
    fields = row(field("Largeur", "16 cm", 190), field("Hauteur", "10 cm", 190), gap=room - 380)
    box = dialog(
        "Taille de l’image",
        fields,
        options({"Conserver les proportions": True}, room),
        buttons=["Annuler", "OK"],
        main="OK",
    )
    return canvas(WIDE, box.height, at(40, 0, box))


def around_picture(number: int, look: str) -> Shape:
    """A small page with a picture in it, as text goes around, above and below, behind or in front."""
    full, x = 176, 22
    picture = at(72, 56, boat(76, 58)) + rect(72, 56, 76, 58, fill="none", stroke=BLUE)
    sheet = rect(1, 1, 218, 158, stroke=STROKE)
    above = greeked(x, 24, [full, full])
    below = greeked(x, 132, [full, 120])
    beside = range(60, 120, 12)
    match look:
        case "between":
            body = [picture]
        case "around":
            body = [picture] + [greeked(x, y, [40]) + greeked(158, y, [40]) for y in beside]
        case "front":
            body = [greeked(x, y, [full]) for y in beside] + [picture]
        case _:
            body = [picture] + [greeked(x, y, [full], fill=INK) for y in beside]
    return together([sheet, above, *body, below, callout(18, 18, number).moved(-2, -2)])


def wrappings() -> Drawing:
    looks = ["between", "around", "front", "behind"]
    places = [(20, 6), (280, 6), (20, 176), (280, 176)]
    pages = (
        at(x, y, around_picture(rank, look))
        for rank, ((x, y), look) in enumerate(zip(places, looks, strict=True), start=1)
    )
    return canvas(WIDE, 340, *pages)


def temperatures() -> Drawing:
    days = ["lun.", "mar.", "mer.", "jeu.", "ven."]
    return curves(
        days, {"Température": [4, 6, 9, 12, 15]}, axis="Température en °C", written=True, width=WIDE
    )


LENGTHS = (200, 150, 185, 120, 170)


def aligned(number: int, side: str) -> Shape:
    """A paragraph of which only the edges matter."""
    left, full = 14, 200
    bars = []
    for rank, each in enumerate(LENGTHS):
        wide = full if side == "both" and rank < len(LENGTHS) - 1 else each
        start = {"left": left, "both": left, "right": left + full - wide, "middle": left + (full - wide) / 2}
        bars.append(greeked(start[side], 50 + rank * 20, [wide]))
    sheet = rect(1, 1, 226, 150, stroke=STROKE)
    return together([sheet, callout(20, 20, number), *bars])


def alignments() -> Drawing:
    places = [(18, 6), (276, 6), (18, 174), (276, 174)]
    sides = ["right", "both", "middle", "left"]
    shapes = (
        at(x, y, aligned(rank, side))
        for rank, ((x, y), side) in enumerate(zip(places, sides, strict=True), start=1)
    )
    return canvas(WIDE, 330, *shapes)


def two_pages() -> Drawing:
    def sheet(number: int, body: Sequence[Shape]) -> Drawing:
        frame = [
            rect(1, 1, 228, 326, stroke=STROKE),
            text(115, 26, "Club astronomie", anchor="middle", fill=MUTED),
            text(115, 316, f"page {number}", anchor="middle", fill=MUTED),
        ]
        return canvas(230, 328, *frame, *body)

    full = 186
    first = sheet(7, [greeked(22, 66, [full, full, full, 110], step=18)])
    next_page = [
        text(22, 74, "Les planètes", size=20, bold=True),
        greeked(22, 104, [full, full, 150, 0, full, full, full, 90], step=18),
    ]
    return row(first, sheet(8, next_page), gap=60)


def contents(lines: Sequence[tuple[str, int]], wide: float = WIDE) -> Drawing:
    """A table of contents, with dots up to the numbers of pages."""
    tall = 46 + 28 * len(lines)
    shapes = [rect(1, 1, wide - 2, tall - 2, stroke=STROKE), text(16, 28, "Sommaire", size=19, bold=True)]
    for rank, (words, number) in enumerate(lines):
        y = 58 + 28 * rank
        shapes += [
            text(16, y, words),
            line(24 + width_of(words, 17), y - 3, wide - 44, y - 3, stroke=MUTED, dashed=True),
            text(wide - 16, y, str(number), anchor="end"),
        ]
    return canvas(wide, tall, *shapes)


def small_page(number: int, words: str) -> Drawing:
    """A page as a thumbnail, its title in it and its number below."""
    head = [text(58, 28, words, size=16, bold=True, anchor="middle", room=112)] if words else []
    bars = greeked(14, 46 if words else 26, [88] * (4 if words else 6), fill=FRAME)
    sheet = rect(1, 1, 114, 98, stroke=STROKE)
    return canvas(116, 124, sheet, bars, *head, text(58, 119, f"page {number}", size=16, anchor="middle"))


def old_contents() -> Drawing:
    titles = ["Sommaire", "Le matériel", "", "Déroulement", "", "", "Variantes"]
    pages = [small_page(number, words) for number, words in enumerate(titles, start=1)]
    lines = [("Le matériel", 2), ("Déroulement", 3), ("Variantes", 5)]
    return stack(contents(lines), row(*pages[:4], gap=18), row(*pages[4:], gap=18), gap=14)


def contents_and_styles() -> Drawing:
    lines = [("Le matériel", 2), ("Attention aux doigts", 3), ("Le nettoyage", 4)]
    styled = [
        ("Le matériel", "Titre 1", True),
        ("Le montage", "Corps de texte", True),
        ("Attention aux doigts", "Titre 1", False),
        ("Le nettoyage", "Titre 1", True),
    ]
    shapes = [rect(170, 1, WIDE - 172, 228, stroke=STROKE)]
    for rank, (words, style, bold) in enumerate(styled):
        y = 12 + rank * 54
        shapes += [
            labelled(1, y, 156, 32, style, fill=GREY, stroke=STROKE),
            text(186, y + 22, words, size=19, bold=bold),
            greeked(186, y + 37, [280], fill=FRAME),
        ]
    return stack(contents(lines), canvas(WIDE, 230, *shapes), gap=16)


def sectioned() -> Drawing:
    def sheet(number: int) -> Drawing:
        flat = number == 4
        wide, tall, words = (180, 118, "Grand tableau") if flat else (112, 150, "Enquête")
        body = greeked(14, 50, [wide - 28] * (5 if flat else 8), fill=FRAME)
        edge = rect(1, 1, wide - 2, tall - 2, stroke=STROKE)
        head = text(wide / 2, 28, words, anchor="middle")
        return canvas(
            wide, tall + 26, edge, head, body, text(wide / 2, tall + 20, f"page {number}", anchor="middle")
        )

    first, last = map(sheet, (1, 2, 3)), map(sheet, (4, 5, 6))
    return canvas(WIDE, 362, at(58, 0, row(*first, gap=34)), at(24, 186, row(*last, gap=34)))


MADE: dict[str, Drawing] = {
    "barre-maree.svg": toolbar("Romane", "14", "italic", "Le guide explique la ", "marée", " aux visiteurs."),
    "barre-gratuit.svg": toolbar("Bâton", "22", "underline", "Un concert ", "gratuit", " samedi soir."),
    "exposants.svg": exponents(),
    "menus.svg": menus(),
    "poignees.svg": handles(),
    "taille.svg": size_dialog(),
    "habillages.svg": wrappings(),
    "courbe.svg": temperatures(),
    "alignements.svg": alignments(),
    "deux-pages.svg": two_pages(),
    "sommaire-ancien.svg": old_contents(),
    "sommaire-styles.svg": contents_and_styles(),
    "sections.svg": sectioned(),
}
