"""What is wrong with a pupil."""

import pytest

from tests.imports.siecle_files import (
    found,
    numbers,
    pupil,
    read_pupils,
)

NBSP = "\u00a0"
NAMES = ("NOM_DE_FAMILLE", "PRENOM", "NOM_USAGE", "PRENOM2", "PRENOM3")


@pytest.mark.parametrize(
    ("elements", "errors"),
    [
        ({"CODE_SEXE": None}, [("SEX_CODE_REQUIRED", 1)]),
        ({"CODE_SEXE": ""}, [("SEX_CODE_REQUIRED", 1)]),
        ({"CODE_SEXE": f" {NBSP}\n"}, [("SEX_CODE_REQUIRED", 1)]),
        ({"DATE_NAISS": None}, [("BIRTHDATE_REQUIRED", 1)]),
        ({"DATE_NAISS": " "}, [("BIRTHDATE_REQUIRED", 1)]),
        ({"CODE_COMMUNE_INSEE_NAISS": None}, [("BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT", 1)]),
        ({"CODE_COMMUNE_INSEE_NAISS": ""}, [("BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT", 1)]),
        ({"NOM_DE_FAMILLE": None}, [("LAST_NAME_REQUIRED", 1)]),
        ({"NOM_DE_FAMILLE": ""}, [("LAST_NAME_REQUIRED", 1)]),
        ({"PRENOM": None}, [("FIRST_NAME_REQUIRED", 1)]),
        ({"PRENOM": "\u200b"}, [("FIRST_NAME_REQUIRED", 1)]),
        ({"ID_NATIONAL": ""}, [("INE_REQUIRED",)]),
        ({"ID_NATIONAL": f" {NBSP}"}, [("INE_REQUIRED",)]),
        ({"ID_NATIONAL": "88000\x85001ZB"}, [("INVALID_CHAR_DETECTED", "ID_NATIONAL")]),
        ({"ID_NATIONAL": "9" * 256}, [("FIELD_MAX_LENGTH", "ID_NATIONAL")]),
        *(({name: "A" * 256}, [("FIELD_MAX_LENGTH", 1, name)]) for name in NAMES),
        *(({name: "MAR\ufffdEL"}, [("INVALID_CHAR_DETECTED", 1)]) for name in NAMES),
        *(({name: "Ã‰lÃ©onore"}, [("INVALID_CHAR_DETECTED", 1)]) for name in NAMES),
        ({"PRENOM": "Chlo\x85"}, [("INVALID_CHAR_DETECTED", 1)]),
        (dict.fromkeys(NAMES, "\x9c"), [("INVALID_CHAR_DETECTED", 1)]),
    ],
)
def test_bad_value_is_one_error(elements, errors):
    assert found(read_pupils(pupil(1, **elements), pupil(2))) == errors


@pytest.mark.parametrize(
    "day",
    [
        *("2011-03-21", "21-03-2011", "1/3/2011", "21/03/11", "30/02/2011", "03/21/2011", "00/01/2011"),
        *(
            "21/03/2011 00:00:00",
            "21/03/0000",
            "٢١/٠٣/٢٠١١",
            "20110321",
            "hier",
            "21 /03/2011",
            "21/03/20111",
        ),
    ],
)
def test_birth_date_must_be_a_real_day_written_as_siecle_does(day):
    assert found(read_pupils(pupil(1, DATE_NAISS=day))) == [("INVALID_BIRTHDATE_FORMAT", 1)]


@pytest.mark.parametrize("day", ["29/02/2012", " 01/01/2010\n", f"31/12/2009{NBSP}"])
def test_right_birth_dates_are_read(day):
    assert read_pupils(pupil(1, DATE_NAISS=day)).pupils[0].birthdate.strftime("%d/%m/%Y") == day.strip()


@pytest.mark.parametrize(
    "elements",
    [
        {"CODE_PAYS": "132", "CODE_COMMUNE_INSEE_NAISS": None},
        {"CODE_PAYS": None, "CODE_COMMUNE_INSEE_NAISS": None},
        {"CODE_PAYS": "", "CODE_COMMUNE_INSEE_NAISS": ""},
        {"CODE_PAYS": "132", "VILLE_NAISS": "LONDRES"},
        {"CODE_SEXE": "3"},
        {"CODE_SEXE": "X"},
        {"NOM_USAGE": "", "PRENOM2": "", "PRENOM3": " "},
        {"PRENOM": "Anouk?a"},
        {"NOM_DE_FAMILLE": "JOÃO"},
        {"NOM_DE_FAMILLE": "A" * 255},
        {"PRENOM": "=1+1", "NOM_DE_FAMILLE": "<script>alert(1)</script>"},
    ],
)
def test_what_looks_odd_and_is_right(elements):
    assert numbers(read_pupils(pupil(1, **elements))) == [1]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Jean \n  Paul ", "Jean Paul"),
        (f"Jean{NBSP}Paul", "Jean Paul"),
        ("Chloe\u0301", "Chloé"),
        ("D’Artagnan & fils", "D’Artagnan & fils"),
        ("Zo\u00adé", "Zoé"),
    ],
)
def test_texts_are_tidied(raw, clean):
    [row] = read_pupils(pupil(1, **dict.fromkeys(NAMES, raw), division=raw)).pupils
    names = row.last_name, row.first_name, row.preferred_last_name, row.middle_name, row.third_name
    assert {*names, row.division} == {clean}


def test_number_is_in_capitals_without_spaces():
    [row] = read_pupils(pupil(1, ID_NATIONAL=f" 88 0000{NBSP}001 zb")).pupils
    assert row.national_student_id == "880000001ZB"


def test_errors_of_a_pupil_come_in_the_order_of_the_rules():
    twin = pupil(
        1,
        id="twin",
        CODE_COMMUNE_INSEE_NAISS="",
        CODE_SEXE="",
        DATE_NAISS="",
        NOM_DE_FAMILLE="",
        PRENOM="",
        NOM_USAGE="\x85",
        structures=[("D", "\x85")],
    )
    assert found(read_pupils(pupil(1), twin)) == [
        ("BIRTH_CITY_CODE_REQUIRED_FOR_FR_STUDENT", 1),
        ("SEX_CODE_REQUIRED", 1),
        ("BIRTHDATE_REQUIRED", 1),
        ("INE_UNIQUE", 1),
        ("LAST_NAME_REQUIRED", 1),
        ("FIRST_NAME_REQUIRED", 1),
        ("INVALID_CHAR_DETECTED", 1),
        ("INVALID_CHAR_DETECTED", 1, "CODE_STRUCTURE"),
    ]


def test_errors_come_in_the_order_of_the_pupils():
    pupils = [
        pupil(3, division="A" * 256),
        pupil(1, CODE_SEXE=""),
        pupil(2, groups=["\x85"]),
        pupil(4, PRENOM=""),
    ]
    assert found(read_pupils(*pupils)) == [
        ("FIELD_MAX_LENGTH", 3, "CODE_STRUCTURE"),
        ("SEX_CODE_REQUIRED", 1),
        ("INVALID_CHAR_DETECTED", 2, "CODE_STRUCTURE"),
        ("FIRST_NAME_REQUIRED", 4),
    ]


def test_length_that_is_passed_is_told():
    [error] = read_pupils(pupil(1, PRENOM="é" * 256)).errors
    assert error.limit == 255


@pytest.mark.parametrize("structures", [{"division": "A" * 61}, {"groups": ["A" * 61]}])
def test_class_or_group_has_sixty_letters_at_most(structures):
    [error] = read_pupils(pupil(1, **structures)).errors
    assert (error.code, error.field, error.limit) == ("FIELD_MAX_LENGTH", "CODE_STRUCTURE", 60)
    shorter = {"division": "A" * 60, "groups": ["B" * 60]}
    assert numbers(read_pupils(pupil(1, **shorter))) == [1]


@pytest.mark.parametrize(
    ("elements", "names"),
    [
        ({"ID_NATIONAL": "", "PRENOM": " Inès "}, ["Inès NIVELLAC1"]),
        ({"ID_NATIONAL": "", "PRENOM": "", "CODE_SEXE": ""}, ["NIVELLAC1"] * 3),
        ({"ID_NATIONAL": "8\x85", "NOM_DE_FAMILLE": "x" * 256}, ["Naël", "Naël"]),
        ({"ID_NATIONAL": "", "PRENOM": "\x85", "NOM_DE_FAMILLE": ""}, [None] * 3),
        ({"CODE_SEXE": ""}, [None]),
        ({"division": "A" * 61}, [None]),
    ],
)
def test_pupil_without_a_number_is_told_by_name(elements, names):
    assert [error.name for error in read_pupils(pupil(1, **elements)).errors] == names


def test_each_further_pupil_with_a_number_is_an_error():
    twins = [pupil(1, id=str(place), ID_NATIONAL=number) for place, number in enumerate(
        ["880000001ZB", "880000001zb", "8800 00001 ZB", ""])]  # fmt: skip
    assert found(read_pupils(*twins, pupil(2))) == [("INE_UNIQUE", 1), ("INE_UNIQUE", 1), ("INE_REQUIRED",)]


def test_pupils_without_a_number_are_not_each_others_double():
    blank = [pupil(place, ID_NATIONAL="") for place in (1, 2)]
    assert found(read_pupils(*blank)) == [("INE_REQUIRED",), ("INE_REQUIRED",)]
