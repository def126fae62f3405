"""Is what a pupil typed one of the accepted answers? Three treatments, each of which can be switched off.

Source of the rule: spec/junior.md 5.4.
"""

import unicodedata
from collections.abc import Collection
from enum import StrEnum

MAX_TYPO_RATIO = 0.25
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


class Treatment(StrEnum):
    """What is forgiven: t1 case, accents and spaces; t2 punctuation; t3 typing mistakes."""

    CASE_ACCENTS_SPACES = "t1"
    PUNCTUATION = "t2"
    TYPOS = "t3"


ALL_TREATMENTS = frozenset(Treatment)


def is_accepted(typed: str, accepted: Collection[str], treatments: Collection[Treatment]) -> bool:
    """Return whether the typed text matches an accepted answer under these treatments.

    With t3, the edit distance may reach a quarter of the length of what was typed.
    """
    answer = simplify(typed, treatments)
    if not answer:
        return False
    allowed = len(answer) * MAX_TYPO_RATIO if Treatment.TYPOS in treatments else 0
    return any(is_within(answer, simplify(model, treatments), allowed) for model in accepted)


def simplify(text: str, treatments: Collection[Treatment] = ALL_TREATMENTS) -> str:
    """Return the text as it is compared.

    Spaces around the text never count, even without t1: tablet keyboards add one after each suggested word.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if Treatment.CASE_ACCENTS_SPACES in treatments:
        # Decomposed before the case is dropped too: « 🄐 » decomposes into a capital letter.
        folded = unicodedata.normalize("NFKD", text).casefold().translate(LIGATURES)
        decomposed = unicodedata.normalize("NFKD", folded)
        text = "".join(
            character
            for character in decomposed
            if not unicodedata.combining(character) and not character.isspace()
        )
    if Treatment.PUNCTUATION in treatments:
        text = "".join(character for character in text if not unicodedata.category(character).startswith("P"))
    return text.strip()


def is_within(first: str, second: str, limit: float) -> bool:
    """Return whether at most `limit` letters must be added, removed or replaced between the two."""
    if abs(len(first) - len(second)) > limit:
        return False
    return first == second or edit_distance(first, second) <= limit


def edit_distance(first: str, second: str) -> int:
    """Return the number of letters to add, remove or replace to turn one text into the other."""
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        previous, row[0] = row[0], i
        for j, other in enumerate(second, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != other))
    return row[-1]
