"""What validated skills are worth: pix and levels of a profile, mastery of a campaign.

Sums and roundings are made with whole numbers and fractions: a float never moves anybody down a level.
Source: spec/campaigns.md 4.1 to 4.4; spec/decisions.md 41, 44.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from campaigns.domain.content import Course

MAXIMUM_LEVEL = 8
PIX_PER_LEVEL = 8
COMPETENCE_COUNT = 16
# Who has this level in so many competences can be certified.
CERTIFIABLE_LEVEL, CERTIFIABLE_COMPETENCES = 1, 5
# How long a competence rests before its pupil may begin it again, or try to do better.
RESET_DAYS, IMPROVEMENT_DAYS = 7, 4

Levels = Mapping[str, int]  # of the skills of a competence, by skill id

_TWO_DIGITS = Context(prec=2, rounding=ROUND_HALF_UP)


def rounded_share(part: int, whole: int) -> int:
    """Return the share of a whole as an integer percentage, rounded half up; 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def two_digit_share(part: int, whole: int) -> Decimal:
    """Return the share of a whole, 0 to 1, with two significant digits; 0 of nothing is 0.

    What is rounded is the nearest float, halves up, as toPrecision(2) of JavaScript does: files then hold the
    figures that schools know. Source: spec/campaigns.md 4.4.
    """
    return _TWO_DIGITS.create_decimal(Decimal(part / whole)).normalize() if whole else Decimal(0)


@dataclass(frozen=True, slots=True)
class Mastery:
    """How many of the targeted skills are validated; a skill that was never reached is not.

    Masteries add up: those of the competences of a domain, those of the participants of a campaign.
    """

    validated: int
    targeted: int

    def __post_init__(self) -> None:
        if not 0 <= self.validated <= self.targeted:
            raise ValueError(f"{self.validated} of {self.targeted} skills cannot be validated")

    def __add__(self, other: "Mastery") -> "Mastery":
        return Mastery(self.validated + other.validated, self.targeted + other.targeted)

    @property
    def percentage(self) -> int:
        """What pages show, 0 to 100. Source: spec/decisions.md 44."""
        return rounded_share(self.validated, self.targeted)

    @property
    def rate(self) -> Decimal:
        """What files hold for the whole campaign, 0 to 1: 13 of 22 is 0.59, 1 of 22 is 0.045."""
        return two_digit_share(self.validated, self.targeted)


NOTHING = Mastery(0, 0)


def mastery(course: Course, validated: AbstractSet[str]) -> Mastery:
    """Return the mastery of a course. validated: ids of skills, of any course."""
    return sum(mastery_by_competence(course, validated).values(), NOTHING)


def mastery_by_competence(course: Course, validated: AbstractSet[str]) -> dict[str, Mastery]:
    """Return the mastery of each competence that a course targets, in the order of the course."""
    return {
        competence: Mastery(len(levels.keys() & validated), len(levels))
        for competence, levels in levels_by_competence(course).items()
    }


def mean_percentage(masteries: Iterable[Mastery]) -> int | None:
    """Return the mean mastery of participants who were asked about the same skills; None for nobody."""
    together = sum(masteries, NOTHING)
    return together.percentage if together.targeted else None


def share_assessed(assessed: int, targeted: int, *, is_completed: bool) -> float:
    """Return how far an assessment is, 0.0 to 1.0, by the targeted skills that it has settled.

    What is over is done, however many skills were out of reach. Source: spec/campaigns.md 2.6, 4.4.
    """
    return 1.0 if is_completed or not targeted else assessed / targeted


def levels_by_competence(course: Course) -> dict[str, dict[str, int]]:
    """Return the level of each skill, by competence then skill, in the order of the course."""
    levels: dict[str, dict[str, int]] = defaultdict(dict)
    for tube in course.tubes:
        levels[tube.competence].update((skill.id, skill.level) for skill in tube.skills)
    return dict(levels)


def pix_values(levels: Levels) -> dict[str, Fraction]:
    """Return what each skill of a competence is worth: 8 pix a level, shared by the skills of that level.

    levels: of all the skills of the competence, not only of those that a campaign targets.
    Source: spec/decisions.md 41, which sets no maximum for one skill.
    """
    sharing = Counter(levels.values())
    return {skill: Fraction(PIX_PER_LEVEL, sharing[level]) for skill, level in levels.items()}


@dataclass(frozen=True, slots=True)
class CompetenceScore:
    """What a pupil has in a competence. is_highest: no higher level can be reached."""

    pix: int
    level: int
    is_highest: bool = False

    @property
    def pix_ahead(self) -> int:
        """How many pix count towards the next level, 0 to 7."""
        return self.pix % PIX_PER_LEVEL

    @property
    def percentage_to_next(self) -> float:
        """How far the next level is reached, 0.0 to 87.5."""
        return self.pix_ahead * 100 / PIX_PER_LEVEL

    @property
    def pix_missing(self) -> int:
        """How many pix the next level lacks, 1 to 8; 8 at the highest level too, which has no next."""
        return PIX_PER_LEVEL - self.pix_ahead


def competence_score(
    levels: Levels, validated: AbstractSet[str], reachable_level: int | None
) -> CompetenceScore:
    """Return the score of a competence, from the skills that are validated.

    levels: as for pix_values. reachable_level: the setting, 1 to 8; None to count without it, as a
    certification does. Source: spec/campaigns.md 4.1.
    """
    limit = MAXIMUM_LEVEL if reachable_level is None else checked_level(reachable_level)
    sharing = Counter(levels.values())
    earned = Counter(level for skill, level in levels.items() if skill in validated)
    exact = sum(Fraction(PIX_PER_LEVEL * count, sharing[level]) for level, count in earned.items())
    pix = min(int(exact), limit * PIX_PER_LEVEL)
    level = pix // PIX_PER_LEVEL
    return CompetenceScore(pix, level, is_highest=level == limit)


def checked_level(reachable_level: int) -> int:
    """Return a reachable level as it is; ValueError for one that does not exist."""
    if not 1 <= reachable_level <= MAXIMUM_LEVEL:
        raise ValueError(f"no level {reachable_level} can be reached")
    return reachable_level


@dataclass(frozen=True, slots=True)
class Profile:
    """What a pupil has in every competence. scores: by competence."""

    scores: Mapping[str, CompetenceScore]
    reachable_level: int

    @property
    def pix(self) -> int:
        return sum(score.pix for score in self.scores.values())

    @property
    def greatest_pix(self) -> int:
        """What can be had at the reachable level: 1024 at level 8."""
        return self.reachable_level * PIX_PER_LEVEL * COMPETENCE_COUNT

    @property
    def rate(self) -> Decimal:
        """The pix among those that can be had, 0 to 1, rounded as a mastery's rate."""
        return two_digit_share(self.pix, self.greatest_pix)

    @property
    def certifiable_competences(self) -> int:
        return sum(score.level >= CERTIFIABLE_LEVEL for score in self.scores.values())

    @property
    def is_certifiable(self) -> bool:
        """Source: spec/campaigns.md 4.3."""
        return self.certifiable_competences >= CERTIFIABLE_COMPETENCES


def profile(competences: Mapping[str, Levels], validated: AbstractSet[str], reachable_level: int) -> Profile:
    """Return the profile of a pupil. competences: levels_by_competence() of the whole framework."""
    scores = {pk: competence_score(levels, validated, reachable_level) for pk, levels in competences.items()}
    return Profile(scores, checked_level(reachable_level))


class CardState(StrEnum):
    """How far a competence is on a pupil's home page."""

    NOT_STARTED = "NOT_STARTED"
    STARTED = "STARTED"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True)
class Card:
    """A competence on a pupil's home page.

    days_before_reset, days_before_improvement: 0 when it may be done now, None when there is nothing to reset
    or to improve.
    """

    state: CardState
    days_before_reset: int | None = None
    days_before_improvement: int | None = None

    @property
    def is_resettable(self) -> bool:
        return self.days_before_reset == 0

    @property
    def is_improvable(self) -> bool:
        return self.days_before_improvement == 0


def card(score: CompetenceScore, *, is_started: bool, is_completed: bool, rest_days: float) -> Card:
    """Return the card of a competence. Source: spec/campaigns.md 4.2.

    is_started: a skill of it was asked, here or in a campaign, or its test was begun, and not reset since.
    is_completed: its test was, so that it is started too. rest_days: since the pupil's last move in it,
    fractions included.
    """
    if not is_started:
        return Card(CardState.NOT_STARTED)
    reset = _days_left(RESET_DAYS, rest_days)
    if not is_completed:
        return Card(CardState.STARTED, reset)
    improvement = None if score.is_highest else _days_left(IMPROVEMENT_DAYS, rest_days)
    return Card(CardState.COMPLETED, reset, improvement)


def _days_left(delay: int, rest_days: float) -> int:
    return max(0, ceil(delay - rest_days))
