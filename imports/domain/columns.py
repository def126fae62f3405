"""The columns that a CSV format reads: how their headings are found, and what their cells must hold.

Source: spec/imports.md 1.4 and 3.1, decisions.md 27.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from imports.domain.errors import ErrorCode, FileError
from learners.domain.birthdates import OLDEST, is_likely
from pixorga.lib.cells import MAX_LENGTH, clean
from pixorga.lib.text import fold

# An unknown heading is told as it is; what is longer is no heading.
TOLD_LENGTH = 80


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: no accents, case or apostrophes, nor the asterisks of Fregata."""
    return fold(heading.replace("*", " "))


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we read.

    heading: as the format writes it today and as errors name it. aliases: other headings, tried in turn
    without it. parse: text to value, None to refuse it with `refusal`. valids: the only values accepted, if
    any. required: the column must be there and every cell filled. min_length, max_length: in characters.
    latest: the last day that a date may be; learners.domain.birthdates has the first.
    """

    heading: str
    aliases: tuple[str, ...] = ()
    parse: Callable[[str], str | date | None] = str
    refusal: ErrorCode = ErrorCode.FIELD_BAD_VALUES
    valids: tuple[str, ...] = ()
    required: bool = True
    min_length: int = 1
    max_length: int = MAX_LENGTH
    latest: date = date.max

    def names(self) -> list[str]:
        """Return the headings of this column in the form in which they are compared, the best first."""
        return [heading_key(name) for name in (self.heading, *self.aliases)]

    def read(self, cell: str) -> tuple[str | date, ErrorCode | None]:
        """Return the value of a cell and None, or the beginning of its text and what is wrong with it.

        Of a day on which nobody can be born, the day and what is wrong.
        """
        text = clean(cell)
        if text is None:
            return cell[:MAX_LENGTH], ErrorCode.INVALID_CHAR_DETECTED
        if not text:
            return text, ErrorCode.FIELD_REQUIRED if self.required else None
        if not self.min_length <= len(text) <= self.max_length:
            return text[:MAX_LENGTH], self._wrong_length(text)
        value = self.parse(text)
        if value is None or (self.valids and value not in self.valids):
            return text, self.refusal
        if isinstance(value, date) and not is_likely(value, self.latest):
            return value, self.refusal
        return value, None

    def error(self, code: ErrorCode, line: int | None = None, value: str | date | None = None) -> FileError:
        """Return an error of this column. value: what `read` gave with the code."""
        limit = None
        if code in (ErrorCode.FIELD_MAX_LENGTH, ErrorCode.FIELD_LENGTH):
            limit = self.max_length
        elif code is ErrorCode.FIELD_MIN_LENGTH:
            limit = self.min_length
        elif isinstance(value, date):
            limit = OLDEST.year
        valids = self.valids if code is ErrorCode.FIELD_BAD_VALUES else ()
        return FileError(code, line, self.heading, valids=valids, limit=limit)

    def _wrong_length(self, text: str) -> ErrorCode:
        if self.min_length == self.max_length:
            return ErrorCode.FIELD_LENGTH
        return ErrorCode.FIELD_MIN_LENGTH if len(text) < self.min_length else ErrorCode.FIELD_MAX_LENGTH


Layout = list[tuple[Column, int]]


def known_headings(columns: Iterable[Column]) -> frozenset[str]:
    """Return every heading that belongs to one of the columns, as it is compared."""
    return frozenset(name for column in columns for name in column.names())


def locate_columns(header: Sequence[str], columns: Iterable[Column]) -> tuple[Layout, list[FileError]]:
    """Return each column with its place in the header, and an error for each required one that is not there.

    Raise csv.Error if one is there twice: nobody can tell which is right.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(header):
        places[heading_key(heading)].append(place)
    layout, missing = [], []
    for column in columns:
        found = next((places[name] for name in column.names() if name in places), [])
        if len(found) > 1:
            raise csv.Error("heading present twice")
        if found:
            layout.append((column, found[0]))
        elif column.required:
            missing.append(column.error(ErrorCode.HEADER_REQUIRED))
    return layout, missing


def refuse_unknown_headings(header: Sequence[str], known: frozenset[str]) -> list[FileError]:
    """Return an error for each heading of the header that is not known; empty ones are tolerated."""
    return [
        FileError(ErrorCode.HEADER_UNKNOWN, field=" ".join(heading.split())[:TOLD_LENGTH])
        for heading in header
        if heading.strip() and heading_key(heading) not in known
    ]
