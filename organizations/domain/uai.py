"""The UAI (formerly RNE), the number of a French school: 7 digits and a letter."""

import re

from pixorga.lib.text import compact

_SHAPE = re.compile(r"[0-9]{7}[A-Z]")
_CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def normalize_uai(text: str) -> str:
    """Return a typed UAI as it is stored and compared: capitals, no spaces, no dashes."""
    return compact(text)


def is_uai(text: str) -> bool:
    """Return whether a normalized text is shaped like a UAI; its check letter may be wrong."""
    return _SHAPE.fullmatch(text) is not None


def expected_check_letter(uai: str) -> str:
    """Return the letter that the 7 digits of a UAI call for.

    Worth a warning to whoever enters a school, never a refusal: invented and old numbers have others.
    Source: spec/accounts.md 1.2.
    """
    return _CHECK_LETTERS[int(uai[:7]) % len(_CHECK_LETTERS)]
