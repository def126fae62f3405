"""What every adaptive engine offers, and what engines share.

An engine is rebuilt from the answers at each request: it keeps nothing, asks the same question on a reload
and says why it asks. Source: spec/campaigns.md 2, 11; spec/decisions.md 42, 43.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

from campaigns.domain.answers import Answer, Sitting
from campaigns.domain.content import Challenge, Place, Skill

# What is asked of everybody first, if possible; and how far above a pupil a skill is too hard to be asked.
FIRST_LEVEL, MAX_GAP = 2, 2


class Reason(StrEnum):
    """Why a skill is asked; kept for the audit."""

    FIRST = "FIRST"  # the first question: easy, for everybody
    BEST = "BEST"  # tells most of what is not known yet
    REPEATED = "REPEATED"  # tells most, although the skill was asked before
    COMPETENCE = "COMPETENCE"  # its competence was not touched yet
    AGAIN = "AGAIN"  # failed in an earlier go, and wanted again


class Ending(StrEnum):
    """Why nothing is asked any more."""

    SETTLED = "SETTLED"  # every skill is settled
    SURE_ENOUGH = "SURE_ENOUGH"  # the expected error is small
    LITTLE_TO_LEARN = "LITTLE_TO_LEARN"  # no question would tell enough
    LONG_ENOUGH = "LONG_ENOUGH"  # the greatest number of questions
    TOO_HARD = "TOO_HARD"  # what is left is out of reach
    NOTHING_TO_ASK = "NOTHING_TO_ASK"  # no challenge is left


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask next, and why.

    mastery: how likely the pupil is to master the skill, as known before. gain: how much the answer is
    expected to tell: bits (bayes) or skills (smart_random); 0.0 for a first question of smart_random.
    """

    skill: Skill
    challenge: Challenge
    place: Place
    reason: Reason
    mastery: float
    gain: float


class Status(StrEnum):
    """What becomes of a skill. UNKNOWN: never reached; it counts as not acquired."""

    VALIDATED = "VALIDATED"
    INVALIDATED = "INVALIDATED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class SkillResult:
    """mastery: probability that the pupil masters the skill, 0.0 to 1.0. is_direct: it was asked."""

    status: Status
    mastery: float
    is_direct: bool


@dataclass(frozen=True, slots=True)
class Results:
    """What an assessment found. skills: by id, in the order of the course.

    rate, margin: the expected share of mastered skills and half the width of its 90 % interval, 0.0 to 1.0;
    an engine that measures no doubt gives the counted share and 0.0.
    """

    skills: Mapping[str, SkillResult]
    rate: float
    margin: float

    @property
    def validated(self) -> frozenset[str]:
        """The ids of the skills that count as acquired."""
        return frozenset(pk for pk, result in self.skills.items() if result.status is Status.VALIDATED)


class State(Protocol):
    """What is known of a pupil in the middle of a course."""

    def record(self, answer: Answer) -> None:
        """Take one more answer into account; KeyError for a challenge of another course."""

    def next_question(self) -> Question | Ending:
        """Return what to ask, or why nothing is asked; the same until the next answer."""

    def results(self) -> Results:
        """Return what is known of each skill now."""

    def progress(self) -> float:
        """Return how far the pupil is, 0.0 to 1.0; never less than before, 1.0 at the end and only there."""


class Engine(Protocol):
    """name, version: what an assessment keeps, so that it ends as it began."""

    name: str
    version: str

    def begin(self, sitting: Sitting) -> State:
        """Return what is known before the first question."""


def replay(engine: Engine, sitting: Sitting, answers: Iterable[Answer]) -> State:
    """Return what is known after these answers, the oldest first."""
    state = engine.begin(sitting)
    for answer in answers:
        state.record(answer)
    return state


def draw(seed: str, count: int) -> int:
    """Return an index below ``count`` (at least 1), always the same for the same seed."""
    return _number(seed) % count


@lru_cache(maxsize=4096)
def _number(seed: str) -> int:
    return int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())


def unasked(skill: Skill, asked: Container[str], spent: Container[str] = ()) -> list[Challenge]:
    """Return the challenges of a skill that are left.

    asked: ids that this assessment has asked. spent: that an earlier go has; these come last. Among the rest,
    those that are current come first.
    """
    left = [challenge for challenge in skill.challenges if challenge.id not in asked]
    left = [challenge for challenge in left if challenge.id not in spent] or left
    return [challenge for challenge in left if challenge.is_current] or left


def pick_challenge(seed: str, usable: Sequence[Challenge]) -> Challenge:
    """Return the challenge to ask: a pupil always takes the same rank. Source: spec/campaigns.md 2.5."""
    return usable[draw(f"{seed}+1", len(usable))]
