"""Judging an answer. On the server only: the solution never reaches the browser."""

from collections.abc import Sequence
from enum import StrEnum

from challenges.domain.parts import AnswerProblem, Choice
from challenges.domain.schema import ChallengeSpec

__all__ = ["AnswerProblem", "Verdict", "judge", "shuffled_choices", "validate_answer"]


class Verdict(StrEnum):
    RIGHT = "RIGHT"
    WRONG = "WRONG"


def validate_answer(spec: ChallengeSpec, value: Sequence[str]) -> AnswerProblem | None:
    """Return why this answer is not sent to correction, None when it may be.

    value: the ids of the chosen choices, or the typed text alone; empty for a lesson.
    """
    return spec.task.find_problem(value)


def judge(spec: ChallengeSpec, value: Sequence[str]) -> Verdict:
    """Return whether a valid answer is right. An answer that `validate_answer` refuses raises ValueError.

    Single choice: the right one. Multiple choice: the same set, all or nothing. Text: one of the accepted
    answers under the treatments. A lesson counts as passed.
    Source: spec/junior.md 5.4, decision 33.
    """
    if problem := validate_answer(spec, value):
        raise ValueError(f"challenge {spec.code}: an answer that is {problem} is not judged")
    return Verdict.RIGHT if spec.task.is_right(value) else Verdict.WRONG


def shuffled_choices(spec: ChallengeSpec, seed: object) -> tuple[Choice, ...]:
    """Return the choices in the order of the seed; the same seed always gives the same order."""
    return spec.shuffled_choices(seed)
