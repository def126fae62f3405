"""First names, and what is added for namesakes."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learners.domain.display_names import display_names
from pixorga.lib.text import fold


def shown(*pupils):
    """Return the names shown for « First Last » pupils, in the order of the list."""
    return list(display_names([(n, *pupil.split(" ", 1)) for n, pupil in enumerate(pupils)]).values())


@pytest.mark.parametrize(
    ("pupils", "names"),
    [
        (["Aden Benali", "Léa Martin"], ["Aden", "Léa"]),
        (["Léa Martin", "Léa Durand"], ["Léa D.", "Léa M."]),
        (["Léa Martin", "Léa Marchand"], ["Léa Marc.", "Léa Mart."]),
        (["Léa Mar", "Léa Martin"], ["Léa Mar", "Léa Mart."]),
        (["Léa Martin", "Léa Martin"], ["Léa Martin", "Léa Martin"]),
        (["Léa Martin", "Léa Marchand", "Léa Durand"], ["Léa D.", "Léa Marc.", "Léa Mart."]),
        (["Léa Li", "Léa La"], ["Léa La", "Léa Li"]),
        # Case and accents make no difference to a child; the import's own writing is shown.
        (["LÉA Martin", "Lea Durand"], ["Lea D.", "LÉA M."]),
        (["Léa Éluard", "Léa ELIOT"], ["Léa ELI.", "Léa Élu."]),
        (["Jean-Luc Petit", "JEAN\u2011LUC Roux"], ["Jean-Luc P.", "JEAN\u2011LUC R."]),
        # A space or a hyphen alone tells nobody apart.
        (["Léa Le Roy", "Léa Leroux"], ["Léa Le R.", "Léa Ler."]),
        (["Léa Le-Roy", "Léa Le Goff"], ["Léa Le G.", "Léa Le-R."]),
        (["Léa Œuvrard", "Léa Olivier"], ["Léa Œ.", "Léa Ol."]),
        (["Léa ", "Léa Martin"], ["Léa", "Léa M."]),
        ([], []),
    ],
)
def test_namesakes_are_told_apart_by_the_shortest_beginning(pupils, names):
    assert shown(*pupils) == names


def test_order_is_by_first_name_whatever_the_case_and_accents():
    assert shown("Clovis A", "Élie A", "CLARISSE B", "Eden C", "Armand Z", "élie B") == [
        "Armand",
        "CLARISSE",
        "Clovis",
        "Eden",
        "Élie A",
        "élie B",
    ]


def test_names_do_not_depend_on_the_order_of_the_rows():
    pupils = [("a", "Léa", "Martin"), ("b", "Léa", "Marchand"), ("c", "Aden", "B"), ("d", "Lea", "Durand")]
    expected = list(display_names(pupils).items())
    assert all(list(display_names(rows).items()) == expected for rows in permutations(pupils))


few = st.text(alphabet="aàAéb -’", min_size=1, max_size=5).map(str.strip).filter(fold)


@given(st.lists(st.tuples(few, few), max_size=6))
def test_every_pupil_is_shown_once_and_namesakes_share_a_name_only_when_all_is_the_same(people):
    names = display_names([(n, *person) for n, person in enumerate(people)])
    assert sorted(names) == list(range(len(people)))
    for n, (first, last) in enumerate(people):
        assert names[n].startswith(first)
        for other, (other_first, other_last) in enumerate(people):
            if fold(first) == fold(other_first) and fold(last) != fold(other_last):
                assert names[n] != names[other]
