"""Simulator: a small world to act in, and what is reached there (challenges/domain/simulators).

simulator: files
title: L’explorateur de fichiers      # what a screen reader says of it
params: {…}                           # the world, as the simulator wants it; never the solution
accepted: ["file:Images/chat.png"]    # what the simulator reports when the pupil is right
solution: Le fichier chat.png est dans le dossier Images.   # the same in words, for adults
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.parts import AnswerProblem, Choice, Order
from challenges.domain.reading import Reader
from challenges.domain.simulators import SIMULATORS, World

MAX_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Simulator:
    """A world, and the reports that are right, compared as they are."""

    name: str
    title: str
    world: World
    accepted: tuple[str, ...]
    solution: str

    default_hint: ClassVar[str] = ""
    is_judged: ClassVar[bool] = True
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[None] = None
    takes_each_once: ClassVar[bool] = False
    ending: ClassVar[str] = ""

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self | None:
        name, title = reader.text("simulator"), reader.text("title")
        accepted, solution = reader.texts("accepted"), reader.text("solution")
        params = reader.section("params")
        if name not in SIMULATORS or params is None:
            reader.note(f"un simulateur connu ({', '.join(SIMULATORS)}) et ses « params » sont attendus.")
            return None
        world = SIMULATORS[name].read(params)
        params.close()
        for report in accepted:
            if not world.may_report(report):
                reader.note(f"le simulateur ne dira jamais « {report} ».", "accepted")
        return cls(name, title, world, accepted, solution)

    def to_body(self) -> dict[str, object]:
        return {
            "simulator": self.name,
            "title": self.title,
            "params": self.world.to_body(),
            "accepted": list(self.accepted),
            "solution": self.solution,
        }

    def slots(self, order: Order) -> tuple[()]:
        return ()

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        if not any(report.strip() for report in value):
            return AnswerProblem.EMPTY
        if len(value) > 1:
            return AnswerProblem.TOO_MANY
        return AnswerProblem.TOO_LONG if len(value[0]) > MAX_LENGTH else None

    def is_right(self, value: Sequence[str]) -> bool:
        return value[0] in self.accepted

    def right_answers(self) -> tuple[str, ...]:
        return (self.solution,)

    def model_answer(self) -> tuple[str, ...]:
        return self.accepted[:1]
