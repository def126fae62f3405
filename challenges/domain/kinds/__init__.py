"""The kinds of challenge. A new one is a module here, a member below and a template.

How it is shown: templates/challenges/kinds/README.md.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from challenges.domain.kinds.choices import MultipleChoice, SingleChoice
from challenges.domain.kinds.fill_in import FillIn
from challenges.domain.kinds.lesson import Lesson
from challenges.domain.kinds.listing import Listing
from challenges.domain.kinds.placing import Matching, Ordering
from challenges.domain.kinds.short_text import ShortText
from challenges.domain.kinds.simulator import Simulator
from challenges.domain.parts import Task


class ChallengeKind(StrEnum):
    """Values are written in content files and stored with the challenge."""

    SINGLE_CHOICE = "SINGLE_CHOICE"
    MULTIPLE_CHOICE = "MULTIPLE_CHOICE"
    SHORT_TEXT = "SHORT_TEXT"
    FILL_IN = "FILL_IN"
    LISTING = "LISTING"
    MATCHING = "MATCHING"
    ORDERING = "ORDERING"
    SIMULATOR = "SIMULATOR"
    LESSON = "LESSON"


TASKS: Mapping[ChallengeKind, type[Task]] = MappingProxyType(
    {
        ChallengeKind.SINGLE_CHOICE: SingleChoice,
        ChallengeKind.MULTIPLE_CHOICE: MultipleChoice,
        ChallengeKind.SHORT_TEXT: ShortText,
        ChallengeKind.FILL_IN: FillIn,
        ChallengeKind.LISTING: Listing,
        ChallengeKind.MATCHING: Matching,
        ChallengeKind.ORDERING: Ordering,
        ChallengeKind.SIMULATOR: Simulator,
        ChallengeKind.LESSON: Lesson,
    }
)
