"""Short text: one field, and a list of accepted answers.

accepted: [baleine, une baleine]
treatments: [t1, t2]        # what is forgiven; all three when the key is absent
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice
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

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        task = cls(accepted=reader.texts("accepted"), treatments=read_treatments(reader))
        task._note_problems(reader)
        return task

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

    def right_answers(self) -> tuple[str, ...]:
        return self.accepted

    def _note_problems(self, reader: Reader) -> None:
        for answer in self.accepted:
            if len(answer) > MAX_LENGTH or not is_accepted(answer, self.accepted, self.treatments):
                reader.note(f"« {answer} » ne serait pas reconnu.", "accepted")
            if answer.isdigit() and Treatment.TYPOS in self.treatments:
                reader.note(f"sans t3 : avec, un autre nombre pourrait passer pour {answer}.", "treatments")
        simplified = {simplify(answer, self.treatments) for answer in self.accepted}
        if len(simplified) < len(self.accepted):
            reader.note("deux réponses reviennent au même.", "accepted")


def read_treatments(reader: Reader) -> frozenset[Treatment]:
    """Return the treatments that are named, all of them when the key is absent."""
    if not reader.has("treatments"):
        return ALL_TREATMENTS
    names = reader.texts("treatments", required=False)
    if unknown := sorted(set(names) - set(ALL_TREATMENTS)):
        reader.note(f"traitement inconnu : {', '.join(unknown)}.", "treatments")
    return frozenset(Treatment(name) for name in names if name in set(ALL_TREATMENTS))
