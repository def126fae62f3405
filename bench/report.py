"""What a bench tells: one line for each figure, beside the goals, as a table or as JSON."""

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

HEADER = ("goal", "what", "figure", "first release", "ambition", "reaches", "made of")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. goal: its number in the list of goals, « P1 ». unit: "" for a ratio.

    first_release, ambition: the most that the goal allows, the least if is_least; None where it says nothing.
    detail: what the figure was made of.
    """

    goal: str
    what: str
    value: float
    unit: str = ""
    first_release: float | None = None
    ambition: float | None = None
    detail: str = ""
    is_least: bool = False

    @property
    def verdict(self) -> str:
        """Return the best goal that the figure reaches."""
        if self.ambition is not None and self._reaches(self.ambition):
            return "ambition"
        if self.first_release is not None:
            return "first release" if self._reaches(self.first_release) else "MISSED"
        return "" if self.ambition is None else "not yet"

    def _reaches(self, goal: float) -> bool:
        return self.value >= goal if self.is_least else self.value <= goal


def as_json(measures: Iterable[Measure], **about: object) -> str:
    """Return the figures and what is worth knowing about the run."""
    told = [asdict(measure) | {"verdict": measure.verdict} for measure in measures]
    return json.dumps({"python": platform.python_version(), **about, "measures": told}, indent=2)


def as_table(measures: Iterable[Measure]) -> str:
    """Return the figures as aligned columns."""
    rows: list[Sequence[str]] = [
        ("goal", "what", "figure", "first release", "ambition", "reaches", "made of")
    ]
    for each in measures:
        goals = (_figure(each.first_release, each.unit), _figure(each.ambition, each.unit))
        figure = _figure(each.value, each.unit)
        rows.append((each.goal, each.what, figure, *goals, each.verdict, each.detail))
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines of columns, each as wide as its longest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}".rstrip("0").rstrip(".") + (f" {unit}" if unit else "")
