"""The class and the groups of each pupil of Siècle, which stand apart from the pupils.

Source: spec/imports.md 2.2 and 2.5, decisions.md 27.
"""

from collections.abc import Mapping
from typing import NamedTuple

from imports.domain.errors import ErrorCode
from imports.domain.memo import Memo
from imports.domain.siecle_pupil import Fault
from imports.domain.xml_guard import UnreadableError
from learners.domain.groups import join_groups, split_groups
from pixorga.lib.cells import clean

CODE = "CODE_STRUCTURE"
# Of a name, in characters; Siècle gives it 8.
MAX_NAME = 60
KIND = "TYPE_STRUCTURE"
FIELDS = (CODE, KIND)
DIVISION = "D"
GROUP = "G"
# A class of those who have left, in which nobody is.
INACTIVE = "inactifs"
# Of one pupil; a real one is in a dozen. MAX_LISTS is what bounds the memory of a school.
MAX_GROUPS = 100
# Of the lists of groups of a school, each counted once, in characters; half a classroom share theirs.
MAX_LISTS = 5_000_000
# Stands for a name that is wrong: its pupil has a class, and an error.
_UNKNOWN = "?"


class Placement(NamedTuple):
    """Where a pupil is. division: "" without a class. groups: as `join_groups` gives them."""

    division: str = ""
    groups: str = ""
    faults: tuple[Fault, ...] = ()


NOWHERE = Placement()


class Structures:
    """The placement of each pupil, by what identifies him inside the file."""

    def __init__(self) -> None:
        self._placements: dict[str, Placement] = {}
        self._cleaned = Memo(clean)
        # The same list again and again is kept once.
        self._lists: dict[str, str] = {"": ""}
        self._room = MAX_LISTS
        self._division = ""
        self._groups: set[str] = set()
        self._faults: set[Fault] = set()

    def __len__(self) -> int:
        return len(self._placements)

    def pop(self, pupil: str) -> Placement:
        """Return where a pupil is, and forget it."""
        return self._placements.pop(pupil, NOWHERE)

    def add(self, texts: Mapping[str, str]) -> None:
        """Read one structure of the pupil who is being placed, from the texts of its FIELDS."""
        kind = self._cleaned[texts.get(KIND, "")]
        name = self._cleaned[texts.get(CODE, "")]
        if kind not in (DIVISION, GROUP) or name == "":
            return
        if name is None:
            self._faults.add(Fault(ErrorCode.INVALID_CHAR_DETECTED, CODE))
            name = _UNKNOWN
        elif len(name) > MAX_NAME:
            self._faults.add(Fault(ErrorCode.FIELD_MAX_LENGTH, CODE, MAX_NAME))
            name = _UNKNOWN
        if kind == GROUP:
            self._groups.add(name)
        elif name.casefold() != INACTIVE:
            self._division = name
        if len(self._groups) > MAX_GROUPS:
            raise UnreadableError

    def place(self, pupil: str) -> None:
        """Give the structures read since the last call to a pupil, beside those that he has already."""
        if not (self._division or self._groups or self._faults):
            return
        if before := self._placements.get(pupil):
            self._division = self._division or before.division
            self._groups.update(split_groups(before.groups))
            self._faults.update(before.faults)
        if len(self._groups) > MAX_GROUPS:
            raise UnreadableError
        faults = tuple(sorted(self._faults)) if self._faults else ()
        self._placements[pupil] = Placement(self._division, self._list_of_groups(), faults)
        self._division = ""
        self._groups.clear()
        self._faults.clear()

    def _list_of_groups(self) -> str:
        groups = join_groups(self._groups)
        if groups not in self._lists:
            self._room -= len(groups)
            if self._room < 0:
                raise UnreadableError
            self._lists[groups] = groups
        return self._lists[groups]
