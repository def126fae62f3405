"""What a pupil has answered, and what is known of him from before.

Source: spec/campaigns.md 1.5, 2.7, 3.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from campaigns.domain.content import Course

# A failure is believed for so many days, a success for ever.
FAILURE_DAYS = 4.0


class Outcome(StrEnum):
    """How an answer was judged. Only RIGHT is a success."""

    RIGHT = "RIGHT"
    WRONG = "WRONG"
    SKIPPED = "SKIPPED"
    TIMED_OUT = "TIMED_OUT"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of this assessment. challenge: its id; was_timed: the pupil answered against a clock."""

    challenge: str
    outcome: Outcome
    was_timed: bool = False

    @property
    def is_right(self) -> bool:
        """Whether it is a success; whatever else happened is a failure."""
        return self.outcome is Outcome.RIGHT


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier assessments told of a tube.

    floor: level of the hardest skill that is validated, 0 for none. ceiling: of the easiest one that is
    invalidated, None for none; above the floor. failed_days: age of that failure when this assessment began.
    direct: each level that was really asked, and whether it was right; the others are inferred.
    """

    floor: int = 0
    ceiling: int | None = None
    failed_days: float = 0.0
    direct: tuple[tuple[int, bool], ...] = ()

    def __post_init__(self) -> None:
        if self.floor < 0 or (self.ceiling is not None and self.ceiling <= self.floor):
            raise ValueError(f"no tube is known like that: {self}")

    @property
    def current_ceiling(self) -> int | None:
        """The ceiling, unless the failure is too old to count."""
        return self.ceiling if self.failed_days < FAILURE_DAYS else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One pupil before a course. seed: the id of the assessment, which settles what is left to chance.

    known: of his profile, by tube id. spent: challenges that he met in an earlier go, asked again only where
    there is no other. wanted: skills that he wants to be asked again. progress: the most that was shown to
    him so far, 0.0 to 1.0; who shows it keeps it, since doubts may grow again.
    """

    course: Course
    seed: str
    known: Mapping[str, Known] = field(default_factory=dict)
    spent: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    progress: float = 0.0
