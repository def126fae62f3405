"""The engine `bayes`: what it asks, why, when it stops, what it says of a pupil."""

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.answers import Answer, Known, Outcome, Sitting
from campaigns.domain.bayes.choice import information
from campaigns.domain.bayes.engine import REVISION, Bayes
from campaigns.domain.bayes.parameters import DEFAULTS, LEAST_TAU, NEVER, USUAL, Parameters, Stopping
from campaigns.domain.content import Challenge, Course, Skill, Tube
from campaigns.domain.engine import Ending, Question, Reason, Status, replay
from tests.campaigns.courses import course_of, long_course, right, sittings, tube
from tests.campaigns.engine_properties import EVERY_ENGINE, play, pupils

ENGINE = Bayes()


def asked(sitting, answers=(), engine=ENGINE):
    return replay(engine, sitting, answers).next_question()


@settings(max_examples=60)
@given(sitting=sittings(), outcomes=pupils())
def test_what_holds_for_every_engine(sitting, outcomes):
    played = play(ENGINE, sitting, outcomes)
    for check in EVERY_ENGINE:
        check(played)


@settings(max_examples=40)
@given(sitting=sittings(), outcomes=pupils())
def test_it_asks_nothing_known_or_settled_and_never_ends_for_want_of_a_skill_within_reach(sitting, outcomes):
    played = play(ENGINE, sitting, outcomes)
    for count, question in enumerate(played.questions):
        known = sitting.known.get(sitting.course.tubes[question.place.tube].id, Known())
        assert question.skill.level > known.floor
        assert known.current_ceiling is None or question.skill.level < known.current_ceiling
        assert question.gain >= USUAL.least_gain or count < min(USUAL.least, sitting.course.skill_count)
    assert played.ending is not Ending.TOO_HARD
    assert len(played.questions) <= USUAL.most


@settings(max_examples=20)
@given(sitting=sittings(), outcomes=pupils())
def test_no_skill_is_asked_more_than_three_times(sitting, outcomes):
    names = [question.skill.id for question in play(Bayes(stopping=NEVER), sitting, outcomes).questions]
    assert all(names.count(name) <= NEVER.repeats for name in names)


@pytest.mark.parametrize(
    ("levels", "first"),
    [
        ([(1, 2, 3), (2, 4, 5)], {"a2"}),  # an easy tube has one
        ([(1, 3), (2, 4, 5)], {"a1"}),  # the lowest of the easy tube
        ([(4, 5), (6, 7)], {"a4"}),  # nothing easy: the lowest
        ([(2, 6), (2, 7)], {"a2", "b2"}),
    ],
)
def test_the_first_question_is_easy(levels, first):
    for seed in map(str, range(20)):
        question = asked(Sitting(course_of(*levels), seed))
        assert question.skill.id in first
        assert question.reason is Reason.FIRST


def test_the_first_question_has_no_clock_if_possible():
    course = Course((tube("a", [1, 2], timed=[2]), tube("b", [3])))
    assert asked(Sitting(course, "1")).skill.id == "a1"
    only_timed = Course((tube("a", [1, 2], timed=[1, 2]),))
    assert asked(Sitting(only_timed, "1")).skill.id == "a2"


def test_no_two_timed_in_a_row_unless_nothing_else_is_left():
    course = Course((tube("a", [2], timed=[2]), tube("b", [3], timed=[3]), tube("c", [3])))
    late = Answer("a2-1", Outcome.RIGHT, was_timed=True)
    assert asked(Sitting(course, "1"), [late]).skill.id == "c3"
    assert asked(Sitting(course, "1"), [late, right("c3-1")]).skill.id == "b3"


def test_then_it_asks_what_it_doubts_most():
    sitting = Sitting(course_of((2,), (1, 3, 8)), "1")
    question = asked(sitting, [right("a2-1")])
    state = replay(ENGINE, sitting, [right("a2-1")])
    doubts = {
        skill.id: abs(0.5 - mastery)
        for (_, skill), mastery in zip(sitting.course, state.masteries(), strict=True)
    }
    assert question.skill.id == min(("b1", "b3"), key=doubts.get)
    assert question.reason is Reason.BEST
    assert question.mastery == pytest.approx(state.results().skills[question.skill.id].mastery)
    assert question.gain == pytest.approx(information(question.mastery, DEFAULTS.slip, 0.1))


def test_what_is_too_hard_waits_until_nothing_else_is_left():
    """There is more doubt about the hard skill than about the easy one; it waits all the same."""
    course = course_of((1,), (2,), (7,))
    engine = Bayes(Parameters(mu=4.8, sigma=0.3, kappa=0.1, tau=1.5), NEVER)
    state = engine.begin(Sitting(course, "1"))
    doubts = [abs(0.5 - mastery) for mastery in state.masteries()]
    assert doubts[2] < doubts[0]
    first = [right("b2-1")]
    assert asked(Sitting(course, "1"), first, engine).skill.id == "a1"
    assert asked(Sitting(course, "1"), [*first, right("a1-1")], engine).skill.id == "c7"


def test_a_course_without_challenges_is_not_settled():
    course = Course((tube("a", [1, 2], empty=[1, 2]),))
    assert asked(Sitting(course, "1")) is Ending.NOTHING_TO_ASK


def test_an_empty_course_is_over_before_it_begins():
    state = ENGINE.begin(Sitting(Course(()), "1"))
    assert state.next_question() is Ending.SETTLED
    assert (state.results().rate, state.progress()) == (0.0, 1.0)


def test_it_asks_something_of_everybody():
    """However sure it is of pupils in general."""
    sure = Bayes(Parameters(mu=7, sigma=0.8, kappa=0.3, tau=0.85))
    played = play(sure, Sitting(course_of(*[(1, 2, 3)] * 4), "1"), [Outcome.RIGHT])
    assert len(played.questions) == USUAL.least


def test_a_short_course_asks_no_more_than_its_skills_when_that_is_enough():
    played = play(ENGINE, Sitting(course_of(*[(2,)] * 5, challenges=3), "1"), [Outcome.RIGHT])
    assert len(played.questions) == 5
    assert played.ending is Ending.SURE_ENOUGH


def test_a_competence_is_the_reason_only_where_it_is_new():
    played = play(ENGINE, Sitting(long_course(3), "3"), [Outcome.RIGHT, Outcome.WRONG, Outcome.WRONG])
    touched = set()
    for question in played.questions:
        competence = played.sitting.course.tubes[question.place.tube].competence
        assert question.reason is not Reason.COMPETENCE or competence not in touched
        touched.add(competence)


def test_after_a_timed_question_a_skill_is_asked_without_clock_if_it_can_be():
    clocked, calm = Challenge("b3-1", 0.1, is_timed=True), Challenge("b3-2", 0.1)
    course = Course((tube("a", [2], timed=[2]), Tube("b", "1.1", (Skill("b3", 3, (clocked, calm)),))))
    late = Answer("a2-1", Outcome.RIGHT, was_timed=True)
    for seed in map(str, range(8)):
        assert asked(Sitting(course, seed), [late]).challenge == calm


def test_an_answer_told_twice_is_one_answer():
    sitting = Sitting(course_of((2, 3), challenges=2), "1")
    once, twice = (replay(ENGINE, sitting, [right("a2-1")] * times).results() for times in (1, 2))
    assert once == twice


@settings(max_examples=40)
@given(sitting=sittings(), outcomes=pupils())
def test_the_rate_is_the_mean_of_what_is_said_of_each_skill(sitting, outcomes):
    for results in play(ENGINE, sitting, outcomes).results:
        masteries = [result.mastery for result in results.skills.values()]
        assert results.rate == pytest.approx(sum(masteries) / len(masteries))


def test_a_known_success_lowers_nothing_and_a_known_failure_raises_nothing():
    course = course_of((2, 7, 8), (2, 4, 6), (1,))
    unknown = ENGINE.begin(Sitting(course, "1")).masteries()
    for level in (2, 7, 8):
        better = ENGINE.begin(Sitting(course, "1", {"a": Known(floor=level)})).masteries()
        worse = ENGINE.begin(Sitting(course, "1", {"a": Known(ceiling=level)})).masteries()
        assert all(low <= mid <= high for low, mid, high in zip(worse, unknown, better, strict=True))


def test_tubes_are_never_taken_to_hang_together_too_closely():
    sitting = Sitting(long_course(), "1")
    found = [Bayes(Parameters(tau=tau)).begin(sitting).masteries() for tau in (0.2, LEAST_TAU, 1.5)]
    assert found[0] == found[1] != found[2]


def test_the_defaults_are_wide_and_the_test_is_short():
    """Spec/campaigns.md 11; kappa and tau together scatter as far as tau alone does there."""
    assert (DEFAULTS.mu, DEFAULTS.sigma, DEFAULTS.slip) == (3.0, 1.5, 0.05)
    assert hypot(DEFAULTS.kappa, DEFAULTS.tau) == pytest.approx(1.2, abs=0.02)
    assert Stopping(expected_error=0.05, least_gain=0.02, most=45, least=10, repeats=3) == USUAL


def test_its_version_tells_the_rules_and_the_parameters():
    assert Bayes(Parameters(version="2026-11-21")).version == f"{REVISION}:2026-11-21"


def test_a_doubtful_skill_is_asked_again_with_another_challenge():
    sitting = Sitting(course_of((3,), challenges=3), "7")
    first = asked(sitting)
    again = asked(sitting, [right(first.challenge.id)])
    assert again.reason is Reason.REPEATED
    assert again.skill == first.skill
    assert again.challenge != first.challenge


def test_each_competence_is_touched_in_time():
    course = long_course()
    for outcome in (Outcome.RIGHT, Outcome.WRONG):
        played = play(ENGINE, Sitting(course, "3"), [outcome])
        within = played.questions[: 2 * len(course.competences)]
        assert {course.tubes[question.place.tube].competence for question in within} == course.competences


def test_pupils_who_are_alike_are_not_all_asked_the_same():
    course = course_of(*[(2, 4)] * 6)
    assert len({asked(Sitting(course, str(seed))).skill.id for seed in range(40)}) == 6


@pytest.mark.parametrize(
    ("stopping", "ending"),
    [
        (Stopping(most=5, least=0, expected_error=0.0), Ending.LONG_ENOUGH),
        (Stopping(expected_error=0.4, least=0), Ending.SURE_ENOUGH),
        (Stopping(expected_error=0.0, least_gain=0.6), Ending.LITTLE_TO_LEARN),
        (Stopping(expected_error=0.0, least_gain=1e-9, most=10_000), Ending.SETTLED),
    ],
)
def test_it_stops_for_a_reason(stopping, ending):
    played = play(Bayes(stopping=stopping), Sitting(long_course(), "1"), [Outcome.RIGHT, Outcome.WRONG])
    assert played.ending is ending


def test_it_asks_the_least_number_even_when_it_is_sure():
    stopping = Stopping(expected_error=0.4)
    played = play(Bayes(stopping=stopping), Sitting(long_course(), "1"), [Outcome.WRONG])
    assert len(played.questions) == stopping.least


def test_a_pass_tells_more_against_a_skill_than_a_mistake():
    sitting = Sitting(course_of((2, 3, 4)), "1")
    passed, failed = (
        replay(ENGINE, sitting, [Answer("a3-1", outcome)]).masteries()
        for outcome in (Outcome.SKIPPED, Outcome.WRONG)
    )
    assert all(mastery < 0.5 for mastery in passed[1:])
    assert passed[1] > failed[1]  # who passes may know it; a mistake is rarer among those who do


def test_too_late_is_a_failure():
    sitting = Sitting(course_of((2, 3, 4)), "1")
    late, failed = (
        replay(ENGINE, sitting, [Answer("a3-1", outcome, was_timed=True)]).masteries()
        for outcome in (Outcome.TIMED_OUT, Outcome.WRONG)
    )
    assert late == failed


def test_the_profile_is_believed_and_not_asked_again():
    course = course_of((1, 2, 3, 4), (2, 3))
    state = ENGINE.begin(Sitting(course, "1", {"a": Known(floor=3), "b": Known(ceiling=2, failed_days=3.99)}))
    results = state.results().skills
    assert {skill for skill, result in results.items() if result.status is Status.VALIDATED} >= {
        "a1",
        "a2",
        "a3",
    }
    assert not any(result.is_direct for result in results.values())
    assert {results["b2"].status, results["b3"].status} == {Status.INVALIDATED}
    assert state.next_question().skill.id == "a4"


@pytest.mark.parametrize(("days", "is_asked"), [(3.99, False), (4.01, True)])
def test_an_old_failure_is_asked_again(days, is_asked):
    sitting = Sitting(course_of((2,)), "1", {"a": Known(ceiling=2, failed_days=days)})
    assert isinstance(asked(sitting), Question) is is_asked


def test_what_was_validated_once_stays_whatever_other_tubes_say():
    course = course_of((6, 7), *[(1, 2)] * 6)
    sitting = Sitting(course, "1", {"a": Known(floor=6)})
    played = play(ENGINE, sitting, [Outcome.WRONG])
    assert "a6" in played.results[0].validated
    assert "a6" in played.results[-1].validated
    assert not any(question.skill.id == "a6" for question in played.questions)


def test_what_is_known_of_a_tube_tells_of_the_others():
    course = course_of((6, 7), (4, 5))
    unknown, known = (
        ENGINE.begin(Sitting(course, "1", profile)).masteries()[2] for profile in ({}, {"a": Known(floor=6)})
    )
    assert known > unknown


def test_the_margin_shrinks_as_answers_come_in():
    sitting = Sitting(long_course(), "1")
    played = play(ENGINE, sitting, [Outcome.RIGHT, Outcome.WRONG])
    margins = [played.results[0].margin, played.results[-1].margin]
    assert margins[0] > margins[1] > 0.0


def test_what_was_shown_of_progress_stays_and_a_question_is_left_before_its_end():
    for shown, progress in ((0.6, 0.6), (1.0, 0.99)):
        assert ENGINE.begin(Sitting(long_course(), "1", progress=shown)).progress() == progress


@given(mastery=st.floats(0, 1), slip=st.floats(0.001, 0.49), guess=st.floats(0.001, 0.5))
def test_an_answer_tells_at_most_one_bit_and_never_less_than_nothing(mastery, slip, guess):
    assert -1e-12 <= information(mastery, slip, guess) <= 1.0
