from datetime import timedelta

import pytest

from accounts.domain.lockout import LockoutRules, Outcome, judge_failure

RULES = LockoutRules(block_after=30, pause_every=10, first_pause=timedelta(minutes=2))


@pytest.mark.parametrize(
    ("failure_count", "outcome"),
    [
        (1, Outcome()),
        (9, Outcome()),
        (10, Outcome(pause=timedelta(minutes=2))),
        (11, Outcome()),
        (19, Outcome()),
        (20, Outcome(pause=timedelta(minutes=4))),
        (21, Outcome(attempts_left=9)),
        (29, Outcome(attempts_left=1)),
        (30, Outcome(is_blocked=True)),
        (31, Outcome(is_blocked=True)),
    ],
)
def test_failures_lead_to_pauses_then_to_a_block(failure_count, outcome):
    assert judge_failure(failure_count, RULES) == outcome


def test_each_pause_is_twice_as_long_as_the_one_before():
    rules = LockoutRules(block_after=50, pause_every=10, first_pause=timedelta(minutes=2))
    pauses = [judge_failure(count, rules).pause for count in (10, 20, 30, 40)]
    assert pauses == [timedelta(minutes=minutes) for minutes in (2, 4, 8, 16)]


def test_the_attempts_left_are_told_from_ten_down():
    rules = LockoutRules(block_after=15, pause_every=100, first_pause=timedelta(minutes=2))
    told = [judge_failure(count, rules).attempts_left for count in range(1, 15)]
    assert told == [None, None, None, None, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_a_block_for_good_wins_over_a_pause():
    rules = LockoutRules(block_after=10, pause_every=10, first_pause=timedelta(minutes=2))
    assert judge_failure(10, rules) == Outcome(is_blocked=True)
