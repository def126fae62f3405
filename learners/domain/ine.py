"""The national number of a pupil: INE, or INA for apprentices. Source: spec/accounts.md 6.14."""

import re

_SHAPE = re.compile(r"[0-9]{10}[A-Z]|[0-9]{9}[A-Z]{2}|[0-9]{8}[A-Z]{3}")


def read_ine(typed: str) -> str | None:
    """Return the number in capitals without spaces, or None for what is no INE nor INA."""
    ine = "".join(typed.split()).upper()
    return ine if _SHAPE.fullmatch(ine) else None
