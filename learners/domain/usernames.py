"""The identifier that a pupil signs in with: prenom.nomJJMM. Source: spec/accounts.md 6.7."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from learners.domain.matching import latin_letters

# Where a name has no Latin letter at all.
NAMELESS = "eleve"
# Two of them, the dot and the digits fit in an account's identifier.
LONGEST_PART = 45
# Digits in place of the day: once every four are taken, twice as many.
LENGTHS = (4, 8)
TRIES = 10_000


def propose_username(
    *, first_name: str, last_name: str, birthdate: date, is_taken: Callable[[str], bool], rng: Random
) -> str:
    """Return a free identifier: charles.babbage2612; where that is taken, four other digits.

    The names and the day are those of the school's record, never those that somebody typed. LookupError: all
    that were tried are taken, which takes thousands of namesakes.
    """
    prefix = f"{_part(first_name)}.{_part(last_name)}"
    for digits in _endings(birthdate, rng):
        if not is_taken(prefix + digits):
            return prefix + digits
    raise LookupError("no identifier is free")


def _endings(birthdate: date, rng: Random) -> Iterator[str]:
    yield f"{birthdate:%d%m}"
    for length in LENGTHS:
        for number in rng.sample(range(10**length), TRIES):
            yield f"{number:0{length}}"


def _part(name: str) -> str:
    return latin_letters(name)[:LONGEST_PART] or NAMELESS
