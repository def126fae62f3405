"""What windows hold: fields, buttons, results of a search, menus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.content.making.icons import icon
from campaigns.content.making.measure import width_of
from campaigns.content.making.shapes import (
    BLUE,
    FRAME,
    GREEN,
    GREY,
    INK,
    MUTED,
    NAVY,
    PALE,
    SIZE,
    STROKE,
    WHITE,
    WIDTH,
    Drawing,
    circle,
    line,
    paragraph,
    path,
    rect,
    stack,
    text,
    together,
)

PAD = 18  # between the edge of a window and what it shows


def inner(width: float = WIDTH) -> float:
    """Return how wide the content of a window of this width may be."""
    return width - 2 * PAD


def search_field(words: str, width: float | None = None, *, button: str = "") -> Drawing:
    """The field of a search engine, with its words."""
    wide = width or inner()
    room = wide - 54
    parts = []
    if button:
        needed = width_of(button, SIZE, bold=True) + 28
        parts = [
            rect(wide - needed, 0, needed, 40, fill=BLUE, stroke=None, round=8),
            text(wide - needed / 2, 26, button, bold=True, fill=WHITE, anchor="middle"),
        ]
        room -= needed + 8
    field = rect(1, 1, room + 52, 38, stroke=NAVY, round=19)
    return Drawing(
        wide, 40, together([field, icon("search").shape.moved(12, 8), text(44, 26, words, room=room), *parts])
    )


def results(
    *found: Sequence[str], width: float | None = None, numbered: bool = False, gap: float = 12
) -> Drawing:
    """A page of results: each is (title, address, extract) or with « Annonce » as fourth word."""
    wide = width or inner()
    shift = 34 if numbered else 0
    drawn = []
    for rank, (title, address, extract, *label) in enumerate(found, start=1):
        room = wide - shift
        tag_room = width_of(label[0], 16, bold=True) + 24 if label else 0
        parts = [
            text(shift + tag_room, 16, address, size=16, fill=GREEN, room=room - tag_room),
            text(shift, 39, title, size=18, bold=True, fill=BLUE, room=room),
        ]
        if label:
            parts += [
                rect(shift + 1, 0, tag_room - 10, 21, fill=WHITE, stroke=INK, round=4, thick=1),
                text(shift + 8, 16, label[0], size=16, bold=True),
            ]
        if numbered:
            parts += [circle(12, 30, 12, fill=PALE), text(12, 36, str(rank), bold=True, anchor="middle")]
        body = paragraph(extract, room, size=16)
        drawn.append(Drawing(wide, 44 + body.height, together([*parts, body.shape.moved(shift, 44)])))
    return stack(*drawn, gap=gap)


def heading(words: str, width: float | None = None, *, size: float = 22) -> Drawing:
    """A big title in a page."""
    return paragraph(words, width or inner(), size=size, bold=True)


def link(words: str) -> Drawing:
    """A link on its own line."""
    wide = width_of(words, SIZE)
    return Drawing(wide, 24, text(0, 17, words, fill=BLUE, underlined=True))


def button(words: str, *, main: bool = False, width: float | None = None) -> Drawing:
    """A button; a main one is filled."""
    wide = width or width_of(words, SIZE, bold=True) + 36
    colors = {"fill": BLUE if main else GREY, "stroke": BLUE if main else NAVY}
    label = text(wide / 2, 25, words, bold=True, fill=WHITE if main else INK, anchor="middle", room=wide - 12)
    return Drawing(wide, 38, rect(1, 1, wide - 2, 36, round=8, **colors) + label)


def field(label: str, value: str = "", width: float | None = None) -> Drawing:
    """A labelled field of a form, with what is typed in it."""
    wide = width or inner()
    parts = [text(0, 17, label, bold=True, room=wide), rect(1, 26, wide - 2, 34, stroke=STROKE, round=6)]
    if value:
        parts.append(text(12, 49, value, room=wide - 24))
    return Drawing(wide, 62, together(parts))


def options(
    choices: Mapping[str, bool] | Sequence[tuple[str, bool]],
    width: float | None = None,
    *,
    several: bool = True,
) -> Drawing:
    """Boxes to tick (``several``) or buttons of which one is chosen; True: ticked."""
    wide = width or inner()
    pairs = list(choices.items()) if isinstance(choices, Mapping) else list(choices)
    drawn = []
    for words, chosen in pairs:
        body = paragraph(words, wide - 34)
        mark = rect(1, 1, 20, 20, stroke=INK, round=3) if several else circle(11, 11, 10, stroke=INK)
        if chosen:
            mark += (
                path("M5 11L10 16L18 5", stroke=INK, thick=3)
                if several
                else circle(11, 11, 5, fill=INK, stroke=None)
            )
        drawn.append(Drawing(wide, max(26, body.height), mark + body.shape.moved(34, 0)))
    return stack(*drawn, gap=8)


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu shown open: its title in the bar, its lines; ``chosen`` is highlighted, "-" is a line across."""

    title: str
    lines: Sequence[str]
    chosen: str = ""


def drop_down(lines: Sequence[str], *, chosen: str = "") -> Drawing:
    """The lines of an open or a contextual menu; "-" is a line across. « Copier|Ctrl+C »: a shortcut."""
    pairs = [words.partition("|")[::2] for words in lines]
    left = max(width_of(words, SIZE) for words, _keys in pairs)
    right = max(width_of(keys, SIZE) for _words, keys in pairs)
    wide = left + right + (64 if right else 40)
    tall = sum(10 if words == "-" else 30 for words in lines) + 12
    parts, y = [rect(1, 1, wide - 2, tall - 2, stroke=NAVY, round=4)], 6.0
    for words, keys in pairs:
        if words == "-":
            parts.append(line(8, y + 5, wide - 8, y + 5, stroke=FRAME))
            y += 10
            continue
        if chosen and words == chosen:
            parts.append(rect(5, y, wide - 10, 30, fill=PALE, stroke=BLUE))
        parts.append(text(20, y + 21, words))
        if keys:
            parts.append(text(wide - 20, y + 21, keys, fill=MUTED, anchor="end"))
        y += 30
    return Drawing(wide, tall, together(parts))
