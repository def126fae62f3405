"""Charts: bars, lines, sectors. Each value is written, and colour is never the only clue."""

import math
from collections.abc import Mapping, Sequence

from campaigns.content.making.lists import shown
from campaigns.content.making.measure import width_of
from campaigns.content.making.shapes import (
    AMBER,
    BLUE,
    BROWN,
    FRAME,
    GREEN,
    INK,
    MUTED,
    NAVY,
    SIZE,
    SKY,
    STROKE,
    WHITE,
    Drawing,
    Shape,
    circle,
    line,
    number,
    path,
    rect,
    text,
    together,
)
from campaigns.content.making.widgets import inner

FILLS = (SKY, AMBER, "#a8dcb9", "#d9c4f2", "#f5b5ad", "#eef1f8", "#c98d5f", "#9aa5c0")
LINES = ((BLUE, False), (BROWN, True), (GREEN, False), (INK, True))


def bars(
    values: Mapping[str, float],
    *,
    title: str = "",
    axis: str = "",
    step: float | None = None,
    highest: float | None = None,
    lowest: float = 0,
    written: bool = True,
    marked: Sequence[str] = (),
    width: float | None = None,
    height: float = 260,
) -> Drawing:
    """Vertical bars. ``axis``: what is counted; ``step``: between graduations; ``written``: values above.

    lowest: where the axis begins (a chart that misleads begins elsewhere than at 0).
    """
    frame = _Frame(list(values.values()), title, axis, step, highest, lowest, width, height)
    slot = frame.plot_width / len(values)
    parts = []
    for rank, (label, value) in enumerate(values.items()):
        x, y = frame.left + slot * rank, frame.y(value)
        fill = AMBER if label in marked else SKY
        parts.append(rect(x + slot * 0.18, y, slot * 0.64, frame.bottom - y, fill=fill, stroke=NAVY))
        parts.append(text(x + slot / 2, frame.bottom + 22, label, anchor="middle", room=slot - 2))
        if written:
            parts.append(text(x + slot / 2, y - 6, shown(value), bold=True, anchor="middle", room=slot))
    return frame.finish(parts)


def flat_bars(
    values: Mapping[str, float],
    *,
    title: str = "",
    unit: str = "",
    width: float | None = None,
    marked: Sequence[str] = (),
) -> Drawing:
    """Horizontal bars, for long labels; the value, and its unit, at the end of each."""
    wide = width or inner()
    left = max(width_of(label, SIZE) for label in values) + 12
    ends = [shown(value) + unit for value in values.values()]
    room = wide - left - max(width_of(words, SIZE, bold=True) for words in ends) - 10
    if room < 60:
        raise ValueError(f"Only {room:.0f} px are left for the bars: shorten the labels")
    top = 36 if title else 0
    parts = [text(0, 20, title, bold=True, room=wide)] if title else []
    for rank, ((label, value), words) in enumerate(zip(values.items(), ends, strict=True)):
        y, long = top + rank * 36, room * value / max(values.values())
        fill = AMBER if label in marked else SKY
        parts.append(text(left - 12, y + 22, label, anchor="end"))
        parts.append(rect(left, y + 2, max(long, 1), 28, fill=fill, stroke=NAVY))
        parts.append(text(left + long + 8, y + 22, words, bold=True))
    return Drawing(wide, top + 36 * len(values), together(parts))


def curves(
    labels: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    title: str = "",
    axis: str = "",
    step: float | None = None,
    highest: float | None = None,
    lowest: float = 0,
    written: bool = False,
    width: float | None = None,
    height: float = 270,
) -> Drawing:
    """Lines, each with its look and its name in the key; ``labels``: below, one a value."""
    every = [value for values in series.values() for value in values]
    frame = _Frame(
        every, title, axis, step, highest, lowest, width, height, key=list(series) if len(series) > 1 else []
    )
    slot = frame.plot_width / len(labels)
    parts = [
        text(frame.left + slot * (rank + 0.5), frame.bottom + 22, label, anchor="middle", room=slot)
        for rank, label in enumerate(labels)
        if label
    ]
    for (color, dashed), values in zip(LINES, series.values(), strict=False):
        points = [(frame.left + slot * (rank + 0.5), frame.y(value)) for rank, value in enumerate(values)]
        d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        parts.append(path(d, stroke=color, thick=3, dashed=dashed))
        parts += [circle(x, y, 4, fill=WHITE if dashed else color, stroke=color) for x, y in points]
        if written:
            pairs = zip(points, values, strict=True)
            parts += [text(x, y - 9, shown(value), bold=True, anchor="middle") for (x, y), value in pairs]
    return frame.finish(parts)


class _Frame:
    """The axes of a chart, its graduations, its title and its key."""

    def __init__(
        self,
        values: Sequence[float],
        title: str,
        axis: str,
        step: float | None,
        highest: float | None,
        lowest: float,
        width: float | None,
        height: float,
        *,
        key: Sequence[str] = (),
    ) -> None:
        self.wide = width or inner()
        self.height = height
        self.title, self.axis, self.key = title, axis, key
        self.step = step or _good_step(max(values) - lowest)
        self.lowest = lowest
        self.highest = highest or lowest + self.step * math.ceil((max(values) - lowest) / self.step - 1e-9)
        self.marks = [
            lowest + self.step * rank for rank in range(round((self.highest - lowest) / self.step) + 1)
        ]
        self.left = max(width_of(shown(mark), SIZE) for mark in map(_tidy, self.marks)) + 12
        self.plot_width = self.wide - self.left - 4
        self.top = (30 if title else 0) + (26 if axis else 0) + 26
        self.bottom = height - 30 - (30 if key else 0)

    def y(self, value: float) -> float:
        """Return the height of a value in the drawing."""
        if not self.lowest <= value <= self.highest:
            raise ValueError(f"The value {value} is outside {self.lowest} to {self.highest}")
        return self.bottom - (value - self.lowest) / (self.highest - self.lowest) * (self.bottom - self.top)

    def finish(self, parts: Sequence[Shape]) -> Drawing:
        """Return the chart: graduations below what is drawn, axes above."""
        right = self.left + self.plot_width
        lines = "".join(f"M{number(self.left)} {number(self.y(mark))}H{number(right)}" for mark in self.marks)
        marks = [
            text(self.left - 8, self.y(mark) + 6, shown(_tidy(mark)), anchor="end", fill=MUTED)
            for mark in self.marks
        ]
        axes = path(
            f"M{number(self.left)} {number(self.top - 8)}V{number(self.bottom)}H{number(right)}", stroke=INK
        )
        heads = [text(0, 20, self.title, bold=True, room=self.wide)] if self.title else []
        if self.axis:
            heads.append(text(0, 48 if self.title else 20, self.axis, fill=MUTED, room=self.wide))
        ground = path(lines, stroke=FRAME, thick=1)
        return Drawing(self.wide, self.height, together([ground, *marks, *parts, axes, *heads, *self._key()]))

    def _key(self) -> list[Shape]:
        found, x = [], self.left
        for (color, dashed), name in zip(LINES, self.key, strict=False):
            found.append(
                line(x, self.height - 12, x + 34, self.height - 12, stroke=color, thick=3, dashed=dashed)
            )
            found.append(circle(x + 17, self.height - 12, 4, fill=WHITE if dashed else color, stroke=color))
            found.append(text(x + 42, self.height - 6, name))
            x += 42 + width_of(name, SIZE) + 24
        if x - 24 > self.wide:
            raise ValueError("The names of the series are too long for the key")
        return found


def _good_step(span: float) -> float:
    """Return a round graduation that gives four to eight lines."""
    if span <= 0:
        return 1
    power = 10 ** math.floor(math.log10(span / 4))
    return next(power * each for each in (1, 2, 5, 10) if span / (power * each) <= 7)


def _tidy(value: float) -> float:
    return int(value) if float(value).is_integer() else round(value, 4)


def pie(
    values: Mapping[str, float],
    *,
    title: str = "",
    written: str = "percent",
    unit: str = "",
    width: float | None = None,
    size: float = 210,
) -> Drawing:
    """Sectors numbered like the key; ``written`` in the key: percent, value or none."""
    wide, total = width or inner(), sum(values.values())
    top, radius = 34 if title else 0, size / 2
    cx, cy = radius + 2, top + radius + 2
    parts = [text(0, 20, title, bold=True, room=wide)] if title else []
    start = -math.pi / 2
    left = size + 30
    for rank, (label, value) in enumerate(values.items()):
        end = start + 2 * math.pi * value / total
        parts.append(_sector(cx, cy, radius, start, end, FILLS[rank % len(FILLS)]))
        middle, away = (start + end) / 2, radius * (0.65 if value / total > 0.08 else 0.86)
        mark = chr(ord("A") + rank)
        x, y = cx + away * math.cos(middle), cy + away * math.sin(middle) + 6
        parts.append(text(x, y, mark, bold=True, anchor="middle"))
        amount = {
            "percent": f"{shown(round(100 * value / total, 1))}\xa0%",
            "value": shown(value) + unit,
            "none": "",
        }
        words = f"{label}\xa0: {amount[written]}" if amount[written] else label
        y = top + 24 + rank * 32
        parts.append(rect(left, y - 18, 24, 24, fill=FILLS[rank % len(FILLS)], stroke=STROKE))
        parts.append(text(left + 12, y, mark, bold=True, anchor="middle"))
        parts.append(text(left + 34, y, words, room=wide - left - 34))
        start = end
    return Drawing(wide, max(top + size + 4, top + 32 * len(values) + 4), together(parts))


def _sector(cx: float, cy: float, radius: float, start: float, end: float, fill: str) -> Shape:
    x1, y1 = cx + radius * math.cos(start), cy + radius * math.sin(start)
    x2, y2 = cx + radius * math.cos(end), cy + radius * math.sin(end)
    large = int(end - start > math.pi)
    d = f"M{number(cx)} {number(cy)}L{number(x1)} {number(y1)}A{number(radius)} {number(radius)} 0 {large} 1 "
    return path(f"{d}{number(x2)} {number(y2)}Z", fill=fill, stroke=INK)
