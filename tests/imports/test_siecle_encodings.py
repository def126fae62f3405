import codecs
import io

import pytest

from imports.domain.siecle import inspect_siecle, read_siecle
from tests.imports.siecle_files import TODAY, UAI, found, numbers, pupil, read_bytes, siecle_text

NAME = "ÉLÉONORE D'Œ"
ŒUVRE = pupil(1, NOM_DE_FAMILLE="ŒUVRÉ", PRENOM="Maÿlis", division="3ÈME")


def names(data: bytes) -> tuple[str, str, str]:
    [row] = read_bytes(data).pupils
    return row.last_name, row.first_name, row.division


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("ISO-8859-15", "iso8859-15"),
        ("iso-8859-15", "iso8859-15"),
        ("ISO8859-15", "iso8859-15"),
        ("latin9", "iso8859-15"),
        ("windows-1252", "cp1252"),
        ("CP1252", "cp1252"),
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
    ],
)
def test_declared_encoding_is_read(declared, codec):
    data = siecle_text(ŒUVRE, encoding=declared).encode(codec)
    assert inspect_siecle(io.BytesIO(data)) == codec
    assert names(data) == ("ŒUVRÉ", "Maÿlis", "3ÈME")
    assert read_bytes(data).encoding == codec


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("ISO-8859-1", "iso8859-1"),
        ("latin1", "iso8859-1"),
        ("windows-1250", "cp1250"),
        ("ISO-8859-2", "iso8859-2"),
    ],
)
def test_other_encodings_of_one_byte_are_read(declared, codec):
    data = siecle_text(pupil(1, PRENOM="Zoé"), encoding=declared).encode(codec)
    assert read_bytes(data).pupils[0].first_name == "Zoé"
    assert inspect_siecle(io.BytesIO(data)) == codec


@pytest.mark.parametrize(
    "declaration",
    [
        "<?xml version='1.0' encoding='ISO-8859-15'?>",
        '<?xml version="1.0"  encoding = "ISO-8859-15"  standalone="yes" ?>',
        '<?xml version="1.0"\n encoding="ISO-8859-15"?>',
    ],
)
def test_declaration_is_found_however_it_is_written(declaration):
    text = siecle_text(ŒUVRE)
    data = (declaration + text[text.index("?>") + 2 :]).encode("iso8859-15")
    assert names(data)[0] == "ŒUVRÉ"


def test_without_a_declaration_it_is_utf_8():
    text = siecle_text(ŒUVRE)
    assert names(text[text.index("?>") + 2 :].lstrip().encode())[0] == "ŒUVRÉ"


def test_encoding_named_further_down_is_no_declaration():
    text = siecle_text(ŒUVRE).replace(' encoding="UTF-8"', "")
    commented = text.replace("?>", '?><!-- <?xml version="1.0" encoding="ISO-8859-15"?> -->', 1)
    assert names(commented.encode())[0] == "ŒUVRÉ"


@pytest.mark.parametrize(
    ("mark", "codec", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    ],
)
@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16", "ISO-8859-15", "X-INCONNU-42"])
def test_mark_at_the_beginning_beats_what_is_declared(mark, codec, encoding, declared):
    data = mark + siecle_text(ŒUVRE, encoding=declared).encode(codec)
    assert inspect_siecle(io.BytesIO(data)) == encoding
    assert names(data) == ("ŒUVRÉ", "Maÿlis", "3ÈME")


@pytest.mark.parametrize(
    "declared", ["X-INCONNU-42", "EBCDIC-CP-FR", "UTF-7", "UTF-16", "hex", "rot13", "unicode_escape", "idna"]
)
def test_encoding_that_is_not_read_is_refused_later(declared):
    data = siecle_text(pupil(1, CODE_SEXE=""), encoding=declared).encode()
    assert inspect_siecle(io.BytesIO(data)) == ""
    reading = read_siecle(io.BytesIO(data), uai=UAI, today=TODAY)
    assert found(reading) == [("ENCODING_NOT_SUPPORTED",)]
    assert reading.encoding == ""


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_refused(codec):
    mark = {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}[codec]
    assert found(read_bytes(mark + siecle_text(ŒUVRE).encode(codec))) == [("ENCODING_NOT_SUPPORTED",)]


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("UTF-8", "iso8859-15"), ("US-ASCII", "utf-8"), ("UTF-8", "utf-16-le"), ("ISO-8859-15", "utf-16-be")],
)
def test_bytes_that_are_not_in_the_declared_encoding_break_the_file(declared, codec):
    data = siecle_text(ŒUVRE, encoding=declared).encode(codec)
    assert found(read_bytes(data)) == [("INVALID_FILE",)]


def test_utf_16_cut_inside_a_character_breaks_the_file():
    data = siecle_text(pupil(1)).encode("utf-16")[:-1]
    assert found(read_bytes(data)) == [("INVALID_FILE",)]


# Declared as Siècle does, and saved as UTF-8 by an editor: each letter outside ASCII becomes two.

FRENCH = "ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŸŒàâäæçèéêëîïôöùûüÿœ’"


@pytest.mark.parametrize("letter", FRENCH)
def test_name_saved_in_another_encoding_is_unreadable(letter):
    data = siecle_text(pupil(1, PRENOM=f"Ab{letter}c"), pupil(2), encoding="ISO-8859-15").encode()
    errors = found(read_bytes(data))
    assert ("INVALID_CHAR_DETECTED", 1) in errors


@pytest.mark.parametrize("letter", FRENCH.replace("’", ""))
def test_same_letter_in_the_declared_encoding_is_read(letter):
    data = siecle_text(pupil(1, PRENOM=f"Ab{letter}c"), pupil(2), encoding="ISO-8859-15").encode("iso8859-15")
    assert read_bytes(data).pupils[0].first_name == f"Ab{letter}c"


def test_plain_names_of_such_a_file_are_no_errors():
    first, second = pupil(1, PRENOM="Naël"), pupil(2, PRENOM="Paul")
    data = siecle_text(first, second, encoding="ISO-8859-15").encode()
    assert found(read_bytes(data)) == [("INVALID_CHAR_DETECTED", 1)]


@pytest.mark.parametrize("name", ["JOÃO", "ANDRÉ", "Åsa", "SÄÄF", "Âme", "Ñuño"])
def test_names_that_only_look_unreadable_are_read(name):
    data = siecle_text(pupil(1, PRENOM=name), encoding="ISO-8859-15").encode("iso8859-15")
    assert numbers(read_bytes(data)) == [1]
