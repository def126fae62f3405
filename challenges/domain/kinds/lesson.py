"""Lesson: a screen to look at. It counts as passed and never ends an activity (decision 33)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import Choice
from challenges.domain.reading import Reader


@dataclass(frozen=True, slots=True)
class Lesson:
    """Nothing is asked: « Je continue » is the only answer."""

    default_hint: ClassVar[str] = ""
    is_judged: ClassVar[bool] = False
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[None] = None

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        return cls()

    def to_body(self) -> dict[str, object]:
        return {}

    def find_problem(self, value: Sequence[str]) -> None:
        return None

    def is_right(self, value: Sequence[str]) -> bool:
        return True

    def right_answers(self) -> tuple[str, ...]:
        return ()
