"""Passwords that staff give to a pupil, to be used once. Source: spec/accounts.md 6.10."""

from random import Random

# Without those that are taken for one another, or for a digit.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "0123456789"


def draw_one_time_password(rng: Random) -> str:
    """Return 6 letters, then 2 digits, such as drxhtn74.

    rng: a cryptographic one (``random.SystemRandom()``) for real passwords.
    """
    return "".join(rng.choices(LETTERS, k=6) + rng.choices(DIGITS, k=2))
