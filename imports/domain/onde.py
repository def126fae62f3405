"""Read the pupils' list that a head teacher extracts from Onde, and list everything that is wrong with it.

Source: spec/imports.md 1.4 and 1.5, decisions.md 23 to 27.
"""

import re
from dataclasses import replace
from datetime import date

from imports.domain.columns import Column, Layout
from imports.domain.csv_format import MAX_ROWS, Chunks, CsvFormat, Rows, read_csv
from imports.domain.errors import ErrorCode, FileError
from imports.domain.rows import PupilRow, Reading
from pixorga.lib.cells import normalize_ine

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)


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


INE = Column("INE", parse=normalize_ine, refusal=ErrorCode.FIELD_MAX_LENGTH)
DIVISION = Column("Libellé classe", aliases=("Libellé de la classe",))
BIRTHDATE = Column("Date naissance", parse=_date, refusal=ErrorCode.FIELD_DATE_FORMAT)
# In the order in which the errors of a row are listed. Headings are compared without case, accents and shape
# of apostrophe: « Nom Elève » needs no alias. What a new version of Onde renames is a new alias here.
COLUMNS = (
    Column("Nom élève", aliases=("Nom de l'élève",)),
    Column("Prénom élève", aliases=("Prénom de l'élève",)),
    INE,
    Column("Cycle", parse=str.upper, valids=("CYCLE III",)),
    Column("Niveau", parse=str.upper, valids=("CM1", "CM2")),
    DIVISION,
    BIRTHDATE,
)
# With fewer known headings than this, the file is another list than the extraction of Onde.
FEW_HEADINGS = 3


class _OndeRows(Rows):
    """Rows of which the same one may stand there twice, but no INE with two contents."""

    def __init__(self, layout: Layout, *, may_be_latin9: bool) -> None:
        super().__init__(layout, may_be_latin9=may_be_latin9)
        self._first_with_ine: dict[str, tuple] = {}

    def add(self, line: int, values: tuple[str | date, ...], errors: list[FileError]) -> None:
        last_name, first_name, ine, _cycle, level, division, birthdate = values
        self.check_letters(last_name + first_name, division)
        first = self._first_with_ine.setdefault(ine, values) if ine else values
        if first != values:
            errors = [INE.error(ErrorCode.PROPERTY_NOT_UNIQ, line), *errors]
        self.refuse(errors)
        if first is values and not self.errors:
            self.pupils.append(PupilRow(line, last_name, first_name, birthdate, ine, level, division))


def read_onde(chunks: Chunks, *, encoding: str, today: date, kept_errors: int | None = None) -> Reading:
    """Return the pupils of an Onde file, or what is wrong with it.

    chunks, kept_errors: see `read_csv`. encoding: as `inspect_upload` found it. today: nobody is born later.
    """
    columns = tuple(replace(column, latest=today) if column is BIRTHDATE else column for column in COLUMNS)
    onde = CsvFormat(columns, _OndeRows, few_headings=FEW_HEADINGS)
    return read_csv(chunks, encoding=encoding, csv_format=onde, max_rows=MAX_ROWS, kept_errors=kept_errors)
