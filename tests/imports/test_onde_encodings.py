"""In which encoding a file is read, and what a byte that stands for no character does."""

import pytest

from imports.domain.onde import read_onde
from tests.imports.onde_files import TODAY, found, onde_text, pupil, read_bytes


def test_wrong_encoding_is_an_error_and_not_a_crash():
    assert found(read_onde([b"Nom;INE\n\xe9;\xe8"], encoding="utf-8", today=TODAY)) == [
        ("ENCODING_NOT_SUPPORTED",)
    ]


@pytest.mark.parametrize("kind", ["callable", "list", "iterator"])
@pytest.mark.parametrize(
    ("heading", "attribute", "value"),
    [
        ("Nom élève", "last_name", "LE CŒURDAIN"),
        ("Prénom élève", "first_name", "Œdipe"),
        ("Nom élève", "last_name", "L'HAŸMARD"),
        ("Nom élève", "last_name", "Œ"),
        ("Libellé classe", "division", "Sacré-Cœur"),
    ],
)
def test_fraction_in_a_name_means_latin9(kind, heading, attribute, value):
    data = onde_text([pupil(1), pupil(2, **{heading: value})]).encode("iso8859-15")
    chunks = {"callable": lambda: iter([data]), "list": [data], "iterator": iter([data])}[kind]
    reading = read_onde(chunks, encoding="cp1252", today=TODAY)
    assert getattr(reading.pupils[1], attribute) == value
    assert reading.encoding == "iso8859-15"


def test_fraction_elsewhere_does_not_change_the_encoding():
    data = onde_text([pupil(1, Adresse1="3 ½ rue", Nom_élève="LE CŒUR", Libellé_classe="CM ½")])
    reading = read_bytes(data.encode("cp1252"))
    assert (reading.pupils[0].last_name, reading.encoding) == ("LE CŒUR", "cp1252")


def test_stray_byte_of_a_windows_file_is_found_where_it_is():
    data = onde_text([pupil(1), pupil(2, Nom_élève="MAR?EL"), pupil(3)]).encode("cp1252")
    assert found(read_bytes(data.replace(b"MAR?EL", b"MAR\x81EL"))) == [
        ("INVALID_CHAR_DETECTED", 3, "Nom élève")
    ]


def test_stray_byte_of_an_unread_column_changes_nothing():
    data = onde_text([pupil(1, Adresse1="?")]).encode("cp1252").replace(b"?", b"\x81")
    assert [row.first_name for row in read_bytes(data).pupils] == ["Chloé"]


def test_file_of_an_old_mac_is_read():
    data = onde_text([pupil(1, Nom_élève="LE CŒUR", Prénom_élève="Éléonore")]).encode("mac_roman")
    reading = read_bytes(data)
    assert (reading.pupils[0].last_name, reading.pupils[0].first_name) == ("LE CŒUR", "Éléonore")
