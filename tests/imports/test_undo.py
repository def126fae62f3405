"""What is kept of a pupil whom an import changes, and how he becomes what he was."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from imports.domain.plan import StoredPupil
from imports.domain.rows import PupilRow
from imports.domain.undo import put_back, replaced

NOW = datetime(2026, 9, 5, 8, 30, 15, 123456, tzinfo=UTC)
ROW = PupilRow(
    0, "MARTEL", "Chloé", date(2014, 3, 21), "990000001ZA", "CM1", "CM1 A", "NOM", "Deux", "Trois", "\nA\n"
)
PUPIL = StoredPupil(1, ROW, account=7)

NEW_VALUES = {
    "last_name": "AUTRE",
    "first_name": "Autre",
    "birthdate": date(2014, 3, 22),
    "national_student_id": "",
    "level": "CM2",
    "division": "CM2 B",
    "preferred_last_name": "",
    "middle_name": "",
    "third_name": "",
    "groups": "",
}


def changed(pupil: StoredPupil, *, disabled_at=None, is_provisional=False, account=7, **row) -> StoredPupil:
    return StoredPupil(pupil.pk, replace(pupil.row, **row), disabled_at, is_provisional, account)


def stored(old_and_new: tuple[dict, dict]) -> list[dict]:
    """Return what comes back from the database: JSON."""
    return [json.loads(json.dumps(values)) for values in old_and_new]


def test_nothing_is_kept_of_what_stays():
    assert replaced(PUPIL, replace(PUPIL, account=9)) == ({}, {})


@pytest.mark.parametrize("name", NEW_VALUES)
def test_a_value_that_was_replaced_goes_back(name):
    after = changed(PUPIL, **{name: NEW_VALUES[name]})
    old, new = stored(replaced(PUPIL, after))
    assert old.keys() == new.keys() == {name}
    assert put_back(after, old, new) == PUPIL


@pytest.mark.parametrize("state", [{"disabled_at": NOW}, {"is_provisional": True}])
def test_a_state_goes_back_both_ways(state):
    other = changed(PUPIL, **state)
    for before, after in ((PUPIL, other), (other, PUPIL)):
        assert put_back(after, *stored(replaced(before, after))) == before


def test_everything_goes_back_at_once():
    before = changed(PUPIL, disabled_at=NOW, is_provisional=True, **NEW_VALUES)
    assert put_back(PUPIL, *stored(replaced(before, PUPIL))) == before


def test_what_was_corrected_since_stays_and_the_rest_goes_back():
    after = changed(PUPIL, last_name="FAUTE", division="CM2 B")
    corrected = changed(after, last_name="JUSTE")
    assert put_back(corrected, *stored(replaced(PUPIL, after))) == changed(PUPIL, last_name="JUSTE")


def test_somebody_who_was_withdrawn_since_stays_away():
    before = changed(PUPIL, is_provisional=True, disabled_at=NOW)
    withdrawn_again = changed(PUPIL, disabled_at=NOW + timedelta(days=1))
    back = put_back(withdrawn_again, *stored(replaced(before, PUPIL)))
    assert (back.disabled_at, back.is_provisional) == (NOW + timedelta(days=1), True)


def test_an_account_that_was_linked_stays():
    before = changed(PUPIL, account=None, level="CM2")
    assert put_back(PUPIL, *stored(replaced(before, PUPIL))).account == 7


def test_a_trace_of_before_the_new_values_were_kept_goes_back_whole():
    assert put_back(PUPIL, {"division": "CM2 B"}, {}).row.division == "CM2 B"
