"""Who is read, and with what."""

from datetime import date

import pytest

from imports.domain.rows import PupilRow
from tests.imports.siecle_files import (
    TODAY,
    found,
    numbers,
    pupil,
    pupils_xml,
    read_data,
    read_pupils,
    structures_xml,
)

NBSP = "\u00a0"


def test_right_pupil_is_read_with_all_his_names_class_and_groups():
    reading = read_pupils(
        pupil(
            7,
            division="3EME B",
            groups=["3LATIN", "3B GR1"],
            NOM_USAGE="DUPRÉ",
            PRENOM2="Inès",
            PRENOM3="Zoé",
        )
    )
    assert reading.errors == []
    assert reading.pupils == [
        PupilRow(
            line=1,
            last_name="NIVELLAC7",
            first_name="Naël",
            birthdate=date(2011, 3, 21),
            national_student_id="880000007ZB",
            level="",
            division="3EME B",
            preferred_last_name="DUPRÉ",
            middle_name="Inès",
            third_name="Zoé",
            groups="\n3B GR1\n3LATIN\n",
        )
    ]


def test_order_of_the_elements_of_a_pupil_does_not_matter():
    usual = pupil(1, PRENOM2="Inès")
    turned = pupil(1)
    turned.elements = dict(reversed(usual.elements.items()))
    assert read_pupils(turned).pupils == read_pupils(usual).pupils


# Who is there


@pytest.mark.parametrize(
    ("day", "is_there"),
    [
        ("14/09/2025", False),
        ("15/09/2025", True),
        ("16/09/2025", True),
        ("03/07/2026", True),
        ("", True),
        (f" \n{NBSP}", True),
        ("31/09/2026", False),
        ("parti", False),
    ],
)
def test_pupil_leaves_at_the_first_import_after_his_last_day(day, is_there):
    assert date(2025, 9, 15) == TODAY
    assert numbers(read_pupils(pupil(1), pupil(2, DATE_SORTIE=day))) == ([1, 2] if is_there else [1])


def test_pupil_who_has_left_may_be_full_of_errors():
    left = pupil(2, DATE_SORTIE="01/09/2025", CODE_SEXE="", DATE_NAISS="?", NOM_DE_FAMILLE="", ID_NATIONAL="")
    assert numbers(read_pupils(pupil(1), left)) == [1]


def test_pupil_who_has_no_number_yet_may_be_full_of_errors():
    coming = pupil(2, ID_NATIONAL=None, CODE_SEXE=None, DATE_NAISS="?")
    assert numbers(read_pupils(pupil(1), coming)) == [1]


def test_number_of_a_pupil_who_has_left_may_be_met_again():
    left = pupil(2, ID_NATIONAL="880000001ZB", DATE_SORTIE="01/09/2025")
    assert numbers(read_pupils(left, pupil(1))) == [1]


@pytest.mark.parametrize(
    "structures",
    [
        [],
        [("G", "3LATIN")],
        [("D", "Inactifs")],
        [("D", "INACTIFS"), ("G", "3LATIN")],
        [("D", " ")],
        [("X", "3A")],
    ],
)
def test_pupil_without_a_class_is_passed_over(structures):
    assert numbers(read_pupils(pupil(1, structures=structures), pupil(2))) == [2]


def test_errors_of_a_pupil_without_a_class_count():
    assert found(read_pupils(pupil(1, division=None, CODE_SEXE=""), pupil(2))) == [("SEX_CODE_REQUIRED", 1)]


def test_number_of_a_pupil_without_a_class_may_not_be_met_again():
    assert found(read_pupils(pupil(1, division=None), pupil(1, id="2"))) == [("INE_UNIQUE", 1)]


@pytest.mark.parametrize(
    "pupils",
    [
        [],
        [pupil(1, DATE_SORTIE="01/09/2025")],
        [pupil(1, ID_NATIONAL=None)],
        [pupil(1, division=None), pupil(2, division="Inactifs")],
    ],
)
def test_file_in_which_nobody_is_left_is_refused(pupils):
    assert found(read_pupils(*pupils)) == [("EMPTY",)]


def test_file_without_data_is_refused():
    assert found(read_data("")) == [("EMPTY",)]


# Classes and groups


@pytest.mark.parametrize(
    ("structures", "division", "groups"),
    [
        ([("D", "3EME A"), ("D", "3EME B")], "3EME B", ""),
        ([("D", "3EME A"), ("D", "Inactifs")], "3EME A", ""),
        ([("G", "LATIN"), ("D", "3A"), ("G", "GR1"), ("G", "LATIN")], "3A", "\nGR1\nLATIN\n"),
        ([("D", "  3   A "), ("G", f"3{NBSP}LATIN")], "3 A", "\n3 LATIN\n"),
        ([("D", "3A"), ("M", "TOUS")], "3A", ""),
        ([(" D\n", "3A")], "3A", ""),
        ([("D", "3A"), ("G", "")], "3A", ""),
    ],
)
def test_class_and_groups_of_a_pupil(structures, division, groups):
    [row] = read_pupils(pupil(1, structures=structures)).pupils
    assert (row.division, row.groups) == (division, groups)


def test_structures_of_a_pupil_may_be_in_several_places():
    parts = [pupil(1, structures=[each]) for each in [("D", "3A"), ("G", "LATIN"), ("G", "GR1"), ("D", "3B")]]
    data = pupils_xml([pupil(1)]) + structures_xml(parts)
    [row] = read_data(data).pupils
    assert (row.division, row.groups) == ("3B", "\nGR1\nLATIN\n")


def test_structures_may_come_before_the_pupils():
    pupils = [pupil(1, groups=["LATIN"]), pupil(2, division="3B"), pupil(3, division=None)]
    usual = read_pupils(*pupils)
    assert read_data(structures_xml(pupils) + pupils_xml(pupils)) == usual
    assert numbers(usual) == [1, 2]


def test_structures_are_joined_by_the_identifier_alone():
    data = pupils_xml([pupil(1, id="A"), pupil(2, id=" B ")]) + structures_xml(
        [pupil(division="3B", id="B"), pupil(division="3A", id="A"), pupil(division="3C", id="nobody")]
    )
    assert [row.division for row in read_data(data).pupils] == ["3A", "3B"]


def test_class_of_last_year_is_nobodys_class():
    # Each pupil of these files has been in « 4EME A », with another name and a leaving day.
    assert numbers(read_pupils(pupil(1, division=None), pupil(2))) == [2]
    [row] = read_pupils(pupil(1)).pupils
    assert (row.division, row.last_name) == ("3EME A", "NIVELLAC1")


def test_elements_are_read_at_their_place_only():
    stray = "<INCONNU><ELEVES>{0}</ELEVES><ELEVE ELEVE_ID='9'><PRENOM>X</PRENOM></ELEVE></INCONNU>"
    inside = pupils_xml([pupil(1, division=None)])
    data = stray.format(inside) + pupils_xml([pupil(2)]) + structures_xml([pupil(1), pupil(2)]) + inside[8:-9]
    assert numbers(read_data(data)) == [2]
