"""Drawings of programs: lines of code, blocks one inside the other, and the grid on which a robot moves."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

from campaigns.content.making.shapes import (
    AMBER,
    BLUE,
    BROWN,
    CREAM,
    FRAME,
    GREEN,
    INK,
    LIGHT,
    MINT,
    MUTED,
    NAVY,
    PALE,
    STROKE,
    WIDTH,
    Box,
    Drawing,
    Shape,
    circle,
    element,
    path,
    rect,
    text,
    together,
)

CODE_SIZE = 16
# Of Courier and of the other fonts in which every sign is as wide: enough for the widest of them.
SIGN = 0.604 * CODE_SIZE
MONO = "Courier New, DejaVu Sans Mono, monospace"
LINE = 26

# A block is an instruction, or a heading and the blocks inside it.
Block: TypeAlias = "str | tuple[str, Sequence[Block]]"
BLOCK_HEIGHT, BLOCK_GAP, BLOCK_INDENT, BLOCK_END = 34, 4, 20, 6
CELL = 45


def code(
    *lines: str, numbered: bool = True, title: str = "", width: float = WIDTH, from_line: int = 1
) -> Drawing:
    """A listing: each line as it is typed, its indentation too; ValueError when one is too long."""
    side = 46 if numbered else 14
    top = 34 if title else 10
    parts = [rect(1, 1, width - 2, top + LINE * len(lines) + 8, fill=LIGHT, stroke=STROKE, round=8)]
    if title:
        parts.append(text(14, 24, title, bold=True, room=width - 28))
    for rank, words in enumerate(lines):
        y = top + LINE * rank + 19
        if numbered:
            parts.append(text(34, y, str(from_line + rank), size=16, fill=MUTED, anchor="end"))
        parts.append(typed(side, y, words, room=width - side - 8))
    return Drawing(width, top + LINE * len(lines) + 10, together(parts))


def typed(x: float, y: float, words: str, *, room: float | None = None) -> Shape:
    """One line of code, on the line of writing ``y``; the spaces before it are room."""
    stripped = words.lstrip(" ")
    left = x + SIGN * (len(words) - len(stripped))
    right = left + SIGN * len(stripped)
    if room is not None and right - x > room:
        raise ValueError(f"{words!r} needs {right - x:.0f} px, and has {room:.0f}")
    if not stripped:
        return Shape("")
    markup = element("text", escape(stripped), x=left, y=y, font_family=MONO, font_size=CODE_SIZE)
    return Shape(markup, (Box(left, y - 12, right, y + 4, stripped, CODE_SIZE),))


def blocks(program: Sequence[Block], width: float = 250) -> Drawing:
    """A program in blocks that hold one another, as in the tools of collège."""
    parts, height = [], 0.0
    for block in program:
        drawn = _block(block, width)
        parts.append(drawn.shape.moved(0, height))
        height += drawn.height + BLOCK_GAP
    return Drawing(width, height - BLOCK_GAP, together(parts))


def _block(block: Block, width: float) -> Drawing:
    if isinstance(block, str):
        edge = rect(1, 1, width - 2, BLOCK_HEIGHT - 2, fill=PALE, stroke=NAVY, round=6)
        return Drawing(width, BLOCK_HEIGHT, edge + _words(block, width))
    heading, inside = block
    fill, stroke = (CREAM, BROWN) if _is_loop(heading) else (MINT, GREEN)
    body = blocks(inside, width - BLOCK_INDENT - BLOCK_END)
    tall = BLOCK_HEIGHT + BLOCK_GAP + body.height + 10
    edge = rect(1, 1, width - 2, tall - 2, fill=fill, stroke=stroke, round=6)
    placed = body.shape.moved(BLOCK_INDENT, BLOCK_HEIGHT + BLOCK_GAP)
    return Drawing(width, tall, edge + _words(heading, width, bold=True) + placed)


def _is_loop(heading: str) -> bool:
    return heading.startswith(("Répéter", "Tant que", "Pour"))


def _words(words: str, width: float, *, bold: bool = False) -> Shape:
    return text(10, 23, words, bold=bold, room=width - 18)


def field(
    columns: int,
    rows: int,
    *,
    robot: str = "",
    facing: str = "",
    goal: str = "",
    rocks: Collection[str] = (),
    things: Mapping[str, str] | None = None,
    cell: float = CELL,
) -> Drawing:
    """A grid: letters above, numbers at the left, « B3 » a cell. ``facing``: right, left, up or down.

    things: a letter in a disc, by its cell.
    """
    side = 26
    wide, tall = side + cell * columns + 2, side + cell * rows + 2
    parts = [rect(side, side, cell * columns, cell * rows, fill=LIGHT, stroke=STROKE)]
    parts += list(_headings(columns, rows, side, cell))
    parts.append(path(_lines(columns, rows, side, cell), stroke=FRAME, thick=1))
    for name in sorted(rocks):
        parts.append(_rock(*_corner(name, side, cell), cell))
    if goal:
        parts.append(_star(*_middle(goal, side, cell)))
    for name, mark in (things or {}).items():
        x, y = _middle(name, side, cell)
        parts.append(circle(x, y, 15, stroke=INK) + text(x, y + 6, mark, bold=True, anchor="middle"))
    if robot:
        parts.append(robot_at(*_middle(robot, side, cell), facing))
    return Drawing(wide, tall, together(parts))


def _headings(columns: int, rows: int, side: float, cell: float) -> Iterator[Shape]:
    for rank in range(columns):
        middle = side + cell * (rank + 0.5)
        yield text(middle, 18, chr(ord("A") + rank), bold=True, anchor="middle")
    for rank in range(rows):
        yield text(side / 2 - 1, side + cell * (rank + 0.5) + 6, str(rank + 1), bold=True, anchor="middle")


def _lines(columns: int, rows: int, side: float, cell: float) -> str:
    down = "".join(f"M{side + cell * rank:g} {side}v{cell * rows:g}" for rank in range(1, columns))
    across = "".join(f"M{side} {side + cell * rank:g}h{cell * columns:g}" for rank in range(1, rows))
    return down + across


def _corner(name: str, side: float, cell: float) -> tuple[float, float]:
    return side + cell * (ord(name[0]) - ord("A")), side + cell * (int(name[1:]) - 1)


def _middle(name: str, side: float, cell: float) -> tuple[float, float]:
    x, y = _corner(name, side, cell)
    return x + cell / 2, y + cell / 2


def _rock(x: float, y: float, cell: float) -> Shape:
    return rect(x + 2, y + 2, cell - 4, cell - 4, fill=STROKE, stroke=INK, round=9)


def _star(x: float, y: float) -> Shape:
    d = f"M{x:g} {y - 17:g}l5 11 12 1 -9 8 3 12 -11 -6 -11 6 3 -12 -9 -8 12 -1z"
    return path(d, fill=AMBER, stroke=BROWN)


# The tip of the arrow that a robot bears, and its two sides.
TIPS = {
    "right": "M{0:g} {1:g}m-6 -8l14 8 -14 8z",
    "left": "M{0:g} {1:g}m6 -8l-14 8 14 8z",
    "up": "M{0:g} {1:g}m-8 6l8 -14 8 14z",
    "down": "M{0:g} {1:g}m-8 -6l8 14 8 -14z",
}


def robot_at(x: float, y: float, facing: str) -> Shape:
    """A robot, by its centre; without ``facing``, it has eyes in place of an arrow."""
    body = rect(x - 17, y - 17, 34, 34, fill=BLUE, stroke=INK, round=9)
    if not facing:
        eyes = circle(x - 7, y - 3, 5, stroke=INK, thick=1) + circle(x + 7, y - 3, 5, stroke=INK, thick=1)
        return body + eyes
    return body + path(TIPS[facing].format(x, y), fill="#ffffff", stroke=None)
