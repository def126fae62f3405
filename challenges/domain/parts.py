"""The pieces that every kind of challenge is made of, and what a kind has to answer."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, Self, TypeAlias

from challenges.domain.reading import Reader

DEFAULT_PICTURE_WIDTH = 640
DEFAULT_PICTURE_HEIGHT = 400


class AnswerProblem(StrEnum):
    """Why a submitted answer is not sent to correction."""

    EMPTY = "EMPTY"
    INCOMPLETE = "INCOMPLETE"
    REPEATED = "REPEATED"
    UNKNOWN_CHOICE = "UNKNOWN_CHOICE"
    TOO_FEW = "TOO_FEW"
    TOO_MANY = "TOO_MANY"
    TOO_LONG = "TOO_LONG"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of our own. `file` is its path under static/; the size keeps its place while it loads."""

    file: str
    alt: str
    width: int = DEFAULT_PICTURE_WIDTH
    height: int = DEFAULT_PICTURE_HEIGHT

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the picture that is described by a mapping."""
        picture = cls(
            file=reader.text("file"),
            alt=reader.text("alt"),
            width=reader.number("width", default=DEFAULT_PICTURE_WIDTH),
            height=reader.number("height", default=DEFAULT_PICTURE_HEIGHT),
        )
        reader.close()
        return picture

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"file": self.file, "alt": self.alt, "width": self.width, "height": self.height}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of ours to download. `file` is its path under static/; its name is the one it is saved as."""

    file: str

    @property
    def name(self) -> str:
        return self.file.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Choice:
    """One proposal. Its id says neither whether it is right nor at which rank the author wrote it."""

    id: str
    text: str
    picture: Picture | None = None


def choice_id(challenge_code: str, text: str) -> str:
    """Return the id of a choice in forms: the same as long as the code and the text stay."""
    return "c" + hashlib.sha256(f"{challenge_code}\x1f{text}".encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of an answer: something to type, or a choice among options.

    label: what the place is called. before: the text that leads to it, "" where the label is all that is
    shown. options: empty where the answer is typed, at most ``max_length`` characters. is_number: whether
    figures are enough to type it.
    """

    label: str
    before: str = ""
    options: tuple[Choice, ...] = ()
    max_length: int | None = None
    is_number: bool = False


# Puts choices in the order in which one pupil sees them.
Order: TypeAlias = Callable[[tuple[Choice, ...]], tuple[Choice, ...]]


class Task(Protocol):
    """What a kind of challenge adds to the instruction: one frozen dataclass a kind, each in its module."""

    # What is said above the answer where the author says nothing.
    default_hint: str
    # Whether an option that stands in one place cannot stand in another.
    takes_each_once: ClassVar[bool]
    # What follows the last place of a text to fill in.
    ending: str
    # A task that is only looked at (a lesson) counts as passed and has nothing to explain.
    is_judged: ClassVar[bool]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The proposals in the author's order; empty for the kinds without."""

    @property
    def is_shuffled(self) -> bool:
        """Whether each pupil gets the choices in another order."""

    @property
    def max_length(self) -> int | None:
        """How many characters may be typed; None for the kinds without a text field."""

    def slots(self, order: Order) -> tuple[Slot, ...]:
        """Return the places to fill, one value of the answer each; empty for the kinds without.

        order: puts choices in the order in which a pupil sees them.
        """

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        """Return the task written in the mapping of its challenge, noting problems on the way."""

    def to_body(self) -> dict[str, object]:
        """Return the keys that `read` reads back."""

    def find_problem(self, value: Sequence[str]) -> AnswerProblem | None:
        """Return why this answer cannot be judged, None when it can."""

    def is_right(self, value: Sequence[str]) -> bool:
        """Return whether this answer, free of problems, is the right one."""

    def right_answers(self) -> tuple[str, ...]:
        """Return the right answers in words, the main one first, for the adults' correction."""

    def model_answer(self) -> tuple[str, ...]:
        """Return a right answer as a form sends it; empty for a lesson."""
