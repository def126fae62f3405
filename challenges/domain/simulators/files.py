"""A file explorer: folders, files, a bin. Asked: which file it is, or to put things where they belong.

ask: arrange                     # or choose
actions: [new, move]             # the buttons of « arrange »; new, rename, move, trash when absent
start: Bureau                    # the folder that is open at first; the top one when absent
folders: [Bureau, Images, Images/Vacances]      # those that a file lies in need not be named
files:
  - path: Bureau/chat.png
    size: 240                    # in Ko; optional
    date: "2026-03-12"           # optional
    shows: Un chat roux dort.    # what one reads when it is opened; optional

Reports. choose: « choose:Bureau/chat.png ». arrange: what differs from the beginning, sorted, « ; » between.
What is changed bears its path of the beginning; where it goes is a path of the end, « / » for the top folder:
« move:Bureau/chat.png>Images/Vacances; new:Images/Vacances; rename:a.png>chien.png; trash:vieux.txt ».
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.days import is_day
from challenges.domain.simulators.file_changes import TOP, can_come_to, parent_of

# As in static/simulators/files.js, where pupils write names.
NAME = re.compile(r"(?! )[^/>;:\n]{1,40}(?<! )")
# What the pupil typed: the name of a new folder, or of a renamed thing.
NAME_OF_CHANGE = re.compile(r"new:(?:.*/)?([^/]*)|rename:[^>]*>(.*)", re.S)
CHOOSE = "choose:"


class Ask(StrEnum):
    """What the pupil is asked to do."""

    CHOOSE = "choose"
    ARRANGE = "arrange"


class Action(StrEnum):
    """What can be done with files; each is a button, and the verb of a change."""

    NEW = "new"
    RENAME = "rename"
    MOVE = "move"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class File:
    """size: in Ko, None when it is not told. day: as 2026-03-12, or "". shows: what is read in it, or ""."""

    path: str
    size: int | None
    day: str
    shows: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the file that is described by a mapping."""
        size = reader.number("size") if reader.has("size") else None
        day = reader.text("date", required=False)
        file = cls(reader.text("path"), size, day, reader.text("shows", required=False))
        if day and not is_day(day):
            reader.note("un jour s’écrit « 2026-03-12 ».", "date")
        reader.close()
        return file

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        told = {"path": self.path, "size": self.size, "date": self.day, "shows": self.shows}
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Files:
    """folders: every one, each after the one that holds it; without the top one, whose path is "/"."""

    ask: Ask
    actions: tuple[Action, ...]
    start: str
    folders: tuple[str, ...]
    files: tuple[File, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        ask = reader.member("ask", Ask) or Ask.CHOOSE
        actions = _read_actions(reader, ask)
        start = reader.text("start", required=False) or TOP
        files = tuple(map(File.read, reader.sections("files")))
        named = reader.texts("folders", required=False)
        folders = with_parents([*named, *(parent_of(file.path) for file in files)])
        world = cls(ask, actions, start, folders, files)
        world._check(reader)
        return world

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        actions = {"actions": [action.value for action in self.actions]} if self.actions else {}
        return {
            "ask": self.ask.value,
            **actions,
            "start": self.start,
            "folders": list(self.folders),
            "files": [file.to_body() for file in self.files],
        }

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        paths = {file.path for file in self.files}
        if self.ask is Ask.CHOOSE:
            return report.removeprefix(CHOOSE) in paths | {*self.folders} and report.startswith(CHOOSE)
        changes = report.split("; ")
        verbs = {change.partition(":")[0] for change in changes}
        found = filter(None, map(NAME_OF_CHANGE.fullmatch, changes))
        typed = [each[1] or each[2] or "" for each in found]
        is_allowed = verbs <= {*self.actions} and all(map(NAME.fullmatch, typed))
        return is_allowed and can_come_to(report, folders=self.folders, files=paths)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it."""
        paths = (*self.folders, *(file.path for file in self.files))
        shown = (file.shows for file in self.files if file.shows)
        return (*(path.rpartition("/")[2] for path in paths), *shown)

    def _check(self, reader: Reader) -> None:
        paths = [*self.folders, *(file.path for file in self.files)]
        for path in paths:
            if not all(map(NAME.fullmatch, path.split("/"))):
                reader.note(f"« {path} » n’est pas un chemin comme « Images/Mer/chat.png ».")
        folded = [path.casefold() for path in paths]
        for path in sorted({path for path in folded if folded.count(path) > 1}):
            reader.note(f"deux fois le même nom au même endroit : « {path} ».")
        if self.start not in {TOP, *self.folders}:
            reader.note(f"pas de dossier « {self.start} ».", "start")


def _read_actions(reader: Reader, ask: Ask) -> tuple[Action, ...]:
    names = reader.texts("actions", required=False)
    if ask is Ask.CHOOSE:
        if names:
            reader.note("on ne change rien quand on choisit.", "actions")
        return ()
    for name in names:
        if name not in {*Action}:
            reader.note(f"valeur inconnue « {name} » ; possibles : {', '.join(Action)}.", "actions")
    return tuple(action for action in Action if not names or action in names)


def with_parents(paths: list[str]) -> tuple[str, ...]:
    """Return these folders and those that hold them, each once, after the one that holds it."""
    found: dict[str, None] = {}
    for path in paths:
        parts = path.split("/")
        found |= dict.fromkeys("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return tuple(path for path in found if path)
