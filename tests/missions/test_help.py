"""« A besoin d’aide »: each path through a mission that leads there, and those that do not."""

from datetime import timedelta

import pytest

from missions.domain.help import Need, Reason, reasons_to_help
from missions.domain.path import ActivityStatus, Level, Played

LEVELS = {"V": Level.VALIDATION, "T": Level.TRAINING, "L": Level.TUTORIAL, "D": Level.DARE}
STATUSES = {
    "+": ActivityStatus.SUCCEEDED,
    "-": ActivityStatus.FAILED,
    "?": ActivityStatus.SKIPPED,
    ".": ActivityStatus.STARTED,
}


def path(text: str) -> list[Played]:
    """« V1- T1. »: a validation of step 1 that failed, then a training that is being played."""
    return [
        Played(LEVELS[word[0]], None if word[0] == "D" else int(word[1]) - 1, STATUSES[word[-1]])
        for word in text.split()
    ]


def failures(count: int, step: int) -> Reason:
    return Reason(Need.FAILURES, count, step - 1)


def lesson(step: int) -> Reason:
    return Reason(Need.TUTORIAL, step=step - 1)


@pytest.mark.parametrize(
    ("played", "reasons"),
    [
        ("", []),
        ("V1.", []),
        ("V1- T1.", []),
        ("V1? T1.", []),
        ("V1- T1- L1.", [failures(2, 1)]),
        ("V1? T1? L1.", [failures(2, 1)]),
        ("V1+ V2- T2? L2.", [failures(2, 2)]),
        # The lesson is no success: he needs somebody until the next activity goes well.
        ("V1- T1- L1+ T1.", [failures(2, 1)]),
        ("V1- T1- L1+ T1+ V1.", []),
        # Two failures with a success between them lead to the lesson too.
        ("V1- T1+ V1- L1.", [lesson(1)]),
        ("V1- T1+ V1- L1+ T1.", []),
        # A failure of an earlier step is over.
        ("V1- T1+ V1+ V2- T2.", []),
        ("V1+ D.", []),
    ],
)
def test_two_failures_in_a_row_or_the_lesson(played, reasons):
    assert list(reasons_to_help(path(played), timedelta(0))) == reasons


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, None), (299, None), (300, 5), (359, 5), (360, 6), (840, 14)]
)
@pytest.mark.parametrize("played", ["", "V1."])
def test_a_long_silence(played, seconds, minutes):
    reasons = reasons_to_help(path(played), timedelta(seconds=seconds))
    assert [(each.need, each.count) for each in reasons] == ([(Need.SILENCE, minutes)] if minutes else [])


def test_all_reasons_are_told_the_most_telling_first():
    reasons = reasons_to_help(path("V1- T1- L1."), timedelta(minutes=7))
    assert [each.need for each in reasons] == [Need.FAILURES, Need.SILENCE]
