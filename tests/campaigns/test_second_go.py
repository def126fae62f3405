"""« Je retente »: what a second go asks, and what it leaves as it was found."""

import pytest
from hypothesis import given

from campaigns.domain.answers import Known, Outcome, Sitting
from campaigns.domain.bayes.engine import Bayes
from campaigns.domain.engine import Reason, Status, replay
from campaigns.domain.second_go import failed_skills, second_go
from campaigns.domain.smart_random import SMART_RANDOM
from tests.campaigns.courses import course_of, right, sittings, wrong
from tests.campaigns.engine_properties import play, pupils

ENGINES = (SMART_RANDOM, Bayes())
each_engine = pytest.mark.parametrize("engine", ENGINES, ids=["smart_random", "bayes"])


def again(engine, played):
    """Return the second go of a sitting that was played to its end, by somebody who is always right."""
    sitting = second_go(played.sitting, played.answers, played.results[-1], seed="again")
    return play(engine, sitting, [Outcome.RIGHT])


@each_engine
def test_a_failed_skill_is_asked_at_once_with_another_challenge(engine):
    played = play(engine, Sitting(course_of((2,), challenges=4), "1"), [Outcome.WRONG])
    first_go = {answer.challenge for answer in played.answers}
    question = again(engine, played).questions[0]
    assert question.skill.id == "a2"
    assert question.challenge.id not in first_go


@each_engine
def test_the_same_challenge_comes_back_where_there_is_no_other(engine):
    played = play(engine, Sitting(course_of((2,)), "1"), [Outcome.WRONG])
    assert [question.challenge.id for question in again(engine, played).questions] == ["a2-1"]


@each_engine
@given(sitting=sittings(), outcomes=pupils())
def test_it_asks_what_was_failed_or_left_open_and_nothing_that_was_settled_otherwise(
    engine, sitting, outcomes
):
    played = play(engine, sitting, outcomes)
    found = played.results[-1]
    failed = {
        question.place.tube
        for question, answer in zip(played.questions, played.answers, strict=True)
        if not answer.is_right and found.skills[question.skill.id].status is not Status.VALIDATED
    }
    for question in again(engine, played).questions:
        status = found.skills[question.skill.id].status
        assert status is not Status.VALIDATED
        assert question.place.tube in failed or status is Status.UNKNOWN


@each_engine
@given(sitting=sittings(), outcomes=pupils())
def test_who_is_right_the_second_time_loses_nothing(engine, sitting, outcomes):
    played = play(engine, sitting, outcomes)
    assert played.results[-1].validated <= again(engine, played).results[-1].validated


@pytest.mark.parametrize(
    ("answers", "failed"),
    [([right("a2-1"), wrong("a3-1")], {"a3"}), ([right("a2-1"), right("a3-1")], set()), ([], set())],
)
def test_there_is_a_second_go_for_who_failed_something(answers, failed):
    sitting = Sitting(course_of((2, 3)), "1")
    assert failed_skills(sitting, answers, replay(SMART_RANDOM, sitting, answers).results()) == failed


def test_what_a_second_go_did_not_ask_is_still_failed():
    sitting = Sitting(course_of((2,), (3,)), "1", wanted=frozenset({"a2", "b3"}))
    answers = [right("a2-1")]
    assert failed_skills(sitting, answers, replay(SMART_RANDOM, sitting, answers).results()) == {"b3"}


@given(sitting=sittings(), outcomes=pupils())
def test_bayes_asks_each_failed_skill_again_unless_its_tube_tells(sitting, outcomes):
    """As far as there are challenges, and before it asks anything else."""
    engine = ENGINES[1]
    played = play(engine, sitting, outcomes)
    wanted = failed_skills(played.sitting, played.answers, played.results[-1])
    then = again(engine, played)
    reasons = [question.reason for question in then.questions]
    count = reasons.count(Reason.AGAIN)
    assert reasons[:count] == [Reason.AGAIN] * count
    places = sitting.course.places
    answered = {question.place.tube for question in then.questions[:count]}
    assert {places[pk].tube for pk in wanted} <= answered


def test_what_the_profile_knew_stays_known():
    sitting = Sitting(course_of((1, 2, 3)), "1", {"a": Known(floor=2)})
    answers = [wrong("a3-1")]
    results = replay(SMART_RANDOM, sitting, answers).results()
    assert second_go(sitting, answers, results, seed="2").known["a"] == Known(floor=2)
