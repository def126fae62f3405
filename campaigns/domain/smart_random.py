"""The engine « smart random »: it asks the skill whose answer is expected to settle most skills.

Source: spec/campaigns.md 2; spec/decisions.md 42.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp, nextafter
from typing import NamedTuple

from campaigns.domain.answers import Answer, Sitting
from campaigns.domain.content import EASY_TUBE_LEVEL, Course, Place, Skill
from campaigns.domain.engine import (
    FIRST_LEVEL,
    MAX_GAP,
    Ending,
    Question,
    Reason,
    Results,
    SkillResult,
    Status,
    draw,
    pick_challenge,
    unasked,
)
from campaigns.domain.knowledge import Knowledge

TRIAL_LEVELS = tuple(half / 2 for half in range(1, 16))
# Everybody solves a level 0 and fails a level 7, so that a few answers do not send the level far away.
ANCHORS = ((0, True), (7, False))
ROUNDING = 1e-9
NEARLY_ALL = nextafter(1.0, 0.0)


@cache
def success_chance(ability: float, level: int) -> float:
    """Return how likely a pupil of this level is to be right, 0.0 to 1.0. Source: spec/campaigns.md 2.4."""
    return 1 / (1 + exp(level - ability))


def predicted_level(direct: Iterable[tuple[int, bool]]) -> float:
    """Return the level of a pupil, 0.5 to 7.5 by halves: the one that best explains the successes.

    direct: the level of each skill that was really asked, and whether it was right; in any order. Nothing
    asked -> 3.5. The lowest one among equals. Source: spec/campaigns.md 2.4.
    """
    elements = [*ANCHORS, *direct]
    successes = sum(is_right for _, is_right in elements)
    counts = sorted(Counter(level for level, _ in elements).items())

    def surprise(ability: float) -> float:
        expected = sum(count * success_chance(ability, level) for level, count in counts)
        return abs(successes - expected)

    return min(TRIAL_LEVELS, key=surprise)


class Option(NamedTuple):
    """A skill that may be asked. easier, harder: how many unknown skills of its tube a success, or else a
    failure, would settle; both count the skill itself.
    """

    place: Place
    skill: Skill
    is_easy: bool  # its tube has no hard skill
    is_timed: bool
    easier: int
    harder: int

    def reward(self, ability: float) -> float:
        """Return how many skills an answer is expected to settle, at least 1. Source: 2.5."""
        chance = success_chance(ability, self.skill.level)
        return chance * self.easier + (1 - chance) * self.harder


def easy_ones(options: list[Option]) -> list[Option]:
    """Return the skills of easy tubes, or all of them where none is left."""
    return [option for option in options if option.is_easy] or options


def untimed(options: list[Option]) -> list[Option]:
    """Return the skills that are not timed, or all of them where all are."""
    return [option for option in options if not option.is_timed] or options


def within_reach(options: list[Option], ability: float) -> list[Option]:
    """Return the skills that are not too hard for a pupil of this level."""
    return [option for option in options if option.skill.level - ability <= MAX_GAP]


def first_options(options: list[Option]) -> list[Option]:
    """Return the skills that a first question may ask, of at least one. Source: spec/campaigns.md 2.2."""
    gentle = untimed(easy_ones(options))
    levels = {option.skill.level for option in gentle}
    wanted = FIRST_LEVEL if FIRST_LEVEL in levels else min(levels)
    return [option for option in gentle if option.skill.level == wanted]


def most_rewarding(options: list[Option], ability: float) -> list[Option]:
    """Return the skills of the greatest reward. Source: spec/campaigns.md 2.5."""
    rewards = [option.reward(ability) for option in options]
    greatest = max(rewards)
    # Equal rewards may be summed in another order: they differ by a rounding.
    return [option for option, reward in zip(options, rewards, strict=True) if reward > greatest - ROUNDING]


class Asking(NamedTuple):
    """What a tube can be asked: its skills that have a challenge, and whether none of them is hard.

    index: of the tube in the course. Source: spec/campaigns.md 2.1, 2.2.
    """

    index: int
    rungs: list[tuple[Place, Skill]]
    is_easy: bool


def askings(course: Course) -> list[Asking]:
    """Return what each tube can be asked, in the order of the course."""
    found = []
    for index, tube in enumerate(course.tubes):
        rungs = [(course.places[skill.id], skill) for skill in tube.skills if skill.challenges]
        found.append(Asking(index, rungs, all(skill.level <= EASY_TUBE_LEVEL for _, skill in rungs)))
    return found


def mastery_of(status: Status, ability: float, level: int) -> float:
    """Return how likely a skill is mastered, 0.0 to 1.0: for an unknown one, what the pupil's level says."""
    if status is Status.UNKNOWN:
        return success_chance(ability, level)
    return float(status is Status.VALIDATED)


class SmartRandomState:
    """A pupil in the middle of a course."""

    def __init__(self, sitting: Sitting, has_dead_end: bool) -> None:
        self._sitting = sitting
        self._course = sitting.course
        self._has_dead_end = has_dead_end
        self._tubes = askings(sitting.course)
        self._knowledge = Knowledge(sitting)
        self._asked: set[str] = set()
        self._last: Answer | None = None
        self._next: Question | Ending | None = None

    def record(self, answer: Answer) -> None:
        """Take one more answer into account; KeyError for a challenge of another course."""
        skill, _ = self._course.asked_by[answer.challenge]
        self._knowledge.record(self._course.places[skill.id], answer.is_right)
        self._asked.add(answer.challenge)
        self._last = answer
        self._next = None

    def next_question(self) -> Question | Ending:
        """Return what to ask, or why nothing is asked; the same until the next answer."""
        if self._next is None:
            self._next = self._choose()
        return self._next

    def results(self) -> Results:
        """Return what is known of each skill now.

        The mastery of an unknown skill is the chance of a pupil of the predicted level; no rate reads it. A
        right answer may lower it, where what is inferred from it replaces easier skills that were asked.
        """
        ability = self.predicted_level()
        statuses = self._knowledge.statuses()
        skills = {
            skill.id: SkillResult(
                status,
                mastery_of(status, ability, skill.level),
                skill.level in self._knowledge.tubes[place.tube].asked,
            )
            for (place, skill), status in zip(self._course, statuses, strict=True)
        }
        rate = statuses.count(Status.VALIDATED) / len(statuses) if statuses else 0.0
        return Results(skills, rate, margin=0.0)

    def progress(self) -> float:
        """Return the share of settled skills, 0.0 to 1.0; never less than before, 1.0 at the end only.

        Source: spec/campaigns.md 4.4.
        """
        if isinstance(self.next_question(), Ending):
            return 1.0
        statuses = self._knowledge.statuses()
        settled = 1 - statuses.count(Status.UNKNOWN) / len(statuses)
        return min(max(settled, self._sitting.progress), NEARLY_ALL)

    def predicted_level(self) -> float:
        """Return the level of the pupil, as the skills that he was really asked tell it."""
        return predicted_level(self._knowledge.direct())

    def _choose(self) -> Question | Ending:
        """Choose among the best options, by the id of the assessment. Source: spec/campaigns.md 2.5."""
        options = self._options()
        if not options:
            is_settled = Status.UNKNOWN not in self._knowledge.statuses()
            return Ending.SETTLED if is_settled else Ending.NOTHING_TO_ASK
        if self._last is None:
            ability, reason, best = float(FIRST_LEVEL), Reason.FIRST, first_options(options)
        else:
            ability, reason = self.predicted_level(), Reason.BEST
            reachable = self._next_options(options, self._last.was_timed, ability)
            if not reachable:
                return Ending.TOO_HARD
            best = most_rewarding(reachable, ability)
        option = best[draw(self._sitting.seed, len(best))]
        return Question(
            skill=option.skill,
            challenge=pick_challenge(
                self._sitting.seed, unasked(option.skill, self._asked, self._sitting.spent)
            ),
            place=option.place,
            reason=reason,
            mastery=success_chance(ability, option.skill.level),
            gain=0.0 if reason is Reason.FIRST else option.reward(ability),
        )

    def _next_options(self, options: list[Option], was_timed: bool, ability: float) -> list[Option]:
        """Return the skills that a later question may ask. Source: spec/campaigns.md 2.3, 2.6, 11."""
        # Looking for easy tubes first ends the test when what is left of them is too hard, whatever the
        # other tubes hold: the dead end, which is kept for comparisons only.
        if not self._has_dead_end:
            options = within_reach(options, ability)
        options = easy_ones(options)
        if was_timed:
            options = untimed(options)
        return within_reach(options, ability)

    def _options(self) -> list[Option]:
        """Return the unknown skills that have a challenge left. Source: spec/campaigns.md 2.1."""
        options = []
        for asking in self._tubes:
            status_of = self._knowledge.tubes[asking.index].bounds.status_of
            unknown = [rung for rung in asking.rungs if status_of(rung[1].level) is Status.UNKNOWN]
            for position, (place, skill) in enumerate(unknown):
                left = [one for one in skill.challenges if one.id not in self._asked]
                if left:
                    counts = position + 1, len(unknown) - position
                    options.append(Option(place, skill, asking.is_easy, left[0].is_timed, *counts))
        return options


@dataclass(frozen=True, slots=True)
class SmartRandom:
    """The engine. has_dead_end: it stops too early where the original does, to be compared with it."""

    has_dead_end: bool = False

    @property
    def name(self) -> str:
        return "smart_random"

    @property
    def version(self) -> str:
        return "1-dead-end" if self.has_dead_end else "1"

    def begin(self, sitting: Sitting) -> SmartRandomState:
        """Return what is known before the first question."""
        return SmartRandomState(sitting, self.has_dead_end)


SMART_RANDOM = SmartRandom()
