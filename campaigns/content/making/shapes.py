"""The drawing itself, and the free shapes that it is made of; every other module builds on these."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self
from xml.sax.saxutils import escape, quoteattr

from campaigns.content.making.measure import check_room, width_of, wrap

INK, MUTED, WHITE = "#1c2333", "#4c515e", "#ffffff"
NAVY, BLUE, SKY, PALE, LIGHT, GREY = "#2b3a67", "#1f3f9d", "#8fd0f5", "#dbe8ff", "#f7f9ff", "#eef1f8"
FRAME, STROKE = "#c3cbdf", "#5b6785"
AMBER, CREAM, BROWN = "#f2b134", "#fff1c2", "#7a5b00"
GREEN, MINT, RED, ROSE = "#1d6b3c", "#d5f0df", "#b3261e", "#fde0dd"

SIZE = 17  # of letters, unless told otherwise
SMALLEST = 16  # at WIDTH; what is wider is shown smaller
WIDTH = 520
HEAVIEST = 8_000  # bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that something takes; ``words`` when it is a text."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""
    size: float = 0

    def moved(self, x: float, y: float) -> Self:
        return type(self)(self.left + x, self.top + y, self.right + x, self.bottom + y, self.words, self.size)

    def meets(self, other: Self, slack: float = 1) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > slack
            and min(self.bottom, other.bottom) - max(self.top, other.top) > slack
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """One element, or several, with the texts that it shows and the room that it takes."""

    markup: str
    boxes: tuple[Box, ...] = ()

    @property
    def texts(self) -> tuple[Box, ...]:
        return tuple(box for box in self.boxes if box.words)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.markup + other.markup, self.boxes + other.boxes)

    def moved(self, x: float, y: float) -> Self:
        """Return the same shape elsewhere."""
        if not x and not y:
            return self
        place = f"{number(x)} {number(y)}" if y else number(x)
        markup = f'<g transform="translate({place})">{self.markup}</g>'
        return type(self)(markup, tuple(box.moved(x, y) for box in self.boxes))


NOTHING = Shape("")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a known size, to be put into another one, or written by ``svg``."""

    width: float
    height: float
    shape: Shape = field(repr=False)

    def over(self, *shapes: "Shape | Drawing") -> Self:
        """Return this drawing with shapes upon it: arrows, numbers, a dialog box (see ``at``)."""
        drawn = self.shape
        for shape in map(as_shape, shapes):
            drawn = covered(drawn, shape)
        return type(self)(self.width, self.height, drawn)

    def svg(self) -> str:
        """Return the file; ValueError when a text leaves the drawing, meets another, or is too small."""
        width, height = math.ceil(self.width), math.ceil(self.height)
        _check_texts(self.shape.texts, width, height)
        markup = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
            f' viewBox="0 0 {width} {height}" font-family="Arial, Helvetica, sans-serif"'
            f' font-size="{SIZE}" fill="{INK}">{self.shape.markup}</svg>'
        )
        lines = re.sub(r"(?=<(?!/))", "\n", markup).lstrip() + "\n"
        weight = len(lines.encode())
        if weight > HEAVIEST:
            raise ValueError(f"The drawing weighs {weight} bytes, more than {HEAVIEST}: draw less")
        return lines


def _check_texts(texts: Sequence[Box], width: float, height: float) -> None:
    smallest = SMALLEST * max(1, width / WIDTH)
    for rank, box in enumerate(texts):
        if box.size < smallest - 0.01:
            raise ValueError(f"{box.words!r}: letters of {box.size}, at least {smallest:.1f} at this width")
        if box.left < -0.5 or box.right > width + 0.5 or box.top < -2 or box.bottom > height + 2:
            raise ValueError(f"{box.words!r} leaves the drawing of {width} by {height}: {box}")
        for other in texts[:rank]:
            if box.meets(other):
                raise ValueError(f"{box.words!r} is written over {other.words!r}")


def number(value: float) -> str:
    """Return a coordinate as short as can be."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else str(round(value))


def element(tag: str, content: str = "", **attributes: float | str | None) -> str:
    """Return an element; an attribute that is None is left out, ``_`` stands for a dash."""
    written = "".join(
        f" {name.replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def together(shapes: Iterable[Shape]) -> Shape:
    """Return all these shapes as one; later ones are above."""
    found = list(shapes)
    return Shape("".join(s.markup for s in found), tuple(box for s in found for box in s.boxes))


def as_shape(thing: Shape | Drawing) -> Shape:
    """Return the shape, or that of a drawing."""
    return thing.shape if isinstance(thing, Drawing) else thing


def covered(below: Shape, above: Shape) -> Shape:
    """Return both; texts that a window, a menu or another large ground hides are no longer checked."""
    grounds = [
        box for box in above.boxes if not box.words and min(box.right - box.left, box.bottom - box.top) >= 40
    ]
    seen = tuple(
        box for box in below.boxes if not (box.words and any(box.meets(ground, 0) for ground in grounds))
    )
    return Shape(below.markup + above.markup, seen + above.boxes)


# Free shapes -----------------------------------------------------------------------------------------------


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = WHITE,
    stroke: str | None = NAVY,
    thick: float = 2,
    round: float | None = None,
    dashed: bool = False,
) -> Shape:
    """A rectangle; ``stroke=None`` for no edge."""
    markup = element(
        "rect", x=x, y=y, width=width, height=height, rx=round, fill=fill, **_edge(stroke, thick, dashed)
    )
    return Shape(markup, (Box(x, y, x + width, y + height),))


def circle(
    x: float, y: float, radius: float, *, fill: str = WHITE, stroke: str | None = NAVY, thick: float = 2
) -> Shape:
    """A disc, by its centre."""
    markup = element("circle", cx=x, cy=y, r=radius, fill=fill, **_edge(stroke, thick))
    return Shape(markup, (Box(x - radius, y - radius, x + radius, y + radius),))


def path(
    d: str, *, fill: str = "none", stroke: str | None = NAVY, thick: float = 2, dashed: bool = False
) -> Shape:
    """Any line: ``d`` as SVG writes it, « M10 20 L30 40 »."""
    return Shape(element("path", d=d, fill=fill, **_edge(stroke, thick, dashed)))


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = NAVY, thick: float = 2, dashed: bool = False
) -> Shape:
    """A straight line."""
    return path(_straight(x1, y1, x2, y2), stroke=stroke, thick=thick, dashed=dashed)


def arrow(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = NAVY, thick: float = 3, both: bool = False
) -> Shape:
    """A straight arrow towards the second point."""
    angle = math.atan2(y2 - y1, x2 - x1)
    d = _straight(x1, y1, x2, y2) + _head(x2, y2, angle)
    if both:
        d += _head(x1, y1, angle + math.pi)
    return path(d, stroke=stroke, thick=thick)


def callout(x: float, y: float, mark: int | str) -> Shape:
    """A number, or a letter, in a disc: what a question speaks of."""
    return circle(x, y, 15, fill=AMBER, stroke=INK) + text(x, y + 6, str(mark), bold=True, anchor="middle")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = SIZE,
    bold: bool = False,
    italic: bool = False,
    underlined: bool = False,
    fill: str = INK,
    anchor: str = "start",
    room: float | None = None,
) -> Shape:
    """One line of text, written on the line ``y``; ``anchor``: start, middle or end; ``room``: its width."""
    if room is not None:
        check_room(words, room, size, bold=bold)
    wide = width_of(words, size, bold=bold)
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
    markup = element(
        "text",
        escape(words),
        x=x,
        y=y,
        font_size=size if size != SIZE else None,
        font_weight="bold" if bold else None,
        font_style="italic" if italic else None,
        text_decoration="underline" if underlined else None,
        fill=fill if fill != INK else None,
        text_anchor=anchor if anchor != "start" else None,
    )
    return Shape(markup, (Box(left, y - 0.74 * size, left + wide, y + 0.22 * size, words, size),))


def words_in(
    x: float,
    y: float,
    width: float,
    height: float,
    words: str,
    *,
    size: float = SIZE,
    bold: bool = False,
    fill: str = INK,
    anchor: str = "middle",
) -> Shape:
    """A text of several lines, wrapped and centred in a room; ValueError when there are too many."""
    lines = wrap(words, width, size, bold=bold)
    step = size * 1.3
    if len(lines) * step > height + 0.5:
        raise ValueError(f"{words!r} takes {len(lines)} lines, too many for {height} px")
    place = {"start": x, "middle": x + width / 2, "end": x + width}[anchor]
    first = y + (height - len(lines) * step) / 2 + size * 0.99
    return together(
        text(place, first + rank * step, words, size=size, bold=bold, fill=fill, anchor=anchor)
        for rank, words in enumerate(lines)
        if words
    )


def labelled(
    x: float,
    y: float,
    width: float,
    height: float,
    words: str,
    *,
    fill: str = PALE,
    stroke: str = NAVY,
    round: float = 8,
    size: float = SIZE,
    bold: bool = False,
    color: str = INK,
) -> Shape:
    """A box with a text in its middle: a machine of a network, a step of a method."""
    inside = words_in(x + 6, y + 3, width - 12, height - 6, words, size=size, bold=bold, fill=color)
    return rect(x, y, width, height, fill=fill, stroke=stroke, round=round) + inside


def diamond(x: float, y: float, width: float, height: float, words: str, *, fill: str = CREAM) -> Shape:
    """A question of a flow chart."""
    half, middle = width / 2, height / 2
    d = f"M{number(x)} {number(y + middle)}l{number(half)} {number(-middle)} {number(half)} {number(middle)}"
    edge = path(f"{d} {number(-half)} {number(middle)}Z", fill=fill, stroke=BROWN)
    return edge + words_in(x + width * 0.2, y + height * 0.2, width * 0.6, height * 0.6, words)


def at(x: float, y: float, thing: Shape | Drawing) -> Shape:
    """Return a shape or a drawing moved to this place; for ``canvas`` and ``over``."""
    return as_shape(thing).moved(x, y)


def _straight(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"


def _head(x: float, y: float, angle: float) -> str:
    ends = [(x - 13 * math.cos(angle + turn), y - 13 * math.sin(angle + turn)) for turn in (0.45, -0.45)]
    (x1, y1), (x2, y2) = ends
    return f"M{number(x1)} {number(y1)}L{number(x)} {number(y)} {number(x2)} {number(y2)}"


def _edge(stroke: str | None, thick: float, dashed: bool = False) -> dict[str, float | str | None]:
    return {
        "stroke": stroke,
        "stroke_width": thick if stroke and thick != 1 else None,
        "stroke_dasharray": "7 5" if dashed else None,
    }


# Putting together ------------------------------------------------------------------------------------------


def canvas(width: float, height: float, *shapes: Shape | Drawing, fill: str | None = None) -> Drawing:
    """A drawing of free shapes; ValueError when one leaves it."""
    drawn = together(map(as_shape, shapes))
    for box in drawn.boxes:
        if box.left < -1 or box.top < -2 or box.right > width + 1 or box.bottom > height + 2:
            raise ValueError(f"A shape leaves the canvas of {width} by {height}: {box}")
    ground = rect(0, 0, width, height, fill=fill, stroke=None, round=12) if fill else NOTHING
    return Drawing(width, height, ground + drawn)


def stack(*drawings: Drawing, gap: float = 12, align: str = "start") -> Drawing:
    """Drawings one under the other; ``align``: start, middle or end."""
    width = max(drawing.width for drawing in drawings)
    share = {"start": 0, "middle": 0.5, "end": 1}[align]
    shapes, y = [], 0.0
    for drawing in drawings:
        shapes.append(drawing.shape.moved((width - drawing.width) * share, y))
        y += drawing.height + gap
    return Drawing(width, y - gap, together(shapes))


def row(*drawings: Drawing, gap: float = 16, align: str = "start") -> Drawing:
    """Drawings side by side; ``align``: start (top), middle or end."""
    height = max(drawing.height for drawing in drawings)
    share = {"start": 0, "middle": 0.5, "end": 1}[align]
    shapes, x = [], 0.0
    for drawing in drawings:
        shapes.append(drawing.shape.moved(x, (height - drawing.height) * share))
        x += drawing.width + gap
    return Drawing(x - gap, height, together(shapes))


def margin(drawing: Drawing, space: float = 16, *, fill: str | None = None) -> Drawing:
    """The drawing with room around it."""
    width, height = drawing.width + 2 * space, drawing.height + 2 * space
    ground = rect(0, 0, width, height, fill=fill, stroke=None) if fill else NOTHING
    return Drawing(width, height, ground + drawing.shape.moved(space, space))


def framed(drawing: Drawing, space: float = 16) -> Drawing:
    """The drawing on a white sheet with a thin edge, as in Pix Junior."""
    around = margin(drawing, space)
    edge = rect(1, 1, around.width - 2, around.height - 2, stroke=FRAME, round=14)
    return Drawing(around.width, around.height, edge + around.shape)


def paragraph(
    words: str, width: float = 480, *, size: float = SIZE, bold: bool = False, fill: str = INK
) -> Drawing:
    """A wrapped text of one look (``page`` has several)."""
    lines, step = wrap(words, width, size, bold=bold), size * 1.35
    drawn = (
        text(0, size + rank * step, each, size=size, bold=bold, fill=fill)
        for rank, each in enumerate(lines)
        if each
    )
    return Drawing(width, len(lines) * step, together(drawn))


def space(width: float, height: float) -> Drawing:
    """Nothing, of this size."""
    return Drawing(width, height, NOTHING)
