"""What a challenge makes the pupil do: practical before bookish.

Source: the framework is to make the pupil do something in a third of its challenges at least.
"""

from collections.abc import Iterator
from enum import StrEnum

from challenges.domain.kinds import ChallengeKind
from challenges.domain.kinds.fill_in import FillIn
from challenges.domain.kinds.short_text import ShortText
from challenges.domain.numbers import read_number
from challenges.domain.schema import ChallengeSpec
from challenges.domain.typed import Typed

LEAST_SHARE = 1 / 3


class Deed(StrEnum):
    """Values are read by authors, in the figures of check_content."""

    SIMULATOR = "simulateur"
    FILE = "fichier"
    PICTURE = "image"
    COMPUTING = "nombre à trouver"
    SORTING = "mise en ordre"


def deeds_of(spec: ChallengeSpec) -> frozenset[Deed]:
    """Return what is to be done; nothing for a question that only asks what one knows."""
    return frozenset(_deeds(spec))


def _deeds(spec: ChallengeSpec) -> Iterator[Deed]:
    if spec.kind is ChallengeKind.SIMULATOR:
        yield Deed.SIMULATOR
    if spec.files:
        yield Deed.FILE
    if spec.pictures:
        yield Deed.PICTURE
    if spec.kind is ChallengeKind.ORDERING:
        yield Deed.SORTING
    if _is_number(spec):
        yield Deed.COMPUTING


def _is_number(spec: ChallengeSpec) -> bool:
    """Return whether a number is to be found."""
    match spec.task:
        case ShortText(typed=typed):
            return _is_numeric(typed)
        case FillIn(gaps=gaps):
            return any(gap.typed and _is_numeric(gap.typed) for gap in gaps)
    return False


def _is_numeric(typed: Typed) -> bool:
    return typed.is_number or read_number(typed.accepted[0]) is not None
