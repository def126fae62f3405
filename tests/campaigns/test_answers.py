"""Answers, and what is known from before."""

import pytest

from campaigns.domain.answers import Answer, Known, Outcome, Sitting
from tests.campaigns.courses import course_of


@pytest.mark.parametrize("outcome", Outcome)
def test_only_a_right_answer_is_a_success(outcome):
    assert Answer("web1-1", outcome).is_right == (outcome is Outcome.RIGHT)


@pytest.mark.parametrize(
    ("days", "expected"), [(0.0, 3), (3.99, 3), (4.0, None), (4.01, None), (400.0, None)]
)
def test_a_failure_is_believed_for_less_than_four_days(days, expected):
    assert Known(floor=1, ceiling=3, failed_days=days).current_ceiling == expected


@pytest.mark.parametrize("days", [0.0, 4.01])
def test_a_tube_without_failure_has_no_ceiling(days):
    assert Known(floor=5, failed_days=days).current_ceiling is None


def test_nothing_is_known_of_a_new_pupil():
    sitting = Sitting(course_of([1]), "1")
    assert (sitting.known, sitting.progress) == ({}, 0.0)


@pytest.mark.parametrize("bounds", [{"floor": -1}, {"ceiling": 0}, {"floor": 3, "ceiling": 3}])
def test_a_profile_that_contradicts_itself_is_refused(bounds):
    with pytest.raises(ValueError, match="no tube is known like that"):
        Known(**bounds)
