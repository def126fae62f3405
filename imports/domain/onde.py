"""Read the pupils' list that a head teacher extracts from Onde, and list everything that is wrong with it.

Source: spec/imports.md 1.4 and 1.5, decisions.md 23 to 27.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from imports.domain.cells import clean
from imports.domain.csv_table import Table, open_table
from imports.domain.errors import ErrorCode, FileError
from pixorga.lib.text import fold

MAX_LENGTH = 255
MAX_ROWS = 50_000
# Cells of a column that are remembered while a file is read.
READ_ONCE = 1024
# With fewer known headings than this, the file is another list than the extraction of Onde.
FEW_HEADINGS = 3

# Œ œ Ÿ in ISO-8859-15 are the same bytes as ¼ ½ ¾ in these encodings, which are tried first.
_MAY_BE_LATIN9 = frozenset({"cp1252", "iso8859-1"})
_FRACTION = re.compile("[¼½¾]")
_FRACTION_IN_WORD = re.compile(r"[^\W\d_][¼½¾]|[¼½¾][^\W\d_]")

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil as the file describes him. Rows are equal when they say the same thing, wherever they stand."""

    line: int = field(compare=False)
    last_name: str
    first_name: str
    birthdate: date
    national_student_id: str
    level: str
    division: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    pupils: none if there is any error. errors: all of them, in the order of the file.
    heading_unknown: hardly any heading is known (« format non reconnu »); errors name the missing ones.
    encoding: the one that the file was really read with.
    """

    pupils: list[PupilRow]
    errors: list[FileError]
    heading_unknown: bool = False
    encoding: str = ""


def _date(text: str) -> date | None:
    """Return the day written AAAA-MM-JJ or JJ/MM/AAAA, or None if there is no such day."""
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _FRENCH_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _ine(text: str) -> str | None:
    """Return the number in capitals without spaces, or None if it is too long then: « ß » gives « SS »."""
    ine = text.replace(" ", "").upper()
    return ine if len(ine) <= MAX_LENGTH else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we read; each of them must be there and be filled.

    heading: as Onde writes it today and as errors name it. aliases: other headings, tried in turn without it.
    parse: text to value, None to refuse it with `refusal`. valids: the only values accepted, if any.
    """

    heading: str
    aliases: tuple[str, ...] = ()
    parse: Callable[[str], str | date | None] = str
    refusal: ErrorCode = ErrorCode.FIELD_BAD_VALUES
    valids: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Return the headings of this column in the form in which they are compared, the best first."""
        return [fold(name) for name in (self.heading, *self.aliases)]

    def read(self, cell: str) -> tuple[str | date, ErrorCode | None]:
        """Return the value of a cell and None, or its text and what is wrong with it."""
        text = clean(cell)
        if text is None:
            return cell, ErrorCode.INVALID_CHAR_DETECTED
        if not text:
            return text, ErrorCode.FIELD_REQUIRED
        if len(text) > MAX_LENGTH:
            return text, ErrorCode.FIELD_MAX_LENGTH
        value = self.parse(text)
        if value is None or (self.valids and value not in self.valids):
            return text, self.refusal
        return value, None

    def error(self, code: ErrorCode, line: int | None = None) -> FileError:
        return FileError(
            code,
            line,
            self.heading,
            valids=self.valids if code is ErrorCode.FIELD_BAD_VALUES else (),
            limit=MAX_LENGTH if code is ErrorCode.FIELD_MAX_LENGTH else None,
        )


INE = Column("INE", parse=_ine, refusal=ErrorCode.FIELD_MAX_LENGTH)
# In the order in which the errors of a row are listed. Headings are compared without case, accents and shape
# of apostrophe: « Nom Elève » needs no alias. What a new version of Onde renames is a new alias here.
COLUMNS = (
    Column("Nom élève", aliases=("Nom de l'élève",)),
    Column("Prénom élève", aliases=("Prénom de l'élève",)),
    INE,
    Column("Cycle", parse=str.upper, valids=("CYCLE III",)),
    Column("Niveau", parse=str.upper, valids=("CM1", "CM2")),
    Column("Libellé classe", aliases=("Libellé de la classe",)),
    Column("Date naissance", parse=_date, refusal=ErrorCode.FIELD_DATE_FORMAT),
)
KNOWN_HEADINGS = frozenset(name for column in COLUMNS for name in column.names())
Layout = list[tuple[Column, int]]


class _MisreadLetterError(Exception):
    """A name shows that the file is in ISO-8859-15."""


def read_onde(chunks: Callable[[], Iterable[bytes]] | Iterable[bytes], *, encoding: str) -> Reading:
    """Return the pupils of an Onde file, or every error in it.

    chunks: the bytes of the file, or a function that gives them from the start, which keeps memory flat.
    encoding: as `inspect_upload` found it.
    """
    reopen = chunks if callable(chunks) else _keep(chunks)
    try:
        return _read(reopen(), encoding)
    except _MisreadLetterError:
        return _read(reopen(), "iso8859-15")


def _keep(chunks: Iterable[bytes]) -> Callable[[], Iterable[bytes]]:
    kept = list(chunks)
    return lambda: kept


def _read(chunks: Iterable[bytes], encoding: str) -> Reading:
    """Read structure, header and rows: the first of the three that is wrong hides the errors of the next."""

    def refused(*errors: FileError, heading_unknown: bool = False) -> Reading:
        return Reading([], list(errors), heading_unknown, encoding)

    try:
        table = open_table(chunks, encoding=encoding, rate=_known_headings)
        layout, missing = locate_columns(table.header)
        if missing:
            for _ in table.records:  # the structure comes first, to the end of the file
                pass
            return refused(*missing, heading_unknown=len(layout) < FEW_HEADINGS)
        rows = _Rows(layout, may_be_latin9=encoding in _MAY_BE_LATIN9)
        rows.read(table)
    except csv.Error:
        return refused(FileError(ErrorCode.BAD_CSV_FORMAT))
    except UnicodeDecodeError:
        return refused(FileError(ErrorCode.ENCODING_NOT_SUPPORTED))
    if rows.count > MAX_ROWS:
        return refused(FileError(ErrorCode.PAYLOAD_TOO_LARGE, line=rows.last_line, limit=MAX_ROWS))
    if not rows.count:
        return refused(FileError(ErrorCode.EMPTY))
    return Reading([] if rows.errors else rows.pupils, rows.errors, encoding=encoding)


def _known_headings(header: list[str]) -> int:
    return len(KNOWN_HEADINGS.intersection(map(fold, header)))


def locate_columns(header: list[str], columns: Sequence[Column] = COLUMNS) -> tuple[Layout, list[FileError]]:
    """Return each column with its place in the header, and an error for each one that is not there.

    Raise csv.Error if one is there twice: nobody can tell which is right.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, heading in enumerate(header):
        places[fold(heading)].append(place)
    layout, missing = [], []
    for column in columns:
        found = next((places[name] for name in column.names() if name in places), [])
        if len(found) > 1:
            raise csv.Error("heading present twice")
        if found:
            layout.append((column, found[0]))
        else:
            missing.append(column.error(ErrorCode.HEADER_REQUIRED))
    return layout, missing


class _Rows:
    """What the rows under a complete header hold."""

    def __init__(self, layout: Layout, *, may_be_latin9: bool) -> None:
        self.pupils: list[PupilRow] = []
        self.errors: list[FileError] = []
        self.count = 0
        self.last_line = 0
        # Many rows share a class, a level, a day, a first name: read each of them once, and keep one string.
        self._readers = [(column, place, lru_cache(READ_ONCE)(column.read)) for column, place in layout]
        self._may_be_latin9 = may_be_latin9
        self._first_with_ine: dict[str, tuple] = {}

    def read(self, table: Table) -> None:
        """Read rows to the end of the table, or to the first one too many."""
        width = len(table.header)
        # A header may end with separators that the rows do not have.
        narrowest = max(place for place, heading in enumerate(table.header, start=1) if heading.strip())
        for line, cells in table.records:
            if not any(map(str.strip, cells)):
                continue
            self.count += 1
            self.last_line = line
            if self.count > MAX_ROWS:
                return
            if len(cells) < narrowest or any(map(str.strip, cells[width:])):
                self.errors.append(FileError(ErrorCode.ROW_WIDTH, line))
            else:
                # Cells that an empty heading stands over may be missing; no column that we read is there.
                self._add(line, cells)

    def _add(self, line: int, cells: list[str]) -> None:
        values = []
        errors = []
        for column, place, read in self._readers:
            value, code = read(cells[place])
            values.append(value)
            if code:
                errors.append(column.error(code, line))
        row = tuple(values)
        last_name, first_name, ine, _cycle, level, division, birthdate = row
        if self._may_be_latin9 and _is_misread(last_name + first_name, division):
            raise _MisreadLetterError
        first = self._first_with_ine.setdefault(ine, row) if ine else row
        if first != row:
            self.errors.append(INE.error(ErrorCode.PROPERTY_NOT_UNIQ, line))
        self.errors += errors
        if first is row and not self.errors:
            self.pupils.append(PupilRow(line, last_name, first_name, birthdate, ine, level, division))


def _is_misread(name: str, division: str) -> bool:
    """Return whether there is a fraction where only letters make sense; a class may be called « CM ½ »."""
    return bool(_FRACTION.search(name) or _FRACTION_IN_WORD.search(division))
