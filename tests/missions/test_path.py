"""The table of the adaptive path, its rules, and the counts of all paths."""

from collections import Counter

import pytest

from missions.domain.path import (
    ActivityStatus,
    AnswerResult,
    Level,
    Next,
    Played,
    activity_status,
    next_activity,
)
from tests.missions.paths import LETTERS, complete_paths, dare, histories, step

RIGHT, WRONG, SKIPPED, SEEN = AnswerResult.RIGHT, AnswerResult.WRONG, AnswerResult.SKIPPED, AnswerResult.SEEN
END_OF_STEP, END = "end of step", "END"

# What follows in a step; every « - » stands for a wrong answer and for a skip alike.
TABLE = [
    ("", "V"),
    ("V+", END_OF_STEP),
    ("V-", "E"),
    ("V- E+", "V"),
    ("V- E+ V+", END_OF_STEP),
    ("V- E+ V-", "D"),
    ("V- E+ V- D", "E"),
    ("V- E+ V- D E+", "V"),
    ("V- E+ V- D E+ V+", END_OF_STEP),
    ("V- E+ V- D E+ V-", END),
    ("V- E+ V- D E-", END),
    ("V- E-", "D"),
    ("V- E- D", "E"),
    ("V- E- D E+", "V"),
    ("V- E- D E+ V+", END_OF_STEP),
    ("V- E- D E+ V-", END),
    ("V- E- D E-", END),
]


def expected_next(after: str, history: str, number: int, step_count: int) -> Next | None:
    if after == END:
        return None
    if after != END_OF_STEP:
        return Next(LETTERS[after], number)
    if number + 1 < step_count:
        return Next(Level.VALIDATION, number + 1)
    return None if "D" in history else Next(Level.DARE, None)


@pytest.mark.parametrize(("history", "after"), TABLE)
def test_step_follows_the_table(history, after):
    assert next_activity(step(history), step_count=1) == expected_next(after, history, 0, 1)


@pytest.mark.parametrize(("history", "after"), TABLE)
def test_skipping_is_followed_like_failing(history, after):
    skipped = step(history.replace("-", "~"))
    assert next_activity(skipped, step_count=1) == expected_next(after, history, 0, 1)


@pytest.mark.parametrize(("history", "after"), TABLE[1:])
def test_first_of_two_steps_follows_the_table(history, after):
    assert next_activity(step(history), step_count=2) == expected_next(after, history, 0, 2)


@pytest.mark.parametrize(("history", "after"), TABLE)
def test_second_step_starts_afresh(history, after):
    played = step("V+") + step(history, 1)
    following = expected_next(after, history, 1, 2) if history else Next(Level.VALIDATION, 1)
    assert next_activity(played, step_count=2) == following


@pytest.mark.parametrize("status", [ActivityStatus.SUCCEEDED, ActivityStatus.FAILED, ActivityStatus.SKIPPED])
def test_tutorial_is_followed_by_the_training_whatever_its_status(status):
    history = (*step("V- E-"), Played(Level.TUTORIAL, 0, status))
    assert next_activity(history, step_count=1) == Next(Level.TRAINING, 0)


def test_tutorial_in_an_earlier_step_takes_the_dare_away():
    history = step("V- E- D E+ V+") + step("V+", 1)
    assert next_activity(history, step_count=2) is None
    assert next_activity(step("V- E+ V+") + step("V+", 1), step_count=2) == Next(Level.DARE, None)


@pytest.mark.parametrize("sign", ["+", "-", "~"])
def test_dare_ends_the_mission_whatever_its_result(sign):
    assert next_activity(step("V+") + dare(sign), step_count=1) is None


def test_nothing_follows_an_activity_that_is_still_played():
    with pytest.raises(ValueError, match="still being played"):
        next_activity([Played(Level.VALIDATION, 0, ActivityStatus.STARTED)], step_count=1)


def fifth_rule(history, step_count):
    last = history[-1]
    if last.level is Level.VALIDATION and last.step == step_count - 1:
        seen = any(played.level is Level.TUTORIAL for played in history)
        return None if seen else Next(Level.DARE, None)
    above = {Level.TUTORIAL: Level.TRAINING, Level.TRAINING: Level.VALIDATION}
    if last.level in above:
        return Next(above[last.level], last.step)
    return Next(Level.VALIDATION, last.step + 1)


def rules_of_the_spec(history, step_count):
    """Return what the six rules of spec/junior.md 3.4 say, in their order and with their counters."""
    if not history:
        return Next(Level.VALIDATION, 0)
    last = history[-1]
    succeeded = last.status is ActivityStatus.SUCCEEDED
    in_step = Counter(played.level for played in history if played.step == last.step)
    if in_step[Level.VALIDATION] >= 3 and not succeeded:
        return None
    if last.level is Level.DARE:
        return None
    if in_step[Level.TRAINING] >= 3 and not succeeded:
        return None
    if succeeded or last.level is Level.TUTORIAL:
        return fifth_rule(history, step_count)
    if in_step[Level.TUTORIAL]:
        return None
    if last.level is Level.VALIDATION and not in_step[Level.TRAINING]:
        return Next(Level.TRAINING, last.step)
    return Next(Level.TUTORIAL, last.step)


@pytest.mark.parametrize("step_count", [1, 2, 3])
def test_every_history_follows_the_rules_of_the_spec(step_count):
    for history in histories(step_count):
        assert next_activity(history, step_count=step_count) == rules_of_the_spec(history, step_count)


@pytest.mark.parametrize(("step_count", "count"), [(1, 49), (2, 523)])
def test_paths_are_as_many_as_the_spec_counts(step_count, count):
    paths = complete_paths(step_count)
    assert len(paths) == len(set(paths)) == count


@pytest.mark.parametrize(("step_count", "longest"), [(1, 6), (2, 12)])
def test_longest_and_shortest_paths(step_count, longest):
    lengths = [len(path) for path in complete_paths(step_count)]
    assert max(lengths) == longest
    assert all(
        len(path) >= step_count + 1 for path in complete_paths(step_count) if path[-1].level is Level.DARE
    )


@pytest.mark.parametrize("step_count", [1, 2])
def test_levels_are_played_up_to_their_maximum_in_a_step(step_count):
    most = Counter()
    for path in complete_paths(step_count):
        most |= Counter((played.step, played.level) for played in path)
    per_step = {Level.VALIDATION: 3, Level.TRAINING: 2, Level.TUTORIAL: 1}
    expected = {(number, level): n for number in range(step_count) for level, n in per_step.items()}
    assert most == {**expected, (None, Level.DARE): 1}


@pytest.mark.parametrize("level", [Level.TRAINING, Level.VALIDATION, Level.DARE])
@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([], ActivityStatus.STARTED),
        ([RIGHT], ActivityStatus.STARTED),
        ([SEEN, RIGHT], ActivityStatus.STARTED),
        ([RIGHT, RIGHT, RIGHT], ActivityStatus.SUCCEEDED),
        ([SEEN, SEEN, SEEN], ActivityStatus.SUCCEEDED),
        ([WRONG], ActivityStatus.FAILED),
        ([RIGHT, RIGHT, WRONG], ActivityStatus.FAILED),
        ([SKIPPED], ActivityStatus.SKIPPED),
        ([RIGHT, SEEN, SKIPPED], ActivityStatus.SKIPPED),
        # Answers that came after the end change nothing.
        ([WRONG, SKIPPED], ActivityStatus.FAILED),
        ([SKIPPED, WRONG], ActivityStatus.SKIPPED),
    ],
)
def test_activity_ends_at_the_first_error_or_skip_or_when_all_is_answered(level, results, status):
    assert activity_status(level, results, 3) is status


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([], ActivityStatus.STARTED),
        ([WRONG], ActivityStatus.STARTED),
        ([WRONG, SKIPPED], ActivityStatus.STARTED),
        ([WRONG, SKIPPED, SEEN], ActivityStatus.SUCCEEDED),
        ([RIGHT, RIGHT, RIGHT], ActivityStatus.SUCCEEDED),
    ],
)
def test_tutorial_is_played_to_its_end_and_succeeds(results, status):
    assert activity_status(Level.TUTORIAL, results, 3) is status


def test_stored_values_are_stable():
    assert [*Level] == ["TUTORIAL", "TRAINING", "VALIDATION", "DARE"]
    assert [*ActivityStatus] == ["STARTED", "SUCCEEDED", "FAILED", "SKIPPED"]
    assert [*AnswerResult] == ["RIGHT", "WRONG", "SKIPPED", "SEEN"]
