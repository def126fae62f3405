"""What a text document is made of, whatever the format that it is written in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

MARKS = re.compile(r"(\*\*|(?<!:)//|__|\[[^\]]+\]\([^)\s]+\))")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``added``, ``deleted``: who did it, with the changes tracked."""

    words: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float | None = None
    font: str = ""
    color: str = ""
    link: str = ""
    added: str = ""
    deleted: str = ""


@dataclass(frozen=True, slots=True, init=False)
class Para:
    """A paragraph of strings (with marks, see README) and runs. Sizes in points, indent in centimetres.

    comment: (who, what), in the margin. new_page: the page ends before it.
    """

    runs: tuple[Run, ...]
    align: str = "left"
    indent: float = 0
    first: float = 0
    comment: tuple[str, str] | None = None
    new_page: bool = False

    def __init__(
        self,
        *parts: str | Run,
        align: str = "left",
        size: float | None = None,
        font: str = "",
        color: str = "",
        indent: float = 0,
        first: float = 0,
        comment: tuple[str, str] | None = None,
        new_page: bool = False,
    ) -> None:
        runs = [run for part in parts for run in (read_runs(part) if isinstance(part, str) else [part])]
        dressed = tuple(
            replace(run, size=run.size or size, font=run.font or font, color=run.color or color)
            for run in runs
        )
        values = {"align": align, "indent": indent, "first": first, "comment": comment, "new_page": new_page}
        for name, value in {"runs": dressed, **values}.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title, with the style of its level (1 to 4); ``real=False``: only big and bold, no style."""

    words: str
    level: int = 1
    real: bool = True


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with dots; each item a string with marks."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A numbered list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with edges; the first row is bold when it is a header."""

    rows: Sequence[Sequence[object]]
    header: bool = True


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, by its bytes; its width in centimetres, its alternative text."""

    content: bytes = field(repr=False)
    width: float = 8
    alt: str = ""
    align: str = "left"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The page ends here."""


Block: TypeAlias = Para | Heading | Bullets | Numbers | Table | Image | PageBreak
FONT = "Arial"
TITLE_SIZES = {1: 20, 2: 16, 3: 14, 4: 12}


def simplified(blocks: Sequence["Block | str"]) -> list[Block]:
    """Return the blocks with every string a paragraph, false titles too, page breaks in the next one."""
    found: list[Block] = []
    ends = False
    for block in blocks:
        if isinstance(block, PageBreak):
            ends = True
            continue
        plain = Para(block) if isinstance(block, str) else block
        if isinstance(plain, Heading) and not plain.real:
            plain = Para(Run(plain.words, bold=True, size=TITLE_SIZES[plain.level]))
        if ends:
            plain = [*([plain] if isinstance(plain, Para) else [Para(), plain])]
            plain[0] = _on_new_page(plain[0])
            found += plain
        else:
            found.append(plain)
        ends = False
    return found


def _on_new_page(para: Para) -> Para:
    names = ("align", "indent", "first", "comment")
    return Para(*para.runs, new_page=True, **{name: getattr(para, name) for name in names})


def read_runs(words: str) -> list[Run]:
    """Return the runs of a string with marks: bold, italic, underlined words, links."""
    run, found = Run(""), []
    flags = {"**": "bold", "//": "italic", "__": "underlined"}
    for part in MARKS.split(words):
        if part in flags:
            run = replace(run, **{flags[part]: not getattr(run, flags[part])})
        elif link := LINK.fullmatch(part):
            found.append(replace(run, words=link[1], link=link[2]))
        elif part:
            found.append(replace(run, words=part))
    return found
