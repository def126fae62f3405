"""Fregata files made for tests: a pupil is a dictionary of cells by heading, the other cells stay empty."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from imports.domain.fregata import inspect_fregata, read_fregata
from imports.domain.rows import Reading

HEADER_LINE = (
    "Identifiant unique*;Premier prénom*;Deuxième prénom;Troisième prénom;Nom de famille*;Nom d'usage;"
    "Code sexe*;Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;"
    "Code département naissance*;Code pays naissance*;Statut*;Code MEF*;Division*"
)
HEADER = HEADER_LINE.split(";")
IDENTIFIER, FIRST, MIDDLE, THIRD, LAST, PREFERRED, SEX, BORN = HEADER[:8]
TOWN_CODE, TOWN, PROVINCE, COUNTRY, STATUS, COURSE, DIVISION = HEADER[8:]
ALWAYS = (IDENTIFIER, FIRST, LAST, SEX, BORN, PROVINCE, COUNTRY, STATUS, COURSE, DIVISION)
OPTIONAL = (MIDDLE, THIRD, PREFERRED)

TODAY = date(2026, 3, 10)


def pupil(number: int = 1, cells: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the cells of a right row. cells: others, by heading."""
    return {
        IDENTIFIER: f"77{number:07}ZC",
        FIRST: "Anaïs",
        LAST: f"BOUTEILLON{number}",
        SEX: "Féminin",
        BORN: "10/03/2008",
        TOWN_CODE: "38185",
        PROVINCE: "38",
        COUNTRY: "99100",
        STATUS: "ST",
        COURSE: "27230210112",
        DIVISION: "2NDE PRO A",
    } | dict(cells or {})


def fregata_text(
    pupils: Iterable[Mapping[str, str]], *, header: Iterable[str] = HEADER, sep: str = ";", end: str = "\r\n"
) -> str:
    header = list(header)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sep, lineterminator=end)
    writer.writerow(header)
    writer.writerows([cells.get(heading, "") for heading in header] for cells in pupils)
    return text.getvalue()


def read_bytes(data: bytes, today: date = TODAY) -> Reading:
    """Read a file as the product does: the encoding at upload, the content later."""
    return read_fregata([data], encoding=inspect_fregata([data]), today=today)


def read_pupils(*pupils: Mapping[str, str], **how: object) -> Reading:
    return read_bytes(fregata_text(pupils, **how).encode())
