"""Drawings of competence 3.2, « Développer des documents multimédia »."""

from collections.abc import Mapping, Sequence

from campaigns.content.making.c31 import greeked
from campaigns.content.making.screens import (
    AMBER,
    BLUE,
    BROWN,
    CREAM,
    FRAME,
    GREEN,
    GREY,
    INK,
    MINT,
    MUTED,
    NAVY,
    PALE,
    RED,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    at,
    callout,
    canvas,
    circle,
    dialog,
    field,
    labelled,
    line,
    path,
    rect,
    row,
    stack,
    text,
    together,
    words_in,
)

WIDE = 520


# Sound and video -------------------------------------------------------------------------------------------


def polygon(points: str, width: float, height: float, fill: str) -> Shape:
    """A closed shape, its points in hundredths of a rectangle: « 0,100 42,22 »."""
    pairs = (point.split(",") for point in points.split())
    d = "L".join(f"{float(x) * width / 100:g} {float(y) * height / 100:g}" for x, y in pairs)
    return path(f"M{d}Z", fill=fill)


def mountain(width: float, height: float) -> Shape:
    """A mountain with snow, in a rectangle of this size."""
    return together(
        [
            rect(0, 0, width, height, fill=SKY, stroke=None),
            polygon("0,100 42,22 64,58 76,44 100,100", width, height, GREEN),
            polygon("42,22 31,42 40,38 46,44 52,38", width, height, WHITE),
        ]
    )


def player(gone: str, total: str, share: float) -> Drawing:
    """A player of videos, paused."""
    bar = 236
    return canvas(
        WIDE,
        300,
        rect(1, 1, WIDE - 2, 298, fill=NAVY, round=10),
        at(14, 14, mountain(WIDE - 28, 216)),
        path("M30 252V280L54 266Z", fill=WHITE, stroke=None),
        line(80, 266, 80 + bar, 266, stroke=STROKE, thick=8),
        line(80, 266, 80 + bar * share, 266, stroke=AMBER, thick=8),
        circle(80 + bar * share, 266, 10, fill=AMBER, stroke=INK),
        text(WIDE - 20, 273, f"{gone} / {total}", size=20, bold=True, fill=WHITE, anchor="end"),
    )


def export_of(what: str, pairs: Mapping[str, str]) -> Drawing:
    """A dialog with what will be written."""
    fields = [field(label, value, 300) for label, value in pairs.items()]
    box = dialog(
        f"Exporter {what}", stack(*fields), buttons=["Annuler", "Exporter"], main="Exporter", width=400
    )
    return canvas(WIDE, box.height, at(60, 0, box))


def sheet_of_facts(title: str, pairs: Sequence[tuple[str, str]]) -> Drawing:
    """A frame with a dark head and lines of facts."""
    tall = 52 + 34 * len(pairs)
    shapes = [
        rect(1, 1, WIDE - 2, tall - 2, stroke=NAVY, round=8),
        rect(1, 1, WIDE - 2, 38, fill=NAVY, round=8),
        text(16, 27, title, bold=True, fill=WHITE),
    ]
    for rank, (label, value) in enumerate(pairs):
        y = 68 + rank * 34
        shapes += [text(16, y, label, fill=MUTED), text(150, y, value)]
    return canvas(WIDE, tall, *shapes)


def codecs(name: str, stream: str, device: str, containers: str) -> Drawing:
    facts = [("Format", "Matroska"), ("Flux 1", stream), ("Flux 2", "AAC, stéréo")]
    reads = [("Format", containers), ("Image", "H.264"), ("Son", "AAC ou MP3")]
    return stack(
        sheet_of_facts(f"Propriétés\xa0: {name}", facts),
        sheet_of_facts(f"{device} lit", reads),
        gap=16,
    )


# Pictures --------------------------------------------------------------------------------------------------


def pixels(rows: Sequence[str], side: float) -> Drawing:
    """A picture whose pixels can be counted: « # » is dark, « . » is light."""
    wide, tall = len(rows[0]) * side, len(rows) * side
    left = (WIDE - wide) / 2
    dark = "".join(
        f"M{left + x * side:g} {1 + y * side:g}h{side:g}v{side:g}h-{side:g}z"
        for y, line_ in enumerate(rows)
        for x, sign in enumerate(line_)
        if sign == "#"
    )
    grid = "".join(f"M{left + x * side:g} 1v{tall:g}" for x in range(len(rows[0]) + 1))
    grid += "".join(f"M{left:g} {1 + y * side:g}h{wide:g}" for y in range(len(rows) + 1))
    return canvas(
        WIDE,
        tall + 2,
        rect(left, 1, wide, tall, fill=CREAM, stroke=None),
        path(dark, fill=NAVY, stroke=None),
        path(grid, stroke=STROKE, thick=1),
    )


HEART = (".##...##.", "####.####", "#########", "#########", ".#######.", "...###...", "....#....")
HOUSE = ("...##...", "..####..", ".######.", "########", ".##..##.", ".##..##.", ".##..##.")


def stairs(points: Sequence[tuple[int, int]], step: int = 18) -> str:
    """The left edge of a filled shape as squares: (row, first filled column), to the right edge."""
    d = f"M{points[0][1] * step} {points[0][0] * step}"
    for row_, column in points:
        d += f"H{column * step}V{(row_ + 1) * step}"
    return d


def enlarged() -> Drawing:
    smooth_curve = "M20 162Q30 40 200 18V162Z"
    slant = "M20 162L150 18H200V162Z"
    columns_curve = [(0, 8), (1, 6), (2, 4), (3, 3), (4, 2), (5, 2), (6, 1), (7, 1)]
    columns_slant = [(rank, 8 - rank) for rank in range(8)]

    def tile(number: int, d: str) -> Drawing:
        edge = rect(1, 1, 238, 178, stroke=STROKE)
        return canvas(240, 180, edge, path(d, fill=BLUE, stroke=None), callout(22, 22, number))

    def stairs_tile(number: int, columns: Sequence[tuple[int, int]]) -> Drawing:
        d = f"{stairs(columns)}H200V0Z"
        shape = path(d, fill=BLUE, stroke=None).moved(20, 18)
        edge = rect(1, 1, 238, 178, stroke=STROKE)
        return canvas(240, 180, edge, shape, callout(22, 22, number))

    top = row(tile(1, smooth_curve), stairs_tile(2, columns_curve), gap=40)
    return stack(top, row(stairs_tile(3, columns_slant), tile(4, slant), gap=40), gap=20)


# Slides and films ------------------------------------------------------------------------------------------


def frame(
    x: float, y: float, wide: float, tall: float, number: int, *, below: bool = False, right: bool = False
) -> Shape:
    """A dashed frame with its number on its edge."""
    mark = callout(x + wide - 18 if right else x + 18, y + tall if below else y, number)
    return rect(x, y, wide, tall, fill="none", stroke=INK, thick=3, dashed=True) + mark


def litter_bin(x: float, y: float) -> Shape:
    body = path(f"M{x:g} {y:g}h50l-6 74h-38z", fill=GREY)
    return body + rect(x - 5, y - 10, 60, 12, fill=STROKE) + path(f"M{x + 16:g} {y + 14:g}v48m18 -48v48")


def crops_of_boat() -> Drawing:
    return canvas(
        WIDE,
        360,
        rect(0, 10, WIDE, 340, fill=PALE, stroke=None),
        rect(0, 262, WIDE, 88, fill=SKY, stroke=None),
        path("M180 60V226H86ZM192 84V226H268Z", fill=WHITE),
        path("M64 236H292L258 292H104Z", fill=BROWN),
        rect(372, 276, WIDE - 372, 74, fill=MINT, stroke=None),
        litter_bin(420, 214),
        frame(396, 180, 104, 130, 1),
        frame(46, 150, 264, 166, 2, below=True),
        frame(30, 40, 304, 292, 3),
        frame(12, 20, 500, 326, 4, right=True),
    )


def crops_of_lighthouse() -> Drawing:
    tower = "M352 110H412L426 320H338Z"
    sign = rect(60, 190, 110, 62, fill=CREAM) + line(115, 252, 115, 330, thick=6)
    return canvas(
        WIDE,
        360,
        rect(0, 10, WIDE, 340, fill=PALE, stroke=None),
        path("M0 350V318Q200 290 520 322V350Z", fill=MINT),
        sign,
        words_in(62, 196, 106, 50, "Parking"),
        path(tower, fill=WHITE),
        path("M349 160H415L419 215H345Z", fill=RED),
        rect(356, 76, 52, 34, fill=AMBER),
        path("M350 76L382 52L414 76Z", fill=RED),
        frame(10, 22, 498, 324, 1),
        frame(300, 38, 170, 296, 2),
        frame(44, 172, 144, 166, 3),
        frame(334, 48, 100, 112, 4, below=True),
    )


def volcano(width: float, height: float) -> Shape:
    """A volcano that smokes, in a rectangle of this size."""
    return together(
        [
            circle(width / 2, 0.16 * height, 0.1 * height, fill=GREY),
            polygon("0,100 36,36 64,36 100,100", width, height, BROWN),
            polygon("36,36 64,36 58,66 50,52 43,72", width, height, RED),
        ]
    )


def slides() -> Drawing:
    """The same slide made by four pupils."""
    words = ["Magma", "Lave", "Cendres"]

    def slide(number: int, *shapes: Shape) -> Drawing:
        return canvas(244, 166, rect(1, 1, 242, 164, stroke=STROKE), *shapes, callout(224, 20, number))

    def written(fill: str, size: float = 26, *, bold: bool = True) -> Shape:
        return together(
            text(18, 52 + rank * 44, each, size=size, bold=bold, fill=fill) for rank, each in enumerate(words)
        )

    crowded = together(
        circle(30 + (rank * 37) % 190, 24 + (rank * 53) % 120, 12 + rank % 3 * 5, fill=FRAME, stroke=STROKE)
        for rank in range(22)
    )
    first = slide(1, greeked(16, 30, [176, 196, 206, 190, 208, 200, 206, 120], step=16, fill=INK))
    second = slide(2, written("#f5e6a8"))
    third = slide(3, written(NAVY), at(136, 52, volcano(96, 90)))
    fourth = slide(4, crowded, written("#8a8f9c", bold=False))
    return stack(row(first, second, gap=32), row(third, fourth, gap=32), gap=16)


def pale_slide() -> Drawing:
    return canvas(
        WIDE,
        300,
        rect(1, 1, WIDE - 2, 298, stroke=STROKE),
        text(30, 58, "Le cycle de l’eau", size=32, bold=True),
        greeked(30, 100, [330, 344, 320, 350, 338, 326, 200], step=14, fill="#e3e6ee"),
    )


LEFT, SECOND = 90.0, 7.0  # where time begins, and how wide a second is


def tracks(rows: Mapping[str, Sequence[tuple[int, int, str]]]) -> Drawing:
    """The tracks of a film of a minute: blocks of (start, end, name) for each."""
    shapes = [line(LEFT, 40, LEFT + 60 * SECOND, 40)]
    for mark in range(0, 61, 5):
        x, is_ten = LEFT + mark * SECOND, mark % 10 == 0
        shapes.append(line(x, 30 if is_ten else 35, x, 40))
        shapes.append(line(x, 44, x, 56 + 64 * len(rows), stroke=FRAME, thick=1))
        if is_ten:
            shapes.append(text(x if mark < 60 else x - 4, 24, f"{mark}", size=16, anchor="middle"))
    for rank, (name, blocks) in enumerate(rows.items()):
        y = 60 + rank * 64
        shapes.append(text(4, y + 31, name, bold=True))
        for start, end, words in blocks:
            wide = (end - start) * SECOND
            shapes.append(labelled(LEFT + start * SECOND, y, wide, 48, words, round=4, fill=PALE))
    return canvas(WIDE, 64 + 64 * len(rows), *shapes)


def fades(lengths: Sequence[int], fade: int) -> Drawing:
    """Shots, one a track, each beginning before the end of the last one."""
    each = 480 / (sum(lengths) - fade * (len(lengths) - 1))
    shapes, start = [], 0
    for rank, length in enumerate(lengths):
        x, y = 20 + start * each, 4 + rank * 62
        shapes.append(labelled(x, y, length * each, 44, f"Plan {rank + 1}\xa0: {length} s", round=4))
        if rank:
            over = fade * each
            shapes.append(rect(x, y - 18, over, 18, fill=AMBER, stroke=BROWN, thick=1))
            shapes.append(text(x + over + 8, y - 3, f"fondu\xa0: {fade} s", size=16))
        start += length - fade
    return canvas(WIDE, 4 + 62 * len(lengths), *shapes)


MADE: dict[str, Drawing] = {
    "lecteur.svg": player("0:40", "2:05", 40 / 125),
    "export-son.svg": export_of("le son", {"Format": "MP3", "Débit": "128 kbit/s", "Durée": "5 min 00 s"}),
    "export-film.svg": export_of(
        "le film", {"Format": "MP4", "Débit total": "6 Mbit/s", "Durée": "2 min 00 s"}
    ),
    "codecs-balade.svg": codecs(
        "balade.mkv", "AV1, 1920 × 1080, 25 images par seconde", "Le téléviseur", "MP4 ou Matroska"
    ),
    "codecs-atelier.svg": codecs(
        "atelier.mkv", "H.264, 1280 × 720, 30 images par seconde", "La borne", "MP4"
    ),
    "pixels-coeur.svg": pixels(HEART, 44),
    "pixels-maison.svg": pixels(HOUSE, 46),
    "agrandis.svg": enlarged(),
    "cadres-bateau.svg": crops_of_boat(),
    "cadres-phare.svg": crops_of_lighthouse(),
    "diapositives.svg": slides(),
    "diapositive-pale.svg": pale_slide(),
    "pistes-riviere.svg": tracks(
        {
            "Image": [(0, 20, "pont"), (20, 45, "rivière"), (45, 60, "générique")],
            "Voix": [(5, 40, "voix")],
            "Musique": [(0, 10, "air 1"), (35, 60, "air 2")],
        }
    ),
    "pistes-forge.svg": tracks(
        {
            "Image": [(0, 10, "titre"), (10, 35, "forge"), (35, 60, "portrait")],
            "Voix": [(15, 55, "voix")],
            "Musique": [(0, 20, "air 1"), (40, 60, "air 2")],
        }
    ),
    "fondus-trois.svg": fades([12, 12, 12], 2),
    "fondus-quatre.svg": fades([8, 10, 10, 8], 1),
}
