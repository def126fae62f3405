"""An order that looks random and is always the same for the same seed, on any machine and any Python."""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def shuffled(items: Iterable[Item], *, seed: str, key: Callable[[Item], str]) -> tuple[Item, ...]:
    """Return the items in the order of the seed. key: a text that is unique among the items."""
    return tuple(sorted(items, key=lambda item: hashlib.sha256(f"{seed}\x1f{key(item)}".encode()).digest()))
