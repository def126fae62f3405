"""A mission with the challenges of its file: what is proof-read together."""

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
