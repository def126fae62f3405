"""Compare, sort and phrase French text the same way everywhere.

Databases disagree about accents and case, so lists filter and sort on keys that are made here and stored.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

# Letters that no Unicode decomposition takes apart; names use them.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}
    | {"Œ": "OE", "Æ": "AE", "ẞ": "SS", "Ø": "O", "Đ": "D", "Ð": "D", "Ł": "L", "Ħ": "H"}
)
# Typed or pasted in place of an apostrophe, or as a dash that Unicode does not count among the dashes.
_DASHES = "−\u2043"
_SEPARATORS = str.maketrans(dict.fromkeys("'’‘‛ʼʻʹ′`´" + _DASHES, " "))

# Python sorts the marks that lean on one letter in the square of their number: 60,000 of them take seconds.
# No language puts more than this on a letter. Source: Unicode Standard Annex 15, « Stream-Safe Text Format ».
MOST_MARKS = 30
# In characters; so few of them take no time whatever they are.
_SHORT = 500
# Where there may be more: nothing before U+0300 is a mark.
_MAYBE_PILE = re.compile(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1}}}")
# Marks that only show when they are decomposed.
_HIDDEN_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")

# Two spaces never occur inside a folded part, and sort before anything that can follow it.
_BETWEEN_PARTS = "  "


def normalize(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """Return text in a form of Unicode, in a time that grows with its length, whoever wrote it.

    A long text loses the marks that no letter has, see `without_piles`.
    """
    return unicodedata.normalize(form, without_piles(text))


def without_piles(text: str) -> str:
    """Return text without the marks beyond the thirtieth on one letter; a short text as it is."""
    if len(text) <= _SHORT or not _MAYBE_PILE.search(text):
        return text
    return "".join(_bearable(text))


def _bearable(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) or char in _HIDDEN_MARKS else 0
        if marks <= MOST_MARKS:
            yield char


def without_accents(text: str) -> str:
    """Return text without its accents and with its ligatures written out; case is kept."""
    decomposed = normalize("NFKD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn").translate(_LETTERS)


def fold(text: str) -> str:
    """Return text as it is compared: no accents, no case, hyphens and apostrophes as single spaces.

    « Jean-François  LE GŒUFF » gives "jean francois le goeuff". Invisible characters vanish.
    Folding twice changes nothing.
    """
    plain = (text if text.isascii() else without_accents(text)).casefold()
    if plain.isascii() and plain.isprintable():
        # Most names of a school: the same answer, much sooner.
        plain = plain.replace("-", " ")
    else:
        plain = "".join(map(_visible, plain))
    return " ".join(plain.translate(_SEPARATORS).split())


def compact(text: str) -> str:
    """Return a code or number as it was meant: capitals, without the spaces and dashes that help reading it.

    Accents stay: they are no way to write another letter. Full-width characters become ordinary ones.
    """
    capitals = normalize("NFKC", normalize("NFKC", text).upper())
    kept = "".join(char for char in map(_visible, capitals) if not char.isspace() and char not in _DASHES)
    # A mark that leaned on a space now leans on the letter before it.
    return normalize("NFC", kept)


def _visible(char: str) -> str:
    """Return a character, a space for a dash or a white space, or nothing for an invisible one."""
    match unicodedata.category(char):
        case "Cf":
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


def of_fr(name: str) -> str:
    """Return « d’Amina » or « de Léa »; « de » before h and y, where no rule tells « Yves » from « Yann »."""
    return f"d’{name}" if fold(name)[:1] in {*"aeiou"} else f"de {name}"


def enumerate_fr(items: Iterable[str]) -> str:
    """Return « a », « a et b » or « a, b et c »; nothing for no item."""
    *most, last = [*items] or [""]
    return f"{', '.join(most)} et {last}" if most else last
