"""Onde files made for tests: a pupil is a dictionary of cells by heading, the other cells stay empty."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from imports.domain.csv_text import inspect_upload
from imports.domain.onde import read_onde
from imports.domain.rows import Reading

# The real one, with the space that stands before « Cycle ».
_HEADER_LINE = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;"
    "Adresse1;Cp1;Commune1;Pays1;Adresse2;Cp2;Commune2;Pays2; Cycle;Niveau;Libellé classe;"
    "Identifiant classe;Attestation fournie;Autorisation associations;Autorisation photo;Décision de passage"
)
HEADER = _HEADER_LINE.split(";")

TODAY = date(2026, 3, 10)

READ_HEADINGS = ("Nom élève", "Prénom élève", "INE", "Cycle", "Niveau", "Libellé classe", "Date naissance")


def pupil(number: int = 1, **cells: str) -> dict[str, str]:
    """Return the cells of a right row. cells: others, by heading with `_` for a space."""
    return {
        "Nom élève": f"MARTEL{number}",
        "Prénom élève": "Chloé",
        "Date naissance": "2014-03-21",
        "INE": f"99{number:07}ZA",
        "Cycle": "CYCLE III",
        "Niveau": "CM1",
        "Libellé classe": "CLASSE DE CM1",
    } | {heading.replace("_", " "): value for heading, value in cells.items()}


def onde_text(
    pupils: Iterable[Mapping[str, str]], *, header: Iterable[str] = HEADER, sep: str = ";", end: str = "\r\n"
) -> str:
    header = list(header)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sep, lineterminator=end)
    writer.writerow(header)
    writer.writerows([cells.get(heading.strip(), "") for heading in header] for cells in pupils)
    return text.getvalue()


def read_bytes(data: bytes) -> Reading:
    """Read a file as the product does: the encoding at upload, the content later."""
    return read_onde([data], encoding=inspect_upload([data]), today=TODAY)


def read_pupils(*pupils: Mapping[str, str], **how: str) -> Reading:
    return read_bytes(onde_text(pupils, **how).encode())


def found(reading: Reading) -> list[tuple]:
    """Return the errors as short tuples: (code, line, field), the last two if they apply."""
    return [
        tuple(part for part in (str(error.code), error.line, error.field) if part is not None)
        for error in reading.errors
    ]
