from pathlib import Path

from tests.imports.fregata_files import read_bytes
from tests.imports.onde_files import found

SAMPLES = Path(__file__).parent / "samples"


def read_sample(name: str):
    return read_bytes((SAMPLES / name).read_bytes())


def test_right_sample_gives_its_pupils():
    reading = read_sample("fregata_valid.csv")
    assert (len(reading.pupils), reading.encoding) == (12, "cp1252")
    assert [row.line for row in reading.pupils] == list(range(2, 14))
    assert {row.division for row in reading.pupils} == {"2NDE PRO A", "2NDE PRO B"}
    assert reading.pupils[9].first_name == "Hélène"


def test_wrong_sample_gives_one_error_of_each_row():
    assert found(read_sample("fregata_errors.csv")) == [
        ("FIELD_REQUIRED", 2, "Identifiant unique*"),
        ("FIELD_BAD_VALUES", 3, "Code sexe*"),
        ("FIELD_REQUIRED", 4, "Libellé commune naissance**"),
        ("FIELD_REQUIRED", 5, "Code commune naissance**"),
        ("INSEE_CODE_INVALID", 6, "Code commune naissance**"),
        ("FIELD_LENGTH", 7, "Code pays naissance*"),
        ("FIELD_BAD_VALUES", 8, "Statut*"),
        ("FIELD_DATE_FORMAT", 9, "Date de naissance (jj/mm/aaaa)*"),
        ("FIELD_DATE_FORMAT", 10, "Date de naissance (jj/mm/aaaa)*"),
        ("FIELD_MIN_LENGTH", 11, "Code département naissance*"),
        ("IDENTIFIER_UNIQUE", 13, "Identifiant unique*"),
    ]
