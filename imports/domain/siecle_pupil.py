"""What one pupil of Siècle is, and what is wrong with him.

Source: spec/imports.md 2.5 to 2.7, decisions.md 24 and 25.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from imports.domain.errors import ErrorCode, FileError
from imports.domain.memo import Memo
from imports.domain.xml_guard import UnreadableError
from pixorga.lib.cells import clean

MAX_LENGTH = 255
# Of the numbers and names of all pupils together, in characters: more than 150 for each of 50,000.
MAX_KEPT = 8_000_000

ELEMENT = "ELEVE"
INE = "ID_NATIONAL"
LEAVING_DAY = "DATE_SORTIE"
BIRTHDATE = "DATE_NAISS"
SEX = "CODE_SEXE"
BIRTH_COUNTRY = "CODE_PAYS"
BIRTH_CITY = "CODE_COMMUNE_INSEE_NAISS"
LAST_NAME = "NOM_DE_FAMILLE"
# In the order of SieclePupil.
OTHER_NAMES = ("PRENOM", "NOM_USAGE", "PRENOM2", "PRENOM3")
NAMES = (LAST_NAME, *OTHER_NAMES)
# Of sex and birth place only the presence counts; nothing else of a pupil is even looked at.
FIELDS = (INE, LEAVING_DAY, BIRTHDATE, SEX, BIRTH_COUNTRY, BIRTH_CITY, *NAMES)
FRANCE = "100"

_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)


class Fault(NamedTuple):
    """field: the one that it is about, where the code does not say it. limit: of its characters."""

    code: ErrorCode
    field: str | None = None
    limit: int | None = None


class SieclePupil(NamedTuple):
    """A pupil who is at the school, without his class. The values are right if there are no faults; if there
    are any, the names are not kept, but for what calls a pupil without a number: his first and last names.
    """

    last_name: str
    first_name: str
    preferred_last_name: str
    middle_name: str
    third_name: str
    ine: str
    birthdate: date
    faults: tuple[Fault, ...]

    def errors(self, faults: Iterable[Fault]) -> list[FileError]:
        """Return faults of his as errors of the file, with his number, or the name of who has none.

        It is one text for all of them: a school may have many.
        """
        name = "" if self.ine else f"{self.first_name} {self.last_name}".strip()
        return [
            FileError(code, field=field, limit=limit, ine=self.ine or None, name=name or None)
            for code, field, limit in faults
        ]


class PupilRules:
    """The rules that each pupil of one file must meet, given those before him.

    today: the day of the import, which tells who has left.
    """

    def __init__(self, today: date) -> None:
        self._room = MAX_KEPT
        self._today = today
        self._met: set[str] = set()
        self._cleaned = Memo(clean)
        self._days = Memo(_day)

    def read(self, texts: Mapping[str, str]) -> SieclePupil | None:
        """Return the pupil whom the texts of his FIELDS describe, or None if he has left or not come yet."""
        text_of = texts.get
        number = text_of(INE)
        if number is None or (LEAVING_DAY in texts and self._is_over(texts[LEAVING_DAY])):
            return None
        number = clean(number)
        ine = number.replace(" ", "").upper() if number else ""
        birthdate = self._days[text_of(BIRTHDATE, "")]
        cleaned = self._cleaned
        names = [clean(text_of(LAST_NAME, "")), *[cleaned[text_of(name, "")] for name in OTHER_NAMES]]
        faults: list[Fault] = []
        self._check_birth(texts, birthdate, faults)
        self._check_number(number, ine, faults)
        _check_names(names, faults)
        if faults:
            # Each may be as long as any text, and nobody reads more of them than what calls the pupil.
            ine = ine if len(ine) <= MAX_LENGTH else ""
            names = [""] * len(names) if ine else _calling(names)
        self._room -= len(ine) + len("".join(names))
        if self._room < 0:
            raise UnreadableError
        return SieclePupil(*names, ine, birthdate, tuple(faults))

    def _is_over(self, day: str) -> bool:
        """Return whether a leaving day is behind us, as is one of which we only know that it is filled."""
        return self._cleaned[day] != "" and (self._days[day] or date.min) < self._today

    def _check_birth(self, texts: Mapping[str, str], birthdate: date | None, faults: list[Fault]) -> None:
        cleaned = self._cleaned
        if cleaned[texts.get(BIRTH_CITY, "")] == "" and cleaned[texts.get(BIRTH_COUNTRY, "")] == FRANCE:
            faults.append(Fault(ErrorCode.BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT))
        if cleaned[texts.get(SEX, "")] == "":
            faults.append(Fault(ErrorCode.SEX_CODE_REQUIRED))
        if birthdate is None:
            is_missing = cleaned[texts.get(BIRTHDATE, "")] == ""
            code = ErrorCode.BIRTHDATE_REQUIRED if is_missing else ErrorCode.INVALID_BIRTHDATE_FORMAT
            faults.append(Fault(code))

    def _check_number(self, number: str | None, ine: str, faults: list[Fault]) -> None:
        if number is None:
            faults.append(Fault(ErrorCode.INVALID_CHAR_DETECTED, INE))
        elif not ine:
            faults.append(Fault(ErrorCode.INE_REQUIRED))
        elif len(ine) > MAX_LENGTH:
            faults.append(_too_long(INE))
        elif ine in self._met:
            faults.append(Fault(ErrorCode.INE_UNIQUE))
        else:
            self._met.add(ine)


def _check_names(names: list[str | None], faults: list[Fault]) -> None:
    if names[0] == "":
        faults.append(Fault(ErrorCode.LAST_NAME_REQUIRED))
    if names[1] == "":
        faults.append(Fault(ErrorCode.FIRST_NAME_REQUIRED))
    if None in names:
        # One for all of his names: a file read in the wrong encoding spoils them together.
        faults.append(Fault(ErrorCode.INVALID_CHAR_DETECTED))
    elif len("".join(names)) > MAX_LENGTH:
        long = [field for field, name in zip(NAMES, names, strict=True) if len(name) > MAX_LENGTH]
        faults += map(_too_long, long)


def _too_long(field: str) -> Fault:
    return Fault(ErrorCode.FIELD_MAX_LENGTH, field, MAX_LENGTH)


def _calling(names: list[str | None]) -> list[str]:
    """Return the last and the first name, if they are readable and not too long, and no others."""
    last, first, *others = names
    return [name if name and len(name) <= MAX_LENGTH else "" for name in (last, first)] + [""] * len(others)


def _day(text: str) -> date | None:
    """Return the day written JJ/MM/AAAA, or None if there is no such day."""
    match = _DATE.fullmatch(clean(text) or "")
    if not match:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
