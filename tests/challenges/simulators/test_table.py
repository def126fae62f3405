"""A table: what an author may write, how it is sorted, and which reports can come."""

import pytest

from challenges.domain.simulators.table_order import Kind, Rows, SortKey
from tests.challenges.simulators.set_worlds import table
from tests.challenges.simulators.worlds import messages, well_read

ROWS = well_read("table", table()).rows
SORTED = Rows((Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TEXT), ROWS)
NAME, AGE, DAY, TOWN = range(4)


def names(*keys: tuple[int, bool]) -> list[str]:
    return [ROWS[rank][NAME] for rank in SORTED.order([SortKey(*key) for key in keys])]


def column_of(*cells: str) -> list[str]:
    ranks = Rows((Kind.TEXT,), tuple((cell,) for cell in cells)).order([SortKey(0, is_descending=False)])
    return [cells[rank] for rank in ranks]


def test_a_row_of_the_table_may_be_chosen():
    world = well_read("table", table())
    assert world.may_report("row:1")
    assert world.may_report("row:6")
    for wrong in ("row:0", "row:7", "row:01", "row:", "1", "row:1,2", "order:age-asc"):
        assert not world.may_report(wrong), wrong


def test_letters_come_first_then_accents_then_small_letters():
    assert names((NAME, False)) == ["Ada", "Élias", "éric", "Éric", "Lina", "Zoé"]
    words = [
        "2 œufs",
        "cote",
        "coté",
        "côte",
        "Coter",
        "de la",
        "dela",
        "l'ami",
        "L’eau",
        "Laide",
        "oeil",
        "Œuf",
    ]
    assert column_of(*words[::-1]) == words


def test_a_mark_that_no_letter_bears_is_left_out_as_in_a_browser():
    """An emoji may be followed by one that asks for colours, which is no accent."""
    hearts = ["\u2764\ufe0f a", "\u2764 b"]
    assert column_of(*hearts[::-1]) == hearts


def test_numbers_are_numbers_and_days_are_days():
    assert names((AGE, False)) == ["Zoé", "éric", "Lina", "Ada", "Élias", "Éric"]
    assert names((DAY, True)) == ["Lina", "Éric", "Élias", "éric", "Zoé", "Ada"]


def test_an_empty_cell_comes_last_both_ways():
    assert names((DAY, False))[-1] == names((DAY, True))[-1] == "Ada"


def test_rows_that_are_equal_stay_in_their_order():
    assert names((AGE, True)) == ["Éric", "Élias", "Lina", "Ada", "Zoé", "éric"]
    assert names((AGE, True), (NAME, False)) == ["Éric", "Élias", "Ada", "Lina", "éric", "Zoé"]
    assert names() == [row[NAME] for row in ROWS]


@pytest.mark.parametrize(
    "report",
    [
        "order:age-asc",
        "order:age-desc",
        "order:age-desc,nom-asc",
        "order:ville-asc,nom-desc",
        "order:ville-asc,age-asc,nom-asc",
    ],
)
def test_the_columns_that_it_is_sorted_by_are_told(report):
    rows = [[*row] for row in (*ROWS, ("Abel", "12", "", "Saint-Aubin"))]
    assert well_read("table", table(ask="order", rows=rows)).may_report(report)


@pytest.mark.parametrize(
    "report",
    [
        "order:",
        "order:age",
        "order:age-haut",
        "order:taille-asc",
        "order:age-asc,",
        "order:age-asc, nom-asc",
        "order:age-asc,age-desc",
        "age-asc",
        "row:1",
        # All names differ: what comes behind changes nothing.
        "order:nom-asc,age-asc",
        # Who are of one age are of several towns, but the days alone sort them all.
        "order:jour-asc,ville-asc",
    ],
)
def test_what_changes_nothing_or_is_written_otherwise_is_not(report):
    assert not well_read("table", table(ask="order")).may_report(report)


def test_keys_that_change_nothing_are_dropped_the_least_important_first():
    rows = Rows((Kind.TEXT,) * 3, (("b", "x", "2"), ("a", "x", "2"), ("b", "x", "1"), ("c", "x", "1")))
    first, constant, last = (SortKey(rank, is_descending=False) for rank in range(3))
    assert rows.that_matter([first, constant, last]) == [first, last]
    assert rows.that_matter([constant, first]) == [first]
    assert rows.that_matter([constant]) == [constant]
    assert rows.that_matter([]) == []
    twins = Rows((Kind.NUMBER,) * 2, (("2", "20"), ("1", "10")))
    assert twins.that_matter([SortKey(1, True), SortKey(0, True)]) == [SortKey(1, True)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ask": "sort"}, "valeur inconnue « sort » ; possibles : row, order."),
        ({"title": ""}, "il manque une valeur."),
        (
            {"columns": [{"id": "nom", "label": "Nom", "kind": "mot"}]},
            "valeur inconnue « mot » ; possibles : text, number, date.",
        ),
        ({"columns": [{"id": "nom", "label": "Nom"}] * 2}, "deux fois « nom »."),
        ({"columns": [{"id": f"c{rank}", "label": "C"} for rank in range(9)]}, "8 colonnes au plus."),
        ({"rows": [["Lina", "12"]]}, "une ligne a une case par colonne : 4."),
        ({"rows": [["Lina", "12", "2026-03-04", 3]]}, "une ligne a une case par colonne : 4."),
        (
            {"rows": [["Lina", "douze", "2026-03-04", "Valmont"]]},
            "« douze » n’est pas un nombre comme « 12,5 ».",
        ),
        ({"rows": [["Lina", "12", "04/03/2026", "Valmont"]]}, "un jour s’écrit « 2026-03-12 »."),
        ({"rows": [["L" * 81, "12", "", ""]]}, "une case tient 80 signes."),
        ({"rows": [["", " ", "", ""]]}, "la ligne est vide."),
        ({"rows": [["Lina", "12", "", ""]] * 2}, "deux fois la ligne « Lina | 12 |  |  »."),
        ({"rows": [[f"Lina {rank}", "12", "", ""] for rank in range(41)]}, "40 lignes au plus."),
        ({"rows": "Lina"}, "une liste est attendue."),
    ],
)
def test_a_slip_is_told(changes, message):
    assert message in messages("table", table(**changes))


def test_words_are_proof_read_and_figures_are_not():
    texts = well_read("table", table()).texts
    assert {"Les inscrits du club", "Âge", "Lina", "Saint-Aubin"} <= {*texts}
    assert texts.count("Valmont") == 1
    assert not {"12", "2026-03-04", ""} & {*texts}
