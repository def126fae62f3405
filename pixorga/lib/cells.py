"""What a file or a form says of a pupil, tidied without changing it. Source: spec/imports.md 1.4, 2.6."""

import re

from pixorga.lib.text import normalize, without_piles

# Of any text that is kept.
MAX_LENGTH = 255

# Control characters other than tab and line ends, and the sign for a byte that no decoder could read.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
# Soft hyphen, zero-width characters and directions: they come along with a paste and nobody can see them.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# What « é », « Œ » and « ’ » begin with when UTF-8 was taken for a Windows file.
_TWICE = re.compile("[ÃÄÅâ]")
_EUROPEAN_LETTERS = ("\u00c0", "\u017f")
_QUOTES_AND_DASHES = ("\u2010", "\u203a")


def clean(cell: str) -> str | None:
    """Return the text with single spaces and composed accents, or None if it has unreadable characters."""
    if cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    if _UNREADABLE.search(cell) or is_encoded_twice(cell):
        return None
    visible = _INVISIBLE.sub("", cell)
    if without_piles(visible) != visible:
        return None
    return " ".join(normalize("NFC", visible).split())


def is_encoded_twice(text: str) -> bool:
    """Return whether text is UTF-8 that was read as a Windows file: « Ã‰lÃ©onore », but not « JOÃO ».

    Only letters of European alphabets count: the end of « ANDRÉ » and a no-break space also make
    two bytes of UTF-8, of a letter that no name here has. What was read as ISO-8859-1 or -15 is caught
    as well, or holds control characters.
    """
    if not _TWICE.search(text):
        return False
    try:
        once = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return any(
        first <= char <= last for char in once for first, last in (_EUROPEAN_LETTERS, _QUOTES_AND_DASHES)
    )


def normalize_ine(text: str) -> str | None:
    """Return a number in capitals without spaces, or None if it is too long then: « ß » gives « SS »."""
    ine = text.replace(" ", "").upper()
    return ine if len(ine) <= MAX_LENGTH else None
