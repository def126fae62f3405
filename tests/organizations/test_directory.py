"""The Ministry's directory of schools, line by line."""

from collections import Counter
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from organizations.domain.directory import (
    DirectoryError,
    DirectoryLine,
    LeftOutLine,
    Reason,
    RejectedLine,
    SchoolKind,
    read_directory,
)

SAMPLE = Path(__file__).parent / "samples" / "annuaire.csv"
COLUMNS = [
    "Identifiant_de_l_etablissement",
    "Nom_etablissement",
    "Type_etablissement",
    "Code_postal",
    "Nom_commune",
    "Code_departement",
    "Mail",
    "Lycee_Agricole",
    "etat",
]
LILAS = [
    "0380000X",
    "École des Lilas",
    "Ecole",
    "38000",
    "Grenoble",
    "038",
    "ce.0380000X@ac-exemple.example",
    "",
    "OUVERT",
]


def table(*rows, columns=COLUMNS, delimiter=";"):
    """Return the lines of a file."""
    return [f"{delimiter.join(cells)}\n".encode() for cells in (columns, *rows)]


def row(**changes):
    """Return the cells of a sound school, but for the changes by column."""
    return [changes.get(column, cell) for column, cell in zip(COLUMNS, LILAS, strict=True)]


def read(**changes):
    """Return what one line says."""
    [item] = read_directory(table(row(**changes)))
    return item


def test_sample_gives_its_seven_schools():
    with SAMPLE.open("rb") as lines:
        items = list(read_directory(lines))
    schools = [item for item in items if isinstance(item, DirectoryLine)]
    assert [(school.uai, school.kind) for school in schools] == [
        ("0380000X", SchoolKind.SCO_1D),
        ("0380002A", SchoolKind.SCO),
        ("0380003B", SchoolKind.SCO),
        ("0380004C", SchoolKind.SCO),
        ("0380005D", SchoolKind.SCO_1D),
        ("0380006E", SchoolKind.SCO_1D),
        ("9740001F", SchoolKind.SCO_1D),
    ]
    assert [school.uai for school in schools if school.is_agricultural] == ["0380004C"]
    assert [school.uai for school in schools if school.is_closed] == ["0380006E"]
    assert [school.uai for school in schools if not school.mailbox] == ["0380005D"]
    assert {school.time_zone for school in schools[:-1]} == {"Europe/Paris"}
    assert schools[4].name == "École Sainte-Ève ; les Tilleuls"
    assert not any(school.problem for school in schools)
    assert items[7:] == [RejectedLine(9, Reason.UAI), LeftOutLine(10, "Médico-social")]


def test_line_gives_a_school():
    assert read() == DirectoryLine(
        number=2,
        uai="0380000X",
        name="École des Lilas",
        kind=SchoolKind.SCO_1D,
        is_agricultural=False,
        mailbox="ce.0380000x@ac-exemple.example",
        city="Grenoble",
        postcode="38000",
        department="38",
        time_zone="Europe/Paris",
        is_closed=False,
    )


@pytest.mark.parametrize(
    ("published", "kind"),
    [
        ("Ecole", SchoolKind.SCO_1D),
        ("ÉCOLE", SchoolKind.SCO_1D),
        ("Collège", SchoolKind.SCO),
        ("college", SchoolKind.SCO),
        ("Lycée", SchoolKind.SCO),
        ("EREA", SchoolKind.SCO),
    ],
)
def test_kind_comes_from_the_type(published, kind):
    assert read(Type_etablissement=published).kind is kind


@pytest.mark.parametrize(
    "published", ["Médico-social", "Service Administratif", "Autre", "", "Information et orientation"]
)
def test_other_types_are_left_out(published):
    assert read(Type_etablissement=published, Identifiant_de_l_etablissement="?") == LeftOutLine(2, published)


@pytest.mark.parametrize(
    ("kind", "flag", "expected"),
    [
        ("Lycée", "1", True),
        ("Lycée", "OUI", True),
        ("Lycée", "0", False),
        ("Lycée", "", False),
        ("Ecole", "1", False),
    ],
)
def test_agricultural_is_a_flag_of_secondary_schools(kind, flag, expected):
    assert read(Type_etablissement=kind, Lycee_Agricole=flag).is_agricultural is expected


@pytest.mark.parametrize(
    ("state", "closed"),
    [("OUVERT", False), ("", False), ("FERME", True), ("Fermé", True), ("A FERMER", False)],
)
def test_closed_schools_are_marked(state, closed):
    assert read(etat=state).is_closed is closed


@pytest.mark.parametrize(
    ("uai", "published", "department", "zone"),
    [
        ("0380000X", "038", "38", "Europe/Paris"),
        ("0010000X", "001", "01", "Europe/Paris"),
        ("0750000X", "75", "75", "Europe/Paris"),
        ("6200000X", "02A", "2A", "Europe/Paris"),
        ("6200000X", "", "2A", "Europe/Paris"),
        ("7200000X", "2b", "2B", "Europe/Paris"),
        ("7200000X", "", "2B", "Europe/Paris"),
        ("9710000X", "971", "971", "America/Guadeloupe"),
        ("9720000X", "972", "972", "America/Martinique"),
        ("9730000X", "", "973", "America/Cayenne"),
        ("9740000X", "", "974", "Indian/Reunion"),
        ("9750000X", "975", "975", "America/Miquelon"),
        ("9760000X", "976", "976", "Indian/Mayotte"),
        ("9710000X", "977", "977", "America/St_Barthelemy"),
        ("9710000X", "978", "978", "America/Marigot"),
        ("9860000X", "", "986", "Pacific/Wallis"),
        ("9840000X", "", "987", "Pacific/Tahiti"),
        ("9830000X", "", "988", "Pacific/Noumea"),
        ("0380000X", "Isère", "38", "Europe/Paris"),
        ("9990000X", "", "999", "Europe/Paris"),
    ],
)
def test_time_zone_comes_from_the_department_or_else_from_the_uai(uai, published, department, zone):
    school = read(Identifiant_de_l_etablissement=uai, Code_departement=published)
    assert (school.department, school.time_zone) == (department, zone)
    assert ZoneInfo(school.time_zone).key == zone


@pytest.mark.parametrize(
    ("published", "mailbox", "problem"),
    [
        ("", "", None),
        ("CE.0380000X@Ac-Exemple.example", "ce.0380000x@ac-exemple.example", None),
        ("pas-une-adresse", "", Reason.MAILBOX),
        ("école@exemple.fr", "", Reason.MAILBOX),
        ("inconnue, ce@exemple.fr / dir@exemple.fr", "ce@exemple.fr", None),
    ],
)
def test_bad_mailbox_is_told_and_the_school_kept(published, mailbox, problem):
    school = read(Mail=published)
    assert (school.mailbox, school.problem) == (mailbox, problem)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Identifiant_de_l_etablissement": "038ABC", "Mail": "pas-une-adresse"}, Reason.UAI),
        ({"Identifiant_de_l_etablissement": ""}, Reason.UAI),
        ({"Nom_etablissement": " \u00a0 "}, Reason.NAME),
        ({"Nom_etablissement": "x" * 256}, Reason.TOO_LONG),
        ({"Nom_commune": "x" * 101}, Reason.TOO_LONG),
        ({"Nom_etablissement": "École ; les Tilleuls"}, Reason.COLUMNS),
        ({"Nom_etablissement": "x" * 200_000}, Reason.UNREADABLE),
    ],
)
def test_faulty_line_is_rejected_with_its_number_and_the_others_are_read(changes, reason):
    items = list(read_directory(table(row(), row(**changes), row())))
    assert items[1] == RejectedLine(3, reason)
    assert [type(item) for item in items] == [DirectoryLine, RejectedLine, DirectoryLine]


@pytest.mark.parametrize("column", ["Nom_etablissement", "Type_etablissement", "Nom_commune"])
def test_line_in_another_encoding_is_rejected(column):
    lines = table(row(), row())
    lines[1] = lines[1].replace(row()[COLUMNS.index(column)].encode(), "Collège".encode("latin-1"))
    assert [type(item) for item in read_directory(lines)] == [RejectedLine, DirectoryLine]
    assert next(read_directory(lines)) == RejectedLine(2, Reason.ENCODING)


def test_carriage_return_inside_a_line_rejects_that_line_alone():
    items = list(read_directory(table(row(Nom_commune="Gre\rnoble"), row())))
    assert items[0] == RejectedLine(2, Reason.UNREADABLE)
    assert [type(item) for item in items] == [RejectedLine, DirectoryLine]


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("case", [str, str.upper, str.lower])
def test_delimiter_mark_line_ends_and_case_of_headings_make_no_difference(delimiter, bom, end, case):
    lines = table(row(), columns=[case(column) for column in COLUMNS], delimiter=delimiter)
    lines = [line.replace(b"\n", end) for line in lines]
    assert list(read_directory([bom + lines[0], *lines[1:]])) == [read()]


def test_columns_may_come_in_any_order_among_others():
    extra = ["Telephone", *reversed(COLUMNS), "Telephone"]
    [school] = read_directory(table(["0", *reversed(row()), "1"], columns=extra))
    assert school == read()


def test_columns_that_only_help_may_be_missing():
    kept = [COLUMNS.index(column) for column in COLUMNS if not column.startswith(("Code_", "Nom_commune"))]
    [school] = read_directory(table([row()[n] for n in kept], columns=[COLUMNS[n] for n in kept]))
    assert (school.city, school.postcode, school.department) == ("", "", "38")


def test_cells_that_a_spreadsheet_dropped_at_the_end_are_empty():
    [school] = read_directory(table(row()[:7]))
    assert not school.is_closed
    assert school.mailbox


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b"\n"],
        [b"\x00\xff\xfe"],
        [b"Nom,Prenom\n", b"A,B\n"],
        ["Identifiant_de_l_etablissement\n".encode("utf-16")],
        [b"x" * 200_000],
        [b"a\rb\rc"],
    ],
)
def test_file_that_is_no_directory_is_refused_with_what_it_lacks(lines):
    with pytest.raises(DirectoryError) as refusal:
        list(read_directory(lines))
    assert "Mail" in refusal.value.missing
    assert "Nom_commune" not in refusal.value.missing


def test_one_missing_column_is_named():
    columns = [column.replace("etat", "statut") for column in COLUMNS]
    with pytest.raises(DirectoryError) as refusal:
        list(read_directory(table(row(), columns=columns)))
    assert refusal.value.missing == ("etat",)


def test_empty_lines_say_nothing_and_count():
    lines = [*table(row()), b"\n", b";;;;;;;;\n", *table(row(Identifiant_de_l_etablissement="?"))[1:]]
    assert [item.number for item in read_directory(lines)] == [2, 5]


def test_names_are_cleaned():
    school = read(Nom_etablissement=" E\u0301cole\u00a0 des\x00 Lilas\u200b ", Code_postal="F-38000")
    assert school.name == "École des Lilas"
    assert school.postcode == ""


def test_lines_are_read_one_at_a_time():
    """A file is never held as a whole: the reader asks for a line only when one is wanted."""
    asked = Counter()

    def endless():
        heading, line = table(row())
        yield heading
        while True:
            asked["lines"] += 1
            yield line

    for wanted, _ in enumerate(islice(read_directory(endless()), 50), start=1):
        assert asked["lines"] == wanted
