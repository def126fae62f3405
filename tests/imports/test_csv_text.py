import codecs

import pytest

from imports.domain.csv_text import HEAD_SIZE, inspect_upload
from imports.domain.errors import ErrorCode, UploadRefusedError
from tests.imports.onde_files import onde_text, pupil

TEXT = onde_text([pupil(1, Prénom_élève="Éléonore")])


def refusal(*chunks: bytes) -> ErrorCode:
    with pytest.raises(UploadRefusedError) as caught:
        inspect_upload(chunks)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("iso8859-15"), "cp1252"),
        (TEXT.encode("mac_roman"), "mac_roman"),
        (b"\r\n \r\n" + TEXT.encode("mac_roman"), "mac_roman"),
        (TEXT.replace("élève", "Elève").encode("mac_roman"), "mac_roman"),
        (TEXT.encode("cp1252") + b"\x81", "iso8859-1"),
        (b"Nom;INE\n\xe9", "cp1252"),
        (b"Nom;INE\n\x8f\x8e", "mac_roman"),
        (TEXT.encode()[:5], "cp1252"),
        (b"a", "utf-8"),
    ],
)
def test_encoding_is_found(data, encoding):
    assert inspect_upload([data]) == encoding


def test_windows_file_is_not_taken_for_an_old_mac_one():
    # Read as mac_roman, its heading is « Nom ÈlËve »: the same letters, other accents.
    assert inspect_upload([TEXT.encode("cp1252") + b"\x9d"]) != "mac_roman"


def test_letter_cut_between_chunks_is_utf8():
    data = TEXT.encode()
    assert inspect_upload(data[place : place + 1] for place in range(len(data))) == "utf-8"


def test_letter_cut_at_the_end_is_not_utf8():
    assert inspect_upload([TEXT.encode() + "é".encode()[:1]]) == "cp1252"


def test_late_byte_decides_too():
    data = TEXT.encode("ascii", "ignore") + b"x;" * HEAD_SIZE
    assert inspect_upload([data, b"ok"]) == "utf-8"
    assert inspect_upload([data, b"\xe9;"]) == "cp1252"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        codecs.BOM_UTF8,
        b"PK\x03\x04zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xls",
        b"%PDF-1.7",
        b"Nom;\x00INE",
        "Nom;INE".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(data):
    assert refusal(data) == ErrorCode.BAD_CSV_FORMAT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf16_is_refused_as_an_encoding(encoding):
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    assert refusal(mark + TEXT.encode(encoding)) == ErrorCode.ENCODING_NOT_SUPPORTED


def test_refusals_do_not_depend_on_chunks():
    assert refusal() == ErrorCode.BAD_CSV_FORMAT
    assert refusal(b"", b"", b"") == ErrorCode.BAD_CSV_FORMAT
    assert refusal(b"P", b"K", b"\x03", b"\x04") == ErrorCode.BAD_CSV_FORMAT
    assert refusal(b"\xff", b"\xfeN\x00") == ErrorCode.ENCODING_NOT_SUPPORTED


def test_nul_is_refused_wherever_it_is():
    assert refusal(b"x;" * HEAD_SIZE, b"x;" * HEAD_SIZE, b"\x00") == ErrorCode.BAD_CSV_FORMAT


def test_name_that_begins_like_an_archive_is_text():
    assert inspect_upload([b"PKOWSKI;1"]) == "utf-8"


def test_chunks_are_read_one_at_a_time():
    asked = []

    def endless():
        for number in range(1000):
            asked.append(number)
            yield b"\x00" if number == 3 else b"x;" * HEAD_SIZE

    with pytest.raises(UploadRefusedError):
        inspect_upload(endless())
    assert asked == [0, 1, 2, 3]
