"""Content files side by side, for what no file can show alone: codes, doubles, the ranks of right answers."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from challenges.domain.schema import ChallengeSpec


class ContentFile(Protocol):
    """A file in which challenges are written. name: as its author sees it, with the ending."""

    @property
    def name(self) -> str: ...

    @property
    def challenges(self) -> tuple[ChallengeSpec, ...]: ...


File = TypeVar("File", bound=ContentFile)


def place_of(file: ContentFile, code: str) -> str:
    """Return the place of a challenge, as problems tell it."""
    return f"{file.name} › {code}"


def all_challenges(files: Sequence[File]) -> list[tuple[File, ChallengeSpec]]:
    """Return each challenge with its file, in the order of the files."""
    return [(file, challenge) for file in files for challenge in file.challenges]
