"""Which headings a Fregata file has, and how they may be written. Source: spec/imports.md 3.1."""

import pytest

from imports.domain.errors import ErrorCode
from imports.domain.fregata import COLUMNS
from tests.imports.fregata_files import (
    ALWAYS,
    BORN,
    DIVISION,
    FIRST,
    HEADER,
    HEADER_LINE,
    IDENTIFIER,
    LAST,
    OPTIONAL,
    PREFERRED,
    SEX,
    STATUS,
    TOWN_CODE,
    fregata_text,
    pupil,
    read_bytes,
    read_pupils,
)
from tests.imports.onde_files import found


@pytest.mark.parametrize("heading", [BORN, IDENTIFIER, DIVISION, TOWN_CODE])
@pytest.mark.parametrize("changed", [str.upper, str.lower, lambda text: text.replace("*", ""), " {} ".format])
def test_heading_is_compared_loosely(heading, changed):
    header = [changed(name) if name == heading else name for name in HEADER]
    text = fregata_text([pupil(1)]).replace(";".join(HEADER), ";".join(header))
    assert read_bytes(text.encode()).errors == []


def test_headings_without_accents_and_with_other_apostrophes_are_known():
    line = HEADER_LINE.replace("é", "e").replace("è", "e").replace("'", "’").replace("*", " *")
    text = fregata_text([pupil(1, {PREFERRED: "MARTEL"})]).replace(HEADER_LINE, line)
    assert [row.preferred_last_name for row in read_bytes(text.encode()).pupils] == ["MARTEL"]


def test_date_is_known_without_its_form():
    text = fregata_text([pupil(1)]).replace(BORN, "Date de naissance*")
    assert read_bytes(text.encode()).errors == []


def test_order_of_columns_is_free():
    assert read_pupils(pupil(1), header=sorted(HEADER)) == read_pupils(pupil(1))


@pytest.mark.parametrize("heading", OPTIONAL)
def test_columns_of_other_names_may_be_absent(heading):
    reading = read_pupils(pupil(1), header=[name for name in HEADER if name != heading])
    assert (reading.errors, len(reading.pupils)) == ([], 1)


def test_missing_and_unknown_headings_are_all_named_and_alone():
    header = [name for name in HEADER if name not in (STATUS, LAST)] + ["Photo", "", " Télé   phone* "]
    assert found(read_pupils(pupil(1, {SEX: "X"}), header=header)) == [
        ("HEADER_REQUIRED", LAST),
        ("HEADER_REQUIRED", STATUS),
        ("HEADER_UNKNOWN", "Photo"),
        ("HEADER_UNKNOWN", "Télé phone*"),
    ]


def test_long_unknown_heading_is_told_by_its_beginning():
    (error,) = read_pupils(pupil(1), header=[*HEADER, "x" * 5000]).errors
    assert (error.code, len(error.field)) == (ErrorCode.HEADER_UNKNOWN, 80)


def test_empty_headings_are_tolerated():
    reading = read_pupils(pupil(1, {"": "note"}), header=["", *HEADER, "  ", ""])
    assert (reading.errors, len(reading.pupils)) == ([], 1)


def test_other_list_is_an_unknown_format_that_names_what_is_missing():
    reading = read_bytes("Premier prénom;Nom;Classe;INE\nChloé;MARTEL;2A;1\n".encode())
    assert reading.heading_unknown
    assert found(reading) == [("HEADER_REQUIRED", heading) for heading in ALWAYS if heading != FIRST]


def test_known_heading_twice_is_refused():
    assert found(read_pupils(pupil(1), header=[*HEADER, "division"])) == [("BAD_CSV_FORMAT",)]


def test_columns_are_those_of_the_template():
    assert [column.heading for column in COLUMNS] == HEADER
    names = [name for column in COLUMNS for name in column.names()]
    assert len(names) == len(set(names))
