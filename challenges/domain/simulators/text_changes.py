"""How the paragraphs of a text look, and what changed of them, as one text: the same for the same end.

static/simulators/editor.js writes it, this module says whether a text can be written at all. Looks are words:
« title », « center », « bold »; « text », « left » and « no-bold » take them away.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

BLOCKS = ("text", "title", "list")
SIDES = ("left", "center", "right")
MARKS = ("bold", "italic", "underline")
NO = "no-"
BETWEEN = "; "
ORDER = "order:"
MOST_PARAGRAPHS = 20
CHANGE = re.compile(r"(p[1-9]\d?(?:\.[2-9]\d?)?)(?:\[(\d{1,3})(?:-(\d{1,3}))?\])?:(.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a copy of it. origin: its rank at the beginning, from 1. marks: of each word."""

    origin: int
    marks: tuple[frozenset[str], ...]
    block: str = "text"
    side: str = "left"

    def dressed(self, looks: str, first: int = 1, last: int | None = None) -> "Piece | None":
        """Return it with these looks, « bold+italic », on these words; None where that means nothing."""
        last = last or len(self.marks)
        is_part = (first, last) != (1, len(self.marks))
        if not 1 <= first <= last <= len(self.marks):
            return None
        piece = self
        for look in looks.split("+"):
            mark = look.removeprefix(NO)
            if mark in MARKS:
                change = frozenset.difference if look.startswith(NO) else frozenset.union
                words = enumerate(piece.marks, start=1)
                piece = replace(
                    piece,
                    marks=tuple(change(had, {mark}) if first <= rank <= last else had for rank, had in words),
                )
            elif look in BLOCKS and not is_part:
                piece = replace(piece, block=look)
            elif look in SIDES and not is_part:
                piece = replace(piece, side=look)
            else:
                return None
        return piece

    def differences(self, before: "Piece") -> list[tuple[str, str]]:
        """Return what differs, as (words, looks): ("", "title+center") for all of it, ("[2-4]", "bold")."""
        whole = [now for now, was in ((self.block, before.block), (self.side, before.side)) if now != was]
        words = [_changes(now, was) for now, was in zip(self.marks, before.marks, strict=True)]
        if len({*words}) == 1:
            return [("", "+".join(whole + words[0].split()))] if whole or words[0] else []
        found = [("", "+".join(whole))] if whole else []
        for looks, run in groupby(enumerate(words, start=1), key=lambda each: each[1]):
            ranks = [rank for rank, _ in run]
            if looks:
                found.append((_ranks(ranks[0], ranks[-1]), looks.replace(" ", "+")))
        return found


def _changes(now: frozenset[str], was: frozenset[str]) -> str:
    return " ".join(mark if mark in now else NO + mark for mark in MARKS if (mark in now) != (mark in was))


def _ranks(first: int, last: int) -> str:
    return f"[{first}]" if first == last else f"[{first}-{last}]"


def report(began: Sequence[Piece], now: Sequence[Piece]) -> str:
    """Return what differs from the beginning: « order:p2,p1,p1.2; p1:title+center; p2[2-4]:bold »."""
    names = _names([piece.origin for piece in now])
    changes = []
    if [piece.origin for piece in now] != [piece.origin for piece in began]:
        changes.append(ORDER + ",".join(names))
    for name, piece in zip(names, now, strict=True):
        told = piece.differences(began[piece.origin - 1])
        changes += [f"{name}{words}:{looks}" for words, looks in told]
    return BETWEEN.join(sorted(changes))


def _names(origins: Sequence[int]) -> list[str]:
    seen: Counter[int] = Counter()
    names = []
    for origin in origins:
        seen[origin] += 1
        names.append(f"p{origin}" if seen[origin] == 1 else f"p{origin}.{seen[origin]}")
    return names


def read_report(told: str, began: Sequence[Piece]) -> list[Piece] | None:
    """Return the paragraphs of a report, None when no paragraphs are told so: read it, tell it, compare."""
    origins = _read_order(told, len(began))
    if not 0 < len(origins) <= MOST_PARAGRAPHS:
        return None
    now = dict(zip(_names(origins), (began[origin - 1] for origin in origins), strict=True))
    for change in told.split(BETWEEN):
        if change.startswith(ORDER):
            continue
        found = CHANGE.fullmatch(change)
        if found is None or found[1] not in now:
            return None
        first = int(found[2] or 1)
        piece = now[found[1]].dressed(found[4], first, int(found[3] or first) if found[2] else None)
        if piece is None:
            return None
        now[found[1]] = piece
    pieces = [*now.values()]
    return pieces if report(began, pieces) == told else None


def _read_order(told: str, count: int) -> list[int]:
    first = told.split(BETWEEN)[0]
    if not first.startswith(ORDER):
        return [*range(1, count + 1)]
    names = re.findall(r"p([1-9]\d?)", first, re.ASCII)
    return [int(name) for name in names if int(name) <= count]
