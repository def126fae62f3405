"""The errors of a file as a table to download, to hand to whoever mends them."""

from collections.abc import Sequence

from imports import messages
from imports.domain.errors import FileError
from pixorga.lib.csv_out import csv_bytes

HEADER = ("Ligne", "INE", "Champ", "Erreur", "Comment corriger")


def write_report(errors: Sequence[FileError], total: int, kind: str) -> bytes:
    """Return a CSV file with a row for each error; the last one tells how many of the total are left out."""
    rows = [_row(error, kind) for error in errors]
    if left_out := messages.more(total - len(errors)):
        rows.append([None, None, None, left_out, None])
    return csv_bytes(HEADER, rows)


def _row(error: FileError, kind: str) -> list[str | int | None]:
    told, mend = messages.sentence(error, kind), messages.advice(error, kind)
    return [error.line, error.ine, error.field, told, mend]
