"""The schools directory that the Ministry publishes as open data, line by line.

Nothing is kept between two lines: the file has tens of thousands of them.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from organizations.domain.addresses import check_address, split_addresses
from organizations.domain.uai import is_uai, normalize_uai
from pixorga.lib.text import fold, normalize

# Headings as published; their case does not count.
UAI = "Identifiant_de_l_etablissement"
NAME = "Nom_etablissement"
TYPE = "Type_etablissement"
MAILBOX = "Mail"
CITY = "Nom_commune"
POSTCODE = "Code_postal"
DEPARTMENT = "Code_departement"
AGRICULTURAL = "Lycee_Agricole"
STATE = "etat"
REQUIRED = (UAI, NAME, TYPE, MAILBOX, AGRICULTURAL, STATE)

LONGEST = {NAME: 255, CITY: 100}


class SchoolKind(StrEnum):
    """Primary school (missions), or collège and lycée (campaigns)."""

    SCO_1D = "SCO_1D"
    SCO = "SCO"


class Reason(StrEnum):
    """Why a line is rejected, or only its mailbox."""

    UNREADABLE = "UNREADABLE"
    ENCODING = "ENCODING"
    COLUMNS = "COLUMNS"
    UAI = "UAI"
    NAME = "NAME"
    TOO_LONG = "TOO_LONG"
    MAILBOX = "MAILBOX"


class DirectoryError(Exception):
    """The file is no schools directory. missing: the headings that it lacks."""

    code = "MISSING_COLUMNS"

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"missing columns: {', '.join(missing)}")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One school. department: « 38 », « 2A », « 974 ».

    problem: MAILBOX when the published address cannot be used; the mailbox is empty then.
    """

    number: int
    uai: str
    name: str
    kind: SchoolKind
    is_agricultural: bool
    mailbox: str
    city: str
    postcode: str
    department: str
    time_zone: str
    is_closed: bool
    problem: Reason | None = None


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that cannot be used. number: in the file, the headings being line 1."""

    number: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """A line about something else than a school of ours."""

    number: int
    type: str


_KINDS = {
    "ecole": SchoolKind.SCO_1D,
    "college": SchoolKind.SCO,
    "lycee": SchoolKind.SCO,
    "erea": SchoolKind.SCO,
}
_YES = {"1", "oui", "o", "vrai", "true"}
_CLOSED = {"ferme", "fermee"}

_DEPARTMENT = re.compile(r"0?([0-9]{2}|2[AB]|9[78][0-9])")
# A UAI begins with a department of its own numbering here and there: Corsica, New Caledonia, Polynesia.
_DEPARTMENT_OF_UAI = {"620": "2A", "720": "2B", "983": "988", "984": "987"}
_TIME_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
_REPLACEMENT = "\ufffd"


def read_directory(lines: Iterable[bytes]) -> Iterator[DirectoryLine | RejectedLine | LeftOutLine]:
    """Yield what each line of the file says; empty lines say nothing.

    lines: a file opened in binary mode; UTF-8 with or without a byte order mark, « ; » or « , » as separator.
    Raises DirectoryError, at the first step, when the headings are not those of the directory.
    """
    texts = (line.decode("utf-8", "replace") for line in lines)
    heading = next(texts, "").removeprefix("\ufeff")
    delimiter = ";" if heading.count(";") >= heading.count(",") else ","
    columns = _columns(heading, delimiter)
    rows = csv.reader(texts, delimiter=delimiter)
    while True:
        number = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield RejectedLine(number, Reason.UNREADABLE)
            continue
        if any(map(str.strip, cells)):
            yield _read(number, cells, columns)


def _columns(heading: str, delimiter: str) -> list[str]:
    """Return the published name of each column, or its folded heading for the ones that are not used."""
    try:
        headings = next(csv.reader([heading], delimiter=delimiter), [])
    except csv.Error:
        headings = []
    known = {fold(name): name for name in (*REQUIRED, CITY, POSTCODE, DEPARTMENT)}
    columns = [known.get(folded, folded) for folded in map(fold, headings)]
    missing = tuple(name for name in REQUIRED if name not in columns)
    if missing:
        raise DirectoryError(missing)
    return columns


def _read(number: int, cells: list[str], columns: list[str]) -> DirectoryLine | RejectedLine | LeftOutLine:
    if any(map(str.strip, cells[len(columns) :])):
        # A separator inside a cell without quotes moved everything that follows.
        return RejectedLine(number, Reason.COLUMNS)
    values = dict.fromkeys((CITY, POSTCODE, DEPARTMENT, *columns), "")
    values.update(zip(columns, map(_clean, cells), strict=False))
    if any(_REPLACEMENT in values[column] for column in (UAI, NAME, TYPE, CITY)):
        return RejectedLine(number, Reason.ENCODING)
    kind = _KINDS.get(fold(values[TYPE]))
    if kind is None:
        return LeftOutLine(number, values[TYPE])
    reason = _why_rejected(values)
    return RejectedLine(number, reason) if reason else _school(number, kind, values)


def _clean(cell: str) -> str:
    """Return a cell without control characters, with single spaces, in composed form."""
    if not cell.isprintable():
        cell = "".join(char for char in cell if char.isprintable() or char.isspace())
    return normalize("NFC", " ".join(cell.split()))


def _why_rejected(values: Mapping[str, str]) -> Reason | None:
    if not is_uai(normalize_uai(values[UAI])):
        return Reason.UAI
    if not values[NAME]:
        return Reason.NAME
    if any(len(values[column]) > longest for column, longest in LONGEST.items()):
        return Reason.TOO_LONG
    return None


def _school(number: int, kind: SchoolKind, values: Mapping[str, str]) -> DirectoryLine:
    uai = normalize_uai(values[UAI])
    department = _department(uai, values[DEPARTMENT])
    mailbox = _mailbox(values[MAILBOX])
    return DirectoryLine(
        number=number,
        uai=uai,
        name=values[NAME],
        kind=kind,
        is_agricultural=kind is SchoolKind.SCO and fold(values[AGRICULTURAL]) in _YES,
        mailbox=mailbox,
        city=values[CITY],
        postcode=values[POSTCODE] if re.fullmatch(r"[0-9]{5}", values[POSTCODE]) else "",
        department=department,
        time_zone=_TIME_ZONES.get(department, "Europe/Paris"),
        is_closed=fold(values[STATE]) in _CLOSED,
        problem=Reason.MAILBOX if values[MAILBOX] and not mailbox else None,
    )


def _department(uai: str, published: str) -> str:
    """Return the department as people write it: « 38 » for the published « 038 », else what the UAI says."""
    prefix = uai[:3]
    for code in (published.upper(), _DEPARTMENT_OF_UAI.get(prefix, prefix)):
        if match := _DEPARTMENT.fullmatch(code):
            return match[1]
    return prefix


def _mailbox(published: str) -> str:
    """Return the first sound address of a cell; nothing when there is none."""
    return next((address for address in split_addresses(published) if check_address(address) is None), "")
