"""Lesson: a screen to look at. It counts as passed and never ends an activity (decision 33).

animation:                     # optional; or « video: »
  title: Ranger une photo
  frames:                      # pictures that follow one another, each with its caption
    - picture: {file: …, alt: …}
      caption: La photo est sur le bureau.
video:
  title: Ranger une photo
  file: missions/…/ranger.webm       # ours, under static/
  captions: missions/…/ranger.vtt
  transcript: [« Léa ouvre le dossier. », …]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from challenges.domain.media import Animation, Video, read_media
from challenges.domain.parts import Choice, Order
from challenges.domain.reading import Reader


@dataclass(frozen=True, slots=True)
class Lesson:
    """Nothing is asked: « Je continue » is the only answer."""

    media: Animation | Video | None = None

    default_hint: ClassVar[str] = ""
    is_judged: ClassVar[bool] = False
    choices: ClassVar[tuple[Choice, ...]] = ()
    is_shuffled: ClassVar[bool] = False
    max_length: ClassVar[None] = None
    takes_each_once: ClassVar[bool] = False
    ending: ClassVar[str] = ""

    @classmethod
    def read(cls, reader: Reader, challenge_code: str) -> Self:
        return cls(read_media(reader))

    def to_body(self) -> dict[str, object]:
        return self.media.to_body() if self.media else {}

    def slots(self, order: Order) -> tuple[()]:
        return ()

    def find_problem(self, value: Sequence[str]) -> None:
        return None

    def is_right(self, value: Sequence[str]) -> bool:
        return True

    def right_answers(self) -> tuple[str, ...]:
        return ()

    def model_answer(self) -> tuple[str, ...]:
        return ()
