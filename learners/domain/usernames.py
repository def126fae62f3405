"""The identifier that a pupil signs in with: prenom.nomJJMM. Source: spec/accounts.md 6.7."""

from collections.abc import Callable
from datetime import date
from random import Random

from learners.domain.matching import latin_letters

# Where a name has no Latin letter at all.
NAMELESS = "eleve"
# Two of them, the dot and the digits fit in an account's identifier.
LONGEST_PART = 45
SUFFIXES = 10_000


def propose_username(
    *, first_name: str, last_name: str, birthdate: date, is_taken: Callable[[str], bool], rng: Random
) -> str:
    """Return a free identifier: charles.babbage2612; where that is taken, four other digits.

    The names and the day are those of the school's record, never those that somebody typed.
    """
    prefix = f"{_part(first_name)}.{_part(last_name)}"
    username = f"{prefix}{birthdate:%d%m}"
    while is_taken(username):
        username = f"{prefix}{rng.randrange(SUFFIXES):04}"
    return username


def _part(name: str) -> str:
    return latin_letters(name)[:LONGEST_PART] or NAMELESS
