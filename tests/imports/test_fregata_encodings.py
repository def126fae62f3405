"""In which encoding a Fregata file is read: the first that shows « Premier prénom »."""

import codecs
import unicodedata

import pytest

from imports.domain.csv_text import HEAD_SIZE
from imports.domain.errors import ErrorCode, UploadRefusedError
from imports.domain.fregata import inspect_fregata, read_fregata
from tests.imports.fregata_files import FIRST, LAST, PREFERRED, TODAY, fregata_text, pupil, read_bytes
from tests.imports.onde_files import found

TEXT = fregata_text([pupil(1, {FIRST: "Éléonore"})])
PLAIN = "Premier prenom*;Division*\n"


def refusal(data: bytes) -> ErrorCode:
    with pytest.raises(UploadRefusedError) as caught:
        inspect_fregata([data])
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("iso8859-15"), "cp1252"),
        (TEXT.encode("mac_roman"), "mac_roman"),
        (TEXT.upper().encode("mac_roman"), "mac_roman"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (b"\r\n;;\r\n" + TEXT.encode("mac_roman"), "mac_roman"),
        (TEXT.encode("cp1252") + b"\x81", "iso8859-1"),
        (PLAIN.encode(), "utf-8"),
        (PLAIN.encode() + b"\xe9", "cp1252"),
        (PLAIN.encode() + b"x" * HEAD_SIZE * 2 + b"\xe9", "cp1252"),
        (b"Premier\xa0pr\xe9nom;Division", "cp1252"),
    ],
)
def test_encoding_is_found(data, encoding):
    assert inspect_fregata([data]) == encoding


@pytest.mark.parametrize(
    "data",
    [
        b"Nom;Classe\nMARTEL;2A\n",
        "Nom élève;INE\n".encode(),
        TEXT.encode() + b"\xe9",  # neither UTF-8 nor anything else that shows the heading
        TEXT.encode().decode("cp1252").encode(),  # encoded twice
        TEXT.encode("cp437"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["no heading", "Onde", "stray byte", "twice", "DOS", "UTF-16", "UTF-16 BE"],
)
def test_file_that_shows_no_known_heading_is_refused(data):
    assert refusal(data) == ErrorCode.ENCODING_NOT_SUPPORTED


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"PK\x03\x04zip", b"%PDF-1.7", TEXT.encode() + b"\0"])
def test_what_is_no_text_is_refused(data):
    assert refusal(data) == ErrorCode.BAD_CSV_FORMAT


def test_header_of_any_length_is_looked_at_to_its_limit():
    data = (PLAIN.strip() + ";é" * HEAD_SIZE).encode()
    assert inspect_fregata([data]) == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman"])
def test_rare_letters_are_kept_in_every_encoding(encoding):
    data = fregata_text([pupil(1, {LAST: "LE CŒURDAIN", FIRST: "Éléonore", PREFERRED: "L’HAŸMARD"})])
    (row,) = read_bytes(data.encode(encoding)).pupils
    assert (row.last_name, row.first_name, row.preferred_last_name) == (
        "LE CŒURDAIN",
        "Éléonore",
        "L’HAŸMARD",
    )


@pytest.mark.parametrize("heading", [LAST, FIRST, PREFERRED])
def test_fraction_in_a_name_means_latin9(heading):
    reading = read_bytes(fregata_text([pupil(1), pupil(2, {heading: "CŒUR"})]).encode("iso8859-15"))
    row = reading.pupils[1]
    assert "CŒUR" in (row.last_name, row.first_name, row.preferred_last_name)
    assert reading.encoding == "iso8859-15"


def test_stray_byte_of_a_windows_file_is_found_where_it_is():
    data = fregata_text([pupil(1), pupil(2, {LAST: "MAR?EL"})]).encode("cp1252")
    assert found(read_bytes(data.replace(b"MAR?EL", b"MAR\x81EL"))) == [("INVALID_CHAR_DETECTED", 3, LAST)]


def test_wrong_encoding_is_an_error_and_not_a_crash():
    assert found(read_fregata([b"Nom;INE\n\xe9;\xe8"], encoding="utf-8", today=TODAY)) == [
        ("ENCODING_NOT_SUPPORTED",)
    ]
