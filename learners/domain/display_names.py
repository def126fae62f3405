"""How the pupils of one class are called where children choose their name."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

from pixorga.lib.text import fold

Key = TypeVar("Key", bound=Hashable)


def display_names(pupils: Sequence[tuple[Key, str, str]]) -> dict[Key, str]:
    """Return the name to show for each pupil of ONE class, in the order of the list.

    pupils: (key, first name, last name). Order: first name, then last name, whatever their case and accents.

    A first name that is alone in the class stands alone. Otherwise the shortest beginning of the last name
    that no namesake shares follows, with a dot: « Léa Mart. », « Léa Marc. »; or the whole last name when it
    takes all of it: « Léa Mar ». Two pupils with the same names cannot be told apart.
    Source: spec/junior.md 1.6.
    """
    folded = [(fold(first), fold(last), key, first, last) for key, first, last in pupils]
    folded.sort(key=lambda pupil: pupil[:2])
    namesakes = defaultdict(list)
    for first, last, key, *_ in folded:
        namesakes[first].append((key, last))
    names = {}
    for first, _, key, first_name, last_name in folded:
        others = [last for other, last in namesakes[first] if other != key]
        names[key] = f"{first_name} {_beginning(last_name, others)}".rstrip() if others else first_name
    return names


def _beginning(last_name: str, others: Collection[str]) -> str:
    """Return the shortest beginning of a last name, with a dot, that none of the others starts with."""
    for length in range(1, len(last_name)):
        beginning = fold(last_name[:length])
        if not any(other.startswith(beginning) for other in others):
            return f"{last_name[:length]}."
    return last_name
