"""Badges: how far their criteria are fulfilled, when one is obtained, and what it takes still."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.badges import (
    BadgeResult,
    Criterion,
    acquisition,
    badge_result,
    capped_tubes,
    whole_course,
)
from tests.campaigns.courses import course_of

HUNDRED = [f"s{number}" for number in range(100)]


@st.composite
def badges_and_two_pupils(draw: st.DrawFn) -> tuple[list[Criterion], set[str], set[str]]:
    """Make up a badge, the skills of a pupil, and those of one who has them all and maybe more."""
    skills = st.sampled_from(HUNDRED[:30])
    made = st.builds(Criterion, st.integers(0, 100), st.frozensets(skills))
    fewer, more = draw(st.sets(skills)), draw(st.sets(skills))
    return draw(st.lists(made, max_size=5)), fewer, fewer | more


@pytest.mark.parametrize(
    ("validated", "threshold", "expected"),
    [
        (0, 75, 0),
        (1, 75, 1),  # 1.33
        (30, 75, 40),
        (37, 75, 49),  # 49.33
        (74, 75, 99),  # 98.67
        (75, 75, 100),
        (90, 75, 100),
        (99, 100, 99),
        (100, 100, 100),
        (1, 8, 13),  # 12.5
        (0, 1, 0),
        (1, 1, 100),
        (0, 0, 100),
        (50, 0, 100),
    ],
)
def test_a_criterion_is_fulfilled_in_proportion_to_its_threshold(validated, threshold, expected):
    criterion = Criterion(threshold, frozenset(HUNDRED))
    assert acquisition(criterion, set(HUNDRED[:validated])) == expected


def test_the_percentage_that_is_shown_is_the_one_that_counts():
    skills = frozenset(f"s{number}" for number in range(200))
    validated = {f"s{number}" for number in range(159)}  # 79.5 %, shown as 80 %
    assert acquisition(Criterion(80, skills), validated) == 100
    assert acquisition(Criterion(80, skills), validated - {"s0"}) == 99


@pytest.mark.parametrize(("threshold", "expected"), [(0, 100), (1, 0), (100, 0)])
def test_a_criterion_without_skills_is_fulfilled_only_if_it_asks_nothing(threshold, expected):
    assert acquisition(Criterion(threshold, frozenset()), {"s1"}) == expected


@pytest.mark.parametrize("threshold", [-1, 101])
def test_a_threshold_that_is_no_percentage_is_refused(threshold):
    with pytest.raises(ValueError, match="master"):
        Criterion(threshold, frozenset())


def test_a_badge_is_obtained_when_every_criterion_is_fulfilled():
    easy = Criterion(50, frozenset({"a1", "a2"}))
    hard = Criterion(80, frozenset({"b1", "b2", "b3", "b4", "b5"}))
    assert badge_result([easy, hard], {"a1", "b1", "b2", "b3"}) == BadgeResult((100, 75))
    assert not badge_result([easy, hard], {"a1", "b1", "b2", "b3"}).is_obtained
    assert badge_result([easy, hard], {"a1", "b1", "b2", "b3"}).progress == 88  # 87.5
    assert badge_result([easy, hard], {"a2", "b1", "b2", "b3", "b5"}).is_obtained


def test_a_badge_that_asks_nothing_is_not_given():
    nothing = badge_result([], {"a1"})
    assert (nothing.is_obtained, nothing.progress) == (False, 0)


def test_a_badge_that_is_not_obtained_never_shows_as_complete():
    almost = BadgeResult((100, 99))  # 99.5
    assert (almost.is_obtained, almost.progress) == (False, 99)


def test_a_criterion_is_about_the_whole_course_or_about_tubes_up_to_a_level():
    course = course_of([1, 2, 4], [2, 3], [1])
    assert whole_course(course) == {"a1", "a2", "a4", "b2", "b3", "c1"}
    assert capped_tubes(course, {"a": 2, "b": 8}) == {"a1", "a2", "b2", "b3"}
    assert capped_tubes(course, {"a": 3, "c": 0, "elsewhere": 8}) == {"a1", "a2"}
    assert capped_tubes(course, {}) == frozenset()


@given(badges_and_two_pupils())
def test_more_skills_never_take_anything_from_a_badge(pupils):
    criteria, fewer, more = pupils
    low, high = badge_result(criteria, fewer), badge_result(criteria, more)
    assert 0 <= low.progress <= high.progress <= 100
    assert all(a <= b for a, b in zip(low.acquisitions, high.acquisitions, strict=True))
    assert high.is_obtained or not low.is_obtained
    assert low.is_obtained == (low.progress == 100)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_criterion_is_complete_from_its_threshold_on_and_only_from_there(validated, threshold):
    found = acquisition(Criterion(threshold, frozenset(HUNDRED)), set(HUNDRED[:validated]))
    assert (found == 100) == (validated >= threshold)
