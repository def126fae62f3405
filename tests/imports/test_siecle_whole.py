"""What is wrong with a file."""

from io import BytesIO

import pytest

from imports.domain import siecle, siecle_structures
from imports.domain.errors import ErrorCode, FileError
from tests.imports.siecle_files import (
    TODAY,
    UAI,
    found,
    numbers,
    pupil,
    pupils_xml,
    read_bytes,
    read_data,
    read_pupils,
    siecle_text,
    structures_xml,
)


@pytest.mark.parametrize("uai", [UAI, UAI.lower(), f" \n{UAI}\t"])
def test_school_is_recognised_whatever_case_and_spaces(uai):
    text = siecle_text(pupil(), uai=uai)
    assert numbers(read_bytes(text.encode())) == [1]
    assert numbers(read_bytes(siecle_text(pupil()).encode(), uai=uai)) == [1]


WRONG = pupil(1, CODE_SEXE=None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(siecle_text(WRONG, uai="0380003B"), id="another"),
        pytest.param(siecle_text(WRONG, uai=""), id="empty"),
        pytest.param(siecle_text(WRONG, uai="0380002"), id="cut"),
        pytest.param(siecle_text(WRONG).replace("UAJ", "RNE"), id="absent"),
        pytest.param(siecle_text(WRONG).replace("PARAMETRES", "REGLAGES"), id="no parameters"),
        pytest.param(siecle_text(WRONG, uai="0380003B")[:-9], id="another, broken later"),
        pytest.param(
            siecle_text(data="<PARAMETRES><UAJ>0380002A</UAJ></PARAMETRES>", uai="")
            .replace("<PARAMETRES><UAJ></UAJ>", "<PARAMETRES>", 1),
            id="elsewhere",
        ),
    ],
)  # fmt: skip
def test_file_of_another_school_is_one_error_and_nothing_more(text):
    assert read_bytes(text.encode()).errors == [FileError(ErrorCode.UAI_MISMATCHED)]


def test_school_without_a_number_takes_no_file():
    assert found(read_bytes(siecle_text(pupil(), uai="").encode(), uai="")) == [("UAI_MISMATCHED",)]


def parameters_last(uai: str, *pupils) -> str:
    text = siecle_text(*pupils, uai=uai)
    start, end = text.index("<PARAMETRES>"), text.index("</PARAMETRES>") + len("</PARAMETRES>")
    return (text[:start] + text[end:]).replace("</BEE_ELEVES>", text[start:end] + "</BEE_ELEVES>")


def test_parameters_may_come_last():
    assert numbers(read_bytes(parameters_last(UAI, pupil(1), pupil(2)).encode())) == [1, 2]


def test_parameters_that_come_last_tell_nothing_of_another_school():
    text = parameters_last("0380003B", WRONG)
    assert found(read_bytes(text.encode())) == [("UAI_MISMATCHED",)]


def test_pupils_of_a_school_that_is_not_known_yet_are_not_told_of():
    text = parameters_last(UAI, WRONG)
    assert found(read_bytes(text[: text.index("<PARAMETRES>")].encode())) == [("INVALID_FILE",)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("   \n", id="blank"),
        pytest.param("bonjour", id="words"),
        pytest.param("<BEE_ELEVES/", id="cut in the root"),
        pytest.param("<html></html>", id="another root"),
        pytest.param("<bee_eleves></bee_eleves>", id="root in small letters"),
        pytest.param("<X><BEE_ELEVES/></X>", id="root inside another"),
        pytest.param(siecle_text(pupil()) + "<BEE_ELEVES/>", id="two roots"),
        pytest.param(" " + siecle_text(pupil()), id="space before the declaration"),
        pytest.param(siecle_text(pupil(PRENOM="\x01")), id="control character"),
        pytest.param(siecle_text(pupil()).replace("Naël", "Na&euml;l"), id="entity of HTML"),
        pytest.param(siecle_text(pupil()).replace("Naël", "&#0;"), id="NUL by its number"),
        pytest.param(siecle_text(pupil()).replace("Naël", "Na\0l"), id="NUL"),
        pytest.param(siecle_text(pupil()).replace("\n<BEE", "\n<!DOCTYPE BEE_ELEVES>\n<BEE"), id="DOCTYPE"),
        pytest.param(
            siecle_text(pupil()).replace("\n<BEE", "\n<!DOCTYPE BEE_ELEVES SYSTEM 'siecle.dtd'><BEE"),
            id="DOCTYPE elsewhere",
        ),
    ],
)
def test_what_is_no_siecle_file_is_refused(text):
    reading = siecle.read_siecle(BytesIO(text.encode()), uai=UAI, today=TODAY)
    assert found(reading) == [("INVALID_FILE",)]


def test_file_that_breaks_tells_the_errors_before_it_first():
    text = siecle_text(pupil(1, CODE_SEXE=""), pupil(1, id="2"), pupil(3))
    broken = text.replace("</DONNEES>", "")
    assert found(read_bytes(broken.encode())) == [
        ("SEX_CODE_REQUIRED", 1),
        ("INE_UNIQUE", 1),
        ("INVALID_FILE",),
    ]


def test_same_identifier_twice_breaks_the_file_there():
    pupils = [pupil(1, CODE_SEXE=""), pupil(2, id="1700001"), pupil(3, CODE_SEXE="")]
    assert found(read_pupils(*pupils)) == [("SEX_CODE_REQUIRED", 1), ("INVALID_FILE",)]


def test_same_identifier_twice_counts_for_those_who_left_too():
    left = pupil(2, id="1700001", DATE_SORTIE="01/09/2025")
    assert found(read_pupils(left, pupil(1))) == [("INVALID_FILE",)]


@pytest.mark.parametrize("id", ["", " ", "9" * 101])
def test_pupil_without_a_proper_identifier_breaks_the_file(id):
    assert found(read_pupils(pupil(1, id=id))) == [("INVALID_FILE",)]
    assert found(read_data(pupils_xml([pupil(1)]) + structures_xml([pupil(1, id=id)]))) == [("INVALID_FILE",)]


def test_more_pupils_than_a_file_may_have_is_one_error(monkeypatch):
    monkeypatch.setattr(siecle, "MAX_PUPILS", 3)
    assert numbers(read_pupils(*map(pupil, (1, 2, 3)))) == [1, 2, 3]
    [error] = read_pupils(pupil(1, CODE_SEXE=""), *map(pupil, (2, 3, 4))).errors
    assert error == FileError(ErrorCode.PAYLOAD_TOO_LARGE, field="ELEVE", limit=3), "pupils have no line"


def test_structures_of_more_pupils_than_a_file_may_have_is_the_same_error(monkeypatch):
    monkeypatch.setattr(siecle, "MAX_PUPILS", 3)
    data = structures_xml(map(pupil, (1, 2, 3, 4))) + pupils_xml([pupil(1)])
    assert found(read_data(data)) == [("PAYLOAD_TOO_LARGE", "ELEVE")]


@pytest.mark.parametrize("is_split", [False, True])
def test_pupil_in_more_groups_than_anybody_breaks_the_file(monkeypatch, is_split):
    monkeypatch.setattr(siecle_structures, "MAX_GROUPS", 3)
    groups = [("G", f"GR{number}") for number in range(4)]
    parts = [pupil(1, structures=[("D", "3A"), *groups[:3]])]
    assert numbers(read_data(pupils_xml([pupil(1)]) + structures_xml(parts))) == [1]
    parts = [pupil(1, structures=groups[:2]), pupil(1, structures=groups[2:])]
    if not is_split:
        parts = [pupil(1, structures=groups)]
    assert found(read_data(pupils_xml([pupil(1)]) + structures_xml(parts))) == [("INVALID_FILE",)]


def test_comments_sections_and_entities_are_read_as_xml_says():
    text = siecle_text(pupil()).replace("Naël", "N<!-- ici -->a<![CDATA[<ë>]]>&lt;&#108;<?pi x?>")
    [row] = read_bytes(text.encode()).pupils
    assert row.first_name == "Na<ë><l"


def test_what_is_inside_a_name_belongs_to_it():
    text = siecle_text(pupil()).replace("Naël", "Na<PRENOM2>ë</PRENOM2>l")
    [row] = read_bytes(text.encode()).pupils
    assert (row.first_name, row.middle_name) == ("Naël", "")


def test_what_the_file_itself_raises_goes_through():
    class Unplugged:
        def seek(self, *_place):
            raise OSError("the database is away")

    with pytest.raises(OSError, match="database"):
        siecle.read_siecle(Unplugged(), uai=UAI, today=TODAY)
