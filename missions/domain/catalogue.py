"""Proof-reading what no file can show alone: codes, doubles, the ranks of right answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from challenges.domain.schema import ChallengeSpec
from missions.domain.content import MissionSpec


@dataclass(frozen=True, slots=True)
class MissionFile:
    """A mission and the challenges written in its file."""

    mission: MissionSpec
    challenges: tuple[ChallengeSpec, ...]

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.mission.code}.yaml"

    def where(self, code: str) -> str:
        """Return the place of a challenge, as problems tell it."""
        return f"{self.name} › {code}"


def all_challenges(files: Sequence[MissionFile]) -> list[tuple[MissionFile, ChallengeSpec]]:
    """Return each challenge with its file, in the order of the files."""
    return [(file, challenge) for file in files for challenge in file.challenges]
