"""Short text: one field, and a list of accepted answers.

accepted: [baleine, une baleine]
treatments: [t1, t2]        # what is forgiven; all three when the key is absent
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice, Order
from challenges.domain.reading import Reader
from challenges.domain.text_matching import ALL_TREATMENTS, Treatment, is_accepted, simplify

MAX_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ShortText:
    """A short answer that is typed."""

    accepted: tuple[str, ...]
    treatments: frozenset[Treatment]

    default_hint: ClassVar[str] = "Écris ta réponse."
    is_judged: ClassVar[bool] = True
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[int] = MAX_LENGTH
    takes_each_once: ClassVar[bool] = False
    ending: ClassVar[str] = ""

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        return cls(*read_accepted(reader))

    def to_body(self) -> dict[str, object]:
        return {"accepted": list(self.accepted), "treatments": sorted(self.treatments)}

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        if not any(text.strip() for text in value):
            return AnswerProblem.EMPTY
        if len(value) > 1:
            return AnswerProblem.TOO_MANY
        return AnswerProblem.TOO_LONG if len(value[0]) > MAX_LENGTH else None

    def is_right(self, value: Sequence[str]) -> bool:
        return is_accepted(value[0], self.accepted, self.treatments)

    def slots(self, order: Order) -> tuple[()]:
        return ()

    def right_answers(self) -> tuple[str, ...]:
        return self.accepted

    def model_answer(self) -> tuple[str, ...]:
        return self.accepted[:1]


def read_accepted(reader: Reader) -> tuple[tuple[str, ...], frozenset[Treatment]]:
    """Return the answers that are accepted, and what is forgiven in them."""
    accepted, treatments = reader.texts("accepted"), read_treatments(reader)
    for answer in accepted:
        if len(answer) > MAX_LENGTH or not is_accepted(answer, accepted, treatments):
            reader.note(f"« {answer} » ne serait pas reconnu.", "accepted")
        if answer.isdigit() and Treatment.TYPOS in treatments:
            reader.note(f"sans t3 : avec, un autre nombre pourrait passer pour {answer}.", "treatments")
    if len({simplify(answer, treatments) for answer in accepted}) < len(accepted):
        reader.note("deux réponses reviennent au même.", "accepted")
    return accepted, treatments


def read_treatments(reader: Reader) -> frozenset[Treatment]:
    """Return the treatments that are named, all of them when the key is absent."""
    if not reader.has("treatments"):
        return ALL_TREATMENTS
    names = reader.texts("treatments", required=False)
    if unknown := sorted(set(names) - set(ALL_TREATMENTS)):
        reader.note(f"traitement inconnu : {', '.join(unknown)}.", "treatments")
    return frozenset(Treatment(name) for name in names if name in set(ALL_TREATMENTS))
