"""Courses and sittings of tests: the tube « web » has the skills « web1 », « web2 »… by level, and the
skill « web2 » the challenges « web2-1 », « web2-2 »…
"""

from collections.abc import Sequence
from string import ascii_lowercase

from hypothesis import strategies as st

from campaigns.domain.answers import Answer, Known, Outcome, Sitting
from campaigns.domain.content import Challenge, Course, Skill, Tube

COMPETENCES = ("1.1", "1.2", "3.1")
# Sizes of the tubes of a long course: 90 skills in 25 tubes. Source: spec/campaigns.md 10.1.
LONG_SIZES = (6, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2)


def skill(tube_id: str, level: int, challenges: int = 1, *, is_timed: bool = False) -> Skill:
    """Return a skill with so many challenges, all alike."""
    name = f"{tube_id}{level}"
    made = (Challenge(f"{name}-{rank}", 0.1, is_timed) for rank in range(1, challenges + 1))
    return Skill(name, level, tuple(made))


def tube(
    tube_id: str,
    levels: Sequence[int],
    *,
    competence: str = COMPETENCES[0],
    challenges: int = 1,
    timed: Sequence[int] = (),
    empty: Sequence[int] = (),
) -> Tube:
    """Return a tube of these levels. timed, empty: the levels that are timed or have no challenge."""
    skills = (
        skill(tube_id, level, 0 if level in empty else challenges, is_timed=level in timed)
        for level in levels
    )
    return Tube(tube_id, competence, tuple(skills))


def course_of(*levels: Sequence[int], challenges: int = 1) -> Course:
    """Return a course of the tubes « a », « b », « c »… of these levels."""
    tubes = (
        tube(name, rungs, challenges=challenges) for name, rungs in zip(ascii_lowercase, levels, strict=False)
    )
    return Course(tuple(tubes))


def long_course(challenges: int = 1) -> Course:
    """Return a course of 25 tubes and 90 skills of levels 1 to 7, in 5 competences."""
    tubes = []
    for index, size in enumerate(LONG_SIZES):
        first = 1 + index % (8 - size)
        levels = range(first, first + size)
        tubes.append(tube(f"t{index}_", levels, competence=f"1.{index % 5}", challenges=challenges))
    return Course(tuple(tubes))


def right(challenge: str) -> Answer:
    return Answer(challenge, Outcome.RIGHT)


def wrong(challenge: str) -> Answer:
    return Answer(challenge, Outcome.WRONG)


@st.composite
def skills(draw: st.DrawFn, tube_id: str, level: int) -> Skill:
    """Make up a skill of 0 to 3 challenges, some of them timed or no longer current."""
    count = draw(st.sampled_from([1, 1, 2, 3, 0]))
    made = [
        Challenge(
            f"{tube_id}{level}-{rank}",
            draw(st.sampled_from([0.02, 0.1, 0.25])),
            is_timed=draw(st.sampled_from([False, False, True])),
            is_current=draw(st.sampled_from([True, True, False])),
        )
        for rank in range(1, count + 1)
    ]
    return Skill(f"{tube_id}{level}", level, tuple(made))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Make up a course of 1 to 8 tubes, of levels 1 to 8."""
    tubes = []
    for name in ascii_lowercase[: draw(st.integers(1, 8))]:
        levels = sorted(draw(st.sets(st.integers(1, 8), min_size=1, max_size=6)))
        made = tuple(draw(skills(name, level)) for level in levels)
        tubes.append(Tube(name, draw(st.sampled_from(COMPETENCES)), made))
    return Course(tuple(tubes))


@st.composite
def knowns(draw: st.DrawFn) -> Known:
    """Make up what a profile tells of a tube: a floor, or a ceiling above it, or both."""
    floor = draw(st.integers(0, 8))
    ceiling = draw(st.none() | st.integers(floor + 1, 9))
    settled = [(level, True) for level in range(1, floor + 1)]
    settled += [(level, False) for level in range(ceiling or 9, 9)]
    direct = draw(st.sets(st.sampled_from(settled))) if settled else set()
    days = draw(st.sampled_from([0.0, 1.5, 3.99, 4.0, 4.01, 400.0]))
    return Known(floor, ceiling, failed_days=days, direct=tuple(sorted(direct)))


@st.composite
def sittings(draw: st.DrawFn, has_profile: bool = True) -> Sitting:
    """Make up a pupil before a course; has_profile: something may be known of some of the tubes."""
    course = draw(courses())
    known = {}
    if has_profile:
        known = {one.id: draw(knowns()) for one in course.tubes if draw(st.integers(0, 2)) == 0}
    return Sitting(course, seed=str(draw(st.integers(1, 10_000))), known=known)
