"""What a Fregata file must hold, cell by cell. Source: spec/imports.md 3.1."""

from datetime import date

import pytest

from imports.domain import fregata
from imports.domain.errors import ErrorCode, FileError
from imports.domain.fregata import read_fregata
from imports.domain.rows import PupilRow
from tests.imports.fregata_files import (
    ALWAYS,
    BORN,
    COUNTRY,
    COURSE,
    DIVISION,
    FIRST,
    HEADER,
    IDENTIFIER,
    LAST,
    MIDDLE,
    OPTIONAL,
    PREFERRED,
    PROVINCE,
    SEX,
    STATUS,
    THIRD,
    TODAY,
    TOWN,
    TOWN_CODE,
    fregata_text,
    pupil,
    read_bytes,
    read_pupils,
)
from tests.imports.onde_files import found

NBSP = "\u00a0"


def test_right_row_is_read_into_a_pupil():
    cells = {MIDDLE: "Lou", THIRD: "Zoé", PREFERRED: "MARTEL"}
    reading = read_pupils(pupil(7, cells))
    assert reading.errors == []
    assert reading.pupils == [
        PupilRow(
            2,
            "BOUTEILLON7",
            "Anaïs",
            date(2008, 3, 10),
            "770000007ZC",
            level="",
            division="2NDE PRO A",
            preferred_last_name="MARTEL",
            middle_name="Lou",
            third_name="Zoé",
        )
    ]
    assert reading.pupils[0].line == 2


def test_what_is_only_checked_is_not_kept():
    cells = {SEX: "Masculin", TOWN_CODE: "2A004", PROVINCE: "02A", STATUS: "AP", COURSE: "SECRET"}
    kept = str(read_pupils(pupil(1, cells)).pupils)
    assert not [value for value in cells.values() if value in kept]


# Values


@pytest.mark.parametrize("heading", ALWAYS)
@pytest.mark.parametrize("value", ["", "   ", NBSP, "\u200b"])
def test_empty_value_is_only_required(heading, value):
    assert found(read_pupils(pupil(1, {heading: value}))) == [("FIELD_REQUIRED", 2, heading)]


@pytest.mark.parametrize("heading", OPTIONAL)
def test_other_names_may_be_empty(heading):
    assert read_pupils(pupil(1, {heading: " "})).errors == []


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        (SEX, "X", "FIELD_BAD_VALUES"),
        (SEX, "F", "FIELD_BAD_VALUES"),
        (SEX, "2", "FIELD_BAD_VALUES"),
        (STATUS, "XX", "FIELD_BAD_VALUES"),
        (STATUS, "S T", "FIELD_BAD_VALUES"),
        (BORN, "2008-03-17", "FIELD_DATE_FORMAT"),
        (BORN, "31/02/2008", "FIELD_DATE_FORMAT"),
        (BORN, "3/2/2008", "FIELD_DATE_FORMAT"),
        (BORN, "03/17/2008", "FIELD_DATE_FORMAT"),
        (BORN, "31/02/08", "FIELD_DATE_FORMAT"),
        (BORN, "10/03/008", "FIELD_DATE_FORMAT"),
        (BORN, "10/03/0000", "FIELD_DATE_FORMAT"),
        (BORN, "10-03-2008", "FIELD_DATE_FORMAT"),
        (BORN, "١٠/٠٣/٢٠٠٨", "FIELD_DATE_FORMAT"),
        (BORN, "10/03/2008 00:00", "FIELD_DATE_FORMAT"),
        (BORN, "31/12/1899", "FIELD_DATE_FORMAT"),
        (BORN, "11/03/2026", "FIELD_DATE_FORMAT"),
        (BORN, "10/03/9999", "FIELD_DATE_FORMAT"),
        (PROVINCE, "3", "FIELD_MIN_LENGTH"),
        (PROVINCE, "0385", "FIELD_MAX_LENGTH"),
        (COUNTRY, "100", "FIELD_LENGTH"),
        (COUNTRY, "991000", "FIELD_LENGTH"),
        (COUNTRY, "99000", "FIELD_BAD_VALUES"),
        (COUNTRY, "99600", "FIELD_BAD_VALUES"),
        (COUNTRY, "98100", "FIELD_BAD_VALUES"),
        (COUNTRY, "991O0", "FIELD_BAD_VALUES"),
        (COUNTRY, "٩٩١٠٠", "FIELD_BAD_VALUES"),
        (TOWN_CODE, "3818", "FIELD_LENGTH"),
        (TOWN_CODE, "381855", "FIELD_LENGTH"),
        (TOWN_CODE, "ABCDE", "INSEE_CODE_INVALID"),
        (TOWN_CODE, "2C004", "INSEE_CODE_INVALID"),
        (TOWN_CODE, "A2004", "INSEE_CODE_INVALID"),
        (TOWN_CODE, "2A00B", "INSEE_CODE_INVALID"),
        *(
            (heading, "A" * 256, "FIELD_MAX_LENGTH")
            for heading in (IDENTIFIER, FIRST, LAST, COURSE, DIVISION)
        ),
        *((heading, "A" * 256, "FIELD_MAX_LENGTH") for heading in (*OPTIONAL, TOWN, TOWN_CODE)),
        (IDENTIFIER, "ß" * 128, "FIELD_MAX_LENGTH"),
        *((heading, "MAR\x07EL", "INVALID_CHAR_DETECTED") for heading in HEADER),
        (LAST, "MAR\ufffdEL", "INVALID_CHAR_DETECTED"),
        (MIDDLE, "Ã‰lÃ©onore", "INVALID_CHAR_DETECTED"),
    ],
)
def test_bad_value_is_one_error(heading, value, code):
    assert found(read_pupils(pupil(1, {heading: value}))) == [(code, 2, heading)]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        (SEX, "FÉMININ"),
        (SEX, "masculin"),
        (SEX, " Masculin "),
        (STATUS, "ap"),
        (PROVINCE, "971"),
        (PROVINCE, "2A"),
        (TOWN_CODE, "2a004"),
        (TOWN_CODE, "2B033"),
        (TOWN_CODE, " 97411 "),
        (TOWN, ""),
        (TOWN, "GRENOBLE"),
    ],
)
def test_value_is_accepted(heading, value):
    assert read_pupils(pupil(1, {heading: value})).errors == []


@pytest.mark.parametrize(
    ("heading", "value", "attribute", "stored"),
    [
        (LAST, f"  LE{NBSP}  GOFF ", "last_name", "LE GOFF"),
        (LAST, "A" * 255, "last_name", "A" * 255),
        (LAST, "=1+1", "last_name", "=1+1"),
        (FIRST, "Zoe\u0308", "first_name", "Zoë"),
        (PREFERRED, "DE  LA TOUR", "preferred_last_name", "DE LA TOUR"),
        (MIDDLE, " Lou ", "middle_name", "Lou"),
        (THIRD, "Lou\u00ad", "third_name", "Lou"),
        (IDENTIFIER, " 770 000 001 zc ", "national_student_id", "770000001ZC"),
        (DIVISION, "2NDE   PRO  B", "division", "2NDE PRO B"),
        (BORN, "29/02/2008", "birthdate", date(2008, 2, 29)),
    ],
)
def test_value_is_tidied(heading, value, attribute, stored):
    reading = read_pupils(pupil(1, {heading: value}))
    assert reading.errors == []
    assert getattr(reading.pupils[0], attribute) == stored


@pytest.mark.parametrize(
    ("today", "text", "birthdate"),
    [
        (TODAY, "10/03/08", date(2008, 3, 10)),
        (TODAY, "10/03/26", date(2026, 3, 10)),
        (TODAY, "11/03/26", date(1926, 3, 11)),
        (TODAY, "01/01/27", date(1927, 1, 1)),
        (TODAY, "31/12/99", date(1999, 12, 31)),
        (TODAY, "29/02/00", date(2000, 2, 29)),
        (TODAY, "29/02/28", date(1928, 2, 29)),
        (date(2101, 1, 1), "29/02/00", date(2000, 2, 29)),
        (date(2101, 1, 1), "10/03/99", date(2099, 3, 10)),
    ],
)
def test_year_of_two_digits_is_the_last_one_that_is_not_to_come(today, text, birthdate):
    reading = read_bytes(fregata_text([pupil(1, {BORN: text})]).encode(), today=today)
    assert [row.birthdate for row in reading.pupils] == [birthdate]


def test_bad_value_says_what_is_accepted():
    errors = read_pupils(pupil(1, {SEX: "X", STATUS: "Y", COUNTRY: "99000"})).errors
    assert [error.valids for error in errors] == [("Féminin", "Masculin"), (), ("ST", "AP")]


def test_wrong_length_says_the_right_one():
    reading = read_pupils(
        pupil(1, {PROVINCE: "1", COUNTRY: "1"}), pupil(2, {PROVINCE: "1234", TOWN_CODE: "1"})
    )
    assert [(str(error.code), error.limit) for error in reading.errors] == [
        ("FIELD_MIN_LENGTH", 2),
        ("FIELD_LENGTH", 5),
        ("FIELD_LENGTH", 5),
        ("FIELD_MAX_LENGTH", 3),
    ]


# Birth place


@pytest.mark.parametrize("town", ["", "GRENOBLE"])
def test_born_in_france_needs_the_code_of_the_town(town):
    reading = read_pupils(pupil(1, {TOWN_CODE: "", TOWN: town}))
    assert found(reading) == [("FIELD_REQUIRED", 2, TOWN_CODE)]


@pytest.mark.parametrize("code", ["", "38185", "ABCDEF"])
@pytest.mark.parametrize("country", ["99139", "99201", "99352", "99404", "99599"])
def test_born_abroad_needs_the_name_of_the_town_alone(country, code):
    reading = read_pupils(pupil(1, {COUNTRY: country, TOWN_CODE: code}))
    assert found(reading) == [("FIELD_REQUIRED", 2, TOWN)]
    assert read_pupils(pupil(1, {COUNTRY: country, TOWN_CODE: code, TOWN: "PORTO"})).errors == []


@pytest.mark.parametrize("country", ["", "100", "98000"])
def test_without_a_country_no_town_is_asked_for(country):
    reading = read_pupils(pupil(1, {COUNTRY: country, TOWN_CODE: "", TOWN: ""}))
    assert [error.field for error in reading.errors] == [COUNTRY]


def test_columns_of_towns_may_be_absent_where_nobody_needs_them():
    born_in_france, born_abroad = pupil(1), pupil(2, {COUNTRY: "99139", TOWN: "PORTO"})
    without_town = [heading for heading in HEADER if heading != TOWN]
    without_code = [heading for heading in HEADER if heading != TOWN_CODE]
    assert read_pupils(born_in_france, header=without_town).errors == []
    assert read_pupils(born_abroad, header=without_code).errors == []
    assert found(read_pupils(born_abroad, header=without_town)) == [("FIELD_REQUIRED", 2, TOWN)]
    assert found(read_pupils(born_in_france, header=without_code)) == [("FIELD_REQUIRED", 2, TOWN_CODE)]


# All errors


def test_errors_of_a_row_come_in_the_order_of_the_columns():
    wrong = dict.fromkeys(HEADER, "") | {IDENTIFIER: "770000001ZC", COUNTRY: "99100", SEX: "X", BORN: "x"}
    header = [*reversed(HEADER)]
    assert found(read_pupils(pupil(1), wrong, header=header)) == [
        ("IDENTIFIER_UNIQUE", 3, IDENTIFIER),
        ("FIELD_REQUIRED", 3, FIRST),
        ("FIELD_REQUIRED", 3, LAST),
        ("FIELD_BAD_VALUES", 3, SEX),
        ("FIELD_DATE_FORMAT", 3, BORN),
        ("FIELD_REQUIRED", 3, TOWN_CODE),
        ("FIELD_REQUIRED", 3, PROVINCE),
        ("FIELD_REQUIRED", 3, STATUS),
        ("FIELD_REQUIRED", 3, COURSE),
        ("FIELD_REQUIRED", 3, DIVISION),
    ]


def test_one_error_leaves_no_pupil():
    reading = read_pupils(pupil(1), pupil(2, {STATUS: ""}), pupil(3))
    assert (len(reading.errors), reading.pupils) == (1, [])


def test_all_errors_are_listed():
    reading = read_pupils(*(pupil(number, {SEX: "X"}) for number in range(1, 1201)))
    assert [error.line for error in reading.errors] == list(range(2, 1202))


def test_same_identifier_names_every_later_line():
    rows = [pupil(1), pupil(2), pupil(1, {IDENTIFIER: "77 0000001 zc"}), pupil(1)]
    assert found(read_pupils(*rows)) == [
        ("IDENTIFIER_UNIQUE", 4, IDENTIFIER),
        ("IDENTIFIER_UNIQUE", 5, IDENTIFIER),
    ]


def test_missing_or_unreadable_identifier_is_not_compared():
    reading = read_pupils(*(pupil(1, {IDENTIFIER: value}) for value in ("", " ", "\x07", "\x07")))
    assert {str(error.code) for error in reading.errors} == {"FIELD_REQUIRED", "INVALID_CHAR_DETECTED"}
    assert len(reading.errors) == 4


def test_row_with_an_error_still_holds_its_identifier():
    reading = read_pupils(pupil(1, {SEX: "X"}), pupil(1))
    assert found(reading) == [("FIELD_BAD_VALUES", 2, SEX), ("IDENTIFIER_UNIQUE", 3, IDENTIFIER)]


# Structure


def test_header_without_pupil_is_empty():
    assert found(read_pupils()) == [("EMPTY",)]
    assert found(read_bytes((fregata_text([]) + ";;;;\r\n\r\n  ;\r\n").encode())) == [("EMPTY",)]


def test_every_cell_may_be_quoted():
    rows = fregata_text([pupil(1)]).splitlines()
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row.split(";")) for row in rows)
    assert read_bytes(b"\xef\xbb\xbf" + text.encode()).pupils == read_pupils(pupil(1)).pupils


def test_line_is_the_physical_one():
    lines = fregata_text([pupil(1), pupil(2, {TOWN: "A\nB"}), pupil(3)], end="\n").splitlines()
    text = "\n\n".join([";;;", *lines[:2]]) + "\n ; ;\n" + "\n".join(lines[2:])
    assert [row.line for row in read_bytes(text.encode()).pupils] == [5, 7, 9]


@pytest.mark.parametrize("tail", [";trop", ";;trop"])
def test_extra_cells_are_an_error_of_the_line(tail):
    text = fregata_text([pupil(1)], end="\n").rstrip("\n") + tail
    assert found(read_bytes(text.encode())) == [("ROW_WIDTH", 2)]


def test_missing_cells_are_an_error_of_the_line():
    text = fregata_text([pupil(1), pupil(2, {SEX: "X"})]).replace(";2NDE PRO A", "", 1)
    assert found(read_bytes(text.encode())) == [("ROW_WIDTH", 2), ("FIELD_BAD_VALUES", 3, SEX)]


@pytest.mark.parametrize(
    "text",
    [
        "Premier prénom\nAnaïs\n",
        "Premier prénom*!Division*\nAnaïs!2A\n",
        fregata_text([pupil(1)]) + '"770000002ZC;\r\n',
        fregata_text([pupil(1)]) + '"77"0000002ZC;"\r\n',
        fregata_text([pupil(1)]) + ";" * 14 + "x" * 70_000,
    ],
    ids=["one column", "unknown separator", "quote open", "quote inside", "huge field"],
)
def test_broken_structure_is_one_error_without_line(text):
    reading = read_bytes(text.encode())
    assert (found(reading), reading.pupils) == ([("BAD_CSV_FORMAT",)], [])


def test_errors_beyond_those_that_are_kept_are_counted():
    data = fregata_text(pupil(number, {SEX: "X", STATUS: "Y"}) for number in range(3)).encode()
    reading = read_fregata([data], encoding="utf-8", today=TODAY, kept_errors=3)
    assert found(reading) == [
        ("FIELD_BAD_VALUES", 2, SEX),
        ("FIELD_BAD_VALUES", 2, STATUS),
        ("FIELD_BAD_VALUES", 3, SEX),
    ]
    assert (reading.unlisted_errors, reading.pupils) == (3, [])


def test_too_many_rows_are_refused_as_too_large(monkeypatch):
    monkeypatch.setattr(fregata, "MAX_ROWS", 3)
    assert len(read_pupils(*map(pupil, range(3))).pupils) == 3
    assert read_pupils(*map(pupil, range(5))).errors == [
        FileError(ErrorCode.PAYLOAD_TOO_LARGE, line=5, limit=3)
    ]


def test_file_may_come_as_a_function_that_gives_it_from_the_start():
    data = fregata_text([pupil(1)]).encode()
    reading = read_fregata(lambda: iter([data[:9], data[9:]]), encoding="utf-8", today=TODAY)
    assert reading == read_bytes(data)
