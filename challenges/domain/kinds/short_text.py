"""Short text: one field, and a list of accepted answers (challenges/domain/typed.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice, Order
from challenges.domain.reading import Reader
from challenges.domain.typed import MAX_LENGTH, Typed


@dataclass(frozen=True, slots=True)
class ShortText:
    """A short answer that is typed."""

    typed: Typed

    is_judged: ClassVar[bool] = True
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[int] = MAX_LENGTH
    takes_each_once: ClassVar[bool] = False
    ending: ClassVar[str] = ""

    @property
    def default_hint(self) -> str:
        return "Écris un nombre." if self.typed.is_number else "Écris ta réponse."

    @property
    def accepted(self) -> tuple[str, ...]:
        """What is accepted, the model answer first."""
        return self.typed.accepted

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        return cls(Typed.read(reader))

    def to_body(self) -> dict[str, object]:
        return self.typed.to_body()

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        if not any(text.strip() for text in value):
            return AnswerProblem.EMPTY
        if len(value) > 1:
            return AnswerProblem.TOO_MANY
        return AnswerProblem.TOO_LONG if len(value[0]) > MAX_LENGTH else None

    def is_right(self, value: Sequence[str]) -> bool:
        return self.typed.is_right(value[0])

    def slots(self, order: Order) -> tuple[()]:
        return ()

    def right_answers(self) -> tuple[str, ...]:
        return self.accepted

    def model_answer(self) -> tuple[str, ...]:
        return self.accepted[:1]
