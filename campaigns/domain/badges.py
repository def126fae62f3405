"""Badges (« résultats thématiques »): how much of one a pupil has earned.

Source: spec/campaigns.md 4.7.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from campaigns.domain.content import Course
from campaigns.domain.scoring import Mastery, rounded_share


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a badge asks: a mastery of some skills. threshold: percentage, 0 to 100. skills: their ids."""

    threshold: int
    skills: frozenset[str]

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 100:
            raise ValueError(f"nobody can master {self.threshold} % of a set of skills")


@dataclass(frozen=True, slots=True)
class BadgeResult:
    """How far a badge is earned. acquisitions: of its criteria, in order, 0 to 100."""

    acquisitions: tuple[int, ...]

    @property
    def is_obtained(self) -> bool:
        """Whether every criterion is fulfilled; a badge that asks nothing is not given."""
        return bool(self.acquisitions) and min(self.acquisitions) == 100

    @property
    def progress(self) -> int:
        """The mean of the criteria, 0 to 100, rounded half up; 100 only for a badge that is obtained."""
        mean = rounded_share(sum(self.acquisitions), 100 * len(self.acquisitions))
        return mean if self.is_obtained else min(mean, 99)


def whole_course(course: Course) -> frozenset[str]:
    """Return the skills of a criterion about the whole campaign."""
    return frozenset(course.places)


def capped_tubes(course: Course, caps: Mapping[str, int]) -> frozenset[str]:
    """Return the skills of a criterion about some tubes. caps: the highest level that counts, by tube id."""
    return frozenset(
        skill.id for tube in course.tubes for skill in tube.skills if skill.level <= caps.get(tube.id, 0)
    )


def acquisition(criterion: Criterion, validated: AbstractSet[str]) -> int:
    """Return how far a criterion is fulfilled, 0 to 100; 100 from its threshold on, and only from there.

    The mastery is the integer percentage that pages show, so that who reads 80 % has what needs 80 %.
    """
    percentage = Mastery(len(criterion.skills & validated), len(criterion.skills)).percentage
    if percentage >= criterion.threshold:
        return 100
    return rounded_share(percentage, criterion.threshold)


def badge_result(criteria: Iterable[Criterion], validated: AbstractSet[str]) -> BadgeResult:
    """Return how far a badge is earned by who has validated these skills, of any course."""
    return BadgeResult(tuple(acquisition(criterion, validated) for criterion in criteria))
