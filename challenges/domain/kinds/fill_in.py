"""Fill in: a text with holes, each of them a field to type in or a list to choose from.

text: "La photo est dans le dossier {dossier}. Son nom finit par {fin}."
gaps:
  - name: dossier
    label: Le dossier de la photo      # what a screen reader says of the hole
    options: [right: Images, wrong: Musique]
  - name: fin
    label: La fin du nom
    accepted: [jpg, jpeg]            # challenges/domain/typed.py
    treatments: [t1, t2]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.kinds.choices import read_choice
from challenges.domain.parts import AnswerProblem, Choice, Order, Slot
from challenges.domain.reading import Reader
from challenges.domain.typed import MAX_LENGTH, Typed

HOLE = re.compile(r"\{([^{}]*)\}")
FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole of the text: options of which ``right`` is the right one, or what is to be typed."""

    name: str
    label: str
    options: tuple[Choice, ...] = ()
    right: str = ""
    typed: Typed | None = None

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        """Return the hole that is described by a mapping."""
        name, label = reader.slug("name"), reader.text("label")
        if reader.has("options"):
            gap = cls(name, label, *_read_options(reader, f"{challenge_code}.{name}"))
        else:
            gap = cls(name, label, typed=Typed.read(reader))
        reader.close()
        return gap

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        body: dict[str, object] = {"name": self.name, "label": self.label}
        if self.typed:
            return body | self.typed.to_body()
        options = [{"right" if each.id == self.right else "wrong": each.text} for each in self.options]
        return body | {"options": options}

    def find_problem(self, value: str) -> AnswerProblem | None:
        """Return why what stands in this hole cannot be judged; an empty hole is told by the whole."""
        if self.typed:
            return AnswerProblem.TOO_LONG if len(value) > MAX_LENGTH else None
        is_known = value in {option.id for option in self.options}
        return None if is_known else AnswerProblem.UNKNOWN_CHOICE

    def is_right(self, value: str) -> bool:
        return self.typed.is_right(value) if self.typed else value == self.right

    @property
    def accepted(self) -> tuple[str, ...]:
        """What may be typed, the model answer first; empty where it is chosen."""
        return self.typed.accepted if self.typed else ()

    @property
    def answer(self) -> str:
        """The right answer as a form sends it."""
        return self.accepted[0] if self.typed else self.right

    @property
    def answer_in_words(self) -> str:
        return next((each.text for each in self.options if each.id == self.right), "") or self.accepted[0]


@dataclass(frozen=True, slots=True)
class FillIn:
    """A text whose holes are all to be filled, and all judged."""

    text: str
    gaps: tuple[Gap, ...]

    default_hint: ClassVar[str] = "Complète le texte."
    is_judged: ClassVar[bool] = True
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[None] = None
    takes_each_once: ClassVar[bool] = False

    @property
    def ending(self) -> str:
        return HOLE.split(self.text)[-1].strip()

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        task = cls(
            text=reader.text("text"),
            gaps=tuple(Gap.read(section, challenge_code) for section in reader.sections("gaps")),
        )
        if HOLE.findall(task.text) != [gap.name for gap in task.gaps]:
            reader.note("les trous du texte et « gaps » ne se suivent pas dans le même ordre.", "text")
        return task

    def to_body(self) -> dict[str, object]:
        return {"text": self.text, "gaps": [gap.to_body() for gap in self.gaps]}

    def slots(self, order: Order) -> tuple[Slot, ...]:
        texts = HOLE.split(self.text)[::2]
        return tuple(
            Slot(
                label=gap.label,
                before=before.strip(),
                options=order(gap.options),
                max_length=MAX_LENGTH if gap.typed else None,
                is_number=gap.typed is not None and gap.typed.takes_figures,
            )
            for gap, before in zip(self.gaps, texts, strict=False)
        )

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        if len(value) > len(self.gaps):
            return AnswerProblem.TOO_MANY
        filled = [text for text in value if text.strip()]
        if len(filled) < len(self.gaps):
            return AnswerProblem.INCOMPLETE if filled else AnswerProblem.EMPTY
        problems = (gap.find_problem(text) for gap, text in zip(self.gaps, value, strict=True))
        return next(filter(None, problems), None)

    def is_right(self, value: Sequence[str]) -> bool:
        return all(gap.is_right(text) for gap, text in zip(self.gaps, value, strict=True))

    def right_answers(self) -> tuple[str, ...]:
        answers = {gap.name: gap.answer_in_words for gap in self.gaps}
        return (HOLE.sub(lambda hole: f"« {answers[hole[1]]} »", self.text),)

    def model_answer(self) -> tuple[str, ...]:
        return tuple(gap.answer for gap in self.gaps)


def _read_options(reader: Reader, code: str) -> tuple[tuple[Choice, ...], str]:
    """Return the options of a hole and the id of the right one."""
    read = [read_choice(section, code) for section in reader.sections("options")]
    right = [option.id for option, is_right in read if is_right]
    if len(right) != 1 or len(read) < FEWEST_OPTIONS:
        reader.note("il faut deux options au moins, dont une juste, et une seule.", "options")
    if len({option.id for option, _ in read}) < len(read):
        reader.note("deux options disent la même chose.", "options")
    return tuple(option for option, _ in read), right[0] if right else ""
