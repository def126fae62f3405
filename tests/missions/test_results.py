"""Results of a mission: every combination that can occur, and what shows while a pupil plays."""

import pytest

from missions.domain.path import ActivityStatus, Level, Next, Played, next_activity
from missions.domain.results import Outcome, Result, outcome
from tests.missions.paths import complete_paths, dare, histories, step

NOT, PARTLY, REACHED, EXCEEDED = Result

ONE_STEP = {
    Outcome((REACHED,), None, REACHED),
    Outcome((REACHED,), NOT, REACHED),
    Outcome((REACHED,), REACHED, EXCEEDED),
    Outcome((PARTLY,), None, NOT),
    Outcome((NOT,), None, NOT),
}
TWO_STEPS = {
    Outcome((PARTLY,), None, NOT),
    Outcome((NOT,), None, NOT),
    Outcome((REACHED, NOT), None, PARTLY),
    Outcome((REACHED, PARTLY), None, PARTLY),
    Outcome((REACHED, REACHED), None, REACHED),
    Outcome((REACHED, REACHED), NOT, REACHED),
    Outcome((REACHED, REACHED), REACHED, EXCEEDED),
}


@pytest.mark.parametrize(("step_count", "possible"), [(1, ONE_STEP), (2, TWO_STEPS)])
def test_outcomes_of_all_paths_are_those_of_the_spec(step_count, possible):
    outcomes = {outcome(path, step_count=step_count, is_over=True) for path in complete_paths(step_count)}
    assert outcomes == possible


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (step("V+") + dare("+"), Outcome((REACHED,), REACHED, EXCEEDED)),
        (step("V+") + dare("-"), Outcome((REACHED,), NOT, REACHED)),
        (step("V+") + dare("~"), Outcome((REACHED,), NOT, REACHED)),
        (step("V- E- D E+ V+"), Outcome((REACHED,), None, REACHED)),
        # Skipping the last validation gives less than failing it.
        (step("V- E- D E+ V-"), Outcome((PARTLY,), None, NOT)),
        (step("V- E- D E+ V~"), Outcome((NOT,), None, NOT)),
        (step("V- E- D E-"), Outcome((NOT,), None, NOT)),
    ],
)
def test_results_of_a_one_step_mission(history, expected):
    assert outcome(history, step_count=1, is_over=True) == expected


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (step("V- E~ D E~"), Outcome((NOT,), None, NOT)),
        (step("V+") + step("V- E- D E-", 1), Outcome((REACHED, NOT), None, PARTLY)),
        (step("V+") + step("V- E+ V- D E+ V-", 1), Outcome((REACHED, PARTLY), None, PARTLY)),
        (step("V- E- D E+ V+") + step("V+", 1), Outcome((REACHED, REACHED), None, REACHED)),
        (step("V+") + step("V+", 1) + dare("+"), Outcome((REACHED, REACHED), REACHED, EXCEEDED)),
    ],
)
def test_results_of_a_two_step_mission(history, expected):
    assert outcome(history, step_count=2, is_over=True) == expected


@pytest.mark.parametrize(
    ("history", "step_count"),
    [
        (step("V+") + dare("-"), 2),
        (step("V+") + step("V+", 1) + dare("-"), 1),
        (step("V+") + step("V- E- D E+ V+", 1), 1),
    ],
)
def test_a_mission_that_got_another_number_of_steps_meanwhile_takes_nothing_away(history, step_count):
    assert outcome(history, step_count=step_count, is_over=True).overall is REACHED


def playing(history, following: Next):
    return (*history, Played(following.level, following.step, ActivityStatus.STARTED))


@pytest.mark.parametrize("step_count", [1, 2])
def test_finished_steps_show_while_a_pupil_plays_and_nothing_else(step_count):
    for history in histories(step_count):
        following = next_activity(history, step_count=step_count)
        if following is None:
            continue
        finished = step_count if following.level is Level.DARE else following.step
        shown = Outcome((REACHED,) * finished, None, None)
        assert outcome(playing(history, following), step_count=step_count, is_over=False) == shown
        assert outcome(history, step_count=step_count, is_over=False) == shown


@pytest.mark.parametrize("step_count", [1, 2])
def test_results_shown_while_playing_stay_at_the_end(step_count):
    for path in complete_paths(step_count):
        final = outcome(path, step_count=step_count, is_over=True)
        for length in range(len(path)):
            partial = outcome(path[:length], step_count=step_count, is_over=False)
            assert final.steps[: len(partial.steps)] == partial.steps


def test_pupil_who_needed_the_tutorial_never_exceeds():
    for path in complete_paths(2):
        if any(played.level is Level.TUTORIAL for played in path):
            assert outcome(path, step_count=2, is_over=True).overall is not EXCEEDED


def test_mission_that_was_not_begun_has_no_result():
    assert outcome([], step_count=2, is_over=False) == Outcome((), None, None)


def test_stored_values_are_stable():
    assert [*Result] == ["NOT_REACHED", "PARTLY_REACHED", "REACHED", "EXCEEDED"]
