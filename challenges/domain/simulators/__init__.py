"""The worlds of the simulators: what a content file may write in ``params``, and what the page may report.

A new simulator is a module here, a line below, and three files of its name (docs/simulateurs.md).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.editor import Text
from challenges.domain.simulators.files import Files
from challenges.domain.simulators.mail import Inbox
from challenges.domain.simulators.messages import Conversation
from challenges.domain.simulators.search import Engine
from challenges.domain.simulators.settings import Settings
from challenges.domain.simulators.table import Table


class World(Protocol):
    """The parameters of one simulator: a frozen dataclass. All of it is sent to browsers: no solution."""

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report in this world: finds slips of authors."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it."""


SIMULATORS: Mapping[str, type[World]] = MappingProxyType(
    {
        "files": Files,
        "messages": Conversation,
        "search": Engine,
        "editor": Text,
        "mail": Inbox,
        "settings": Settings,
        "table": Table,
    }
)
