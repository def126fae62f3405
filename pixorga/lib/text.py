"""Compare, sort and phrase French text the same way everywhere.

Databases disagree about accents and case, so lists filter and sort on keys that are made here and stored.
"""

import unicodedata
from collections.abc import Iterable

# Letters that no Unicode decomposition takes apart; names use them.
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}
# Typed or pasted in place of an apostrophe, or as a dash that Unicode does not count among the dashes.
_SEPARATORS = "'’‘‛ʼʻʹ′`´-−\u2043"
_REPLACED = str.maketrans({**_LETTERS, **dict.fromkeys(_SEPARATORS, " ")})

# Two spaces never occur inside a folded part, and sort before anything that can follow it.
_BETWEEN_PARTS = "  "


def fold(text: str) -> str:
    """Return text as it is compared: no accents, no case, hyphens and apostrophes as single spaces.

    « Jean-François  LE GŒUFF » gives "jean francois le goeuff". Invisible characters vanish.
    Folding twice changes nothing.
    """
    without_accents = "".join(_plain(char) for char in unicodedata.normalize("NFKD", text))
    return " ".join(without_accents.casefold().translate(_REPLACED).split())


def _plain(char: str) -> str:
    """Return a decomposed character, a space for a dash, or nothing for an accent or an invisible one."""
    match unicodedata.category(char):
        case "Mn" | "Cf":
            return ""
        case "Cc":
            return " " if char.isspace() else ""
        case "Pd":
            return " "
    return char


def search_key(*parts: str) -> str:
    """Return what a list searches in: the folded parts, one space between them.

    A folded query that is a substring of it is found; « first last » and « last first » are both found
    when the caller gives the parts in both orders.
    """
    return " ".join(filter(None, map(fold, parts)))


def sort_key(*parts: str) -> str:
    """Return what a list sorts on: keys of the same number of parts sort like the tuples of folded parts.

    Words count: « Le Roy » comes before « Leblanc », and every « Le » before every « Le Roy ».
    The order holds for a comparison by code point, as in SQLite and in PostgreSQL with the C collations.
    """
    return _BETWEEN_PARTS.join(map(fold, parts))


def plural_fr(n: float, singular: str, plural: str | None = None) -> str:
    """Return the word (without the number) that agrees with n in French: 0, 1 and 1.5 are singular.

    plural: for words that do not simply take an « s », and for several words at once.
    """
    if abs(n) < 2:
        return singular
    if plural is not None:
        return plural
    return singular if singular.endswith(("s", "x", "z")) else f"{singular}s"


def enumerate_fr(items: Iterable[str]) -> str:
    """Return « a », « a et b » or « a, b et c »; nothing for no item."""
    *most, last = [*items] or [""]
    return f"{', '.join(most)} et {last}" if most else last
