"""The lowest point of a smooth function of a few numbers, without its slope.

J. A. Nelder and R. Mead, « A simplex method for function minimization », The Computer Journal 7 (1965).
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, ...]
Function: TypeAlias = Callable[[Point], float]
# Of the first step.
NEAR = 0.05


def lowest(function: Function, start: Point, *, step: float, tolerance: float, most: int) -> Point:
    """Return the point where the function is lowest, near ``start``.

    step: how far to look at first, in each direction. tolerance: stop when the values that are compared
    differ by no more, and the points by little. most: calls of the function, about.
    """
    corners = [start, *(_shifted(start, axis, step) for axis in range(len(start)))]
    simplex = sorted((function(corner), corner) for corner in corners)
    calls = len(simplex)
    while calls < most and not _is_settled(simplex, tolerance, step * NEAR):
        found, used = _improved(function, simplex)
        calls += used
        if found is None:
            best = simplex[0][1]
            shrunk = [_between(best, corner, 0.5) for _, corner in simplex[1:]]
            simplex[1:] = [(function(corner), corner) for corner in shrunk]
            calls += len(shrunk)
        else:
            simplex[-1] = found
        simplex.sort()
    return simplex[0][1]


def _is_settled(simplex: Sequence[tuple[float, Point]], tolerance: float, near: float) -> bool:
    (low, best), *_, (high, _) = simplex
    # Two points on either side of the bottom may be as high as each other.
    return high - low <= tolerance and all(
        abs(value - own) <= near for _, corner in simplex for value, own in zip(corner, best, strict=True)
    )


def _improved(
    function: Function, simplex: Sequence[tuple[float, Point]]
) -> tuple[tuple[float, Point] | None, int]:
    """Return what replaces the worst corner, None if nothing does, and how often the function was called."""
    worst_value, worst = simplex[-1]
    others = [corner for _, corner in simplex[:-1]]
    centre = tuple(sum(axis) / len(others) for axis in zip(*others, strict=True))
    reflected = _at(function, _between(centre, worst, -1.0))
    if reflected[0] < simplex[0][0]:
        return min(reflected, _at(function, _between(centre, worst, -2.0))), 2
    if reflected[0] < simplex[-2][0]:
        return reflected, 1
    inner = _at(function, _between(centre, min(reflected, (worst_value, worst))[1], 0.5))
    return (inner if inner[0] < min(reflected[0], worst_value) else None), 2


def _at(function: Function, point: Point) -> tuple[float, Point]:
    return function(point), point


def _between(start: Point, end: Point, share: float) -> Point:
    """Return the point at this share of the way, before the start if it is negative."""
    return tuple(one + share * (other - one) for one, other in zip(start, end, strict=True))


def _shifted(point: Point, axis: int, step: float) -> Point:
    return tuple(value + step * (number == axis) for number, value in enumerate(point))
