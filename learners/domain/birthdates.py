"""Which day a pupil may be born on, whoever writes it down: a form or a file."""

from datetime import date

# What is older is a typing error.
OLDEST = date(1900, 1, 1)


def is_likely(birthdate: date, latest: date) -> bool:
    """Return whether a pupil may be born on that day. latest: today, for whoever knows it."""
    return OLDEST <= birthdate <= latest
