"""A number as people type it in French: « 12,5 », « 12.50 », « 1 200 », « −3 », « 12,5 Mo », « sept »."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

from challenges.domain.text_matching import Treatment, simplify

# Spaces part thousands by three, so that « 12 5 » is no number. A keyboard may write one beside the mark.
NUMBER = re.compile(
    r"(?P<sign>[-+−–]?)\s*(?P<whole>\d{1,3}(?:\s\d{3})+(?!\d)|\d*)"
    r"(?:\s*[.,]\s*(?P<part>(?:\d{3}\s)*\d+|))?(?P<rest>.*)",
    re.S,
)
NEGATIVE = frozenset("-−–")
# Small numbers are typed in letters too: « sept », « dix-sept fichiers ».
LETTERS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt"
)
WORDS = {word: str(number) for number, word in enumerate(LETTERS.split())} | {"zero": "0", "une": "1"}
FIRST_WORD = re.compile(r"[a-zé]+(?:-[a-z]+)?(?![\w-])", re.I)
FORGIVEN_IN_UNITS = frozenset({Treatment.CASE_ACCENTS_SPACES})


def read_number(text: str, units: Collection[str] = ()) -> Decimal | None:
    """Return the exact number that was typed, None for what is no number.

    units: what may stand behind it, in any case; anything else there makes it no number. A full stop at the
    end is forgiven.
    """
    written = FIRST_WORD.sub(_in_figures, unicodedata.normalize("NFC", text).strip(), count=1)
    found = NUMBER.fullmatch(written)
    figures = [re.sub(r"\s", "", found[name] or "") for name in ("whole", "part")]
    unit = _simplified(found["rest"])
    if not any(figures) or (unit and unit not in {_simplified(each) for each in units}):
        return None
    number = Decimal("{}.{}".format(*figures))
    # Not unary minus, which would round a long number.
    return number.copy_negate() if found["sign"] in NEGATIVE else number


def _in_figures(word: re.Match[str]) -> str:
    """Return the first word of a text in figures, where it is a number."""
    return WORDS.get(word[0].lower(), word[0]) if word.start() == 0 else word[0]


def _simplified(unit: str) -> str:
    return simplify(unit, FORGIVEN_IN_UNITS).rstrip(".")
