"""Which pupils need somebody: what the live board of a class points at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from missions.domain.path import ActivityStatus, Level, Played

# After two activities that did not go well the path leads to the tutorial; one more ends the mission.
FAILURES = 2
# Longer than it takes to read a question twice, and to look for an answer in a page.
SILENCE = timedelta(minutes=5)

_MINUTE = timedelta(minutes=1)
_DID_NOT_GO_WELL = (ActivityStatus.FAILED, ActivityStatus.SKIPPED)


class Need(StrEnum):
    """Why a pupil may need help."""

    FAILURES = "FAILURES"
    TUTORIAL = "TUTORIAL"
    SILENCE = "SILENCE"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. count: of activities that did not go well, or of minutes. step: from 0, None for none."""

    need: Need
    count: int = 0
    step: int | None = None


def reasons_to_help(history: Sequence[Played], silent_for: timedelta) -> tuple[Reason, ...]:
    """Return why a pupil who is there may need help, most telling first; empty when he does well.

    history: activities of the attempt that he is playing, oldest first, the last one still being played;
    empty while he chooses a mission. silent_for: since his last answer, or the last page that he asked for.
    Source: spec/decisions.md 37.
    """
    reasons = []
    failures = _failures_in_a_row(history)
    step = history[-1].step if history else None
    if failures >= FAILURES:
        reasons.append(Reason(Need.FAILURES, failures, step))
    elif history and history[-1].level is Level.TUTORIAL:
        reasons.append(Reason(Need.TUTORIAL, step=step))
    if silent_for >= SILENCE:
        reasons.append(Reason(Need.SILENCE, silent_for // _MINUTE))
    return tuple(reasons)


def _failures_in_a_row(history: Sequence[Played]) -> int:
    """Return how many finished activities did not go well since the last one that did.

    The tutorial says nothing: it counts as succeeded whatever was answered.
    """
    count = 0
    for played in reversed(history):
        if played.status is ActivityStatus.SUCCEEDED and played.level is not Level.TUTORIAL:
            break
        count += played.status in _DID_NOT_GO_WELL
    return count
