"""The errors of a file as a table to download."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imports.domain.errors import ErrorCode, FileError
from imports.error_report import write_report
from imports.messages import FREGATA, ONDE, SIECLE, advice, sentence

HEADER = ["Ligne", "INE", "Champ", "Erreur", "Comment corriger"]


def read(data: bytes) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=";", strict=True))


def test_a_report_opens_in_a_french_spreadsheet():
    data = write_report([FileError(ErrorCode.FIELD_REQUIRED, 5, "INE")], 1, ONDE)
    assert data.startswith('\ufeff"Ligne";"INE";"Champ";"Erreur";"Comment corriger"\n5;"";"INE";'.encode())
    assert data.endswith(b'"\n')


def test_each_error_is_a_row_with_its_place_its_sentence_and_what_to_do():
    errors = [
        FileError(ErrorCode.FIELD_REQUIRED, 5, "INE"),
        FileError(ErrorCode.FIELD_BAD_VALUES, 7, "Niveau", valids=("CM1", "CM2")),
        FileError(ErrorCode.HEADER_REQUIRED, field="Cycle"),
        FileError(ErrorCode.EMPTY),
    ]
    places = [["5", "", "INE"], ["7", "", "Niveau"], ["", "", "Cycle"], ["", "", ""]]
    told = [[sentence(error, ONDE), advice(error, ONDE)] for error in errors]
    assert read(write_report(errors, len(errors), ONDE)) == [
        HEADER,
        *(place + words for place, words in zip(places, told, strict=True)),
    ]


def test_a_pupil_of_siecle_is_told_by_the_ine():
    error = FileError(ErrorCode.SEX_CODE_REQUIRED, ine="880000001ZB")
    assert read(write_report([error], 1, SIECLE))[1] == [
        "",
        "880000001ZB",
        "",
        "Élève d’INE 880000001ZB\u00a0: le sexe manque.",
        advice(error, SIECLE),
    ]


def test_a_date_of_fregata_is_asked_for_as_fregata_writes_it():
    error = FileError(ErrorCode.FIELD_DATE_FORMAT, 9, "Date de naissance (jj/mm/aaaa)*")
    assert "JJ/MM/AAAA" in read(write_report([error], 1, FREGATA))[1][3]


@pytest.mark.parametrize(
    ("total", "last"),
    [(500, None), (501, "Et 1 autre."), (1734, "Et 1\u202f234 autres.")],
)
def test_a_list_that_was_cut_says_how_many_are_left_out(total, last):
    errors = [FileError(ErrorCode.FIELD_REQUIRED, line, "INE") for line in range(2, 502)]
    rows = read(write_report(errors, total, ONDE))
    assert len(rows) == 1 + 500 + (last is not None)
    if last:
        assert rows[-1] == ["", "", "", last, ""]


def test_a_file_without_errors_is_a_header():
    assert read(write_report([], 0, ONDE)) == [HEADER]


risky = st.text(max_size=6).map(lambda text: f"={text}") | st.text(max_size=8)


@given(risky, risky)
def test_what_a_file_brought_is_no_formula_in_a_spreadsheet(field, ine):
    errors = [
        FileError(ErrorCode.HEADER_UNKNOWN, field=field),
        FileError(ErrorCode.INE_UNIQUE, ine=ine),
    ]
    for row in read(write_report(errors, 2, FREGATA)):
        assert len(row) == 5
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
