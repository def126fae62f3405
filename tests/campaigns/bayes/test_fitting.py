"""What the fit finds in the logs of pupils whose truth is known."""

from random import Random

import pytest

from campaigns.domain.answers import Answer, Outcome, Sitting
from campaigns.domain.bayes.fitting import BOUNDS, FEWEST_LOGS, Log, fit, log_likelihood
from campaigns.domain.bayes.parameters import DEFAULTS, Parameters
from campaigns.domain.engine import Question
from campaigns.domain.smart_random import SMART_RANDOM
from tests.campaigns.courses import course_of, long_course, right, wrong

# How far from the truth 300 logs may lead.
ERRORS = {"mu": 0.3, "sigma": 0.25, "kappa": 0.3, "tau": 0.2, "slip": 0.03, "guess_scale": 0.4}


def pupil(course, truth, rng):
    """Return a function that answers as a pupil drawn from these parameters."""
    ability = rng.gauss(truth.mu, truth.sigma)
    levels = {name: rng.gauss(ability, truth.kappa) for name in sorted(course.competences)}
    reached = [rng.gauss(levels[tube.competence], truth.tau) for tube in course.tubes]

    def answer(question):
        masters = question.skill.level <= reached[question.place.tube]
        chance = 1 - truth.slip if masters else truth.guess(question.challenge)
        is_right = rng.random() < chance
        return Answer(question.challenge.id, Outcome.RIGHT if is_right else Outcome.WRONG)

    return answer


def logs_of(course, truth, count, seed):
    """Return the logs of so many pupils whom smart_random asked."""
    rng, logs = Random(seed), []
    for number in range(count):
        answer, state, answers = (
            pupil(course, truth, rng),
            SMART_RANDOM.begin(Sitting(course, str(number))),
            [],
        )
        while isinstance(question := state.next_question(), Question):
            answers.append(answer(question))
            state.record(answers[-1])
        logs.append(Log(tuple(answers)))
    return logs


@pytest.mark.parametrize(
    "truth",
    [
        Parameters("truth", mu=3.0, sigma=1.3, kappa=0.1, tau=1.0, slip=0.05, guess_scale=1.0),
        Parameters("truth", mu=4.0, sigma=0.9, kappa=0.7, tau=0.6, slip=0.10, guess_scale=2.0),
    ],
)
def test_three_hundred_logs_tell_the_truth_within_its_error(truth):
    course = long_course()
    found = fit(course, logs_of(course, truth, 300, seed=7), start=DEFAULTS, version="fitted")
    assert found.version == "fitted"
    for name, error in ERRORS.items():
        assert getattr(found, name) == pytest.approx(getattr(truth, name), abs=error), name


def test_what_is_found_is_at_least_as_likely_as_the_truth():
    course = course_of((1, 2, 3), (2, 4), (3, 5), (1, 5))
    truth = Parameters("truth", mu=3.5, sigma=1.2, kappa=0.3, tau=0.8)
    logs = logs_of(course, truth, 150, seed=3)
    found = fit(course, logs, start=DEFAULTS, version="fitted")
    assert log_likelihood(course, logs, found) >= log_likelihood(course, logs, truth) - 0.05


def test_logs_of_pupils_who_know_more_raise_the_mean():
    course = course_of((1, 2, 3), (2, 4), (3, 5), (1, 5))
    weak, strong = (
        fit(course, logs_of(course, Parameters("truth", mu=mu), 120, seed=5), start=DEFAULTS, version="").mu
        for mu in (2.0, 4.5)
    )
    assert weak < strong


def test_the_likelihood_of_one_answer_is_the_chance_of_it():
    course = course_of((3,))
    both = sum(
        2.718281828459045 ** log_likelihood(course, [Log((answer,))], DEFAULTS)
        for answer in (right("a3-1"), wrong("a3-1"))
    )
    assert both == pytest.approx(1.0)


@pytest.mark.parametrize("outcome", [Outcome.RIGHT, Outcome.WRONG, Outcome.SKIPPED])
def test_pupils_who_are_all_alike_lead_to_no_extremes(outcome):
    course = course_of((1, 2, 3), (2, 4))
    answers = tuple(Answer(f"{skill.id}-1", outcome) for _, skill in course)
    found = fit(course, [Log(answers)] * FEWEST_LOGS, start=DEFAULTS, version="")
    for name, (least, most) in BOUNDS.items():
        assert least <= getattr(found, name) <= most


def test_more_answers_are_never_more_likely():
    """Of a pupil who is wrong again and again where the model is all but sure of him."""
    course = course_of(*[(1,)] * 26, challenges=3)
    sure = Parameters(mu=9, sigma=0.5, kappa=0.2, tau=0.5, slip=0.0001)
    wrongs = [wrong(f"{skill.id}-{rank}") for rank in (1, 2, 3) for _, skill in course]
    found = [log_likelihood(course, [Log(tuple(wrongs[:count]))], sure) for count in range(0, 79, 13)]
    assert found == sorted(found, reverse=True)


def test_too_few_logs_are_refused():
    course = course_of((3,))
    with pytest.raises(ValueError, match=f"of {FEWEST_LOGS} at least"):
        fit(course, [Log((right("a3-1"),))] * (FEWEST_LOGS - 1), start=DEFAULTS, version="")
