"""Stages (« paliers ») of a course: which one a mastery reaches, how it is shown, how lists filter by it.

Source: spec/campaigns.md 4.5, 4.6; spec/decisions.md 44.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.domain.content import Course
from campaigns.domain.scoring import Mastery, rounded_share


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as its author wrote it, with one of: threshold, level, is_first_skill.

    threshold: the percentage from which it is reached, 0 to 100. level: 0 to 8, reached by who masters the
    skills up to that level. is_first_skill: reached with the first validated skill.
    title, message: for the pupil. teacher_title, teacher_message: for his teachers.
    """

    title: str
    threshold: int | None = None
    level: int | None = None
    is_first_skill: bool = False
    message: str = ""
    teacher_title: str = ""
    teacher_message: str = ""

    def __post_init__(self) -> None:
        if (self.threshold is not None) + (self.level is not None) + self.is_first_skill != 1:
            raise ValueError(f"the stage {self.title!r} needs one of a threshold, a level, the first skill")
        if not 0 <= (self.threshold or 0) <= 100 or not 0 <= (self.level or 0) <= 8:
            raise ValueError(f"the stage {self.title!r} cannot be reached")

    @property
    def is_zero(self) -> bool:
        """Whether it is the stage of who has validated nothing."""
        return 0 in (self.threshold, self.level)


@dataclass(frozen=True, slots=True)
class StageFilter:
    """Who has reached a stage and not the next one.

    lowest, highest: percentages, both included; nobody if they cross. has_validated: whether a skill must be
    validated, None if it does not matter.
    """

    lowest: int
    highest: int
    has_validated: bool | None

    def keeps(self, mastery: Mastery) -> bool:
        """Say whether a mastery belongs to the stage."""
        if self.has_validated is not None and self.has_validated is not bool(mastery.validated):
            return False
        return self.lowest <= mastery.percentage <= self.highest


@dataclass(frozen=True, slots=True)
class Ladder:
    """The stages of a campaign in order: the zero stage, that of the first skill, those that rise.

    thresholds: in percent, one for each stage, never falling; 0 for the stage of the first skill.
    """

    stages: tuple[Stage, ...]
    thresholds: tuple[int, ...]

    @property
    def highest(self) -> int:
        """The index of the last stage: how many stars there are."""
        return len(self.stages) - 1

    def reached(self, mastery: Mastery) -> int:
        """Return the index of the stage that is reached: how many stars are full."""
        return bisect_right(self.thresholds, mastery.percentage) - 1 if mastery.validated else 0

    def stage(self, mastery: Mastery) -> Stage:
        """Return the stage that is reached."""
        return self.stages[self.reached(mastery)]

    def filters(self) -> list[StageFilter]:
        """Return who belongs to each stage: every mastery to one of them, the one that it reaches."""
        tops = [threshold - 1 for threshold in self.thresholds[1:]] + [100]
        above = [StageFilter(low, top, True) for low, top in zip(self.thresholds, tops, strict=True)]
        # With a second stage at 0 %, only who has validated nothing stays on the first one.
        zero = StageFilter(0, 0, False) if tops[0] < 0 else StageFilter(0, tops[0], None)
        return [zero, *above[1:]]


def ladder(stages: Iterable[Stage], course: Course) -> Ladder:
    """Return the stages in order, with their thresholds in a course.

    ValueError unless exactly one is at 0, at most one is that of the first skill, and the others are all
    thresholds or all levels, no two the same. Two levels that no skill separates have the same threshold:
    the higher one is then reached, as the last in order.
    """
    by_height = ladder_order(stages)
    return Ladder(by_height, tuple(_threshold(stage, course) for stage in by_height))


def ladder_order(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Return the stages of a ladder, the lowest first; ValueError as for `ladder`."""
    by_height = sorted(stages, key=_height)
    _check(by_height)
    return tuple(by_height)


def level_threshold(level: int, course: Course) -> int:
    """Return the percentage of the skills of a course that are at a level or below it, rounded half up."""
    reached = sum(skill.level <= level for _, skill in course)
    return rounded_share(reached, course.skill_count)


def _height(stage: Stage) -> tuple[bool, int]:
    # The first skill stands right above nothing: whatever else rises has 1 at least.
    return (not stage.is_zero, stage.threshold or stage.level or 0)


def _check(by_height: list[Stage]) -> None:
    heights = [_height(stage) for stage in by_height]
    if not heights or heights[0][0] or len(set(heights)) < len(heights):
        raise ValueError("stages need one at 0, and no two alike")
    kinds = {stage.level is None for stage in by_height if not stage.is_zero and not stage.is_first_skill}
    if len(kinds) > 1:
        raise ValueError("stages are all thresholds or all levels")


def _threshold(stage: Stage, course: Course) -> int:
    if stage.level is not None:
        return 0 if stage.is_zero else level_threshold(stage.level, course)
    return stage.threshold or 0


# The four bands of the back-to-school courses. Source: spec/campaigns.md 4.6.
BANDS = ladder(
    [
        Stage(
            "Besoin d’aide ?",
            0,
            message="Vous débutez : vos professeurs vous aideront à progresser, un sujet après l’autre.",
            teacher_title="maîtrise insuffisante",
            teacher_message="Un accompagnement soutenu est nécessaire, sur la plupart des sujets.",
        ),
        Stage(
            "Pas mal !",
            21,
            message="Vous avez des bases. Les tutoriels proposés vous aideront à les consolider.",
            teacher_title="maîtrise fragile",
            teacher_message="Un accompagnement et un entraînement sont utiles, sur de nombreux sujets.",
        ),
        Stage(
            "Bien joué !",
            51,
            message="Vous savez faire beaucoup de choses. Visez maintenant les sujets qui vous manquent.",
            teacher_title="maîtrise satisfaisante",
            teacher_message="Un entraînement ciblé suffit ; des parcours thématiques se font en autonomie.",
        ),
        Stage(
            "Bravo !",
            81,
            message="Vous maîtrisez ce parcours. Aidez les autres, et essayez un parcours plus difficile.",
            teacher_title="très bonne maîtrise",
            teacher_message="L’élève est autonome et peut aider ses camarades.",
        ),
    ],
    Course(()),
)
