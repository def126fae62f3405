"""Which question tells most, and which ones the product does not ask for other reasons.

Source: spec/campaigns.md 11, « Choice »; 2.2 for the first question.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2

from campaigns.domain.content import Challenge, Place, Skill
from campaigns.domain.engine import FIRST_LEVEL, MAX_GAP


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that may be asked, with the challenge that would be. gain: expected bits."""

    place: Place
    skill: Skill
    competence: str
    challenge: Challenge
    mastery: float
    gain: float


def information(mastery: float, slip: float, guess: float) -> float:
    """Return how many bits an answer is expected to tell of a skill mastered with this probability."""
    right = mastery * (1 - slip) + (1 - mastery) * guess
    return entropy(right) - mastery * entropy(slip) - (1 - mastery) * entropy(guess)


def entropy(chance: float) -> float:
    """Return the entropy of a coin, in bits."""
    if not 0.0 < chance < 1.0:
        return 0.0
    return -chance * log2(chance) - (1 - chance) * log2(1 - chance)


def first_ones(candidates: Sequence[Candidate], easy_tubes: frozenset[int]) -> list[Candidate]:
    """Return what may come first: of an easy tube and not timed if possible, of level 2 or the lowest."""
    left = _rather(candidates, lambda each: each.place.tube in easy_tubes)
    left = _rather(left, lambda each: not each.challenge.is_timed)
    lowest = min(each.skill.level for each in left)
    level = FIRST_LEVEL if any(each.skill.level == FIRST_LEVEL for each in left) else lowest
    return [each for each in left if each.skill.level == level]


def next_ones(
    candidates: Sequence[Candidate], *, ability: float, avoids_clock: bool, competences: frozenset[str]
) -> list[Candidate]:
    """Return what may come next.

    avoids_clock: rather nothing timed. competences: one of these must be touched now; none if there is time.
    Each wish counts unless nothing would be left.
    """
    left = _rather(candidates, lambda each: each.skill.level - ability <= MAX_GAP)
    if avoids_clock:
        left = _rather(left, lambda each: not each.challenge.is_timed)
    if competences:
        left = _rather(left, lambda each: each.competence in competences)
    return left


def best(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates of greatest gain, in the order of the course."""
    candidates = list(candidates)
    # Skills that nothing tells apart have the same gain but for rounding.
    least = max(each.gain for each in candidates) * (1 - 1e-9)
    return [each for each in candidates if each.gain >= least]


def _rather(candidates: Sequence[Candidate], is_wished: Callable[[Candidate], bool]) -> list[Candidate]:
    return [each for each in candidates if is_wished(each)] or list(candidates)
