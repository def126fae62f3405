"""Variants: the same activity asked again with other questions on the same theme."""

from collections.abc import Collection, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def draw_variant(lengths: Sequence[int], used: Collection[int], rng: Random) -> int:
    """Return the variant number (from 0) of an activity that starts, one for all its positions.

    lengths: number of alternatives of each position, at least one position.
    used: numbers drawn by the earlier activities of the same level and step, avoided while others are left.
    Source: spec/junior.md 3.5.
    """
    variants = range(max(lengths))
    unused = [variant for variant in variants if variant not in used]
    return rng.choice(unused or variants)


def pick(alternatives: Sequence[T], variant: int) -> T:
    """Return the alternative of a position for a variant: the base version where the position has fewer."""
    return alternatives[variant] if variant < len(alternatives) else alternatives[0]
