"""What changed in a file explorer, as one text: the same for the same end, whatever was done on the way.

static/simulators/files.js writes it, this module says whether a text can be written at all. A thing (file or
folder) is named by its path at the beginning.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

TOP = "/"
BIN = "//"
BETWEEN = "; "


@dataclass(slots=True)
class Place:
    """Where a thing is, and its name: at one moment."""

    parent: str
    name: str


@dataclass(slots=True)
class Shelf:
    """All things at one moment.

    began: what there was. now: the same things, and the new folders under « new: » and a path.
    """

    folders: set[str]
    began: Mapping[str, Place]
    now: dict[str, Place] = field(default_factory=dict)

    def path(self, thing: str) -> str | None:
        """Return the path of a thing now, None for what lies in the bin or nowhere yet."""
        if thing == TOP:
            return TOP
        place = self.now.get(thing)
        if place is None or place.parent == BIN:
            return None
        above = self.path(place.parent)
        return above and (place.name if above == TOP else f"{above}/{place.name}")

    def folder_at(self, path: str) -> str | None:
        """Return the folder that has this path now."""
        return next((folder for folder in [TOP, *self.folders] if self.path(folder) == path), None)

    def is_trashed(self, thing: str) -> bool:
        return thing not in {TOP, BIN} and self.path(thing) is None

    def report(self) -> str:
        """Return what differs from the beginning."""
        changes = []
        for thing, place in self.now.items():
            before = self.began.get(thing)
            if before is None:
                changes += [] if self.is_trashed(thing) else [f"new:{self.path(thing)}"]
            elif self.is_trashed(thing):
                # What a folder of the beginning took along goes without saying.
                changes += [] if self.is_trashed(before.parent) else [f"trash:{thing}"]
            else:
                target = self.path(place.parent)
                changes += [f"move:{thing}>{target}"] if before.parent != place.parent else []
                changes += [f"rename:{thing}>{place.name}"] if before.name != place.name else []
        return BETWEEN.join(sorted(changes))

    def has_doubles(self) -> bool:
        """Return whether two things bear one name in one place."""
        paths = [path.casefold() for path in map(self.path, self.now) if path]
        return len(set(paths)) < len(paths)


def parent_of(path: str) -> str:
    """Return the path of the folder that holds it, "" for the top one."""
    return path.rpartition("/")[0]


def can_come_to(report: str, *, folders: Collection[str], files: Collection[str]) -> bool:
    """Return whether some way leads from these folders and files to this report: do it, and compare."""
    began = {path: Place(parent_of(path) or TOP, path.rpartition("/")[2]) for path in [*folders, *files]}
    shelf = Shelf({*folders}, began, {thing: replace(place) for thing, place in began.items()})
    waiting: dict[str, tuple[str, str]] = {}
    for change in report.split(BETWEEN):
        verb, _, rest = change.partition(":")
        thing, _, target = rest.partition(">")
        if verb == "new":
            waiting[change] = (parent_of(rest) or TOP, rest.rpartition("/")[2])
            shelf.folders.add(change)
        elif thing not in began:
            return False
        elif verb == "rename":
            shelf.now[thing].name = target
        elif verb == "trash":
            shelf.now[thing].parent = BIN
        else:
            waiting[thing] = (target, "")
    return _settle(shelf, waiting) and not shelf.has_doubles() and shelf.report() == report


def _settle(shelf: Shelf, waiting: dict[str, tuple[str, str]]) -> bool:
    """Put each thing into the folder of its path, once there is one; return whether all found theirs."""
    names = {thing: name or shelf.now[thing].name for thing, (_, name) in waiting.items()}
    for thing in waiting:
        shelf.now.pop(thing, None)
    while waiting:
        found = {thing: shelf.folder_at(target) for thing, (target, _) in waiting.items()}
        thing = next((thing for thing, folder in found.items() if folder), None)
        if thing is None:
            return False
        shelf.now[thing] = Place(found[thing] or TOP, names[thing])
        del waiting[thing]
    return True
