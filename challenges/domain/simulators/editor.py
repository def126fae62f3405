"""A text editor: a few paragraphs, and the usual buttons. Asked: to make the text look as it should.

buttons: [bold, title, center, undo, redo]    # in this order or not; all when absent
paragraphs:                      # p1, p2…: at most 9
  - text: Les loups
    format: title+center         # how it looks at the beginning; optional
  - text: Le loup vit en meute dans la forêt.
    words: ["2:bold", "5-6:italic+underline"]     # of some of its words, from 1; optional

Looks: title or list, else text; center or right, else left; bold, italic, underline.

Reports: what differs from the beginning, sorted, « ; » between. « p1:title+center » (title or list, then the
side, then what all words have); « p2[2]:bold », « p2[2-4]:bold+italic » (words); what is taken away:
« p1:text », « p1:left », « p2[2]:no-bold ». Cut, copied and pasted: « order:p1,p3,p2 » tells all paragraphs
that there are then, « p1.2 » is the second p1 from the top: « order:p1,p2,p1.2; p1.2:bold ».
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from challenges.domain.reading import Reader
from challenges.domain.simulators.text_changes import BLOCKS, MARKS, SIDES, Piece, read_report

MOST_AT_FIRST = 9
WORDS = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?:(.+)", re.ASCII)


class Tool(StrEnum):
    """The buttons, in their order."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    TITLE = "title"
    LIST = "list"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    CUT = "cut"
    COPY = "copy"
    PASTE = "paste"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """words: what spaces separate. piece: how it looks."""

    words: tuple[str, ...]
    piece: Piece

    @classmethod
    def read(cls, rank: int, reader: Reader) -> Self:
        """Return the paragraph of this rank that is described by a mapping."""
        words = tuple(re.findall(r"[^ \n]+", reader.text("text")))
        piece = Piece(rank, (frozenset(),) * len(words))
        if looks := reader.text("format", required=False):
            piece = _dressed(piece, looks, reader, "format")
        for told in reader.texts("words", required=False):
            found = WORDS.fullmatch(told)
            ranks = found and (int(found[1]), int(found[2] or found[1]))
            piece = _dressed(piece, found[3] if found else "", reader, "words", *(ranks or ()))
        reader.close()
        return cls(words, piece)

    def to_body(self) -> dict[str, object]:
        """Return what `read` reads back."""
        plain = Piece(self.piece.origin, (frozenset(),) * len(self.words))
        told = self.piece.differences(plain)
        whole = [looks for ranks, looks in told if not ranks]
        words = [f"{ranks.strip('[]')}:{looks}" for ranks, looks in told if ranks]
        optional = {"format": "".join(whole), "words": words}
        return {"text": " ".join(self.words), **{key: value for key, value in optional.items() if value}}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to put in form."""

    buttons: tuple[Tool, ...]
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Return the world written under ``params``, noting problems on the way."""
        names = reader.texts("buttons", required=False)
        for name in names:
            if name not in {*Tool}:
                reader.note(f"valeur inconnue « {name} » ; possibles : {', '.join(Tool)}.", "buttons")
        sections = reader.sections("paragraphs")
        if len(sections) > MOST_AT_FIRST:
            reader.note(f"{len(sections)} paragraphes, {MOST_AT_FIRST} au plus.", "paragraphs")
        return cls(
            buttons=tuple(tool for tool in Tool if not names or tool in names),
            paragraphs=tuple(Paragraph.read(rank, each) for rank, each in enumerate(sections, start=1)),
        )

    def to_body(self) -> dict[str, object]:
        """Return the JSON that `read` reads back and that the page of the simulator gets."""
        return {
            "buttons": [tool.value for tool in self.buttons],
            "paragraphs": [paragraph.to_body() for paragraph in self.paragraphs],
        }

    def may_report(self, report: str) -> bool:
        """Return whether a pupil can come to this report."""
        began = [paragraph.piece for paragraph in self.paragraphs]
        now = read_report(report, began)
        if not report or now is None:
            return False
        needed = {tool for piece in now for tool in _tools(began[piece.origin - 1], piece)}
        return needed <= {*self.buttons} and self._may_be_ordered([piece.origin for piece in now])

    def _may_be_ordered(self, now: list[int]) -> bool:
        began = [paragraph.piece.origin for paragraph in self.paragraphs]
        can = {*self.buttons}
        if now == began:
            return True
        # Without « cut », all that there was is still there, in its order.
        rest = iter(now)
        is_all_there = all(origin in rest for origin in began)
        if Tool.CUT not in can and not is_all_there:
            return False
        is_shorter = len({*now}) == len(now) and now == sorted(now)
        return is_shorter or (Tool.PASTE in can and bool({Tool.CUT, Tool.COPY} & can))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that children read in it."""
        return tuple(" ".join(paragraph.words) for paragraph in self.paragraphs if paragraph.words)


def _dressed(
    piece: Piece, looks: str, reader: Reader, key: str, first: int = 1, last: int | None = None
) -> Piece:
    dressed = piece.dressed(looks, first, last) if piece.marks else piece
    if dressed is None:
        known = ", ".join((*BLOCKS, *SIDES, *MARKS))
        reader.note(f"« {looks} » ne se comprend pas ; possibles : {known}, pour des mots qui existent.", key)
    return dressed or piece


def _tools(before: Piece, now: Piece) -> set[str]:
    """Return the buttons that lead from one look to another; what a button gave, it takes away."""
    marks = {mark for had, has in zip(before.marks, now.marks, strict=True) for mark in had ^ has}
    block = {now.block if now.block != "text" else before.block} if now.block != before.block else set()
    side = {now.side} if now.side != before.side else set()
    return marks | block | side
