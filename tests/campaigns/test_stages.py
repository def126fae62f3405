"""Stages: their order, the one that is reached, stars, filters of lists, and the four bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.content import Course
from campaigns.domain.scoring import Mastery
from campaigns.domain.stages import BANDS, Ladder, Stage, StageFilter, ladder, level_threshold
from tests.campaigns.courses import course_of, courses

NO_COURSE = Course(())
FIRST = Stage("premier acquis", is_first_skill=True)


def at(threshold: int) -> Stage:
    return Stage(f"{threshold} %", threshold)


def at_level(level: int) -> Stage:
    return Stage(f"niveau {level}", level=level)


def titles(made: Ladder) -> list[str]:
    return [stage.title for stage in made.stages]


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Make up stages of thresholds or of levels, with or without one for the first skill."""
    stages = [FIRST] if draw(st.booleans()) else []
    if draw(st.booleans()):
        stages += [at(threshold) for threshold in {0, *draw(st.sets(st.integers(1, 100), max_size=6))}]
        return ladder(draw(st.permutations(stages)), NO_COURSE)
    stages += [at_level(level) for level in {0, *draw(st.sets(st.integers(1, 8)))}]
    return ladder(draw(st.permutations(stages)), draw(courses()))


@st.composite
def masteries(draw: st.DrawFn) -> Mastery:
    targeted = draw(st.integers(1, 300))
    return Mastery(draw(st.integers(0, targeted)), targeted)


def test_stages_stand_by_threshold_with_the_first_skill_second():
    made = ladder([at(70), at(100), FIRST, at(0), at(20)], NO_COURSE)
    assert titles(made) == ["0 %", "premier acquis", "20 %", "70 %", "100 %"]
    assert made.thresholds == (0, 0, 20, 70, 100)
    assert made.highest == 4


@pytest.mark.parametrize(
    ("validated", "targeted", "expected"),
    [
        (0, 10, 0),
        (1, 300, 1),  # 0 %, but a skill: the first one
        (1, 10, 1),
        (39, 200, 2),  # 19.5 % shows as 20 %
        (2, 10, 2),
        (69, 100, 2),
        (70, 100, 3),
        (99, 100, 3),
        (100, 100, 4),
        (0, 0, 0),
    ],
)
def test_the_last_stage_at_or_below_the_percentage_is_reached(validated, targeted, expected):
    made = ladder([at(0), FIRST, at(20), at(70), at(100)], NO_COURSE)
    assert made.reached(Mastery(validated, targeted)) == expected
    assert made.stage(Mastery(validated, targeted)) is made.stages[expected]


def test_without_a_first_skill_stage_a_little_is_still_the_zero_stage():
    made = ladder([at(0), at(1)], NO_COURSE)
    assert made.reached(Mastery(1, 300)) == 0
    assert made.reached(Mastery(1, 200)) == 1


def test_a_stage_alone_is_everybodys():
    made = ladder([at(0)], NO_COURSE)
    assert made.filters() == [StageFilter(0, 100, None)]
    assert (made.reached(Mastery(3, 3)), made.highest) == (0, 0)


# --- Levels -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "expected"), [(0, 0), (1, 25), (2, 63), (3, 75), (4, 75), (5, 100), (8, 100)]
)
def test_a_level_is_the_share_of_the_skills_up_to_it(level, expected):
    course = course_of([1, 2, 3], [1, 2, 5], [2, 5])  # 2, 5, 6, 6, 8 of 8 skills; 62.5 rounds up
    assert level_threshold(level, course) == expected


def test_level_stages_get_the_thresholds_of_the_course():
    made = ladder([at_level(2), at_level(0), at_level(1)], course_of([1, 2, 3, 4]))
    assert (titles(made), made.thresholds) == (["niveau 0", "niveau 1", "niveau 2"], (0, 25, 50))


def test_of_two_levels_that_no_skill_separates_the_higher_is_reached():
    made = ladder([at_level(0), at_level(3), at_level(4)], course_of([1, 2, 3, 5]))
    assert made.thresholds == (0, 75, 75)
    assert made.reached(Mastery(3, 4)) == 2


def test_a_level_below_every_skill_is_reached_with_the_first_skill():
    made = ladder([at_level(0), at_level(1)], course_of([3, 4]))
    assert made.thresholds == (0, 0)
    assert [made.reached(Mastery(count, 2)) for count in range(3)] == [0, 1, 1]
    assert made.filters() == [StageFilter(0, 0, False), StageFilter(0, 100, True)]


def test_a_course_without_skills_has_levels_at_zero():
    assert ladder([at_level(0), at_level(5)], NO_COURSE).thresholds == (0, 0)


# --- Refusals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stages",
    [
        [],
        [at(20)],
        [FIRST],
        [at(0), at(0)],
        [at(0), at_level(0)],
        [at(0), at(20), at(20)],
        [at(0), FIRST, Stage("encore", is_first_skill=True)],
        [at(0), at(20), at_level(3)],
    ],
)
def test_stages_that_make_no_ladder_are_refused(stages):
    with pytest.raises(ValueError, match="stages"):
        ladder(stages, NO_COURSE)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"threshold": 20, "level": 2},
        {"threshold": 0, "is_first_skill": True},
        {"threshold": -1},
        {"threshold": 101},
        {"level": 9},
        {"level": -1},
    ],
)
def test_a_stage_that_says_nothing_or_too_much_is_refused(wrong):
    with pytest.raises(ValueError, match="stage"):
        Stage("palier", **wrong)


def test_level_stages_may_stand_on_a_zero_threshold():
    assert ladder([at(0), at_level(1)], course_of([1, 2])).thresholds == (0, 50)


# --- Filters ----------------------------------------------------------------------------------------


def test_filters_go_from_a_threshold_to_just_below_the_next():
    made = ladder([at(0), at(20), at(70)], NO_COURSE)
    assert made.filters() == [
        StageFilter(0, 19, None),
        StageFilter(20, 69, True),
        StageFilter(70, 100, True),
    ]


def test_with_a_first_skill_stage_the_zero_stage_is_of_who_validated_nothing():
    made = ladder([at(0), FIRST, at(20)], NO_COURSE)
    assert made.filters() == [
        StageFilter(0, 0, False),
        StageFilter(0, 19, True),
        StageFilter(20, 100, True),
    ]


@given(ladders(), masteries())
def test_every_mastery_belongs_to_the_filter_of_the_stage_it_reaches_and_to_no_other(made, mastery):
    kept = [index for index, one in enumerate(made.filters()) if one.keeps(mastery)]
    assert kept == [made.reached(mastery)]


@given(ladders(), masteries())
def test_one_more_validated_skill_never_lowers_a_stage(made, mastery):
    more = Mastery(min(mastery.validated + 1, mastery.targeted), mastery.targeted)
    assert 0 <= made.reached(mastery) <= made.reached(more) <= made.highest


@given(ladders())
def test_everything_validated_reaches_the_top_and_nothing_the_zero_stage(made):
    assert made.reached(Mastery(5, 5)) == made.highest
    assert made.reached(Mastery(0, 5)) == 0
    assert list(made.thresholds) == sorted(made.thresholds)


# --- The four bands ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("validated", "targeted", "teacher", "pupil"),
    [
        (0, 100, "maîtrise insuffisante", "Besoin d’aide\xa0?"),
        (20, 100, "maîtrise insuffisante", "Besoin d’aide\xa0?"),
        (204, 1000, "maîtrise insuffisante", "Besoin d’aide\xa0?"),
        (41, 200, "maîtrise fragile", "Pas mal\xa0!"),  # 20.5 %
        (21, 100, "maîtrise fragile", "Pas mal\xa0!"),
        (50, 100, "maîtrise fragile", "Pas mal\xa0!"),
        (101, 200, "maîtrise satisfaisante", "Bien joué\xa0!"),  # 50.5 %
        (13, 22, "maîtrise satisfaisante", "Bien joué\xa0!"),  # 59 %
        (80, 100, "maîtrise satisfaisante", "Bien joué\xa0!"),
        (161, 200, "très bonne maîtrise", "Bravo\xa0!"),  # 80.5 %
        (100, 100, "très bonne maîtrise", "Bravo\xa0!"),
        (0, 0, "maîtrise insuffisante", "Besoin d’aide\xa0?"),
    ],
)
def test_bands_are_those_of_the_integer_percentage(validated, targeted, teacher, pupil):
    stage = BANDS.stage(Mastery(validated, targeted))
    assert (stage.teacher_title, stage.title) == (teacher, pupil)


def test_bands_are_filtered_as_they_are_named():
    assert [(one.lowest, one.highest) for one in BANDS.filters()] == [(0, 20), (21, 50), (51, 80), (81, 100)]
