from datetime import date

import pytest

from imports.domain import onde
from imports.domain.columns import Column, locate_columns
from imports.domain.errors import ErrorCode, FileError
from imports.domain.onde import COLUMNS, read_onde
from imports.domain.rows import PupilRow
from tests.imports.onde_files import (
    HEADER,
    READ_HEADINGS,
    TODAY,
    found,
    onde_text,
    pupil,
    read_bytes,
    read_pupils,
)

NBSP = "\u00a0"


def renamed(**headings: str) -> list[str]:
    """Return the header with other headings, by the old one with `_` for a space."""
    names = {old.replace("_", " "): new for old, new in headings.items()}
    return [names.get(heading.strip(), heading) for heading in HEADER]


def test_right_row_is_read_into_a_pupil():
    reading = read_pupils(pupil(7))
    assert reading.errors == []
    assert reading.pupils == [
        PupilRow(2, "MARTEL7", "Chloé", date(2014, 3, 21), "990000007ZA", "CM1", "CLASSE DE CM1")
    ]
    assert reading.pupils[0].line == 2


# Values


@pytest.mark.parametrize("heading", READ_HEADINGS)
@pytest.mark.parametrize("value", ["", "   ", NBSP, "\t", "\u200b"])
def test_empty_value_is_only_required(heading, value):
    assert found(read_pupils(pupil(**{heading: value}))) == [("FIELD_REQUIRED", 2, heading)]


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Cycle", "CYCLE II", "FIELD_BAD_VALUES"),
        ("Cycle", "CYCLE 3", "FIELD_BAD_VALUES"),
        ("Niveau", "CE2", "FIELD_BAD_VALUES"),
        ("Niveau", "CM 1", "FIELD_BAD_VALUES"),
        ("Date naissance", "2014-02-30", "FIELD_DATE_FORMAT"),
        ("Date naissance", "2014-2-3", "FIELD_DATE_FORMAT"),
        ("Date naissance", "3/2/2014", "FIELD_DATE_FORMAT"),
        ("Date naissance", "03/02/14", "FIELD_DATE_FORMAT"),
        ("Date naissance", "02/30/2014", "FIELD_DATE_FORMAT"),
        ("Date naissance", "2014-02-03 00:00:00", "FIELD_DATE_FORMAT"),
        ("Date naissance", "2014/02/03", "FIELD_DATE_FORMAT"),
        ("Date naissance", "0000-01-01", "FIELD_DATE_FORMAT"),
        ("Date naissance", "2014-W05-1", "FIELD_DATE_FORMAT"),
        ("Date naissance", "٢٠١٤-٠٢-٠٣", "FIELD_DATE_FORMAT"),
        ("Date naissance", "41673", "FIELD_DATE_FORMAT"),
        ("Date naissance", "0001-01-01", "FIELD_DATE_FORMAT"),
        ("Date naissance", "31/12/1899", "FIELD_DATE_FORMAT"),
        ("Date naissance", "2026-03-11", "FIELD_DATE_FORMAT"),
        ("Date naissance", "9999-12-31", "FIELD_DATE_FORMAT"),
        ("Nom élève", "MAR\ufffdEL", "INVALID_CHAR_DETECTED"),
        ("Nom élève", "MAR\x07EL", "INVALID_CHAR_DETECTED"),
        ("Prénom élève", "Zo\x1cé", "INVALID_CHAR_DETECTED"),
        ("Prénom élève", "Chlo\x85", "INVALID_CHAR_DETECTED"),
        ("Prénom élève", "Ã‰lÃ©onore", "INVALID_CHAR_DETECTED"),
        ("Libellé classe", "Lâ€™Ã©cole", "INVALID_CHAR_DETECTED"),
        ("INE", "990000001\x7fZA", "INVALID_CHAR_DETECTED"),
        ("Cycle", "CYCLE\x01III", "INVALID_CHAR_DETECTED"),
        ("Nom élève", "A" * 256, "FIELD_MAX_LENGTH"),
        ("Prénom élève", "é" * 256, "FIELD_MAX_LENGTH"),
        ("INE", "9" * 256, "FIELD_MAX_LENGTH"),
        ("INE", "ß" * 128, "FIELD_MAX_LENGTH"),
        ("Libellé classe", "A" * 256, "FIELD_MAX_LENGTH"),
    ],
)
def test_bad_value_is_one_error(heading, value, code):
    assert found(read_pupils(pupil(**{heading: value}))) == [(code, 2, heading)]


@pytest.mark.parametrize(
    ("heading", "value", "attribute", "stored"),
    [
        ("Nom élève", "  LE   GOFF ", "last_name", "LE GOFF"),
        ("Nom élève", f"LE{NBSP}GOFF{NBSP}", "last_name", "LE GOFF"),
        ("Nom élève", "LE\u202fGOFF", "last_name", "LE GOFF"),
        ("Nom élève", "LE\nGOFF", "last_name", "LE GOFF"),
        ("Nom élève", "A" * 255, "last_name", "A" * 255),
        ("Nom élève", f"ANDRÉ{NBSP}", "last_name", "ANDRÉ"),
        ("Nom élève", "JOÃO", "last_name", "JOÃO"),
        ("Nom élève", "D’ALMEIDA", "last_name", "D’ALMEIDA"),
        ("Nom élève", "=cmd|' /C calc'!A0", "last_name", "=cmd|' /C calc'!A0"),
        ("Prénom élève", "Zoe\u0308", "first_name", "Zoë"),
        ("Prénom élève", "Zo\u00adé", "first_name", "Zoé"),
        ("INE", " 0123 456 789a ", "national_student_id", "0123456789A"),
        ("INE", "court", "national_student_id", "COURT"),
        ("Niveau", "cm2", "level", "CM2"),
        ("Libellé classe", "Cm1  b", "division", "Cm1 b"),
        ("Date naissance", "03/02/2014", "birthdate", date(2014, 2, 3)),
        ("Date naissance", " 2014-02-03 ", "birthdate", date(2014, 2, 3)),
        ("Date naissance", "2016-02-29", "birthdate", date(2016, 2, 29)),
        ("Date naissance", "1900-01-01", "birthdate", date(1900, 1, 1)),
        ("Date naissance", "10/03/2026", "birthdate", TODAY),
    ],
)
def test_value_is_tidied(heading, value, attribute, stored):
    reading = read_pupils(pupil(**{heading: value}))
    assert reading.errors == []
    assert getattr(reading.pupils[0], attribute) == stored


@pytest.mark.parametrize("value", ["cycle iii", " CYCLE   III ", f"Cycle{NBSP}III"])
def test_cycle_is_compared_without_case_and_doubled_spaces(value):
    assert read_pupils(pupil(Cycle=value)).errors == []


def test_bad_value_says_what_is_accepted():
    errors = read_pupils(pupil(Niveau="CE2"), pupil(2, Cycle="II")).errors
    assert [error.valids for error in errors] == [("CM1", "CM2"), ("CYCLE III",)]


def test_too_long_value_says_the_limit():
    assert [error.limit for error in read_pupils(pupil(Nom_élève="A" * 300)).errors] == [255]


def test_characters_of_unread_columns_do_not_matter():
    assert read_pupils(pupil(Adresse1="\x07\ufffdÃ©")).errors == []


def test_errors_of_a_row_come_in_the_order_of_the_table():
    wrong = dict.fromkeys(READ_HEADINGS, "") | {"INE": "990000001ZA", "Niveau": "CE1", "Date naissance": "x"}
    assert found(read_pupils(pupil(1), wrong)) == [
        ("PROPERTY_NOT_UNIQ", 3, "INE"),
        ("FIELD_REQUIRED", 3, "Nom élève"),
        ("FIELD_REQUIRED", 3, "Prénom élève"),
        ("FIELD_REQUIRED", 3, "Cycle"),
        ("FIELD_BAD_VALUES", 3, "Niveau"),
        ("FIELD_REQUIRED", 3, "Libellé classe"),
        ("FIELD_DATE_FORMAT", 3, "Date naissance"),
    ]


def test_one_error_leaves_no_pupil():
    reading = read_pupils(pupil(1), pupil(2, INE=""), pupil(3))
    assert (len(reading.errors), reading.pupils) == (1, [])


def test_all_errors_are_listed():
    reading = read_pupils(*(pupil(number, Niveau="CP") for number in range(1, 1201)))
    assert [error.line for error in reading.errors] == list(range(2, 1202))


def test_a_day_on_which_nobody_is_born_says_from_when_on():
    [error] = read_pupils(pupil(1, Date_naissance="9999-12-31")).errors
    assert error == FileError(ErrorCode.FIELD_DATE_FORMAT, 2, "Date naissance", limit=1900)
    [error] = read_pupils(pupil(1, Date_naissance="9999-12-32")).errors
    assert error.limit is None


# Uniqueness


def test_identical_rows_count_once():
    assert len(read_pupils(pupil(1), pupil(2), pupil(1)).pupils) == 2


def test_rows_that_differ_in_unread_columns_are_identical():
    assert len(read_pupils(pupil(1, Adresse1="ici"), pupil(1, Adresse1="là")).pupils) == 1


def test_rows_that_say_the_same_in_another_way_are_identical():
    other = pupil(1, INE="990000001za", Date_naissance="21/03/2014", Niveau="cm1", Nom_élève=" MARTEL1")
    assert len(read_pupils(pupil(1), other).pupils) == 1


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Nom élève", "AUTRE"),
        ("Prénom élève", "Autre"),
        ("Niveau", "CM2"),
        ("Libellé classe", "AUTRE"),
        ("Date naissance", "2014-03-22"),
    ],
)
def test_same_ine_with_any_difference_names_the_later_line(heading, value):
    reading = read_pupils(pupil(1), pupil(2), pupil(1, **{heading: value}), pupil(1))
    assert found(reading) == [("PROPERTY_NOT_UNIQ", 4, "INE")]


def test_missing_ine_is_not_compared():
    reading = read_pupils(pupil(1, INE=""), pupil(2, INE=" "))
    assert found(reading) == [("FIELD_REQUIRED", 2, "INE"), ("FIELD_REQUIRED", 3, "INE")]


def test_row_with_an_error_still_holds_its_ine():
    reading = read_pupils(pupil(1, Cycle="II"), pupil(1))
    assert found(reading) == [("FIELD_BAD_VALUES", 2, "Cycle"), ("PROPERTY_NOT_UNIQ", 3, "INE")]


# Header


@pytest.mark.parametrize(
    "heading", ["nom eleve", "NOM ÉLÈVE", " Nom  élève ", "Nom Elève", f"Nom{NBSP}élève", "Nom de l’élève"]
)
def test_heading_is_compared_loosely(heading):
    reading = read_bytes(onde_text([pupil()], header=renamed(Nom_élève=heading)).encode())
    # The builder leaves the renamed column empty: the column itself was found.
    assert found(reading) == [("FIELD_REQUIRED", 2, "Nom élève")]


def test_missing_headings_are_all_named_in_order_and_alone():
    header = [heading for heading in HEADER if heading not in ("Date naissance", "INE", "Libellé classe")]
    reading = read_bytes(onde_text([pupil(Cycle="II")], header=header).encode())
    assert found(reading) == [
        ("HEADER_REQUIRED", "INE"),
        ("HEADER_REQUIRED", "Libellé classe"),
        ("HEADER_REQUIRED", "Date naissance"),
    ]
    assert not reading.heading_unknown


def test_other_list_is_an_unknown_format():
    reading = read_bytes("Nom;Prénom;Classe\nMARTEL;Chloé;CM1\n".encode("cp1252"))
    assert reading.heading_unknown
    assert found(reading) == [("HEADER_REQUIRED", heading) for heading in READ_HEADINGS]


def test_required_heading_twice_is_refused():
    reading = read_bytes(onde_text([pupil()], header=[*HEADER, "ine"]).encode())
    assert found(reading) == [("BAD_CSV_FORMAT",)]


def test_unread_heading_twice_is_accepted():
    assert read_bytes(onde_text([pupil()], header=[*HEADER, "Adresse1"]).encode()).errors == []


def test_alias_is_used_only_without_the_real_heading():
    columns = [Column("Libellé classe", aliases=("Classe", "Division"))]
    header = ["Division", "Classe", "Nom"]
    assert locate_columns(header, columns)[0] == [(columns[0], 1)]
    assert locate_columns([*header, "Libellé classe"], columns)[0] == [(columns[0], 3)]
    assert locate_columns(["Division"], columns) == ([(columns[0], 0)], [])


def test_columns_have_no_heading_in_common():
    names = [name for column in COLUMNS for name in column.names()]
    assert len(names) == len(set(names))


def test_header_quoted_over_two_lines_is_one_header():
    text = onde_text([pupil()], header=["Photo\nautorisée", *HEADER])
    reading = read_bytes(text.encode())
    assert [row.line for row in reading.pupils] == [3]


def test_header_without_pupil_is_empty():
    assert found(read_pupils()) == [("EMPTY",)]


def test_blank_rows_alone_are_empty():
    assert found(read_bytes((onde_text([]) + ";;;;\r\n\r\n  ;\r\n").encode())) == [("EMPTY",)]


# Structure and lines


@pytest.mark.parametrize("sep", [";", ",", "\t", "|", "\x1e", "\x1f"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_separator_and_line_end_are_found(sep, end):
    reading = read_pupils(pupil(1), pupil(2, Libellé_classe="CM1, CM2; a|b"), sep=sep, end=end)
    assert [(row.line, row.division) for row in reading.pupils] == [
        (2, "CLASSE DE CM1"),
        (3, "CM1, CM2; a|b"),
    ]


def test_known_headings_choose_the_separator():
    header = [*READ_HEADINGS, "a,b,c,d,e,f,g,h,i,j"]
    text = onde_text([pupil()], header=header)
    assert read_bytes(text.encode()).errors == []


def test_line_is_the_physical_one():
    lines = onde_text([pupil(1), pupil(2), pupil(3)], end="\n").splitlines()
    quoted = ";".join(f'"{cell}"' for cell in lines[2].split(";")).replace('""', '"a\nb"', 1)
    text = "\n\n".join([";;;", lines[0], lines[1]]) + "\n ; ;\n" + quoted + "\n\n" + lines[3] + "\n"
    reading = read_bytes(text.encode())
    assert [row.line for row in reading.pupils] == [5, 7, 10]


def test_other_unicode_line_ends_are_not_lines():
    reading = read_pupils(pupil(1, Adresse1="a\u2028b\x0bc\x0c"), pupil(2))
    assert [row.line for row in reading.pupils] == [2, 3]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_chunks_of_any_size_give_the_same_lines(size):
    data = onde_text([pupil(1), pupil(2)]).encode()
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    assert [row.line for row in read_onde(iter(chunks), encoding="utf-8", today=TODAY).pupils] == [2, 3]


@pytest.mark.parametrize(
    ("tail", "errors"),
    [
        ("", []),
        (";", []),
        (";;  ;", []),
        (";trop", [("ROW_WIDTH", 2)]),
        (";;trop", [("ROW_WIDTH", 2)]),
    ],
)
def test_extra_cells_may_only_be_empty(tail, errors):
    text = onde_text([pupil()], end="\n").rstrip("\n") + tail
    assert found(read_bytes(text.encode())) == errors


def test_missing_cells_are_an_error_alone():
    lines = onde_text([pupil(1, Cycle="II"), pupil(2, Niveau="CP")], end="\n").splitlines()
    lines[1] = lines[1].removesuffix(";")
    assert found(read_bytes("\n".join(lines).encode())) == [
        ("ROW_WIDTH", 2),
        ("FIELD_BAD_VALUES", 3, "Niveau"),
    ]


def test_header_may_end_with_more_separators_than_rows():
    header, row = onde_text([pupil()], end="\n").splitlines()
    assert read_bytes(f"{header};;\n{row}\n".encode()).errors == []
    assert read_bytes(f"{header};;\n{row};;note\n".encode()).errors == []


@pytest.mark.parametrize(
    "text",
    [
        "une seule colonne\nsans séparateur\n",
        " \r\n\r\n",
        ";;;;\n;;\n",
        '"Nom élève;INE\n',
        onde_text([pupil()]) + '"MARTEL;;\r\n',
        onde_text([pupil()]) + '"MAR"TEL";;\r\n',
        onde_text([pupil(Cycle="II")]) + ";" * 20 + "x" * 70_000,
        onde_text([]) + '"' + "x;\n" * 600_000 + '"',
        ";".join(HEADER) + ";x" * 40_000 + "\n",
        "\n" * 1_100_000 + onde_text([pupil()]),
        onde_text([pupil()], header=["Autre", *HEADER[1:]]) + '"',
    ],
    ids=[
        "one column",
        "blank",
        "separators only",
        "quote open in header",
        "quote open",
        "quote inside",
        "huge field",
        "huge record",
        "huge header",
        "too many lines",
        "quote open under a wrong header",
    ],
)
def test_broken_structure_is_one_error_without_line(text):
    reading = read_bytes(text.encode())
    assert (found(reading), reading.pupils) == ([("BAD_CSV_FORMAT",)], [])


def test_nothing_is_no_table():
    assert found(read_onde([], encoding="utf-8", today=TODAY)) == [("BAD_CSV_FORMAT",)]


def test_field_of_the_largest_size_is_read():
    assert read_pupils(pupil(Adresse1="x" * 65_536, Adresse2="x" * 65_536)).errors == []


def test_too_many_rows_are_refused_as_too_large(monkeypatch):
    monkeypatch.setattr(onde, "MAX_ROWS", 3)
    assert len(read_pupils(*map(pupil, range(3))).pupils) == 3
    assert read_pupils(*map(pupil, range(5))).errors == [
        FileError(ErrorCode.PAYLOAD_TOO_LARGE, line=5, limit=3)
    ]
