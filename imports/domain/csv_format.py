"""What the readers of every CSV format do: structure, header, rows; all errors of the first that is wrong.

Source: spec/imports.md 1.4 and 1.5, decisions.md 23, design/ecosystem.md 5.3.
"""

import csv
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from imports.domain.columns import (
    Column,
    Layout,
    heading_key,
    known_headings,
    locate_columns,
    refuse_unknown_headings,
)
from imports.domain.csv_table import Table, open_table
from imports.domain.errors import ErrorCode, FileError
from imports.domain.memo import Memo
from imports.domain.rows import PupilRow, Reading

MAX_ROWS = 50_000

# Œ œ Ÿ in ISO-8859-15 are the same bytes as ¼ ½ ¾ in these encodings, which are tried first.
_MAY_BE_LATIN9 = frozenset({"cp1252", "iso8859-1"})
_FRACTION = re.compile("[¼½¾]")
_FRACTION_IN_WORD = re.compile(r"[^\W\d_][¼½¾]|[¼½¾][^\W\d_]")

Chunks = Callable[[], Iterable[bytes]] | Iterable[bytes]


class _MisreadLetterError(Exception):
    """A name shows that the file is in ISO-8859-15."""


class Rows:
    """What the rows under a right header hold; each format says in `add` what a pupil is."""

    def __init__(self, layout: Layout, *, may_be_latin9: bool) -> None:
        self.pupils: list[PupilRow] = []
        self.errors: list[FileError] = []
        self.unlisted_errors = 0
        self.count = 0
        self.last_line = 0
        # Many rows share a class, a level, a day, a first name: read each of them once, and keep one string.
        self._readers = [(column, place, Memo(column.read)) for column, place in layout]
        self._may_be_latin9 = may_be_latin9
        self._kept_errors: int | None = None

    def read(self, table: Table, max_rows: int, kept_errors: int | None) -> None:
        """Read rows to the end of the table, or to the first one too many. kept_errors: see `read_csv`."""
        self._kept_errors = kept_errors
        width = len(table.header)
        # A header may end with separators that the rows do not have.
        narrowest = max(place for place, heading in enumerate(table.header, start=1) if heading.strip())
        for line, cells in table.records:
            if not any(map(str.strip, cells)):
                continue
            self.count += 1
            self.last_line = line
            if self.count > max_rows:
                return
            if len(cells) < narrowest or any(map(str.strip, cells[width:])):
                self.refuse([FileError(ErrorCode.ROW_WIDTH, line)])
                continue
            # Cells that an empty heading stands over may be missing; no column that we read is there.
            values, errors = [], []
            for column, place, read in self._readers:
                value, code = read[cells[place]]
                values.append(value)
                if code:
                    errors.append(column.error(code, line, value))
            self.add(line, tuple(values), errors)

    def add(self, line: int, values: tuple[str | date, ...], errors: list[FileError]) -> None:
        """Keep the pupil of a row, or its errors. values: of the columns of the layout, in its order."""
        raise NotImplementedError

    def refuse(self, errors: list[FileError]) -> None:
        """Note what is wrong with a row, as long as there is room for it; of the rest, how much it is."""
        room = None if self._kept_errors is None else self._kept_errors - len(self.errors)
        noted = errors[:room]
        self.errors += noted
        self.unlisted_errors += len(errors) - len(noted)

    def check_letters(self, name: str, division: str) -> None:
        """Have the file read anew if there is a fraction where only letters make sense: « C½UR ».

        A class may be called « CM ½ ».
        """
        if self._may_be_latin9 and (_FRACTION.search(name) or _FRACTION_IN_WORD.search(division)):
            raise _MisreadLetterError


@dataclass(frozen=True, slots=True)
class CsvFormat:
    """columns: in the order in which the errors of a row are listed. rows: makes pupils of what they hold.

    few_headings: with fewer known headings than this, the file is another list altogether.
    is_closed: a heading that is not known refuses the file.
    """

    columns: tuple[Column, ...]
    rows: type[Rows]
    few_headings: int
    is_closed: bool = False


def read_csv(
    chunks: Chunks, *, encoding: str, csv_format: CsvFormat, max_rows: int, kept_errors: int | None = None
) -> Reading:
    """Return the pupils of a file, or what is wrong with it.

    chunks: the bytes of the file, or a function that gives them from the start, which keeps memory flat.
    kept_errors: how many errors of its rows are listed, the first ones; the others are counted. None: all.
    """
    reopen = chunks if callable(chunks) else _keep(chunks)
    # The rows of the first reading are not kept during the second.
    with suppress(_MisreadLetterError):
        return _read(reopen(), encoding, csv_format, max_rows, kept_errors)
    return _read(reopen(), "iso8859-15", csv_format, max_rows, kept_errors)


def _keep(chunks: Iterable[bytes]) -> Callable[[], Iterable[bytes]]:
    kept = list(chunks)
    return lambda: kept


def _read(
    chunks: Iterable[bytes], encoding: str, csv_format: CsvFormat, max_rows: int, kept_errors: int | None
) -> Reading:
    """Read structure, header and rows: the first of the three that is wrong hides the errors of the next."""

    def refused(*errors: FileError, heading_unknown: bool = False) -> Reading:
        return Reading([], list(errors), heading_unknown, encoding)

    known = known_headings(csv_format.columns)
    try:
        table = open_table(chunks, encoding=encoding, rate=lambda header: _rate(header, known))
        layout, errors = _find_columns(table.header, csv_format, known)
        if errors:
            for _ in table.records:  # the structure comes first, to the end of the file
                pass
            return refused(*errors, heading_unknown=len(layout) < csv_format.few_headings)
        rows = csv_format.rows(layout, may_be_latin9=encoding in _MAY_BE_LATIN9)
        rows.read(table, max_rows, kept_errors)
    except csv.Error:
        return refused(FileError(ErrorCode.BAD_CSV_FORMAT))
    except UnicodeDecodeError:
        return refused(FileError(ErrorCode.ENCODING_NOT_SUPPORTED))
    if rows.count > max_rows:
        return refused(FileError(ErrorCode.PAYLOAD_TOO_LARGE, line=rows.last_line, limit=max_rows))
    if not rows.count:
        return refused(FileError(ErrorCode.EMPTY))
    pupils = [] if rows.errors else rows.pupils
    return Reading(pupils, rows.errors, encoding=encoding, unlisted_errors=rows.unlisted_errors)


def _find_columns(
    header: list[str], csv_format: CsvFormat, known: frozenset[str]
) -> tuple[Layout, list[FileError]]:
    """Return where the columns are, and every error of the header; of another list only what is missing."""
    layout, errors = locate_columns(header, csv_format.columns)
    if csv_format.is_closed and len(layout) >= csv_format.few_headings:
        errors += refuse_unknown_headings(header, known)
    return layout, errors


def _rate(header: list[str], known: frozenset[str]) -> int:
    return len(known.intersection(map(heading_key, header)))
