"""Recommended subjects: the vectors of the specification, means over participants, orders and bounds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.content import Course
from campaigns.domain.recommendations import (
    CompetenceLevel,
    Relevance,
    levels_of_competences,
    recommend,
    relevance,
    results_by_competence,
    tube_score,
)
from campaigns.domain.scoring import Mastery
from tests.campaigns.courses import course_of, courses, tube


def skills_up_to(course: Course, floors: list[int]) -> set[str]:
    """Return the skills of each tube up to a level."""
    return {skill.id for place, skill in course if skill.level <= floors[place.tube]}


@st.composite
def courses_and_floors(draw: st.DrawFn) -> tuple[Course, list[int]]:
    """Make up a course, and the level up to which a pupil masters each tube."""
    course = draw(courses())
    size = len(course.tubes)
    return course, draw(st.lists(st.integers(0, 8), min_size=size, max_size=size))


@pytest.mark.parametrize(
    ("levels", "validated", "score", "bullets"),
    [
        ([1, 2, 3], set(), 18.00, 4),
        ([1, 2, 3], {1}, 43.00, 3),
        ([1, 2, 3], {1, 2}, 64.67, 2),
        ([1, 2, 3], {1, 2, 3}, 88.00, 1),
        ([5], set(), 30.00, 3),
        ([2], set(), 12.00, 4),
        ([3, 4, 5], {3}, 68.17, 2),
    ],
)
def test_scores_are_those_of_the_specification(levels, validated, score, bullets):
    """Source: spec/campaigns.md 7.5; the campaign goes to level 5."""
    found = tube_score(levels, [level in validated for level in levels], 5)
    assert round(float(found), 2) == score
    assert relevance(found) == bullets


@pytest.mark.parametrize(
    ("score", "expected", "label"),
    [
        (0, Relevance.TOP, "Fortement recommandé"),
        (25, Relevance.TOP, "Fortement recommandé"),
        (Fraction(25_001, 1000), Relevance.HIGH, "Très recommandé"),
        (50, Relevance.HIGH, "Très recommandé"),
        (50.5, Relevance.GOOD, "Recommandé"),
        (75, Relevance.GOOD, "Recommandé"),
        (75.01, Relevance.FAIR, "Assez recommandé"),
        (100, Relevance.FAIR, "Assez recommandé"),
    ],
)
def test_bullets_fall_as_the_score_rises(score, expected, label):
    assert relevance(score) is expected
    assert expected.label == label


def test_a_score_is_a_mean_over_the_participants():
    # 18 + 43 + 64.67 + 88, and one who shows nothing of the course: 18.
    course = Course((tube("a", [1, 2, 3]), tube("z", [5], competence="1.2")))
    group = [set(), {"a1"}, {"a1", "a2"}, {"a1", "a2", "a3"}, {"another1"}]
    found = {one.tube.id: one for one in recommend(course, group)}
    assert found["a"].score == pytest.approx((18 + 43 + 64 + 2 / 3 + 88 + 18) / 5)
    assert found["a"].relevance is Relevance.HIGH
    assert (found["a"].mean_level, found["a"].highest_level) == (1.2, 3)
    assert (found["z"].score, found["z"].mean_level, found["z"].highest_level) == (30.0, 0.0, 5)


@pytest.mark.parametrize(
    ("levels", "highest", "floors", "expected", "bullets"),
    [
        ([1, 2, 3], 4, [2, 3, 2, 2], 75.0, Relevance.GOOD),  # 3 × 69.17 and 92.5: more than 75 in floats
        ([1, 2, 4, 6], 8, [4, 1, 1, 2], 50.0, Relevance.HIGH),  # 70.83, 36.67 twice, 55.83: likewise
        ([1, 2], 5, [1, 1, 1, 0, 0, 0, 0, 0], 25.125, Relevance.HIGH),  # 3 × 47 and 5 × 12
    ],
)
def test_a_mean_on_a_limit_stays_on_its_side_of_it(levels, highest, floors, expected, bullets):
    course = Course((tube("a", levels), tube("b", [highest])))
    group = [{f"a{level}" for level in levels if level <= floor} for floor in floors]
    (found,) = [one for one in recommend(course, group) if one.tube.id == "a"]
    assert (found.score, found.relevance) == (expected, bullets)


def test_subjects_come_lowest_score_first_and_equal_ones_in_the_order_of_the_course():
    course = course_of([5], [1, 2], [4, 5], [1, 2])
    found = recommend(course, [{"c4"}])
    assert [one.tube.id for one in found] == ["b", "d", "a", "c"]
    assert [one.score for one in found] == sorted(one.score for one in found)


def test_an_easy_subject_comes_before_a_hard_one_that_nobody_knows_either():
    easy, hard = recommend(course_of([5], [2]), [set(), set()])
    assert (easy.tube.id, hard.tube.id) == ("b", "a")
    assert (round(easy.score, 2), round(hard.score, 2)) == (12.00, 30.00)


def test_without_a_participation_or_a_subject_nothing_is_recommended():
    assert recommend(course_of([1]), []) == []
    assert recommend(Course(()), [set()]) == []
    assert levels_of_competences([]) == {}


@given(courses_and_floors(), st.data())
def test_going_one_level_further_in_a_tube_never_lowers_its_score(made, data):
    course, floors = made
    index = data.draw(st.integers(0, len(course.tubes) - 1))
    higher = [floor + (place == index) for place, floor in enumerate(floors)]
    before = {one.tube.id: one for one in recommend(course, [skills_up_to(course, floors)])}
    after = {one.tube.id: one for one in recommend(course, [skills_up_to(course, higher)])}
    for pk, one in before.items():
        assert 0 <= one.score <= after[pk].score <= 100
        assert one.relevance >= after[pk].relevance
        assert 0 <= one.mean_level <= after[pk].mean_level <= one.highest_level


@given(courses(), st.data())
def test_scores_stay_in_bounds_whatever_is_validated(course, data):
    validated = st.sets(st.sampled_from(sorted(course.places)))
    found = recommend(course, data.draw(st.lists(validated, min_size=1, max_size=4)))
    assert {one.tube.id for one in found} == {one.id for one in course.tubes}
    assert all(0 < one.score <= 100 for one in found)


@given(courses_and_floors())
def test_the_same_results_twice_recommend_the_same(made):
    course, floors = made
    validated = skills_up_to(course, floors)
    assert recommend(course, [validated]) == recommend(course, [validated, set(validated)])


def test_a_hole_below_a_validated_skill_counts_no_more_than_none():
    """40 × 5/5 + 30 × 5/5 + 20 × 1/3 + 10, although 5 is five times the level that is missing."""
    assert tube_score([1, 2, 5], [False, False, True], 5) == 80 + Fraction(20, 3)


# --- Competences ------------------------------------------------------------------------------------


def test_results_of_a_competence_are_those_of_all_the_participants():
    course = Course((tube("a", [1, 2, 3]), tube("b", [1], competence="1.2"), tube("c", [4])))
    found = results_by_competence(course, [{"a1", "c4", "b1"}, {"a1"}, set()])
    assert list(found.items()) == [("1.1", Mastery(3, 12)), ("1.2", Mastery(1, 3))]
    assert [one.percentage for one in found.values()] == [25, 33]


def test_results_of_nobody_are_nothing():
    assert results_by_competence(course_of([1, 2]), []) == {"1.1": Mastery(0, 0)}


def test_levels_of_a_competence_are_the_means_of_its_subjects():
    course = Course((tube("a", [1, 2, 3]), tube("b", [1], competence="1.2"), tube("c", [2, 4])))
    group = [{"a1", "a2", "c2"}, {"a1", "b1"}]  # mean levels 1.5 of 3, 0.5 of 1, 1 of 4
    assert levels_of_competences(recommend(course, group)) == {
        "1.1": CompetenceLevel(1.25, 3.5),
        "1.2": CompetenceLevel(0.5, 1.0),
    }
