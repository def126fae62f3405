"""The kinds of challenge. A new one is a module here, a member below and a template of the same name."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from challenges.domain.kinds.choices import MultipleChoice, SingleChoice
from challenges.domain.kinds.lesson import Lesson
from challenges.domain.kinds.short_text import ShortText
from challenges.domain.parts import Task


class ChallengeKind(StrEnum):
    """Values are written in content files and stored with the challenge."""

    SINGLE_CHOICE = "SINGLE_CHOICE"
    MULTIPLE_CHOICE = "MULTIPLE_CHOICE"
    SHORT_TEXT = "SHORT_TEXT"
    LESSON = "LESSON"


TASKS: Mapping[ChallengeKind, type[Task]] = MappingProxyType(
    {
        ChallengeKind.SINGLE_CHOICE: SingleChoice,
        ChallengeKind.MULTIPLE_CHOICE: MultipleChoice,
        ChallengeKind.SHORT_TEXT: ShortText,
        ChallengeKind.LESSON: Lesson,
    }
)
