"""What answers and the profile say of a tube."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.answers import Answer, Known, Outcome, Sitting
from campaigns.domain.engine import Status
from campaigns.domain.knowledge import Bounds, Knowledge, TubeKnowledge, bounds_of
from tests.campaigns.courses import course_of, knowns, right, sittings, wrong
from tests.campaigns.reference import elements

LETTERS = {Status.VALIDATED: "V", Status.INVALIDATED: "-", Status.UNKNOWN: "?"}


def told(sitting: Sitting, *answers: Answer) -> Knowledge:
    knowledge = Knowledge(sitting)
    for answer in answers:
        skill, _ = sitting.course.asked_by[answer.challenge]
        knowledge.record(sitting.course.places[skill.id], answer.is_right)
    return knowledge


def letters(sitting: Sitting, *answers: Answer) -> str:
    """Return what becomes of each skill: V validated, - invalidated, ? unknown."""
    return "".join(LETTERS[status] for status in told(sitting, *answers).statuses())


@st.composite
def sat(draw):
    """Make up a sitting and any answers to its challenges, also to those that no engine would ask."""
    sitting = draw(sittings())
    asked = st.sampled_from(sorted(sitting.course.asked_by)) if sitting.course.asked_by else st.nothing()
    answers = draw(st.lists(st.builds(Answer, asked, st.sampled_from(Outcome)), max_size=8))
    return sitting, answers


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], "????"),
        ([right("a4-1")], "VV??"),  # levels 1, 4, 5, 8: a gap is nothing special
        ([right("a8-1")], "VVVV"),
        ([right("a1-1")], "V???"),
        ([wrong("a5-1")], "??--"),
        ([wrong("a1-1")], "----"),
        ([right("a1-1"), wrong("a5-1")], "V?--"),
        ([right("a4-1"), wrong("a5-1")], "VV--"),
        ([wrong("a4-1"), right("a8-1")], "?---"),  # settled by this assessment: told once
        ([right("a4-1"), wrong("a1-1")], "VV??"),
        ([right("a4-1"), wrong("a4-1")], "VV??"),
    ],
)
def test_a_success_validates_what_is_easier_and_a_failure_invalidates_what_is_harder(answers, expected):
    assert letters(Sitting(course_of([1, 4, 5, 8]), "1"), *answers) == expected


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.TIMED_OUT, Outcome.WRONG])
def test_whatever_is_not_right_is_a_failure(outcome):
    assert letters(Sitting(course_of([1, 2, 3]), "1"), Answer("a2-1", outcome)) == "?--"


@pytest.mark.parametrize("answer", [right("a3-1"), wrong("a3-1")])
def test_other_tubes_learn_nothing_not_even_at_the_same_level(answer):
    assert letters(Sitting(course_of([3], [1, 3, 5]), "1"), answer)[1:] == "???"


@pytest.mark.parametrize(
    ("known", "answers", "expected"),
    [
        (Known(floor=5), [wrong("a3-1")], "V--"),  # levels 1, 3, 5
        (Known(floor=3), [], "VV?"),
        (Known(floor=2), [], "V??"),  # a floor between two skills of the course
        (Known(floor=8), [], "VVV"),
        (Known(floor=1, ceiling=4), [], "V?-"),
        (Known(floor=1, ceiling=4), [right("a3-1")], "VV-"),
        (Known(floor=1, ceiling=4), [right("a5-1")], "VVV"),
        (Known(ceiling=2), [right("a3-1")], "VV-"),
        (Known(floor=3, ceiling=5), [wrong("a1-1")], "---"),
        (Known(ceiling=1, failed_days=3.99), [], "---"),
        (Known(ceiling=1, failed_days=4.01), [], "???"),
        (Known(floor=1, ceiling=3, failed_days=3.99), [], "V--"),
        (Known(floor=1, ceiling=3, failed_days=4.01), [], "V??"),
    ],
)
def test_this_assessment_speaks_before_the_profile(known, answers, expected):
    assert letters(Sitting(course_of([1, 3, 5]), "1", {"a": known}), *answers) == expected


@pytest.mark.parametrize(
    ("known", "answers", "expected"),
    [
        (Known(), [right("a2-1"), wrong("a6-1")], [(2, True), (6, False)]),
        (Known(), [right("a6-1"), wrong("a2-1")], [(6, True)]),  # settled before: nothing direct
        (Known(floor=4, direct=((2, True),)), [], [(2, True)]),
        (Known(floor=4, direct=((2, True), (4, True))), [wrong("a4-1")], [(4, False), (2, True)]),
        (Known(floor=2, direct=((2, True),)), [right("a6-1")], [(6, True)]),  # 2 is now inferred
        (Known(floor=3, direct=((3, True),)), [], []),  # not a level of the course
        (Known(ceiling=4, failed_days=3.99, direct=((4, False),)), [], [(4, False)]),
        (Known(ceiling=4, failed_days=4.01, direct=((4, False),)), [], []),
        (Known(floor=2, ceiling=4, failed_days=9.0, direct=((2, True), (4, False))), [], [(2, True)]),
    ],
)
def test_what_was_really_asked_is_told_apart(known, answers, expected):
    sitting = Sitting(course_of([2, 4, 6]), "1", {"a": known})
    assert list(told(sitting, *answers).direct()) == expected


@given(sat())
def test_knowledge_by_tube_is_knowledge_by_skill(case):
    sitting, answers = case
    expected = elements(sitting, answers).statuses
    assert told(sitting, *answers).statuses() == [
        expected.get(skill.id, Status.UNKNOWN) for _, skill in sitting.course
    ]


@given(sat())
def test_what_was_asked_is_told_once_a_skill(case):
    sitting, answers = case
    found = elements(sitting, answers)
    levels = {skill.id: skill.level for _, skill in sitting.course}
    expected = [(levels[pk], found.statuses[pk] is Status.VALIDATED) for pk in found.direct]
    assert sorted(told(sitting, *answers).direct()) == sorted(expected)


@given(knowns(), st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=8))
def test_the_floor_stays_below_the_ceiling(known, answers):
    tube = TubeKnowledge(known)
    for level, is_right in answers:
        tube.record(level, is_right)
        assert tube.bounds.ceiling is None or 0 <= tube.bounds.floor < tube.bounds.ceiling


@given(knowns(), st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=8))
def test_what_is_known_stays_known(known, answers):
    tube, count = TubeKnowledge(known), 0
    for level, is_right in answers:
        tube.record(level, is_right)
        settled = sum(tube.bounds.status_of(one) is not Status.UNKNOWN for one in range(1, 9))
        assert settled >= count
        count = settled


@given(knowns())
def test_new_bounds_that_say_nothing_leave_the_older_ones(known):
    assert Bounds().over(bounds_of(known)) == bounds_of(known)
    assert bounds_of(known).over(Bounds()) == bounds_of(known)


@given(knowns(), knowns())
def test_newer_bounds_win_wherever_they_speak(newer, older):
    first, second = bounds_of(newer), bounds_of(older)
    both = first.over(second)
    for level in range(1, 10):
        expected = first.status_of(level)
        if expected is Status.UNKNOWN:
            expected = second.status_of(level)
        assert both.status_of(level) is expected
