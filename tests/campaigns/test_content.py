"""Courses: tubes of skills from the easiest to the hardest."""

import pytest
from hypothesis import given

from campaigns.domain.content import Course, Place, Skill, Tube
from tests.campaigns.courses import course_of, courses, long_course, skill, tube


@pytest.mark.parametrize("levels", [[], [2, 2], [3, 1], [1, 2, 2, 3]])
def test_a_tube_refuses_levels_that_do_not_rise(levels):
    with pytest.raises(ValueError, match="web"):
        Tube("web", "1.1", tuple(skill("web", level) for level in levels))


def test_a_tube_may_leave_levels_out():
    assert [one.level for one in tube("web", [1, 4, 8]).skills] == [1, 4, 8]


@pytest.mark.parametrize(
    "other", [tube("a", [2]), Tube("b", "1.1", (Skill("b2", 2, skill("a", 2).challenges),))]
)
def test_a_course_refuses_two_skills_or_two_challenges_of_one_name(other):
    with pytest.raises(ValueError, match="the same id"):
        Course((tube("a", [1, 2]), other))


def test_a_course_tells_its_skills_tube_after_tube():
    course = course_of([1, 3], [2])
    assert [(place, one.id) for place, one in course] == [
        (Place(0, 0), "a1"),
        (Place(0, 1), "a3"),
        (Place(1, 0), "b2"),
    ]


def test_a_challenge_leads_to_its_skill():
    course = course_of([1, 3], [2], challenges=2)
    found, challenge = course.asked_by["a3-2"]
    assert (found.id, challenge.id) == ("a3", "a3-2")
    assert len(course.asked_by) == 6


@given(courses())
def test_places_lead_back_to_the_skills(course):
    assert course.skill_count == len(course.places) == sum(1 for _ in course)
    assert all(course.skill_at(course.places[one.id]) == one for _, one in course)


@given(courses())
def test_courses_that_hold_the_same_are_equal_whatever_they_remember(course):
    other = Course(course.tubes)
    assert course.places is not None
    assert course == other
    assert hash(course) == hash(other)


def test_an_empty_course_has_no_skill():
    assert Course(()).skill_count == 0
    assert Course(()).places == {}


def test_the_long_course_has_ninety_skills_of_levels_1_to_7():
    course = long_course(challenges=3)
    assert (len(course.tubes), course.skill_count, len(course.asked_by)) == (25, 90, 270)
    assert {one.level for _, one in course} == set(range(1, 8))
