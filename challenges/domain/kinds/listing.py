"""Listing: several answers out of a longer list, each in its field, in any order, all of them different.

labels: [Premier format, Deuxième format]
keys: [[mp3, en mp3], [wav], [ogg, vorbis]]   # of each possible answer, what is accepted
treatments: [t1, t2]                          # what is forgiven; all three when the key is absent
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice, Order, Slot
from challenges.domain.reading import Reader
from challenges.domain.text_matching import Treatment, is_accepted, simplify
from challenges.domain.typed import MAX_LENGTH, note_problems, read_treatments

FEWEST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Listing:
    """Places to type in, and the possible answers: each place takes one, and none is taken twice.

    keys: the accepted writings of each possible answer, the main one first.
    """

    labels: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    treatments: frozenset[Treatment]

    default_hint: ClassVar[str] = "Écris une réponse différente dans chaque case."
    is_judged: ClassVar[bool] = True
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[None] = None
    takes_each_once: ClassVar[bool] = False
    ending: ClassVar[str] = ""

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        task = cls(reader.texts("labels"), reader.lists_of_texts("keys"), read_treatments(reader))
        if task.labels and task.keys:
            task._note_problems(reader)
        return task

    def to_body(self) -> dict[str, object]:
        return {
            "labels": list(self.labels),
            "keys": [list(key) for key in self.keys],
            "treatments": sorted(self.treatments),
        }

    def slots(self, order: Order) -> tuple[Slot, ...]:
        return tuple(Slot(label=label, max_length=MAX_LENGTH) for label in self.labels)

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        if len(value) > len(self.labels):
            return AnswerProblem.TOO_MANY
        filled = [text for text in value if text.strip()]
        if len(filled) < len(self.labels):
            return AnswerProblem.INCOMPLETE if filled else AnswerProblem.EMPTY
        return AnswerProblem.TOO_LONG if any(len(text) > MAX_LENGTH for text in value) else None

    def is_right(self, value: Sequence[str]) -> bool:
        typed = {simplify(text, self.treatments) for text in value}
        # One text stands for one answer, even where its mistakes are those of two.
        return len(typed) == len(value) and each_finds_its_own([self._keys_of(text) for text in value])

    def right_answers(self) -> tuple[str, ...]:
        return tuple(key[0] for key in self.keys)

    def model_answer(self) -> tuple[str, ...]:
        return self.right_answers()[: len(self.labels)]

    def _keys_of(self, text: str) -> list[int]:
        return [rank for rank, key in enumerate(self.keys) if is_accepted(text, key, self.treatments)]

    def _note_problems(self, reader: Reader) -> None:
        if len(self.labels) < FEWEST_PLACES:
            reader.note(f"il en faut {FEWEST_PLACES} au moins.", "labels")
        if len(set(self.labels)) < len(self.labels):
            reader.note("deux places disent la même chose.", "labels")
        if len(self.keys) < len(self.labels):
            reader.note("il y a moins de réponses que de places.", "keys")
        for number, key in enumerate(self.keys, start=1):
            note_problems(reader, f"keys[{number}]", key, self.treatments)
        for one, other in permutations(self.keys, 2):
            for answer in one:
                if is_accepted(answer, other, self.treatments):
                    reader.note(f"« {answer} » passerait aussi pour « {other[0]} ».", "keys")


def each_finds_its_own(wanted: Sequence[Sequence[int]]) -> bool:
    """Return whether each can have one of the things that it wants, nothing being shared.

    Whoever finds all taken asks who holds one to take another, and so on (a matching of a bipartite graph).
    """
    holders: dict[int, int] = {}

    def find(who: int, asked: set[int]) -> bool:
        for thing in wanted[who]:
            if thing in asked:
                continue
            asked.add(thing)
            if thing not in holders or find(holders[thing], asked):
                holders[thing] = who
                return True
        return False

    return all(find(who, set()) for who in range(len(wanted)))
