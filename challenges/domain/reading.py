"""Reading one mapping of authored content without stopping at the first mistake.

The data comes from a YAML file read with BaseLoader (every scalar is a string) or from the JSON body of a row
(flags and numbers have their own type). Both are read by the same code.
"""

import re
from enum import StrEnum
from typing import TypeVar

from challenges.domain.problems import ContentProblem

Member = TypeVar("Member", bound=StrEnum)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_MAX_LENGTH = 60
# What a whole number of a row may have.
MOST_FIGURES = 9
FLAGS = {"yes": True, "true": True, "no": False, "false": False}


class Reader:
    """A mapping, the path that leads to it, and the list in which its problems are noted."""

    def __init__(self, data: object, where: str, problems: list[ContentProblem]) -> None:
        self.where = where
        self.problems = problems
        self._known: set[str] = set()
        # Anything but a mapping is told once; its missing keys are then no news.
        self._is_mapping = isinstance(data, dict)
        self._data: dict[str, object] = data if isinstance(data, dict) else {}
        if not self._is_mapping:
            self.note("une fiche « clé : valeur » est attendue.")

    def note(self, message: str, key: str = "") -> None:
        """Add a problem about this mapping or one of its keys."""
        self.problems.append(ContentProblem(self._path(key), message))

    def text(self, key: str, *, required: bool = True, longest: int | None = None) -> str:
        """Return the trimmed text under `key`, "" when it is missing or is no text.

        longest: how many characters its column takes, None where any number will do.
        """
        value = self._take(key, "")
        if not isinstance(value, str):
            self.note("un texte est attendu.", key)
            return ""
        text = value.strip()
        if required and not text:
            self._note_missing(key)
        if longest and len(text) > longest:
            self.note(f"un texte de {len(text)} signes, {longest} au plus.", key)
        return text

    def slug(self, key: str) -> str:
        """Return a stable identifier: lowercase letters, digits and dashes, at most 60 characters."""
        value = self.text(key)
        if value and (len(value) > SLUG_MAX_LENGTH or not SLUG.fullmatch(value)):
            self.note(
                "un code s’écrit avec des lettres minuscules, des chiffres et des tirets (60 au plus).", key
            )
        return value

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Return a list of texts, without its blank or misplaced items."""
        return self._only_texts(self.items(key, required=required))

    def lists_of_texts(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts, none of them empty."""
        found = []
        for where, item in self.items(key):
            texts = item if isinstance(item, list) else [item]
            placed = [(f"{where}[{number}]", text) for number, text in enumerate(texts, start=1)]
            found.append(self._only_texts(placed))
            if not texts:
                self.problems.append(ContentProblem(where, "il manque une valeur."))
        return tuple(filter(None, found))

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a yes or no, written `yes`, `no`, `true` or `false`."""
        value = self._take(key, default)
        flag = value if isinstance(value, bool) else FLAGS.get(str(value))
        if flag is None:
            self.note("« yes » ou « no » est attendu.", key)
            return default
        return flag

    def number(self, key: str, *, default: int | None = None) -> int:
        """Return a whole number above zero, of nine figures at most; required when there is no default."""
        value = str(self._take(key, "" if default is None else default))
        if (number := whole_number(value)) is not None and number > 0:
            return number
        self.note("un nombre entier, plus grand que zéro, est attendu.", key)
        return default or 0

    def member(self, key: str, enum: type[Member]) -> Member | None:
        """Return the member of `enum` that is named under `key`, None when there is none."""
        value = self.text(key)
        if not value:
            return None
        try:
            return enum(value)
        except ValueError:
            self.note(f"valeur inconnue « {value} » ; possibles : {', '.join(enum)}.", key)
            return None

    def section(self, key: str) -> "Reader | None":
        """Return the mapping under `key`, None when the key is absent."""
        value = self._take(key, None)
        return None if value is None else Reader(value, self._path(key), self.problems)

    def sections(self, key: str) -> list["Reader"]:
        """Return the list of mappings under `key`."""
        return [Reader(item, where, self.problems) for where, item in self.items(key)]

    def items(self, key: str, *, required: bool = True) -> list[tuple[str, object]]:
        """Return the list under `key`, each item with its path (counted from 1)."""
        value = self._take(key, [])
        if not isinstance(value, list):
            self.note("une liste est attendue.", key)
            return []
        if required and not value:
            self._note_missing(key)
        return [(f"{self._path(key)}[{number}]", item) for number, item in enumerate(value, start=1)]

    def has(self, key: str) -> bool:
        """Return whether the key is written."""
        return key in self._data

    def close(self) -> None:
        """Note the keys that nobody asked for: most are spelling mistakes."""
        for key in self._data:
            if key not in self._known:
                self.note(f"clé inconnue « {key} ».")

    def _only_texts(self, items: list[tuple[str, object]]) -> tuple[str, ...]:
        found = []
        for where, item in items:
            if isinstance(item, str) and item.strip():
                found.append(item.strip())
            else:
                self.problems.append(ContentProblem(where, "un texte est attendu."))
        return tuple(found)

    def _take(self, key: str, default: object) -> object:
        self._known.add(key)
        return self._data.get(key, default)

    def _note_missing(self, key: str) -> None:
        if self._is_mapping:
            self.note("il manque une valeur.", key)

    def _path(self, key: str) -> str:
        return ".".join(part for part in (self.where, key) if part)


def whole_number(text: str) -> int | None:
    """Return the number that is written in figures, nine at most; None for anything else."""
    is_one = text.isascii() and text.isdigit() and len(text) <= MOST_FIGURES
    return int(text) if is_one else None
