"""How the rows of a table are sorted, and which keys matter; static/simulators/table.js does the same."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

# An apostrophe comes before letters, whatever its form.
SAME = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SortKey:
    """column: its rank, from 0."""

    column: int
    is_descending: bool


def number_of(cell: str) -> float:
    """Return the number of a cell, written « 12 », « 12,5 » or « 12.5 »."""
    return float(cell.replace(",", "."))


def collation_of(text: str) -> tuple[bytes, bytes, bytes]:
    """Return what texts are compared by: letters first, then accents, then small letters before capitals.

    Only texts that are the same are equal. Pieces are compared as JavaScript compares texts.
    """
    whole = unicodedata.normalize("NFKD", text)
    lower = whole.lower().translate(SAME)
    bare = "".join(sign for sign in lower if not unicodedata.category(sign).startswith("M"))
    bare, lower, swapped = (each.encode("utf-16-be") for each in (bare, lower, whole.swapcase()))
    return bare, lower, swapped


SORTED_BY: Mapping[Kind, Callable[[str], object]] = MappingProxyType(
    {Kind.TEXT: collation_of, Kind.NUMBER: number_of, Kind.DATE: str}
)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells, and the kind of each column. An empty cell comes last, whatever the direction."""

    kinds: tuple[Kind, ...]
    rows: tuple[tuple[str, ...], ...]

    def order(self, keys: Sequence[SortKey]) -> list[int]:
        """Return the ranks of the rows, from 0, as these keys sort them; the first one matters most."""
        ranks = [*range(len(self.rows))]
        for key in reversed(keys):
            ranks = self._sorted(ranks, key)
        return ranks

    def that_matter(self, keys: Sequence[SortKey]) -> list[SortKey]:
        """Return the keys without those that change nothing, the least important looked at first.

        Fair to who sorts by one column too many: the same rows in the same order are the same answer.
        """
        shown, kept = self.order(keys), [*keys]
        for key in reversed(keys):
            others = [each for each in kept if each != key]
            if others and self.order(others) == shown:
                kept = others
        return kept

    def _sorted(self, ranks: list[int], key: SortKey) -> list[int]:
        value_of = SORTED_BY[self.kinds[key.column]]
        filled = [rank for rank in ranks if self.rows[rank][key.column]]
        empty = [rank for rank in ranks if not self.rows[rank][key.column]]
        filled.sort(key=lambda rank: value_of(self.rows[rank][key.column]), reverse=key.is_descending)
        return filled + empty
