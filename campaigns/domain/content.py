"""What a course asks: tubes of skills from the easiest to the hardest, and the challenges of each skill.

Source: spec/campaigns.md 1.1, 1.2, 5.5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

# Of each tube, its competence and the levels of its skills.
Shape: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]
# A tube is easy when its hardest skill is at most of this level.
EASY_TUBE_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question. guess: how likely someone who does not master the skill is to be right, 0.0 to 1.0.

    is_current: false for one that is only asked where its skill has no other (« archivé »).
    """

    id: str
    guess: float
    is_timed: bool = False
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of a tube. level: 1 to 8, its difficulty. challenges: those that the pupil may be asked."""

    id: str
    level: int
    challenges: tuple[Challenge, ...]


@dataclass(frozen=True, slots=True)
class Tube:
    """A subject. skills: at least one, from the easiest to the hardest, no two of the same level."""

    id: str
    competence: str
    skills: tuple[Skill, ...]

    def __post_init__(self) -> None:
        levels = [skill.level for skill in self.skills]
        if not levels or levels != sorted(set(levels)):
            raise ValueError(f"the levels of the tube {self.id} do not rise: {levels}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a skill stands in a course. tube: index of its tube; rank: index in it, the easiest first."""

    tube: int
    rank: int


@dataclass(frozen=True)  # without slots: it remembers where its skills stand
class Course:
    """The frozen skills of a campaign or of a competence, by tube; equal courses are equal values."""

    tubes: tuple[Tube, ...]

    def __post_init__(self) -> None:
        challenges = sum(len(skill.challenges) for _, skill in self)
        if len(self.places) < self.skill_count or len(self.asked_by) < challenges:
            raise ValueError("two skills or two challenges of a course have the same id")

    def __iter__(self) -> Iterator[tuple[Place, Skill]]:
        """Return each skill with its place, tube after tube."""
        for index, tube in enumerate(self.tubes):
            for rank, skill in enumerate(tube.skills):
                yield Place(index, rank), skill

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each skill stands, by its id."""
        return {skill.id: place for place, skill in self}

    @cached_property
    def asked_by(self) -> dict[str, tuple[Skill, Challenge]]:
        """Return each challenge with its skill, by the challenge's id."""
        return {challenge.id: (skill, challenge) for _, skill in self for challenge in skill.challenges}

    @cached_property
    def shape(self) -> Shape:
        """All that an estimate needs to know of a course."""
        return tuple((tube.competence, tuple(skill.level for skill in tube.skills)) for tube in self.tubes)

    @cached_property
    def easy_tubes(self) -> frozenset[int]:
        """The indexes of the tubes that ask nothing hard. Source: spec/campaigns.md 2.2."""
        return frozenset(
            index for index, tube in enumerate(self.tubes) if tube.skills[-1].level <= EASY_TUBE_LEVEL
        )

    @cached_property
    def competences(self) -> frozenset[str]:
        """The competences of its tubes."""
        return frozenset(tube.competence for tube in self.tubes)

    @cached_property
    def skill_count(self) -> int:
        """How many skills all its tubes have."""
        return sum(len(tube.skills) for tube in self.tubes)

    def skill_at(self, place: Place) -> Skill:
        """Return the skill that stands there; IndexError if none does."""
        return self.tubes[place.tube].skills[place.rank]
