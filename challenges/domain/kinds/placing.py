"""Matching and ordering: labels that find their places, each once. Taps are enough.

# MATCHING
pairs:
  - left: une photo
    right: .jpg
extra: [.mp3]          # optional: labels that go nowhere

# ORDERING: in the right order
items: [J’ouvre le fichier., J’écris le texte., J’enregistre.]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice, Order, Slot, choice_id
from challenges.domain.reading import Reader

FEWEST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Placing:
    """Places and the labels to put there: label ``i`` belongs to place ``i``, those beyond belong nowhere."""

    places: tuple[str, ...]
    labels: tuple[Choice, ...]

    is_judged: ClassVar[bool] = True
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[None] = None
    takes_each_once: ClassVar[bool] = True
    ending: ClassVar[str] = ""

    def slots(self, order: Order) -> tuple[Slot, ...]:
        shown = order(self.labels)
        if shown == self.labels:
            # The order of the solution is no order to begin with.
            shown = (*shown[1:], shown[0])
        return tuple(Slot(label=place, options=shown) for place in self.places)

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        put = [label for label in value if label]
        if len(value) > len(self.places):
            return AnswerProblem.TOO_MANY
        if len(put) < len(self.places):
            return AnswerProblem.INCOMPLETE if put else AnswerProblem.EMPTY
        if not set(put) <= {label.id for label in self.labels}:
            return AnswerProblem.UNKNOWN_CHOICE
        return AnswerProblem.REPEATED if len(set(put)) < len(put) else None

    def is_right(self, value: Sequence[str]) -> bool:
        return tuple(value) == self.model_answer()

    def model_answer(self) -> tuple[str, ...]:
        return tuple(label.id for label in self.labels[: len(self.places)])

    def _note_problems(self, reader: Reader, key: str) -> None:
        if len(self.places) < FEWEST_PLACES:
            reader.note(f"il en faut {FEWEST_PLACES} au moins.", key)
        if len({label.id for label in self.labels}) < len(self.labels):
            reader.note("deux étiquettes disent la même chose.", key)
        if len(set(self.places)) < len(self.places):
            reader.note("deux places disent la même chose.", key)


@dataclass(frozen=True, slots=True)
class Matching(Placing):
    """Each label goes with what stands at the left."""

    @property
    def default_hint(self) -> str:
        spare = len(self.labels) - len(self.places)
        return "Choisis une étiquette pour chaque ligne." if spare else "Associe chaque étiquette."

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        pairs = [_read_pair(section) for section in reader.sections("pairs")]
        texts = [right for _, right in pairs] + list(reader.texts("extra", required=False))
        task = cls(
            places=tuple(left for left, _ in pairs),
            labels=tuple(Choice(choice_id(challenge_code, text), text) for text in texts),
        )
        task._note_problems(reader, "pairs")
        return task

    def to_body(self) -> dict[str, object]:
        pairs = zip(self.places, self.labels, strict=False)
        return {
            "pairs": [{"left": left, "right": right.text} for left, right in pairs],
            "extra": [label.text for label in self.labels[len(self.places) :]],
        }

    def right_answers(self) -> tuple[str, ...]:
        pairs = zip(self.places, self.labels, strict=False)
        return tuple(f"{left} → {right.text}" for left, right in pairs)


@dataclass(frozen=True, slots=True)
class Ordering(Placing):
    """Labels that are put in order."""

    default_hint: ClassVar[str] = "Mets les étiquettes dans l’ordre."

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        texts = reader.texts("items")
        labels = tuple(Choice(choice_id(challenge_code, text), text) for text in texts)
        task = cls(places=tuple(map(str, range(1, len(labels) + 1))), labels=labels)
        task._note_problems(reader, "items")
        return task

    def to_body(self) -> dict[str, object]:
        return {"items": [label.text for label in self.labels]}

    def right_answers(self) -> tuple[str, ...]:
        return tuple(f"{place}. {label.text}" for place, label in zip(self.places, self.labels, strict=True))


def _read_pair(reader: Reader) -> tuple[str, str]:
    pair = reader.text("left"), reader.text("right")
    reader.close()
    return pair
