"""Drawings that a browser shows as they are, on a light or a dark page: titled, described, without script."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

# Told apart by shape too: a line, a diamond, dashes.
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f3b }
.small { font-size: 11px; fill: #4a5268 }
.name { font-weight: 600 }
.middle { text-anchor: middle }
.end { text-anchor: end }
.ground { fill: #ffffff }
.grid { stroke: #dfe4f1; fill: none }
.axis { stroke: #6b7490; fill: none }
.goal { stroke: #6b7490; stroke-dasharray: 3 3; fill: none }
.bayes { stroke: #5a32c8; stroke-width: 2.5; fill: none }
.bayes-fill { fill: #5a32c8 }
.bar { fill: #b7a4ee }
.smart { fill: #a84300 }
.gap { stroke: #a84300; stroke-width: 1.5; fill: none }
.everything { stroke: #0b6b4f; stroke-width: 2; stroke-dasharray: 7 4; fill: none }
.whisker { stroke: #1b1f3b; stroke-width: 1.5; fill: none }
@media (prefers-color-scheme: dark) {
text { fill: #eef1fa }
.small { fill: #c2c9dc }
.ground { fill: #14172b }
.grid { stroke: #323857 }
.axis, .goal { stroke: #8f98b5 }
.bayes { stroke: #b9a3ff }
.bayes-fill { fill: #b9a3ff }
.bar { fill: #6647c2 }
.smart { fill: #ffb454 }
.gap { stroke: #ffb454 }
.everything { stroke: #5fd3ab }
.whisker { stroke: #eef1fa }
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """A frame of a chart, in pixels. across, up: the values at its ends."""

    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.across
        return self.left + self.width * (value - low) / (high - low)

    def y(self, value: float) -> float:
        low, high = self.up
        return self.top + self.height * (high - value) / (high - low)

    def path(self, points: Iterable[tuple[float, float]], name: str) -> str:
        """Return a line through points of the frame; those that are below it are left out."""
        inside = [(x, y) for x, y in points if y >= self.up[0]]
        places = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in inside)
        return element("polyline", points=places, class_=name)

    def line(self, start: tuple[float, float], end: tuple[float, float], name: str) -> str:
        (x1, y1), (x2, y2) = start, end
        return segment(self.x(x1), self.y(y1), self.x(x2), self.y(y2), name)

    def axes(self, across: Iterable[float], up: Iterable[float], *, percent_across: bool = False) -> str:
        """Return a grid at these values, each with its number; what goes up is a share."""
        low, _ = self.across
        bottom, _ = self.up
        parts = [self.line((low, value), (self.across[1], value), "grid") for value in up]
        parts += [self.line((value, bottom), (value, self.up[1]), "grid") for value in across]
        parts += [text(self.left - 6, self.y(value) + 4, percent(value), "small end") for value in up]
        for value in across:
            told = percent(value) if percent_across else f"{value:.0f}"
            parts.append(text(self.x(value), self.top + self.height + 16, told, "small middle"))
        parts.append(self.line((low, bottom), (self.across[1], bottom), "axis"))
        parts.append(self.line((low, bottom), (low, self.up[1]), "axis"))
        return "".join(parts)


def element(tag: str, content: str = "", **attributes: object) -> str:
    """Return an element. content: markup; a name of an attribute may end in _."""
    told = "".join(f' {name.rstrip("_")}="{escape(str(value))}"' for name, value in attributes.items())
    return f"<{tag}{told}>{content}</{tag}>\n" if content else f"<{tag}{told}/>\n"


def text(x: float, y: float, words: str, name: str = "") -> str:
    return element("text", escape(words, quote=False), x=f"{x:.1f}", y=f"{y:.1f}", class_=name)


def segment(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    return element("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=name)


def rectangle(x: float, y: float, width: float, height: float, name: str) -> str:
    sizes = {"x": x, "y": y, "width": width, "height": height}
    return element("rect", **{key: f"{value:.1f}" for key, value in sizes.items()}, class_=name)


def circle(x: float, y: float, radius: float, name: str) -> str:
    return element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", class_=name)


def diamond(x: float, y: float, name: str, half: float = 6) -> str:
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), class_=name)


def percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%".replace("-", "−")


def drawing(width: float, height: float, title: str, description: str, parts: Iterable[str]) -> str:
    """Return the text of a file."""
    told = element("title", escape(title, quote=False), id="title")
    told += element("desc", escape(description, quote=False), id="description")
    told += element("style", STYLE) + rectangle(0, 0, width, height, "ground")
    return element(
        "svg",
        "\n" + told + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        role="img",
        lang="fr",
        **{"aria-labelledby": "title description"},
    )
