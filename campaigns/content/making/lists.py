"""What is read in rows: a spreadsheet, a plain table, folders, files, settings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from campaigns.content.making.icons import icon
from campaigns.content.making.measure import width_of
from campaigns.content.making.shapes import (
    BLUE,
    BROWN,
    CREAM,
    FRAME,
    GREY,
    INK,
    MUTED,
    NAVY,
    PALE,
    SIZE,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    circle,
    path,
    rect,
    text,
    together,
)
from campaigns.content.making.widgets import inner

ROW = 31


def grid(
    rows: Sequence[Sequence[object]],
    *,
    widths: Sequence[float] | None = None,
    width: float | None = None,
    marked: Collection[str] = (),
    bold: Collection[str] = ("1",),
    formula: str | None = None,
    cell: str = "",
    first_row: int = 1,
    first_column: str = "A",
    centered: Collection[str] = (),
) -> Drawing:
    """A spreadsheet with its letters and numbers. Numbers go right, "" or None is empty.

    marked: cells with a thick edge and a colour ("B2"). bold: cells, rows ("1") or columns ("A").
    formula: what the bar shows, for the selected ``cell``. first_row, first_column: where the view begins.
    """
    count = max(len(each) for each in rows)
    columns = [chr(ord(first_column) + rank) for rank in range(count)]
    side = 40
    table = _Columns(rows, columns, widths, (width or inner()) - side, first_row, bold)
    top = 40 if formula is not None else 0
    tall = top + ROW * (len(rows) + 1)
    wide = side + sum(table.widths)
    parts = [_formula_bar(cell, formula or "", wide)] if top else []
    parts += [
        rect(1, top + 1, wide - 2, tall - top - 2, stroke=None),
        *_headings(table, side, top, len(rows), first_row),
    ]
    parts += [_mark(name, table, side, top, first_row) for name in marked]
    if cell:
        parts.append(_mark(cell, table, side, top, first_row, fill="none", stroke=BLUE))
    parts.append(_lines(side, top, table.widths, len(rows)))
    parts += list(table.texts(side, top, centered))
    return Drawing(wide, tall, together(parts))


class _Columns:
    """The cells of a grid or a table, as texts, and how wide their columns are."""

    def __init__(
        self,
        rows: Sequence[Sequence[object]],
        columns: Sequence[str],
        widths: Sequence[float] | None,
        room: float,
        first_row: int,
        bold: Collection[str],
    ) -> None:
        self.columns = list(columns)
        self.first_row = first_row
        self.bold = set(bold)
        self.cells = [list(each) + [""] * (len(columns) - len(each)) for each in rows]
        self.widths = list(widths) if widths else self._share(room)
        if len(self.widths) != len(columns):
            raise ValueError(f"{len(self.widths)} widths for {len(columns)} columns")

    def is_bold(self, row: int, column: int) -> bool:
        letter, rank = self.columns[column], str(self.first_row + row)
        return bool({letter, rank, letter + rank} & self.bold)

    def _share(self, room: float) -> list[float]:
        """Return the width that each column needs, and what is left shared out."""
        needed = [
            max(
                width_of(shown(cells[rank]), SIZE, bold=self.is_bold(row, rank))
                for row, cells in enumerate(self.cells)
            )
            + 16
            for rank in range(len(self.columns))
        ]
        if sum(needed) > room + 0.5:
            raise ValueError(f"The columns need {sum(needed):.0f} px, and have {room:.0f}: shorten, or split")
        more = min(40.0, (room - sum(needed)) / len(needed))
        return [each + more for each in needed]

    def texts(self, left: float, top: float, centered: Collection[str]) -> Iterable[Shape]:
        """Return all texts, by row."""
        for row, cells in enumerate(self.cells):
            x, y = left, top + ROW * (row + 2) - 9
            for rank, value in enumerate(cells):
                words, wide = shown(value), self.widths[rank]
                if words:
                    anchor = (
                        "middle" if self.columns[rank] in centered else "end" if is_number(value) else "start"
                    )
                    place = x + {"start": 8, "middle": wide / 2, "end": wide - 8}[anchor]
                    yield text(place, y, words, bold=self.is_bold(row, rank), anchor=anchor, room=wide - 8)
                x += wide


def shown(value: object) -> str:
    """Return a value as a French spreadsheet shows it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",").replace("-", "−")
    return str(value)


def is_number(value: object) -> bool:
    """Return whether a value goes to the right of its cell: figures, also as a text (« 1 200 »)."""
    if isinstance(value, int | float | date):
        return True
    return bool(value) and all(sign in "0123456789 \u202f\xa0,.−-+%€/:" for sign in str(value))


def _formula_bar(cell: str, formula: str, wide: float) -> Shape:
    bar = rect(1, 1, 62, 31, stroke=STROKE, thick=1) + text(32, 22, cell, bold=True, anchor="middle")
    field = rect(68, 1, wide - 69, 31, stroke=STROKE, thick=1)
    return bar + field + text(78, 22, formula, room=wide - 90)


def _headings(table: _Columns, side: float, top: float, count: int, first_row: int) -> Iterable[Shape]:
    wide = side + sum(table.widths)
    yield rect(1, top + 1, wide - 2, ROW - 1, fill=GREY, stroke=None)
    yield rect(1, top + 1, side - 1, ROW * (count + 1) - 2, fill=GREY, stroke=None)
    x = side
    for letter, each in zip(table.columns, table.widths, strict=True):
        yield text(x + each / 2, top + 22, letter, anchor="middle", fill=MUTED)
        x += each
    for rank in range(count):
        yield text(side / 2, top + ROW * (rank + 2) - 9, str(first_row + rank), anchor="middle", fill=MUTED)


def _mark(
    name: str,
    table: _Columns,
    side: float,
    top: float,
    first_row: int,
    *,
    fill: str = CREAM,
    stroke: str = BROWN,
) -> Shape:
    column, row = table.columns.index(name[0]), int(name[1:]) - first_row
    x = side + sum(table.widths[:column])
    return rect(
        x + 1, top + ROW * (row + 1) + 1, table.widths[column] - 2, ROW - 2, fill=fill, stroke=stroke, thick=3
    )


def _lines(side: float, top: float, widths: Sequence[float], count: int) -> Shape:
    wide, tall = side + sum(widths), ROW * (count + 1)
    d = "".join(f"M0 {top + ROW * rank:g}H{wide:g}" for rank in range(1, count + 1))
    x = side
    for each in widths:
        d += f"M{x:g} {top:g}v{tall:g}"
        x += each
    return path(f"{d}M1 {top + 1:g}H{wide - 1:g}V{top + tall - 1:g}H1Z", stroke="#9aa5c0", thick=1)


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    widths: Sequence[float] | None = None,
    width: float | None = None,
    marked: Collection[int] = (),
) -> Drawing:
    """A plain table with a dark line of headers; ``marked``: rows to point out, from 1."""
    columns = [chr(ord("A") + rank) for rank in range(len(headers))]
    cells = _Columns([headers, *rows], columns, widths, width or inner(), 1, ("1",))
    wide, tall = sum(cells.widths), ROW * (len(rows) + 1)
    parts = [rect(1, 1, wide - 2, tall - 2, stroke=None), rect(0, 0, wide, ROW, fill=PALE, stroke=None)]
    parts += [
        rect(2, ROW * rank + 2, wide - 4, ROW - 4, fill=CREAM, stroke=BROWN, thick=3) for rank in marked
    ]
    d = "".join(f"M0 {ROW * rank}H{wide:g}" for rank in range(1, len(rows) + 1))
    parts.append(path(d, stroke=FRAME, thick=1))
    parts.append(rect(1, 1, wide - 2, tall - 2, fill="none", stroke=NAVY))
    parts += list(cells.texts(0, -ROW, ()))
    return Drawing(wide, tall, together(parts))


# Folders and files -----------------------------------------------------------------------------------------

KINDS = {
    "picture": ("jpg", "jpeg", "png", "gif", "svg", "webp", "bmp", "heic"),
    "music": ("mp3", "wav", "ogg", "flac", "m4a", "aac"),
    "film": ("mp4", "avi", "mov", "mkv", "webm"),
    "text": ("odt", "doc", "docx", "pdf", "txt", "rtf", "md"),
    "table": ("ods", "xls", "xlsx", "csv"),
    "archive": ("zip", "rar", "7z", "tar", "gz"),
    "code": ("html", "htm", "css", "js", "py", "xml", "json", "exe"),
}


def icon_for(name: str) -> str:
    """Return the icon of a file by the end of its name; a name without a dot, or with « / », is a folder."""
    if name.endswith("/") or "." not in name:
        return "folder"
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, endings in KINDS.items() if ending in endings), "sheet")


def tree(lines: str, *, marked: Collection[str] = (), width: float | None = None) -> Drawing:
    """Folders and files, two spaces of indentation a level. No dot, or a « / » at the end: a folder."""
    names = [each for each in lines.splitlines() if each.strip()]
    first = len(names[0]) - len(names[0].lstrip())
    levels = [(len(each) - len(each.lstrip()) - first) // 2 for each in names]
    wide = width or inner()
    parts = [_branches(levels)]
    for rank, (name, level) in enumerate(zip((n.strip() for n in names), levels, strict=True)):
        x, y = level * 30, rank * 34
        words = name.rstrip("/")
        if words in marked:
            parts.append(
                rect(
                    x + 28,
                    y + 1,
                    width_of(words, SIZE, bold=True) + 14,
                    30,
                    fill=CREAM,
                    stroke=BROWN,
                    round=4,
                )
            )
        parts.append(icon(icon_for(name)).shape.moved(x, y + 4))
        parts.append(text(x + 34, y + 22, words, bold=words in marked, room=wide - x - 34))
    return Drawing(wide, 34 * len(names), together(parts))


def _branches(levels: Sequence[int]) -> Shape:
    d = ""
    for rank, level in enumerate(levels):
        if level == 0:
            continue
        parent = max(each for each in range(rank) if levels[each] < level)
        d += f"M{level * 30 - 18} {parent * 34 + 28}V{rank * 34 + 17}H{level * 30 - 3}"
    return path(d, stroke=STROKE) if d else Shape("")


def files(
    rows: Sequence[Sequence[str]],
    *,
    columns: Sequence[str] = ("Nom", "Taille", "Modifié le"),
    sorted_by: str = "",
    descending: bool = False,
    marked: Collection[str] = (),
    width: float | None = None,
) -> Drawing:
    """The files of a folder, with details; their name first. ``sorted_by``: the column with the arrow."""
    wide = width or inner()
    needed = [
        max(width_of(words, SIZE) for words in (columns[rank], *(each[rank] for each in rows))) + 30
        for rank in range(1, len(columns))
    ]
    lefts = [wide - sum(needed[rank:]) for rank in range(len(needed))]
    name_room = (lefts[0] if lefts else wide) - 48
    parts = [rect(0, 0, wide, 32, fill=GREY, stroke=None)]
    for words, x in zip(columns, [36, *lefts], strict=True):
        parts.append(text(x, 22, words, bold=True))
        if words == sorted_by:
            end = x + width_of(words, SIZE, bold=True) + 5
            parts.append(
                path(
                    f"M{end:g} {12 if descending else 20}h12l-6 {8 if descending else -8}z",
                    fill=INK,
                    stroke=None,
                )
            )
    for rank, (name, *others) in enumerate(rows):
        y = 36 + rank * 34
        if name in marked:
            parts.append(rect(1, y, wide - 2, 32, fill=CREAM, stroke=BROWN, round=4))
        parts.append(icon(icon_for(name)).shape.moved(4, y + 4))
        parts.append(text(36, y + 22, name.rstrip("/"), room=name_room))
        parts += [text(x, y + 22, words) for x, words in zip(lefts, others, strict=True)]
    return Drawing(wide, 38 + 34 * len(rows), together(parts))


# Settings --------------------------------------------------------------------------------------------------


def settings(
    items: Mapping[str, bool | str] | Sequence[tuple[str, bool | str]],
    *,
    title: str = "",
    width: float | None = None,
    marked: Collection[str] = (),
) -> Drawing:
    """A list of settings: a switch with its state in words for a bool, the chosen value for a text."""
    wide = width or inner()
    pairs = list(items.items()) if isinstance(items, Mapping) else list(items)
    top = 32 if title else 0
    parts = [text(0, 20, title, bold=True, fill=BLUE, room=wide)] if title else []
    for rank, (label, value) in enumerate(pairs):
        y = top + rank * 44
        if label in marked:
            parts.append(rect(1, y + 1, wide - 2, 41, fill=CREAM, stroke=BROWN, round=6))
        words = value if isinstance(value, str) else "Activé" if value else "Désactivé"
        taken = width_of(words, SIZE) + (60 if isinstance(value, bool) else 28)
        parts.append(text(10, y + 28, label, room=wide - taken - 20))
        parts.append(
            text(wide - (58 if isinstance(value, bool) else 28), y + 28, words, fill=MUTED, anchor="end")
        )
        parts.append(
            _switch(wide - 50, y + 10, value)
            if isinstance(value, bool)
            else path(f"M{wide - 18:g} {y + 14}l8 8 -8 8")
        )
    d = "".join(f"M0 {top + rank * 44}H{wide:g}" for rank in range(len(pairs) + 1))
    return Drawing(wide, top + 44 * len(pairs), together([path(d, stroke=FRAME, thick=1), *parts]))


def _switch(x: float, y: float, value: bool) -> Shape:
    knob = circle(x + (30 if value else 12), y + 12, 8, fill=WHITE, stroke=INK)
    return rect(x, y, 42, 24, fill=BLUE if value else GREY, stroke=INK, round=12) + knob
