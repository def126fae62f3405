"""The engine « smart random ». Vectors: spec/campaigns.md 2.4, 2.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.answers import Answer, Known, Outcome, Sitting
from campaigns.domain.content import Challenge, Course, Place, Skill, Tube
from campaigns.domain.engine import (
    Ending,
    Question,
    Reason,
    SkillResult,
    Status,
    draw,
    pick_challenge,
    replay,
)
from campaigns.domain.smart_random import (
    SMART_RANDOM,
    Option,
    SmartRandom,
    predicted_level,
    success_chance,
)
from tests.campaigns.courses import course_of, long_course, right, sittings, tube, wrong
from tests.campaigns.engine_properties import ASKS_ONCE, EVERY_ENGINE, play, pupils
from tests.campaigns.reference import best_skills, elements, open_skills, reachable

FAITHFUL = SmartRandom(has_dead_end=True)
SEEDS = [str(seed) for seed in range(40)]


def asked(
    course: Course, *answers: Answer, seed: str = "1", engine=SMART_RANDOM, **more
) -> Question | Ending:
    """Return what is asked after these answers."""
    return replay(engine, Sitting(course, seed, **more), answers).next_question()


def skills_asked(course: Course, *answers: Answer, **more) -> set[str]:
    """Return the skills that one pupil or another is asked."""
    return {asked(course, *answers, seed=seed, **more).skill.id for seed in SEEDS}


@pytest.mark.parametrize(
    ("direct", "expected"),
    [
        ([], 3.5),
        ([(2, True)], 4.5),
        ([(2, False)], 1.0),
        ([(1, True)], 4.0),
        ([(7, True)], 7.0),
        ([(2, True), (4, True)], 5.5),
        ([(2, True), (5, False)], 3.5),
        ([(2, False), (1, False)], 0.5),
        ([(3, True)] * 6, 6.0),
        ([(8, True)] * 50, 7.5),
        ([(1, False)] * 50, 0.5),
    ],
)
def test_the_level_is_the_one_that_best_explains_what_was_asked(direct, expected):
    assert predicted_level(direct) == expected
    assert predicted_level(reversed(direct)) == expected


@pytest.mark.parametrize(("level", "expected"), [(3, 3.18), (4, 3.62), (5, 3.13)])
def test_the_reward_is_the_number_of_skills_that_an_answer_should_settle(level, expected):
    option = Option(Place(0, level - 1), Skill("b", level, ()), False, False, level, 7 - level)
    assert option.reward(4.5) == pytest.approx(expected, abs=0.005)


def test_the_next_question_settles_most():
    question = asked(course_of([2], [1, 2, 3, 4, 5, 6]), right("a2-1"))
    assert (question.skill.id, question.place, question.reason) == ("b4", Place(1, 3), Reason.BEST)
    assert question.gain == pytest.approx(3.62, abs=0.005)
    assert question.mastery == pytest.approx(success_chance(4.5, 4))


def test_skills_without_challenge_promise_nothing():
    bare = tube("b", [1, 2, 3, 4, 5, 6], empty=[1, 2, 3])
    question = asked(Course((tube("a", [2]), bare)), right("a2-1"))
    assert question.skill.id == "b5"
    assert question.gain == pytest.approx(2)  # of the three skills left, the middle one settles two


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([[1, 2, 3], [1, 2, 3, 4]], {"a2"}),  # in an easy tube
        ([[1, 2, 3, 4], [2, 5]], {"a2", "b2"}),  # none is easy
        ([[1, 3], [2, 4]], {"a1"}),  # easy, without a level 2: the easiest
        ([[3, 4], [5, 6], [3, 8]], {"a3", "c3"}),
    ],
)
def test_the_first_question_is_easy(levels, expected):
    assert skills_asked(course_of(*levels)) == expected


def test_the_first_question_promises_nothing_yet():
    question = asked(course_of([1, 2, 3]))
    assert (question.reason, question.gain) == (Reason.FIRST, 0.0)
    assert question.mastery == 0.5  # a level 2 for a pupil of level 2


def test_the_first_question_is_not_timed_unless_all_are():
    timed = tube("a", [1, 2, 3], timed=[1, 2])
    assert skills_asked(Course((timed,))) == {"a3"}
    assert skills_asked(Course((tube("a", [1, 2, 3], timed=[1, 2, 3]),))) == {"a2"}


def test_easy_tubes_are_looked_for_before_what_is_not_timed():
    course = Course((tube("a", [2], timed=[2]), tube("b", [2, 5])))
    assert skills_asked(course) == {"a2"}


def test_a_tube_is_easy_by_the_skills_that_have_a_challenge():
    course = Course((tube("a", [2, 8], empty=[8]), tube("b", [2, 5])))
    assert skills_asked(course) == {"a2"}


def test_easy_tubes_come_first_afterwards_too():
    course = course_of([1, 2, 3], [1, 2], [1, 2, 3, 4, 5, 6])
    assert skills_asked(course, right("a2-1")) <= {"a3", "b1", "b2"}


def test_no_two_timed_questions_follow_each_other_when_another_one_is_left():
    course = Course((tube("a", [4]), tube("b", [1, 2, 3, 4, 5], timed=[3, 4]), tube("c", [4])))
    timed = Answer("a4-1", Outcome.RIGHT, was_timed=True)
    assert skills_asked(course, right("a4-1")) == {"b4"}
    assert skills_asked(course, timed) == {"b5"}
    all_timed = Course((tube("a", [4]), tube("b", [4], timed=[4])))
    assert skills_asked(all_timed, timed) == {"b4"}


def test_a_skill_is_timed_as_its_first_challenge_left():
    clocks = {4: (True, False), 5: (False, True)}
    skills = (
        Skill(f"b{level}", level, tuple(Challenge(f"b{level}-{n}", 0.1, on) for n, on in enumerate(timed)))
        for level, timed in clocks.items()
    )
    course = Course((tube("a", [4]), Tube("b", "1.1", tuple(skills))))
    timed = Answer("a4-1", Outcome.RIGHT, was_timed=True)
    assert skills_asked(course, timed) == {"b5"}


@pytest.mark.parametrize(("level", "is_asked"), [(3, True), (4, False)])
def test_a_skill_more_than_two_levels_above_the_pupil_is_not_asked(level, is_asked):
    question = asked(course_of([2], [level]), wrong("a2-1"))  # predicted: 1.0
    assert (question is not Ending.TOO_HARD) == is_asked


def test_the_first_question_may_be_hard():
    assert asked(course_of([8])).skill.id == "a8"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(ceiling=2, failed_days=3.99), Ending.SETTLED),
        (Known(ceiling=2, failed_days=4.01), "a2"),
        (Known(floor=3, failed_days=400.0), Ending.SETTLED),  # validated: never asked again
        (Known(floor=2, ceiling=3, failed_days=3.99), Ending.SETTLED),
        (Known(floor=2, ceiling=3, failed_days=4.01), "a3"),
    ],
)
def test_what_the_profile_settles_is_not_asked_and_old_failures_are(known, expected):
    question = asked(course_of([2, 3]), known={"a": known})
    assert (question if isinstance(question, Ending) else question.skill.id) == expected


@pytest.mark.parametrize(("days", "ability"), [(3.99, 3.5), (4.01, 4.5)])
def test_what_an_earlier_assessment_really_asked_tells_the_level_too(days, ability):
    known = {"b": Known(ceiling=5, failed_days=days, direct=((5, False),))}
    question = asked(course_of([2], [5, 6], [1, 2, 3, 4, 5, 6]), right("a2-1"), known=known)
    assert question.place.tube == 2
    assert question.mastery == pytest.approx(success_chance(ability, question.skill.level))


def test_chance_is_settled_by_the_assessment():
    course = course_of([2], [2], [2], challenges=3)
    for seed in SEEDS:
        question = asked(course, seed=seed)
        assert question.place.tube == draw(seed, 3)
        assert question.challenge == pick_challenge(seed, question.skill.challenges)


def test_the_end_tells_why():
    assert asked(course_of([2]), right("a2-1")) is Ending.SETTLED
    assert asked(course_of([2], [4]), wrong("a2-1")) is Ending.TOO_HARD
    bare = Course((tube("a", [2]), tube("b", [2], empty=[2])))
    assert asked(bare, right("a2-1")) is Ending.NOTHING_TO_ASK
    assert asked(Course((tube("b", [2], empty=[2]),))) is Ending.NOTHING_TO_ASK
    assert asked(Course(())) is Ending.SETTLED


def test_a_hard_skill_of_an_easy_tube_ended_the_test_although_others_were_in_reach():
    """Two failures leave c3 alone in the easy tubes, out of reach of a 0.5, whatever d holds."""
    course = course_of([1], [2], [3], [1, 2, 4, 5])
    answers = [wrong("b2-1"), wrong("a1-1")]
    assert asked(course, *answers, engine=FAITHFUL) is Ending.TOO_HARD
    assert asked(course, *answers).place.tube == 3
    assert FAITHFUL.version != SMART_RANDOM.version


def test_a_timed_skill_is_asked_when_the_others_are_out_of_reach():
    course = Course((tube("a", [2]), tube("b", [1, 6], timed=[1])))
    answer = Answer("a2-1", Outcome.WRONG, was_timed=True)
    assert asked(course, answer, engine=FAITHFUL) is Ending.TOO_HARD
    assert asked(course, answer).skill.id == "b1"


def test_results_tell_what_was_asked_inferred_and_left():
    state = replay(SMART_RANDOM, Sitting(course_of([1, 2, 3], [5, 8]), "1"), [wrong("a2-1")])
    results = state.results()
    assert results.skills == {
        "a1": SkillResult(Status.UNKNOWN, pytest.approx(0.5), is_direct=False),
        "a2": SkillResult(Status.INVALIDATED, 0.0, is_direct=True),
        "a3": SkillResult(Status.INVALIDATED, 0.0, is_direct=False),
        "b5": SkillResult(Status.UNKNOWN, pytest.approx(success_chance(1.0, 5)), is_direct=False),
        "b8": SkillResult(Status.UNKNOWN, pytest.approx(success_chance(1.0, 8)), is_direct=False),
    }
    state.record(right("a1-1"))
    assert (state.results().rate, state.results().margin) == (1 / 5, 0.0)


def test_a_later_failure_takes_back_what_the_profile_had():
    sitting = Sitting(course_of([1, 3, 5]), "1", {"a": Known(floor=5)})
    results = replay(SMART_RANDOM, sitting, [wrong("a3-1")]).results()
    assert [result.status for result in results.skills.values()] == [
        Status.VALIDATED,
        Status.INVALIDATED,
        Status.INVALIDATED,
    ]


def test_an_empty_course_has_no_rate():
    state = SMART_RANDOM.begin(Sitting(Course(()), "1"))
    assert (state.results().rate, state.progress()) == (0.0, 1.0)


def test_progress_is_the_share_of_settled_skills():
    sitting = Sitting(course_of([1, 2, 3], [2]), "1", {"a": Known(floor=1)})
    state = SMART_RANDOM.begin(sitting)
    assert state.progress() == 1 / 4
    state.record(right("a3-1"))
    assert state.progress() == 3 / 4
    state.record(wrong("b2-1"))
    assert state.progress() == 1.0


@pytest.mark.parametrize("shown", [0.4, 0.9, 1.0])
def test_progress_never_falls_under_what_was_shown_and_waits_for_the_end(shown):
    state = SMART_RANDOM.begin(Sitting(course_of([1], [2]), "1", progress=shown))
    assert min(shown, 0.999) <= state.progress() < 1.0


def test_a_challenge_of_another_course_is_refused_and_changes_nothing():
    state = SMART_RANDOM.begin(Sitting(course_of([1, 2]), "1"))
    before = state.next_question(), state.results()
    with pytest.raises(KeyError):
        state.record(right("z1-1"))
    assert (state.next_question(), state.results()) == before


def test_a_long_test_asks_about_half_of_the_skills():
    """Spec/campaigns.md 10.2: about 44 of 90."""
    outcomes = [Outcome.RIGHT, Outcome.WRONG, Outcome.RIGHT, Outcome.RIGHT, Outcome.WRONG]
    assert 30 <= len(play(SMART_RANDOM, Sitting(long_course(2), "1"), outcomes).questions) <= 60


@pytest.mark.parametrize("engine", [SMART_RANDOM, FAITHFUL], ids=["fixed", "faithful"])
@given(sitting=sittings(), outcomes=pupils())
def test_what_holds_for_every_engine(engine, sitting, outcomes):
    played = play(engine, sitting, outcomes)
    for check in EVERY_ENGINE + ASKS_ONCE:
        check(played)


@pytest.mark.parametrize("engine", [SMART_RANDOM, FAITHFUL], ids=["fixed", "faithful"])
@given(sitting=sittings(), outcomes=pupils())
def test_it_asks_one_of_the_skills_that_the_rules_name(engine, sitting, outcomes):
    played = play(engine, sitting, outcomes)
    for count, question in enumerate(played.questions):
        best = best_skills(sitting, played.answers[:count], engine.has_dead_end)
        assert question.skill.id in best
    assert best_skills(sitting, played.answers, engine.has_dead_end) == set()


@given(sitting=sittings(), outcomes=pupils())
def test_it_never_ends_while_a_skill_is_in_reach(sitting, outcomes):
    played = play(SMART_RANDOM, sitting, outcomes)
    unknown = [
        skill
        for skill in open_skills(sitting, played.answers)
        if skill.id not in elements(sitting, played.answers).statuses
    ]
    assert not reachable(sitting, played.answers)
    assert (played.ending is Ending.TOO_HARD) == bool(unknown)


@given(sitting=sittings(), data=st.data())
def test_answers_that_it_did_not_ask_for_do_no_harm(sitting, data):
    ids = sorted(sitting.course.asked_by)
    chosen = data.draw(st.lists(st.sampled_from(ids), max_size=5)) if ids else []
    state = replay(SMART_RANDOM, sitting, [right(pk) for pk in chosen])
    question = state.next_question()
    if isinstance(question, Question):
        assert question.challenge.id not in chosen
        assert state.results().skills[question.skill.id].status is Status.UNKNOWN
