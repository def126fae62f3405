"""Why a path leads where it does, and where a mission ends."""

import pytest

from missions.domain.path import next_activity
from missions.domain.reasons import Cause, Reason, reason_of
from tests.missions.paths import dare, histories, step


def why(*parts, steps=2):
    history = [played for part in parts for played in part]
    return reason_of(history, next_activity(history, step_count=steps))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], Reason(Cause.START, 0, 0)),
        ([step("V-")], Reason(Cause.HARD, 1, 0)),
        ([step("V~")], Reason(Cause.HARD, 0, 1)),
        ([step("V- E+")], Reason(Cause.TRAINED, 1, 0)),
        ([step("V- E~")], Reason(Cause.HARD, 1, 1)),
        ([step("V- E+ V-")], Reason(Cause.HARD, 2, 0)),
        ([step("V- E- D")], Reason(Cause.TAUGHT, 2, 0)),
        ([step("V- E- D E+")], Reason(Cause.TRAINED, 2, 0)),
        ([step("V+")], Reason(Cause.NEXT_STEP, 0, 0)),
        ([step("V- E+ V+")], Reason(Cause.NEXT_STEP, 1, 0)),
        ([step("V+"), step("V-", 1)], Reason(Cause.HARD, 1, 0)),
        ([step("V+"), step("V+", 1)], Reason(Cause.DARE, 0, 0)),
    ],
)
def test_each_activity_has_its_reason(parts, expected):
    assert why(*parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([step("V- E- D E-")], Reason(Cause.STOPPED, 3, 0)),
        ([step("V- E+ V- D E+ V~")], Reason(Cause.STOPPED, 2, 1)),
        ([step("V- E- D E+ V+"), step("V+", 1)], Reason(Cause.NO_DARE, 0, 0)),
        ([step("V+"), step("V+", 1), dare("-")], Reason(Cause.DARE_PLAYED, 1, 0)),
    ],
)
def test_each_end_has_its_reason(parts, expected):
    assert why(*parts) == expected


def test_a_step_that_was_taken_out_meanwhile_is_told():
    assert reason_of(step("V+"), None).cause is Cause.STEP_GONE
    assert reason_of(step("V-"), None).cause is Cause.STEP_GONE


def test_no_path_is_without_its_reason():
    ends = {Cause.STOPPED, Cause.NO_DARE, Cause.DARE_PLAYED}
    for history in histories(2):
        following = next_activity(history, step_count=2)
        cause = reason_of(history, following).cause
        assert (cause in ends) == (following is None)
        assert cause is not Cause.STEP_GONE
