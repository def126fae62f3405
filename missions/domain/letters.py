"""The letters by which a long list of first names can be reached."""

from collections.abc import Iterable

from pixorga.lib.text import fold

# A class that fits on a screen or two needs no letters. Source: spec/screens.md 3.19.
SHORT_CLASS = 30


def letters_of(names: Iterable[str]) -> list[str]:
    """Return, for each name of a list in order, its letter if it is the first one with it, else "".

    « Éloïse » stands at E. A name that begins with no letter has none.
    """
    seen: set[str] = set()
    found = []
    for name in names:
        letter = fold(name)[:1].upper()
        is_first = letter.isalpha() and letter not in seen
        seen.add(letter)
        found.append(letter if is_first else "")
    return found
