"""Which subjects a group should work on, and what it has reached in each.

Participations are given by the skills that each has validated, nothing for those that show nothing of a tube;
with none there is nothing to say. Source: spec/campaigns.md 7.5.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from campaigns.domain.content import Course, Tube
from campaigns.domain.scoring import NOTHING, Mastery, mastery_by_competence

Participations = Collection[AbstractSet[str]]

# Up to each score, in order, the bullets fall from 4 to 1.
_STEPS = (25, 50, 75)


class Relevance(IntEnum):
    """How many bullets a subject gets: the more, the more it is worth working on."""

    FAIR = 1
    GOOD = 2
    HIGH = 3
    TOP = 4

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Relevance.TOP: "Fortement recommandé",
    Relevance.HIGH: "Très recommandé",
    Relevance.GOOD: "Recommandé",
    Relevance.FAIR: "Assez recommandé",
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A subject of the analysis. score: mean over the participations, 0 to 100, low for what to work on.

    mean_level: mean over the participations of the highest level validated in the tube. highest_level: the
    highest one that the campaign targets in it.
    """

    tube: Tube
    score: float
    relevance: Relevance
    mean_level: float
    highest_level: int


@dataclass(frozen=True, slots=True)
class CompetenceLevel:
    """A competence by its tubes: the means of their mean levels and of their highest levels, 0.0 to 8.0."""

    mean_level: float
    highest_level: float


def tube_score(levels: Sequence[int], validated: Sequence[bool], highest_level: int) -> Fraction:
    """Return what one participation scores in a tube, 0 to 100, exactly.

    levels: targeted in the tube, rising. validated: for each of them. highest_level: of the campaign.
    Where a skill is validated above one that is not, the last term stays at its full 10.
    """
    hardest, reached = levels[-1], _reached(levels, validated)
    missing = [level for level, is_validated in zip(levels, validated, strict=True) if not is_validated]
    following = missing[0] if missing else hardest
    return (
        40 * Fraction(reached, hardest)
        + 30 * Fraction(hardest, highest_level)
        + 20 * Fraction(sum(validated), len(levels))
        + 10 * min(Fraction(reached, following), Fraction(1))
    )


def relevance(score: float | Fraction) -> Relevance:
    """Return the bullets of a mean score."""
    return Relevance(4 - sum(score > step for step in _STEPS))


def recommend(course: Course, participations: Participations) -> list[Recommendation]:
    """Return the subjects of a course, the most worth working on first; none without a participation.

    Subjects of the same score stay in the order of the course. For one pupil, give his participation alone.
    """
    if not participations:
        return []
    highest = max((tube.skills[-1].level for tube in course.tubes), default=0)
    found = [_recommendation(tube, participations, highest) for tube in course.tubes]
    return sorted(found, key=lambda recommendation: recommendation.score)


def results_by_competence(course: Course, participations: Participations) -> dict[str, Mastery]:
    """Return the mastery of all the participations together, by competence, in the order of the course.

    Everybody is asked about the same skills, so that its percentage is the mean of theirs.
    """
    together = dict.fromkeys(mastery_by_competence(course, frozenset()), NOTHING)
    for validated in participations:
        for competence, result in mastery_by_competence(course, validated).items():
            together[competence] += result
    return together


def levels_of_competences(recommendations: Collection[Recommendation]) -> dict[str, CompetenceLevel]:
    """Return the levels of each competence, from those of its subjects."""
    tubes: dict[str, list[Recommendation]] = defaultdict(list)
    for recommendation in recommendations:
        tubes[recommendation.tube.competence].append(recommendation)
    return {competence: _competence_level(found) for competence, found in tubes.items()}


def _competence_level(tubes: list[Recommendation]) -> CompetenceLevel:
    mean = sum(tube.mean_level for tube in tubes) / len(tubes)
    highest = sum(tube.highest_level for tube in tubes) / len(tubes)
    return CompetenceLevel(mean, highest)


def _recommendation(tube: Tube, participations: Participations, highest_level: int) -> Recommendation:
    levels = [skill.level for skill in tube.skills]
    ids = [skill.id for skill in tube.skills]
    # A tube has few patterns and a campaign many pupils: each pattern is worked out once.
    patterns = Counter(tuple(pk in validated for pk in ids) for validated in participations)
    scores = sum(tube_score(levels, pattern, highest_level) * count for pattern, count in patterns.items())
    reached = sum(_reached(levels, pattern) * count for pattern, count in patterns.items())
    score = Fraction(scores, len(participations))
    return Recommendation(
        tube, float(score), relevance(score), reached / len(participations), highest_level=levels[-1]
    )


def _reached(levels: Sequence[int], validated: Sequence[bool]) -> int:
    pairs = zip(levels, validated, strict=True)
    return max((level for level, is_validated in pairs if is_validated), default=0)
