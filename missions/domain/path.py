"""The adaptive path of a mission: which activity comes next, and how an activity ends.

A pupil is tested first, trained or taught only when needed. Source: spec/junior.md 3.2 to 3.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What an activity is for. The dare comes once, after the last step, and belongs to no step."""

    TUTORIAL = "TUTORIAL"
    TRAINING = "TRAINING"
    VALIDATION = "VALIDATION"
    DARE = "DARE"


class ActivityStatus(StrEnum):
    """Where an activity stands. SKIPPED: the pupil said « Je ne sais pas »."""

    STARTED = "STARTED"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"


class AnswerResult(StrEnum):
    """What became of one position of an activity. SEEN: a lesson, which asks nothing."""

    RIGHT = "RIGHT"
    WRONG = "WRONG"
    SKIPPED = "SKIPPED"
    SEEN = "SEEN"


@dataclass(frozen=True, slots=True)
class Played:
    """An activity of the pupil. step: from 0, None for the dare."""

    level: Level
    step: int | None
    status: ActivityStatus


@dataclass(frozen=True, slots=True)
class Next:
    """The activity to start. step: from 0, None for the dare."""

    level: Level
    step: int | None


_ABOVE = {Level.TUTORIAL: Level.TRAINING, Level.TRAINING: Level.VALIDATION}
_ENDS_WITH = {AnswerResult.WRONG: ActivityStatus.FAILED, AnswerResult.SKIPPED: ActivityStatus.SKIPPED}


def activity_status(level: Level, results: Sequence[AnswerResult], length: int) -> ActivityStatus:
    """Return where an activity of ``length`` positions stands after ``results``, in the order of the answers.

    One wrong answer or one skip ends it at once. The tutorial is played to its end, whatever the answers,
    and counts as succeeded. Source: spec/junior.md 3.3, spec/decisions.md 33.
    """
    if level is not Level.TUTORIAL:
        for result in results:
            if result in _ENDS_WITH:
                return _ENDS_WITH[result]
    return ActivityStatus.SUCCEEDED if len(results) >= length else ActivityStatus.STARTED


def next_activity(history: Sequence[Played], *, step_count: int) -> Next | None:
    """Return the activity that follows the finished ones, or None when the mission is over.

    history: every activity of the attempt, oldest first, all of them finished (else ValueError).

    A pupil who fails after the tutorial stops there, so that a step has at most 3 validations, 2 trainings
    and 1 tutorial. Source: spec/junior.md 3.4.
    """
    if not history:
        return Next(Level.VALIDATION, 0)
    last = history[-1]
    if last.status is ActivityStatus.STARTED:
        raise ValueError("the last activity is still being played")
    if last.level is Level.DARE:
        return None
    # A pupil who has seen the tutorial is trained next, whatever he answered there.
    if last.status is ActivityStatus.SUCCEEDED or last.level is Level.TUTORIAL:
        return _after_success(history, step_count)
    return _after_failure(history)


def _after_success(history: Sequence[Played], step_count: int) -> Next | None:
    last = history[-1]
    if last.level in _ABOVE:
        return Next(_ABOVE[last.level], last.step)
    if last.step + 1 < step_count:
        return Next(Level.VALIDATION, last.step + 1)
    # The dare is for those who needed no tutorial anywhere in the mission.
    if any(played.level is Level.TUTORIAL for played in history):
        return None
    return Next(Level.DARE, None)


def _after_failure(history: Sequence[Played]) -> Next | None:
    step = history[-1].step
    played_levels = {played.level for played in history if played.step == step}
    if Level.TUTORIAL in played_levels:
        return None
    return Next(Level.TUTORIAL if Level.TRAINING in played_levels else Level.TRAINING, step)
