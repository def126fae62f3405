"""A page of settings, in groups: switches, and choices of one among several. Asked: to set it as is wanted.

title: Réglages de Photofil      # what stands above the groups
groups:
  - title: Confidentialité
    items:
      - id: profil
        label: Qui peut voir mon profil
        options:                 # one of them; absent: a switch, whose value is on or off
          - {id: tous, label: Tout le monde}
          - {id: amis, label: Mes contacts}
        value: tous              # as it is at the beginning
      - id: position
        label: Partager ma position
        value: on
        note: La position est visible sur les photos.      # below it; optional

Reports. What differs from the beginning, sorted, « ; » between: « position:off; profil:amis ».
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.messages import doubles

SWITCH = ("on", "off")
# All of them changed, with codes as long as can be, fit in a report.
MOST_ITEMS = 16


@dataclass(frozen=True, slots=True)
class Option:
    """What an item can be set to."""

    id: str
    label: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the option that is described by a mapping."""
        option = cls(reader.slug("id"), reader.text("label"))
        reader.close()
        return option

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"id": self.id, "label": self.label}


@dataclass(frozen=True, slots=True)
class Item:
    """options: empty for a switch. value: what it is set to at the beginning. note: below it, or ""."""

    id: str
    label: str
    options: tuple[Option, ...]
    value: str
    note: str

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the item that is described by a mapping."""
        item = cls(
            id=reader.slug("id"),
            label=reader.text("label"),
            options=tuple(map(Option.read, reader.sections("options"))) if reader.has("options") else (),
            value=reader.text("value"),
            note=reader.text("note", required=False),
        )
        if len(item.options) == 1:
            reader.note("deux choix au moins sont attendus.", "options")
        for double in doubles(option.id for option in item.options):
            reader.note(f"deux fois « {double} ».", "options")
        if item.value and item.value not in item.values:
            reader.note(f"valeur inconnue « {item.value} » ; possibles : {', '.join(item.values)}.", "value")
        reader.close()
        return item

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        options = {"options": [option.to_body() for option in self.options]} if self.options else {}
        note = {"note": self.note} if self.note else {}
        return {"id": self.id, "label": self.label, **options, "value": self.value, **note}

    @property
    def values(self) -> tuple[str, ...]:
        """All that it can be set to."""
        return tuple(option.id for option in self.options) or SWITCH

    @property
    def texts(self) -> tuple[str, ...]:
        """All that pupils read in it."""
        return tuple(filter(None, (self.label, *(option.label for option in self.options), self.note)))


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together."""

    title: str
    items: tuple[Item, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the group that is described by a mapping."""
        group = cls(reader.text("title"), tuple(map(Item.read, reader.sections("items"))))
        reader.close()
        return group

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"title": self.title, "items": [item.to_body() for item in self.items]}


@dataclass(frozen=True, slots=True)
class Settings:
    """A page of settings."""

    title: str
    groups: tuple[Group, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        world = cls(reader.text("title"), tuple(map(Group.read, reader.sections("groups"))))
        for double in doubles(item.id for item in world.items):
            reader.note(f"deux fois « {double} ».", "groups")
        if len([*world.items]) > MOST_ITEMS:
            reader.note(f"{MOST_ITEMS} réglages au plus.", "groups")
        return world

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        return {"title": self.title, "groups": [group.to_body() for group in self.groups]}

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        possible = {
            f"{item.id}:{value}" for item in self.items for value in item.values if value != item.value
        }
        changes = report.split("; ")
        names = {change.partition(":")[0] for change in changes}
        return {*changes} <= possible and len(names) == len(changes) and changes == sorted(changes)

    @property
    def items(self) -> Iterator[Item]:
        """Every item, from the top."""
        return (item for group in self.groups for item in group.items)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it."""
        titles = (group.title for group in self.groups)
        items = (text for item in self.items for text in item.texts)
        return tuple(filter(None, (self.title, *titles, *items)))
