"""Write tables as CSV files that spreadsheets open well and that cannot attack whoever opens them.

Semicolons and a UTF-8 mark are what a French Excel expects.
Source: design/ecosystem.md 5.4, spec/campaigns.md 7.7, decisions.md 45.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

MARK = "\ufeff"
SEPARATOR = ";"
LINE_END = "\n"

# A spreadsheet takes a text that starts with one of these for a formula; the last four are the same signs in
# full width, which Excel reads alike.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = ("\t", "\r", "\n")

# A date, a code, a telephone number: left alone, it stays what it is.
_DIGITS_AND_HYPHENS = re.compile(r"\d[\d-]*", re.ASCII)

Cell = str | int | float | Decimal | None


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a whole file; see `csv_lines`."""
    return b"".join(csv_lines(header, rows))


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a file record by record, for answers too long to be held at once.

    Texts stand in quotes, with an apostrophe before what could be a formula; numbers, and texts of digits and
    hyphens, stand bare, with a decimal comma. None is an empty text.
    """
    yield (MARK + _record(header)).encode()
    for row in rows:
        yield _record(row).encode()


def protect(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: with an apostrophe in front, if need be.

    Some skip the spaces in front of a formula.
    """
    is_risky = text.startswith(_CONTROLS) or text.lstrip().startswith(FORMULA_SIGNS)
    return f"'{text}" if is_risky else text


def _record(cells: Iterable[Cell]) -> str:
    return SEPARATOR.join(map(_cell, cells)) + LINE_END


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        if _DIGITS_AND_HYPHENS.fullmatch(value):
            return value
        return '"' + protect(value).replace('"', '""') + '"'
    return '""' if value is None else str(value).replace(".", ",")
