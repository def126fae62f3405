"""Read the pupils' list of Fregata, which agricultural schools keep, and list everything wrong with it.

Its columns are fixed: a heading that is not known refuses the file. Sex, birth place, status and course are
checked and forgotten (decisions.md 25). Source: spec/imports.md 3.1.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from imports.domain.columns import Column, Layout
from imports.domain.csv_format import MAX_ROWS, Chunks, CsvFormat, Rows, read_csv
from imports.domain.csv_text import inspect_text
from imports.domain.errors import ErrorCode, FileError, UploadRefusedError
from imports.domain.rows import PupilRow, Reading
from pixorga.lib.cells import normalize_ine
from pixorga.lib.text import normalize

# The accents must be the right ones: read as mac_roman, the « prénom » of a Windows file becomes « prÈnom ».
_KNOWN_HEADING = re.compile(r"premier\s+pr[ée]nom", re.IGNORECASE)

_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4}|\d{2})", re.ASCII)
_COUNTRY_CODE = re.compile(r"99[1-5]\d{2}", re.ASCII)
_FRANCE = "99100"
# Corsica is 2A and 2B.
_TOWN_CODE = re.compile(r"(?:\d{2}|2[AB])\d{3}", re.ASCII)


def _date(text: str, today: date) -> date | None:
    """Return the day written JJ/MM/AAAA or JJ/MM/AA, or None if there is no such day.

    Two digits of a year mean the last one that has the day before tomorrow: nobody is born in the future.
    """
    match = _DATE.fullmatch(text)
    if not match:
        return None
    day, month, year = map(int, match.groups())
    if len(match[3]) == 2:
        century = today.year // 100 * 100
        years = [century + year, century - 100 + year]
    else:
        years = [year]
    for year in years:
        with suppress(ValueError):
            born = date(year, month, day)
            if born <= today or len(years) == 1:
                return born
    return None


def _matching(pattern: re.Pattern[str], text: str) -> str | None:
    text = text.upper()
    return text if pattern.fullmatch(text) else None


IDENTIFIER = Column("Identifiant unique*", parse=normalize_ine, refusal=ErrorCode.FIELD_MAX_LENGTH)
BIRTHDATE = Column(
    "Date de naissance (jj/mm/aaaa)*", aliases=("Date de naissance",), refusal=ErrorCode.FIELD_DATE_FORMAT
)
PROVINCE = Column("Code département naissance*", min_length=2, max_length=3)
COUNTRY = Column("Code pays naissance*", parse=partial(_matching, _COUNTRY_CODE), min_length=5, max_length=5)
DIVISION = Column("Division*")

# Two asterisks: which of the two is required depends on the country; without it neither is.
BIRTH_TOWN_IN_FRANCE = Column(
    "Code commune naissance**",
    parse=partial(_matching, _TOWN_CODE),
    refusal=ErrorCode.INSEE_CODE_INVALID,
    min_length=5,
    max_length=5,
)
BIRTH_TOWN_ABROAD = Column("Libellé commune naissance**")

# In the order of the template, in which the errors of a row are listed.
COLUMNS = (
    IDENTIFIER,
    Column("Premier prénom*"),
    Column("Deuxième prénom", required=False),
    Column("Troisième prénom", required=False),
    Column("Nom de famille*"),
    Column("Nom d'usage", required=False),
    Column("Code sexe*", parse=str.capitalize, valids=("Féminin", "Masculin")),
    BIRTHDATE,
    Column(BIRTH_TOWN_IN_FRANCE.heading, required=False),
    Column(BIRTH_TOWN_ABROAD.heading, required=False),
    PROVINCE,
    COUNTRY,
    Column("Statut*", parse=str.upper, valids=("ST", "AP")),
    Column("Code MEF*"),
    DIVISION,
)
# As a pupil is made of them; all but the first two may be absent.
NAMES = ("Nom de famille*", "Premier prénom*", "Nom d'usage", "Deuxième prénom", "Troisième prénom")
# With fewer known headings than this, the file is another list than the one of Fregata.
FEW_HEADINGS = 5

_RANKS = {column.heading: rank for rank, column in enumerate(COLUMNS)}


class _FregataRows(Rows):
    """Rows each of which has an identifier of its own."""

    def __init__(self, layout: Layout, *, may_be_latin9: bool) -> None:
        super().__init__(layout, may_be_latin9=may_be_latin9)
        self._headings = [column.heading for column, _ in layout]
        self._identifiers: set[str] = set()

    def add(self, line: int, values: tuple[str | date, ...], errors: list[FileError]) -> None:
        cells = dict(zip(self._headings, values, strict=True))
        names = [cells.get(heading, "") for heading in NAMES]
        self.check_letters("".join(names), cells[DIVISION.heading])
        wrong = {error.field for error in errors}
        identifier = cells[IDENTIFIER.heading]
        if identifier in self._identifiers and IDENTIFIER.heading not in wrong:
            errors.append(IDENTIFIER.error(ErrorCode.IDENTIFIER_UNIQUE, line))
        self._identifiers.add(identifier)
        if COUNTRY.heading not in wrong:
            errors += _birth_place_errors(cells, wrong, line)
        self.refuse(sorted(errors, key=lambda error: _RANKS[error.field]))
        if not self.errors:
            self.pupils.append(_pupil(line, cells, names))


def _birth_place_errors(cells: dict[str, str | date], wrong: set[str], line: int) -> list[FileError]:
    """Return what is wrong with the town of birth; cells that are unreadable are in wrong already."""
    column = BIRTH_TOWN_IN_FRANCE if cells[COUNTRY.heading] == _FRANCE else BIRTH_TOWN_ABROAD
    if column.heading in wrong:
        return []
    _, code = column.read(cells.get(column.heading, ""))
    return [column.error(code, line)] if code else []


def _pupil(line: int, cells: dict[str, str | date], names: list[str]) -> PupilRow:
    last_name, first_name, preferred_last_name, middle_name, third_name = names
    return PupilRow(
        line,
        last_name,
        first_name,
        cells[BIRTHDATE.heading],
        cells[IDENTIFIER.heading],
        level="",
        division=cells[DIVISION.heading],
        preferred_last_name=preferred_last_name,
        middle_name=middle_name,
        third_name=third_name,
    )


def inspect_fregata(chunks: Iterable[bytes]) -> str:
    """Return the encoding to read a file with: the first that shows the heading « Premier prénom ».

    UTF-8, then cp1252, then mac_roman; iso8859-1 for a Windows file with a stray byte, which is then an error
    on its line. Raise UploadRefusedError as `inspect_text` does, and ENCODING_NOT_SUPPORTED if none shows it.
    """
    traits = inspect_text(chunks)
    for encoding in filter(None, (traits.utf8, *traits.single_byte)):
        # The first line may have been cut inside a letter.
        heading = normalize("NFC", traits.first_line.decode(encoding, errors="ignore"))
        if _KNOWN_HEADING.search(heading):
            return encoding
    raise UploadRefusedError(ErrorCode.ENCODING_NOT_SUPPORTED)


def read_fregata(chunks: Chunks, *, encoding: str, today: date, kept_errors: int | None = None) -> Reading:
    """Return the pupils of a Fregata file, or what is wrong with it.

    chunks, kept_errors: see `read_csv`. encoding: as `inspect_fregata` found it. today: nobody is born later,
    which tells the century of « 12/03/08 ».
    """
    columns = tuple(
        replace(column, parse=partial(_date, today=today), latest=today) if column is BIRTHDATE else column
        for column in COLUMNS
    )
    fregata = CsvFormat(columns, _FregataRows, few_headings=FEW_HEADINGS, is_closed=True)
    return read_csv(chunks, encoding=encoding, csv_format=fregata, max_rows=MAX_ROWS, kept_errors=kept_errors)
