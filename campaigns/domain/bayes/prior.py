"""How a pupil's tubes hang together: abilities on a grid, and the states of a tube at each of them.

A tube of n skills has n + 1 states: how many of them are mastered, from the easiest. Given the ability theta,
tubes are independent and P(state >= j | theta) = Phi((theta - level j) / tau). Source: spec/campaigns.md 11.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import erfc, exp, sqrt
from operator import sub

from campaigns.domain.bayes.parameters import Parameters

POINTS = 25
REACH = 3.5  # standard deviations on each side of the mean

# One number for each point of the grid.
Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before any answer.

    abilities: the grid, rising. weights: of its points, of sum 1.0. reached: at each point, the probability
    that a skill is mastered, by level.
    """

    abilities: Vector
    weights: Vector
    reached: dict[int, Vector]

    def states(self, levels: tuple[int, ...]) -> list[Vector]:
        """Return P(state | theta) for each state of a tube of these levels, 0 mastered first."""
        certain, impossible = (1.0,) * len(self.abilities), (0.0,) * len(self.abilities)
        at_least = [certain, *(self.reached[level] for level in levels), impossible]
        return [tuple(map(sub, more, less)) for more, less in pairwise(at_least)]


@lru_cache(maxsize=64)
def prior_of(parameters: Parameters, levels: frozenset[int]) -> Prior:
    """Return the prior for skills of these levels."""
    width = 2 * REACH / (POINTS - 1)
    steps = [width * number - REACH for number in range(POINTS)]
    densities = [exp(-step * step / 2) for step in steps]
    abilities = tuple(parameters.mu + parameters.sigma * step for step in steps)
    return Prior(
        abilities=abilities,
        weights=tuple(density / sum(densities) for density in densities),
        reached={
            level: tuple(_normal((ability - level) / parameters.tau) for ability in abilities)
            for level in levels
        },
    )


def _normal(value: float) -> float:
    """Return the standard normal distribution function."""
    return erfc(-value / sqrt(2)) / 2
