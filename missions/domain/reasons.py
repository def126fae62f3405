"""Why the adaptive path leads where it does, for whoever watches it. Source: spec/junior.md 3.4."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from missions.domain.path import ActivityStatus, Level, Next, Played


class Cause(StrEnum):
    """What the last finished activity brought about."""

    START = "START"
    NEXT_STEP = "NEXT_STEP"
    TRAINED = "TRAINED"
    TAUGHT = "TAUGHT"
    HARD = "HARD"
    DARE = "DARE"
    # The mission is over:
    STOPPED = "STOPPED"
    NO_DARE = "NO_DARE"
    DARE_PLAYED = "DARE_PLAYED"
    STEP_GONE = "STEP_GONE"


@dataclass(frozen=True, slots=True)
class Reason:
    """cause, with how many activities of the last step ended with an error, and with « Je ne sais pas »."""

    cause: Cause
    errors: int
    skips: int


def reason_of(history: Sequence[Played], following: Next | None) -> Reason:
    """Return why ``following`` comes after the finished activities; None for the end of the mission."""
    if not history:
        return Reason(Cause.START, 0, 0)
    last = history[-1]
    ends = [played.status for played in history if played.step == last.step]
    errors, skips = ends.count(ActivityStatus.FAILED), ends.count(ActivityStatus.SKIPPED)
    cause = _cause(last, following) if following else _end(last, history)
    return Reason(cause, errors, skips)


def _cause(last: Played, following: Next) -> Cause:
    if following.level is Level.DARE:
        return Cause.DARE
    if following.step != last.step:
        return Cause.NEXT_STEP
    if last.level is Level.TUTORIAL:
        return Cause.TAUGHT
    return Cause.TRAINED if last.status is ActivityStatus.SUCCEEDED else Cause.HARD


def _end(last: Played, history: Sequence[Played]) -> Cause:
    if last.level is Level.DARE:
        return Cause.DARE_PLAYED
    has_succeeded = last.level is Level.VALIDATION and last.status is ActivityStatus.SUCCEEDED
    has_learnt = any(played.level is Level.TUTORIAL for played in history)
    if has_succeeded and has_learnt:
        return Cause.NO_DARE
    taught = any(played.level is Level.TUTORIAL and played.step == last.step for played in history)
    if last.status is not ActivityStatus.SUCCEEDED and taught:
        return Cause.STOPPED
    return Cause.STEP_GONE
