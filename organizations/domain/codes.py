"""School and campaign codes: what is generated, and what is accepted when somebody types one."""

import re
from collections.abc import Callable
from random import Random

from pixorga.lib.text import compact

# Without the letters and digits that are taken for one another. Source: spec/decisions.md 4.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
_DIGITS = "23456789"

# Older codes hold any letter and digit, anywhere.
_SHAPE = re.compile(r"[A-Z0-9]{9}")


def generate_school_code(rng: Random, is_taken: Callable[[str], bool]) -> str:
    """Return a free code: 6 letters, then 3 digits.

    rng: a cryptographic one (``random.SystemRandom()``) for real codes.
    """
    while True:
        code = "".join(rng.choices(_LETTERS, k=6) + rng.choices(_DIGITS, k=3))
        if not is_taken(code):
            return code


def normalize_code(text: str) -> str:
    """Return a typed code as it is stored: capitals, no spaces, no dashes of any shape."""
    return compact(text)


def is_code_shaped(text: str) -> bool:
    """Return whether a typed text can be a code at all: any 9 letters and digits once normalized."""
    return _SHAPE.fullmatch(normalize_code(text)) is not None
