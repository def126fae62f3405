"""Single choice and multiple choice.

choices:
  - right: panda roux habitat
  - wrong: panda
    picture: {file: …, alt: …}
shuffled: no        # when the order means something, like « Le résultat 1 », « Le résultat 2 »
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice, Order, Picture, choice_id
from challenges.domain.reading import Reader


@dataclass(frozen=True, slots=True)
class ChoiceTask:
    """Choices of which some are right (`right` holds their ids); the two kinds differ by how many."""

    choices: tuple[Choice, ...]
    right: frozenset[str]
    is_shuffled: bool

    is_judged: ClassVar[bool] = True
    max_length: ClassVar[None] = None
    takes_each_once: ClassVar[bool] = False
    ending: ClassVar[str] = ""
    default_hint: ClassVar[str]
    right_rule: ClassVar[str]
    fewest: ClassVar[int]
    most: ClassVar[int | None]

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        choices, right = [], set()
        for section in reader.sections("choices"):
            choice, is_right = read_choice(section, challenge_code)
            choices.append(choice)
            if is_right:
                right.add(choice.id)
        task = cls(tuple(choices), frozenset(right), reader.flag("shuffled", default=True))
        if choices:
            task._note_problems(reader)
        return task

    def to_body(self) -> dict[str, object]:
        return {
            "choices": [self._choice_body(choice) for choice in self.choices],
            "shuffled": self.is_shuffled,
        }

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        ticked = set(value)
        if not ticked:
            return AnswerProblem.EMPTY
        if not ticked <= {choice.id for choice in self.choices}:
            return AnswerProblem.UNKNOWN_CHOICE
        if len(ticked) < self.fewest:
            return AnswerProblem.TOO_FEW
        if self.most and len(ticked) > self.most:
            return AnswerProblem.TOO_MANY
        return None

    def is_right(self, value: Sequence[str]) -> bool:
        return set(value) == self.right

    def slots(self, order: Order) -> tuple[()]:
        return ()

    def right_answers(self) -> tuple[str, ...]:
        return tuple(choice.text for choice in self.choices if choice.id in self.right)

    def model_answer(self) -> tuple[str, ...]:
        return tuple(choice.id for choice in self.choices if choice.id in self.right)

    def _choice_body(self, choice: Choice) -> dict[str, object]:
        body: dict[str, object] = {"right" if choice.id in self.right else "wrong": choice.text}
        if choice.picture:
            body["picture"] = choice.picture.to_body()
        return body

    def _note_problems(self, reader: Reader) -> None:
        texts = {" ".join(choice.text.casefold().split()) for choice in self.choices}
        if len(texts) < len(self.choices):
            reader.note("deux choix disent la même chose.", "choices")
        if len(self.right) == len(self.choices):
            reader.note("il faut au moins un choix faux.", "choices")
        if len(self.right) < self.fewest or (self.most and len(self.right) > self.most):
            reader.note(self.right_rule, "choices")


@dataclass(frozen=True, slots=True)
class SingleChoice(ChoiceTask):
    """One choice is right, and one is selected (radio buttons)."""

    default_hint: ClassVar[str] = "Sélectionne une seule réponse."
    right_rule: ClassVar[str] = "il faut un choix juste, et un seul."
    fewest: ClassVar[int] = 1
    most: ClassVar[int | None] = 1


@dataclass(frozen=True, slots=True)
class MultipleChoice(ChoiceTask):
    """Several choices are right and all of them must be ticked (check boxes).

    A single tick is not judged: children overlook the plural of the hint, the page tells them again.
    """

    default_hint: ClassVar[str] = "Sélectionne plusieurs réponses."
    right_rule: ClassVar[str] = "il faut au moins deux choix justes."
    fewest: ClassVar[int] = 2
    most: ClassVar[int | None] = None


def read_choice(reader: Reader, challenge_code: str) -> tuple[Choice, bool]:
    """Return one choice and whether it is right."""
    if reader.has("right") and reader.has("wrong"):
        reader.note("un choix est juste (« right ») ou faux (« wrong »), pas les deux.")
    is_right = reader.has("right")
    text = reader.text("right" if is_right else "wrong")
    section = reader.section("picture")
    picture = Picture.read(section) if section else None
    reader.close()
    return Choice(choice_id(challenge_code, text), text, picture), is_right
