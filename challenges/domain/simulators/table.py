"""A table that is sorted and filtered. Asked: which row it is, or to sort it.

ask: row                         # or order
title: Les inscrits du club      # what stands above the table
columns:                         # 8 at most
  - {id: nom, label: Nom}
  - {id: age, label: Âge, kind: number}         # text when absent; number; date
  - {id: jour, label: Inscription, kind: date}
rows:                            # 40 at most: as many cells as columns; "" is an empty cell
  - [Lina, "12", "2026-03-04"]
  - [Noé, "12,5", "2026-01-18"]

Reports. row: « row:2 », the number of the row above, from 1. order: « order:age-desc,nom-asc », the columns
that it is sorted by, the first one first, without those that change nothing (`Rows.that_matter`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.days import is_day
from challenges.domain.simulators.messages import doubles
from challenges.domain.simulators.table_order import Kind, Rows, SortKey

MOST_COLUMNS, MOST_ROWS = 8, 40
CELL_MAX_LENGTH = 80
# Short enough to be the same number in a browser.
NUMBER = re.compile(r"-?\d{1,10}(?:[.,]\d{1,4})?", re.ASCII)
DIRECTIONS = {"asc": False, "desc": True}
ORDER = "order:"


class Ask(StrEnum):
    """What the pupil is asked to do."""

    ROW = "row"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what its cells hold."""

    id: str
    label: str
    kind: Kind

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the column that is described by a mapping."""
        kind = (reader.member("kind", Kind) if reader.has("kind") else None) or Kind.TEXT
        column = cls(reader.slug("id"), reader.text("label"), kind)
        reader.close()
        return column

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        return {"id": self.id, "label": self.label, "kind": self.kind.value}

    def find_problem(self, cell: str) -> str:
        """Return what is wrong with a cell of it, "" when nothing is."""
        if len(cell) > CELL_MAX_LENGTH:
            return f"une case tient {CELL_MAX_LENGTH} signes."
        if cell and self.kind is Kind.NUMBER and not NUMBER.fullmatch(cell):
            return f"« {cell} » n’est pas un nombre comme « 12,5 »."
        if cell and self.kind is Kind.DATE and not is_day(cell):
            return "un jour s’écrit « 2026-03-12 »."
        return ""


@dataclass(frozen=True, slots=True)
class Table:
    """rows: each with a cell for each column, "" where there is nothing."""

    ask: Ask
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        ask = reader.member("ask", Ask) or Ask.ROW
        columns = tuple(map(Column.read, reader.sections("columns")))
        world = cls(ask, reader.text("title"), columns, _read_rows(reader, columns))
        world._check(reader)
        return world

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        return {
            "ask": self.ask.value,
            "title": self.title,
            "columns": [column.to_body() for column in self.columns],
            "rows": [[*row] for row in self.rows],
        }

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        if self.ask is Ask.ROW:
            return report in {f"row:{number}" for number in range(1, len(self.rows) + 1)}
        keys = self._keys_of(report)
        kinds = tuple(column.kind for column in self.columns)
        return bool(keys) and Rows(kinds, self.rows).that_matter(keys) == keys

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it, each once."""
        labels = (column.label for column in self.columns)
        pairs = (pair for row in self.rows for pair in zip(self.columns, row, strict=True))
        cells = (cell for column, cell in pairs if column.kind is Kind.TEXT)
        return tuple(filter(None, dict.fromkeys((self.title, *labels, *cells))))

    def _keys_of(self, report: str) -> list[SortKey]:
        """Return the keys of « order:age-desc,nom-asc », nothing when it is not written so."""
        if not report.startswith(ORDER):
            return []
        ranks = {column.id: rank for rank, column in enumerate(self.columns)}
        told = [key.rpartition("-") for key in report.removeprefix(ORDER).split(",")]
        known = [(ranks.get(name), DIRECTIONS.get(direction)) for name, _, direction in told]
        keys = [SortKey(rank, down) for rank, down in known if rank is not None and down is not None]
        is_each_once = len({key.column for key in keys}) == len(told)
        return keys if is_each_once else []

    def _check(self, reader: Reader) -> None:
        for double in doubles(column.id for column in self.columns):
            reader.note(f"deux fois « {double} ».", "columns")
        for row in doubles(" | ".join(row) for row in self.rows):
            reader.note(f"deux fois la ligne « {row} ».", "rows")
        if len(self.columns) > MOST_COLUMNS:
            reader.note(f"{MOST_COLUMNS} colonnes au plus.", "columns")
        if len(self.rows) > MOST_ROWS:
            reader.note(f"{MOST_ROWS} lignes au plus.", "rows")


def _read_rows(reader: Reader, columns: tuple[Column, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the rows that are well written, noting what is wrong with the others."""
    found = []
    for number, (_, item) in enumerate(reader.items("rows"), start=1):
        cells = [cell.strip() for cell in item if isinstance(cell, str)] if isinstance(item, list) else []
        if not isinstance(item, list) or not len(cells) == len(item) == len(columns):
            reader.note(f"une ligne a une case par colonne : {len(columns)}.", f"rows[{number}]")
            continue
        problems = filter(None, map(Column.find_problem, columns, cells))
        if problem := next(problems, ""):
            reader.note(problem, f"rows[{number}]")
        elif not any(cells):
            reader.note("la ligne est vide.", f"rows[{number}]")
        else:
            found.append(tuple(cells))
    return tuple(found)
