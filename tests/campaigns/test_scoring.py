"""Pix, levels, cards, mastery: the figures of the specification, edges, and what must hold of any of them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.content import Course
from campaigns.domain.scoring import (
    Card,
    CardState,
    CompetenceScore,
    Mastery,
    Profile,
    card,
    competence_score,
    levels_by_competence,
    mastery,
    mastery_by_competence,
    mean_percentage,
    pix_values,
    profile,
    rounded_share,
    share_assessed,
    two_digit_share,
)
from tests.campaigns.courses import course_of, courses, tube

# One skill at level 1, three at level 2, seven at level 3, six at level 4.
UNEVEN = {f"{level}{rank}": level for level, count in enumerate((1, 3, 7, 6), 1) for rank in range(count)}
# Every level of a competence, two skills each.
FULL = {f"{level}{rank}": level for level in range(1, 9) for rank in "ab"}

levels_of_skills = st.dictionaries(st.integers(0, 60).map(str), st.integers(1, 8), max_size=50)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    """Make up how many skills are validated, and how many are targeted."""
    targeted = draw(st.integers(1, 500))
    return draw(st.integers(0, targeted)), targeted


@st.composite
def competences_and_two_pupils(draw: st.DrawFn) -> tuple[dict[str, int], set[str], set[str]]:
    """Make up a competence, the skills of a pupil, and those of one who has them all and maybe more."""
    levels = draw(levels_of_skills)
    fewer = draw(st.sets(st.sampled_from(sorted(levels)))) if levels else set()
    more = draw(st.sets(st.sampled_from(sorted(levels)))) if levels else set()
    return levels, fewer, fewer | more


def up_to(level: int, levels: dict[str, int] = FULL) -> set[str]:
    return {skill for skill, own in levels.items() if own <= level}


# --- Pix --------------------------------------------------------------------------------------------


def test_the_skills_of_a_level_share_eight_pix():
    assert set(pix_values({"a": 1, "b": 2, "c": 2, "d": 2}).items()) == {
        ("a", 8),
        ("b", Fraction(8, 3)),
        ("c", Fraction(8, 3)),
        ("d", Fraction(8, 3)),
    }


@given(levels_of_skills)
def test_each_level_that_has_skills_is_worth_eight_pix_exactly(levels):
    values = pix_values(levels)
    for level in set(levels.values()):
        assert sum(values[skill] for skill in levels if levels[skill] == level) == 8


@pytest.mark.parametrize("count", range(1, 50))
def test_all_the_skills_of_a_level_give_the_level_however_many_share_it(count):
    # Forty-nine times the float 8/49 is less than 8: nobody stays at level 0 for that.
    levels = {str(number): 1 for number in range(count)}
    assert competence_score(levels, levels.keys(), 8) == CompetenceScore(8, 1)


@pytest.mark.parametrize(
    ("validated", "pix", "level", "ahead", "percentage", "missing"),
    [
        (set(), 0, 0, 0, 0.0, 8),
        ({"10"}, 8, 1, 0, 0.0, 8),
        ({"20"}, 2, 0, 2, 25.0, 6),  # 2.67
        ({"10", "20"}, 10, 1, 2, 25.0, 6),  # 10.67
        ({"10", "20", "30"}, 11, 1, 3, 37.5, 5),  # 8 + 2.67 + 1.14: only the sum is cut
        (up_to(3, UNEVEN) - {"36"}, 22, 2, 6, 75.0, 2),  # 22.86
        (up_to(3, UNEVEN), 24, 3, 0, 0.0, 8),
        ({"10", "a skill of another competence"}, 8, 1, 0, 0.0, 8),
    ],
)
def test_a_competence_has_pix_a_level_and_what_the_next_one_lacks(
    validated, pix, level, ahead, percentage, missing
):
    score = competence_score(UNEVEN, validated, 8)
    assert (score.pix, score.level) == (pix, level)
    assert (score.pix_ahead, score.percentage_to_next, score.pix_missing) == (ahead, percentage, missing)
    assert not score.is_highest


@pytest.mark.parametrize(
    ("reachable", "pix", "level"), [(1, 8, 1), (5, 40, 5), (6, 48, 6), (7, 56, 7), (8, 64, 8), (None, 64, 8)]
)
def test_the_reachable_level_caps_pix_and_level(reachable, pix, level):
    score = competence_score(FULL, FULL.keys(), reachable)
    assert score == CompetenceScore(pix, level, is_highest=True)
    assert (score.pix_ahead, score.percentage_to_next) == (0, 0.0)


def test_hard_skills_make_up_for_easy_ones_up_to_the_cap():
    hard = {skill for skill, level in FULL.items() if level >= 6}
    assert competence_score(FULL, hard, 5) == CompetenceScore(24, 3)


def test_without_cap_what_is_above_the_setting_counts():
    six_and_a_half = up_to(6) | {"7a"}
    assert competence_score(FULL, six_and_a_half, 5) == CompetenceScore(40, 5, is_highest=True)
    assert competence_score(FULL, six_and_a_half, None) == CompetenceScore(52, 6)


def test_a_competence_without_skills_is_worth_nothing():
    assert competence_score({}, {"a"}, 8) == CompetenceScore(0, 0)
    assert pix_values({}) == {}


@pytest.mark.parametrize("reachable", [-1, 0, 9])
def test_a_level_that_does_not_exist_cannot_be_reached(reachable):
    with pytest.raises(ValueError, match="reached"):
        competence_score(FULL, set(), reachable)
    with pytest.raises(ValueError, match="reached"):
        profile({}, set(), reachable)


@given(competences_and_two_pupils(), st.sampled_from([1, 5, 7, 8]))
def test_more_skills_never_lower_a_score_and_it_stays_in_bounds(pupils, reachable):
    levels, fewer, more = pupils
    low, high = (competence_score(levels, validated, reachable) for validated in (fewer, more))
    assert 0 <= low.pix <= high.pix <= 8 * reachable
    assert 0 <= low.level <= high.level <= reachable
    assert low.pix == 8 * low.level + low.pix_ahead
    assert low.pix_ahead + low.pix_missing == 8
    assert 0.0 <= low.percentage_to_next <= 87.5
    assert low.is_highest == (low.level == reachable)
    assert low.pix <= competence_score(levels, fewer, None).pix <= sum(pix_values(levels).values())


# --- Profile ----------------------------------------------------------------------------------------

SIXTEEN = {f"c{index}": {f"c{index}-{skill}": level for skill, level in FULL.items()} for index in range(16)}
EVERYTHING = {skill for levels in SIXTEEN.values() for skill in levels}


@pytest.mark.parametrize(("reachable", "pix"), [(5, 640), (7, 896), (8, 1024)])
def test_whoever_masters_everything_has_all_the_pix(reachable, pix):
    whole = profile(SIXTEEN, EVERYTHING, reachable)
    assert (whole.pix, whole.greatest_pix, whole.rate) == (pix, pix, 1)
    assert (whole.certifiable_competences, whole.is_certifiable) == (16, True)


def test_whoever_masters_nothing_has_none():
    empty = profile(SIXTEEN, set(), 8)
    assert (empty.pix, empty.rate, empty.certifiable_competences, empty.is_certifiable) == (0, 0, 0, False)
    assert len(empty.scores) == 16


@pytest.mark.parametrize(("count", "expected"), [(0, False), (4, False), (5, True), (16, True)])
def test_five_competences_at_level_one_make_a_profile_certifiable(count, expected):
    first_levels = {f"c{index}-1{rank}" for index in range(count) for rank in "ab"}
    # Half of level 1 in all the others: pix, but no level.
    halves = {f"c{index}-1a" for index in range(16)}
    found = profile(SIXTEEN, first_levels | halves, 8)
    assert (found.certifiable_competences, found.is_certifiable) == (count, expected)
    assert found.pix == 8 * count + 4 * (16 - count)


def test_a_total_adds_whole_pix_of_competences():
    thirds = {pk: {f"{pk}{rank}": 1 for rank in range(3)} for pk in ("a", "b", "c")}
    assert profile(thirds, {"a0", "b0", "c0"}, 8).pix == 6  # not 8, although 3 × 2.67 is


def test_the_rate_of_a_profile_is_its_part_of_what_can_be_had():
    assert Profile({"a": CompetenceScore(29, 3)}, 8).rate == Decimal("0.028")  # 29 / 1024
    assert Profile({"a": CompetenceScore(29, 3)}, 5).rate == Decimal("0.045")  # 29 / 640


def test_levels_are_found_by_competence_even_if_its_tubes_stand_apart():
    course = Course((tube("a", [1, 2]), tube("b", [3], competence="1.2"), tube("c", [2])))
    assert levels_by_competence(course) == {"1.1": {"a1": 1, "a2": 2, "c2": 2}, "1.2": {"b3": 3}}


# --- Cards ------------------------------------------------------------------------------------------

LOW, TOP = CompetenceScore(8, 1), CompetenceScore(40, 5, is_highest=True)


@pytest.mark.parametrize("rest_days", [0.0, 100.0])
def test_a_competence_that_was_never_touched_is_not_started(rest_days):
    made = card(LOW, is_started=False, is_completed=False, rest_days=rest_days)
    assert made == Card(CardState.NOT_STARTED, None, None)
    assert (made.is_resettable, made.is_improvable) == (False, False)


@pytest.mark.parametrize(
    ("rest_days", "reset", "improvement"),
    [
        (0.0, 7, 4),
        (0.01, 7, 4),
        (1.0, 6, 3),
        (3.99, 4, 1),
        (4.0, 3, 0),
        (6.99, 1, 0),
        (7.0, 0, 0),
        (90, 0, 0),
    ],
)
def test_a_completed_competence_says_how_long_to_wait(rest_days, reset, improvement):
    made = card(LOW, is_started=True, is_completed=True, rest_days=rest_days)
    assert made == Card(CardState.COMPLETED, reset, improvement)
    assert made.is_resettable == (rest_days >= 7)
    assert made.is_improvable == (rest_days >= 4)


@pytest.mark.parametrize("rest_days", [0.0, 6.5, 7.0])
def test_a_started_competence_can_be_reset_but_not_improved(rest_days):
    made = card(LOW, is_started=True, is_completed=False, rest_days=rest_days)
    assert made.state is CardState.STARTED
    assert (made.is_resettable, made.days_before_improvement) == (rest_days >= 7, None)


def test_nothing_improves_on_the_highest_level():
    made = card(TOP, is_started=True, is_completed=True, rest_days=30)
    assert made == Card(CardState.COMPLETED, 0, None)
    assert not made.is_improvable


# --- Mastery ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("validated", "targeted", "rate", "percentage"),
    [
        (13, 22, "0.59", 59),  # spec/campaigns.md 4.4
        (1, 22, "0.045", 5),
        (3, 3, "1", 100),
        (0, 0, "0", 0),
        (0, 22, "0", 0),
        (1, 8, "0.13", 13),  # 12.5 %, a half in floats too
        (7, 8, "0.88", 88),
        (1, 16, "0.063", 6),  # 6.25 %
        (1, 200, "0.005", 1),  # 0.5 %
        (1, 201, "0.005", 0),
        (41, 200, "0.2", 21),  # 20.5 %: the float is less than a half, the percentage is none
        (29, 200, "0.14", 15),
        (109, 200, "0.55", 55),
        (199, 200, "0.99", 100),  # 99.5 %: 0.995 is less than a half as a float
        (249, 250, "1", 100),
        (99, 100, "0.99", 99),
    ],
)
def test_mastery_has_a_rate_for_files_and_a_percentage_for_pages(validated, targeted, rate, percentage):
    found = Mastery(validated, targeted)
    assert (str(found.rate), found.percentage) == (rate, percentage)


@given(counts())
def test_rates_and_percentages_are_close_to_the_share(pair):
    validated, targeted = pair
    found, exact = Mastery(validated, targeted), Fraction(validated, targeted)
    assert abs(Fraction(found.percentage, 100) - exact) <= Fraction(1, 200)
    # Two digits, whatever the size; and 10⁻¹⁵ for the float that is rounded.
    assert abs(Fraction(found.rate) - exact) <= exact / 20 + Fraction(1, 10**15)
    assert len(found.rate.as_tuple().digits) <= 2
    assert 0 <= found.percentage <= 100
    assert 0 <= found.rate <= 1


@given(counts())
def test_one_more_validated_skill_never_lowers_a_rate_or_a_percentage(pair):
    validated, targeted = pair
    now, then = Mastery(validated, targeted), Mastery(min(validated + 1, targeted), targeted)
    assert now.percentage <= then.percentage
    assert now.rate <= then.rate


@given(counts())
def test_percentages_round_halves_up(pair):
    validated, targeted = pair
    twice = Fraction(200 * validated, targeted)  # twice the exact percentage
    if twice.denominator == 1 and twice.numerator % 2:
        assert rounded_share(validated, targeted) == (twice.numerator + 1) // 2


@pytest.mark.parametrize(("validated", "targeted"), [(-1, 3), (4, 3), (1, 0)])
def test_no_more_skills_are_validated_than_targeted(validated, targeted):
    with pytest.raises(ValueError, match="validated"):
        Mastery(validated, targeted)


def test_a_share_of_nothing_is_nothing():
    assert (rounded_share(0, 0), two_digit_share(0, 0)) == (0, 0)


def test_competences_are_mastered_one_by_one_in_the_order_of_the_course():
    course = Course((tube("b", [1, 2], competence="1.2"), tube("a", [1]), tube("c", [3], competence="1.2")))
    found = mastery_by_competence(course, {"b1", "c3", "z9"})
    assert list(found.items()) == [("1.2", Mastery(2, 3)), ("1.1", Mastery(0, 1))]
    assert mastery(course, {"b1", "c3", "z9"}) == Mastery(2, 4)


def test_an_empty_course_is_not_mastered():
    assert mastery(Course(()), {"a1"}) == Mastery(0, 0)
    assert mastery_by_competence(Course(()), {"a1"}) == {}


@given(courses(), st.data())
def test_a_course_is_mastered_as_its_competences_together(course, data):
    validated = data.draw(st.sets(st.sampled_from(sorted(course.places))))
    found = mastery(course, validated)
    assert (found.validated, found.targeted) == (len(validated), course.skill_count)
    assert mastery(course, course.places.keys()).percentage == 100


@pytest.mark.parametrize(
    ("masteries", "expected"),
    [
        ([], None),
        ([Mastery(13, 22)], 59),
        ([Mastery(1, 3), Mastery(1, 3)], 33),
        ([Mastery(1, 8), Mastery(2, 8)], 19),  # 18.75 %: the mean of exact shares, not of 13 and 25
        ([Mastery(0, 0)], None),
    ],
)
def test_the_mean_of_participants_rounds_once(masteries, expected):
    assert mean_percentage(masteries) == expected


@pytest.mark.parametrize(
    ("assessed", "targeted", "is_completed", "expected"),
    [(0, 8, False, 0.0), (3, 8, False, 0.375), (3, 8, True, 1.0), (8, 8, True, 1.0), (0, 0, False, 1.0)],
)
def test_progress_is_the_assessed_part_and_whole_at_the_end(assessed, targeted, is_completed, expected):
    assert share_assessed(assessed, targeted, is_completed=is_completed) == expected


def test_a_course_made_of_one_level_is_worth_one_level():
    (levels,) = levels_by_competence(course_of([1], [1], [1])).values()
    assert competence_score(levels, {"a1", "b1", "c1"}, 8).level == 1
