"""What a CSV file full of long texts or of errors makes a worker hold: only what it keeps."""

import pytest

from imports.domain.csv_text import inspect_upload
from imports.domain.errors import KEPT_ERRORS
from imports.domain.onde import read_onde
from tests.imports.measures import peak_memory
from tests.imports.onde_files import READ_HEADINGS, TODAY, found, onde_text, pupil, read_bytes

MEGABYTE = 1024 * 1024
# A letter beyond the common ones makes Python take four bytes for each of the others.
LONG = "\U0001f600" + "x" * 40_000


@pytest.mark.parametrize("heading", ["Nom élève", "INE", "Libellé classe", "Date naissance", "Adresse1"])
@pytest.mark.parametrize("mark", ["", "\ufffd"])
def test_long_cells_are_not_held(heading, mark):
    rows = (pupil(number) | {heading: f"{mark}{number}{LONG}"} for number in range(200))
    data = onde_text(rows).encode()
    pieces = [data[start : start + 65_536] for start in range(0, len(data), 65_536)]
    with peak_memory() as peak:
        reading = read_onde(pieces, encoding=inspect_upload(pieces), today=TODAY)
    assert len(found(reading)) == (0 if heading == "Adresse1" else 200)
    assert peak.bytes < 4 * MEGABYTE < len(data)


@pytest.mark.parametrize("kept", [1, 3, 4, 5])
def test_errors_beyond_those_that_are_kept_are_counted(kept):
    rows = [pupil(1, Niveau="CP"), pupil(2, INE="", Niveau=""), pupil(3), pupil(2), pupil(2, Niveau="CM2")]
    data = onde_text(rows).encode()
    everything = read_bytes(data)
    assert (len(everything.errors), everything.unlisted_errors) == (4, 0)
    reading = read_onde([data], encoding="utf-8", today=TODAY, kept_errors=kept)
    assert reading.errors == everything.errors[:kept]
    assert reading.unlisted_errors == max(0, 4 - kept)
    assert reading.pupils == []


def test_errors_beyond_those_that_are_kept_are_not_held():
    wrong = dict.fromkeys(READ_HEADINGS, "") | {"Sexe": "F"}
    data = onde_text([wrong] * 3000).encode()
    with peak_memory() as peak:
        reading = read_onde([data], encoding="utf-8", today=TODAY, kept_errors=KEPT_ERRORS)
    assert (len(reading.errors), reading.unlisted_errors) == (500, 7 * 3000 - 500)
    with peak_memory() as peak_of_all:
        read_onde([data], encoding="utf-8", today=TODAY)
    assert peak.bytes < peak_of_all.bytes / 5
