"""The text between two holes: which of its signs never leave the hole that they stand beside."""

import re
from typing import NamedTuple

AROUND = re.compile(r"(?P<closing>[\s.,:;!?…)»%]*)(?P<text>.*?)(?P<opening>(?:[«(]\s*)?)", re.S)
AFTER_A_NO_BREAK_SPACE = frozenset(":;!?»%")
NO_BREAK_SPACE = "\u00a0"


class Around(NamedTuple):
    """A text between two holes: what closes the first one, and what opens the second one."""

    closing: str
    text: str
    opening: str


def split_around(text: str) -> Around:
    """Return the parts of the text between two holes, spaces at its ends being those of French."""
    closing, words, opening = (part.strip() for part in AROUND.fullmatch(text).groups())
    if closing and closing[0] in AFTER_A_NO_BREAK_SPACE:
        closing = NO_BREAK_SPACE + closing
    return Around(closing, words, opening + NO_BREAK_SPACE if opening == "«" else opening)
