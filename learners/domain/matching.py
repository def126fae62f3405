"""Which pupil of a school somebody is, by the names that he types. Source: spec/accounts.md 6.5."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pixorga.lib.text import without_accents

# Differences that are forgiven, for one letter typed.
TOLERANCE = 0.25

_NOT_LATIN = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil of the school who was born on the day that was typed. key: what the caller knows him by."""

    key: int
    first_name: str
    last_name: str
    middle_name: str = ""
    third_name: str = ""
    preferred_last_name: str = ""


def latin_letters(name: str) -> str:
    """Return the letters a–z and digits of a name, in lower case, without accents; none for Cyrillic."""
    return _NOT_LATIN.sub("", _fold(name))


def standardise(name: str) -> str:
    """Return a name as names are compared: « Jean-Éloïse » is jeaneloise.

    A name without any Latin letter keeps its own letters, so that it is compared with its like.
    """
    folded = _fold(name)
    return _NOT_LATIN.sub("", folded) or "".join(filter(str.isalnum, folded))


def count_edits(one: str, other: str) -> int:
    """Return how many letters to add, drop or replace lead from one to the other (Levenshtein)."""
    costs = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        before, costs[0] = costs[0], row
        for column, wanted in enumerate(other, start=1):
            replaced = before + (letter != wanted)
            before = costs[column]
            costs[column] = min(replaced, costs[column] + 1, costs[column - 1] + 1)
    return costs[-1]


def is_close(typed: str, stored: str) -> bool:
    """Return whether a name is nearly the other: at most one edit for four letters typed.

    typed, stored: standardised. An empty name is close to none, another empty one included.
    """
    most = TOLERANCE * len(typed)
    # Each letter too many or too few is an edit: very long texts are not even compared.
    if not typed or not stored or abs(len(typed) - len(stored)) > most:
        return False
    return count_edits(typed, stored) <= most


def is_same(typed: str, stored: str) -> bool:
    """Return whether a name is the other, both standardised; an empty name is none."""
    return bool(typed) and typed == stored


def find_match(first_name: str, last_name: str, candidates: Iterable[Candidate]) -> Candidate | None:
    """Return who is meant: the only one whose names are those that were typed, else the only close one.

    The first given name counts before the second, and that before the third; a step that finds several finds
    nobody, and the next is tried.
    """
    candidates = list(candidates)
    first, last = standardise(first_name), standardise(last_name)
    for likeness in (is_same, is_close):
        found = _by_given_names(first, last, candidates, likeness)
        if found:
            return found
    return None


def is_exact(first_name: str, last_name: str, candidate: Candidate) -> bool:
    """Return whether the candidate has these very names, by any of his given ones."""
    first, last = standardise(first_name), standardise(last_name)
    return _by_given_names(first, last, [candidate], is_same) is not None


def _by_given_names(
    first: str, last: str, candidates: list[Candidate], likeness: Callable[[str, str], bool]
) -> Candidate | None:
    def is_called(candidate: Candidate) -> bool:
        names = (candidate.last_name, candidate.preferred_last_name)
        return any(likeness(last, standardise(name)) for name in names)

    called = [candidate for candidate in candidates if is_called(candidate)]
    for given_name in ("first_name", "middle_name", "third_name"):
        found = [each for each in called if likeness(first, standardise(getattr(each, given_name)))]
        if len(found) == 1:
            return found[0]
    return None


def _fold(name: str) -> str:
    return without_accents(name).lower()
