"""A formatted page: titles, bold, italic, underlined words, lists, pictures and text around them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from campaigns.content.making.icons import icon
from campaigns.content.making.measure import check_room, width_of
from campaigns.content.making.shapes import (
    BLUE,
    FRAME,
    MUTED,
    NOTHING,
    PALE,
    SIZE,
    STROKE,
    Drawing,
    Shape,
    line,
    path,
    rect,
    text,
    together,
)
from campaigns.content.making.widgets import inner

MARKS = re.compile(r"(\*\*|(?<!:)//|__)")


@dataclass(frozen=True, slots=True)
class Look:
    """How words are written."""

    size: float = SIZE
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    fill: str = "#1c2333"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``**bold**``, ``//italic//``, ``__underlined__``. ``align``: left, center, right."""

    words: str
    size: float = SIZE
    bold: bool = False
    align: str = "left"
    indent: float = 0
    bullet: str = ""
    fill: str = "#1c2333"
    after: float = 10
    spacing: float = 1.35


def title(words: str, level: int = 1, *, align: str = "left") -> Text:
    """A title of this level, 1 to 3, written as styles do."""
    size = {1: 26, 2: 21, 3: 18}[level]
    return Text(words, size=size, bold=True, align=align, fill=BLUE if level > 1 else "#1c2333")


def bullet(words: str, *, mark: str = "•", level: int = 1) -> Text:
    """A line of a list; ``mark``: "•", "1."…"""
    return Text(words, indent=28 * level, bullet=mark, after=4)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a page; ``side``: how the text goes.

    left, right: around it. center, inline: below it. behind: over it.
    """

    width: float = 140
    height: float = 100
    side: str = "left"
    drawing: Drawing | None = None
    caption: str = ""


def page(
    *blocks: Text | Picture | str,
    width: float | None = None,
    height: float | None = None,
    marks: bool = False,
) -> Drawing:
    """A sheet of paper with these blocks. ``marks``: show ends of paragraphs (¶) and spaces (·)."""
    writer = _Writer((width or inner()) - 48, marks)
    for block in blocks:
        if isinstance(block, Picture):
            writer.put(block)
        else:
            writer.write(Text(block) if isinstance(block, str) else block)
    tall = height or writer.end + 40
    if writer.end + 40 > tall + 12:
        raise ValueError(f"The page needs {writer.end + 40:.0f} px of height, and has {tall}")
    sheet = rect(1, 1, writer.room + 46, tall - 2, stroke=STROKE, thick=1)
    return Drawing(writer.room + 48, tall, sheet + together(writer.shapes).moved(24, 24))


class _Writer:
    """Writes blocks downwards, around the picture that is there."""

    def __init__(self, room: float, marks: bool) -> None:
        self.room = room
        self.marks = marks
        self.shapes: list[Shape] = []
        self.y = 0.0
        self._floor = 0.0  # where a picture behind the text ends
        self._floating: tuple[str, float, float] | None = None  # side, width, where it ends

    @property
    def end(self) -> float:
        """Where everything ends, a picture at the side too."""
        return max(self.y, self._floor, self._floating[2] if self._floating else 0)

    def put(self, picture: Picture) -> None:
        """Place a picture here."""
        drawn = _frame(picture)
        if picture.side == "behind":
            self.shapes.append(drawn.shape.moved((self.room - drawn.width) / 2, self.y))
            self._floor = max(self._floor, self.y + drawn.height)
            return
        if picture.side in {"left", "right"}:
            x = 0 if picture.side == "left" else self.room - drawn.width
            self._floating = (picture.side, drawn.width + 14, self.y + drawn.height + 6)
            self.shapes.append(drawn.shape.moved(x, self.y))
            return
        x = (self.room - drawn.width) / 2 if picture.side == "center" else 0
        self.shapes.append(drawn.shape.moved(x, self.y))
        self.y += drawn.height + 10

    def write(self, block: Text) -> None:
        """Write a paragraph, line after line."""
        words = _words(block)
        if self.marks:
            words = [*words, ("¶", Look(block.size, fill=MUTED))]
        first = True
        while words:
            left, right = self._edges()
            left += block.indent
            taken, words = _fill_line(words, right - left)
            if first and block.bullet:
                mark_room = width_of(f"{block.bullet} ", block.size)
                self.shapes.append(
                    text(left - mark_room - 4, self.y + block.size, block.bullet, size=block.size)
                )
            self._line(taken, left, right, block)
            first = False
            self.y += block.size * block.spacing
        self.y += block.after

    def _edges(self) -> tuple[float, float]:
        if not self._floating or self.y >= self._floating[2]:
            return 0, self.room
        side, wide, _end = self._floating
        return (wide, self.room) if side == "left" else (0, self.room - wide)

    def _line(self, taken: Sequence[tuple[str, Look]], left: float, right: float, block: Text) -> None:
        wide = sum(_width(words, look) for words, look in taken)
        x = {"left": left, "center": left + (right - left - wide) / 2, "right": right - wide}[block.align]
        for words, look in _joined(taken):
            self.shapes.append(_run(x, self.y + block.size, words, look))
            x += _width(words, look)


def _words(block: Text) -> list[tuple[str, Look]]:
    """Return the words of a paragraph, each with the space before it and its look."""
    bold, italic, underlined = block.bold, False, False
    found = []
    for part in MARKS.split(block.words):
        if part == "**":
            bold = not bold
        elif part == "//":
            italic = not italic
        elif part == "__":
            underlined = not underlined
        else:
            look = Look(block.size, bold, italic, underlined, block.fill)
            found += [(each, look) for each in re.findall(r" *[^ ]+| +$", part)]
    return found


def _fill_line(
    words: list[tuple[str, Look]], room: float
) -> tuple[list[tuple[str, Look]], list[tuple[str, Look]]]:
    """Return the words of the next line, and the others; what has no space before stays with its word."""
    groups: list[list[tuple[str, Look]]] = []
    for words_, look in words:
        if groups and not words_.startswith(" ") and not groups[-1][-1][0].endswith(" "):
            groups[-1].append((words_, look))
        else:
            groups.append([(words_, look)])
    line_: list[tuple[str, Look]] = []
    wide = 0.0
    for rank, group in enumerate(groups):
        pieces = [(group[0][0].lstrip(" "), group[0][1]), *group[1:]] if not line_ else group
        more = sum(_width(each, look) for each, look in pieces)
        if line_ and wide + more > room:
            return line_, [piece for rest in groups[rank:] for piece in rest]
        if not line_:
            check_room(
                "".join(each for each, _look in pieces), room, pieces[0][1].size, bold=pieces[0][1].bold
            )
        line_ += pieces
        wide += more
    return line_, []


def _joined(pieces: Iterable[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Return the same words with fewer pieces: neighbours of one look are one."""
    found: list[tuple[str, Look]] = []
    for words, look in pieces:
        if found and found[-1][1] == look:
            found[-1] = (found[-1][0] + words, look)
        else:
            found.append((words, look))
    return found


def _width(words: str, look: Look) -> float:
    return width_of(words, look.size, bold=look.bold)


def _run(x: float, y: float, words: str, look: Look) -> Shape:
    """Return words of one look; the spaces before them are room, for SVG would drop them."""
    stripped = words.lstrip(" ")
    if not stripped:
        return NOTHING
    shift = width_of(words[: len(words) - len(stripped)], look.size, bold=look.bold)
    return text(
        x + shift,
        y,
        stripped,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        underlined=look.underlined,
        fill=look.fill,
    )


def _frame(picture: Picture) -> Drawing:
    wide, tall = picture.width, picture.height
    if picture.drawing:
        inside, wide, tall = picture.drawing.shape, picture.drawing.width, picture.drawing.height
    else:
        ground = rect(1, 1, wide - 2, tall - 2, fill=PALE, stroke=STROKE)
        inside = ground + icon("picture").shape.moved(wide / 2 - 12, tall / 2 - 12)
    if not picture.caption:
        return Drawing(wide, tall, inside)
    words = text(wide / 2, tall + 20, picture.caption, size=16, italic=True, anchor="middle", room=wide)
    return Drawing(wide, tall + 26, inside + words)


def ruler(width: float | None = None, *, left: float = 0, right: float = 0, first: float = 0) -> Drawing:
    """The ruler of a word processor, in centimetres, with its markers of margins (in centimetres)."""
    wide, each = width or inner(), 30
    count = int(wide // each)
    d = "".join(f"M{rank * each} {10 if rank % 5 else 4}V20" for rank in range(count + 1))
    marks = [text(rank * each + 4, 20, str(rank), size=16, fill=MUTED) for rank in range(5, count, 5)]
    ends = [path(f"M{first * each:g} 12l-6 -10h12z M{left * each:g} 18l-6 10h12z", fill=BLUE, stroke=None)]
    if right:
        ends.append(path(f"M{right * each:g} 18l-6 10h12z", fill=BLUE, stroke=None))
    return Drawing(
        wide, 30, together([path(d, stroke=STROKE), line(0, 29, wide, 29, stroke=FRAME), *marks, *ends])
    )
