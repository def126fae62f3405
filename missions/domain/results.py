"""What a pupil reached in a mission, step by step and overall."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from missions.domain.path import ActivityStatus, Level, Played


class Result(StrEnum):
    """Non atteint, partiellement atteint, atteint, dépassé."""

    NOT_REACHED = "NOT_REACHED"
    PARTLY_REACHED = "PARTLY_REACHED"
    REACHED = "REACHED"
    EXCEEDED = "EXCEEDED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Results as a teacher sees them; what is not known or was never offered is missing.

    steps: in order, without the steps that were not finished. dare, overall: None as long as there is none.
    """

    steps: tuple[Result, ...]
    dare: Result | None
    overall: Result | None


def outcome(history: Sequence[Played], *, step_count: int, is_over: bool) -> Outcome:
    """Return the results of an attempt: those of the finished steps while it lasts, all of them at the end.

    history: every activity of the attempt, oldest first; the last one may still be played.
    Source: spec/junior.md 4.1.
    """
    steps = _step_results(history, is_over)
    dare = _dare_result(history)
    overall = _overall_result(steps, dare, step_count) if is_over else None
    return Outcome(steps, dare, overall)


def _step_results(history: Sequence[Played], is_over: bool) -> tuple[Result, ...]:
    last_of_step = {played.step: played for played in history if played.step is not None}
    results = [_step_result(last) for _, last in sorted(last_of_step.items())]
    # Only the step that is being played can be short of its goal: what it lacks is known at the end.
    if results and not is_over and results[-1] is not Result.REACHED:
        results.pop()
    return tuple(results)


def _step_result(last: Played) -> Result:
    if last.level is Level.VALIDATION and last.status is ActivityStatus.SUCCEEDED:
        return Result.REACHED
    if last.level is Level.VALIDATION and last.status is ActivityStatus.FAILED:
        return Result.PARTLY_REACHED
    return Result.NOT_REACHED


def _dare_result(history: Sequence[Played]) -> Result | None:
    if not history or history[-1].level is not Level.DARE or history[-1].status is ActivityStatus.STARTED:
        return None
    return Result.REACHED if history[-1].status is ActivityStatus.SUCCEEDED else Result.NOT_REACHED


def _overall_result(steps: tuple[Result, ...], dare: Result | None, step_count: int) -> Result:
    if dare is Result.REACHED:
        return Result.EXCEEDED
    # The dare comes after every step: a mission that got a step more or less meanwhile takes nothing away.
    if dare or steps.count(Result.REACHED) >= step_count:
        return Result.REACHED
    if steps[:1] == (Result.REACHED,):
        return Result.PARTLY_REACHED
    return Result.NOT_REACHED
