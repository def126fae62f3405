"""What is believed of a pupil before his answers: how his competences, tubes and skills hang together.

A pupil has an ability, each of his competences scatters around it, each tube of a competence around that one.
Given the level of its competence, a tube of n skills is in one of n + 1 states, the number of its skills that
are mastered, from the easiest: P(state >= j | level) = Phi((level - level of skill j) / tau). Abilities and
levels of competences stand on one grid. Source: spec/campaigns.md 11, 10.3 (« competence-level factors »).
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import erfc, exp, hypot, sqrt
from operator import sub

from campaigns.domain.bayes.parameters import Parameters

POINTS = 21
REACH = 3.0  # standard deviations of a competence's level, on each side of the mean

# One number for each point of the grid.
Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """grid: abilities and levels, rising. weights: P(ability), of sum 1.0.

    spread: for each ability, P(level of a competence | ability); gathered: the same, for each level.
    reached: for each level of a skill, P(the skill is mastered | level of the competence).
    """

    grid: Vector
    weights: Vector
    spread: tuple[Vector, ...]
    gathered: tuple[Vector, ...]
    reached: dict[int, Vector]

    def states(self, levels: tuple[int, ...]) -> list[Vector]:
        """Return P(state | level of the competence) for each state of a tube, 0 mastered first.

        levels: of the skills of the tube.
        """
        certain, impossible = (1.0,) * len(self.grid), (0.0,) * len(self.grid)
        at_least = [certain, *(self.reached[level] for level in levels), impossible]
        return [tuple(map(sub, more, less)) for more, less in pairwise(at_least)]


@lru_cache(maxsize=64)
def prior_of(parameters: Parameters, levels: frozenset[int]) -> Prior:
    """Return the prior for skills of these levels."""
    reach = REACH * hypot(parameters.sigma, parameters.kappa)
    step = 2 * reach / (POINTS - 1)
    grid = tuple(parameters.mu - reach + step * number for number in range(POINTS))
    spread = tuple(_bell(grid, centre, parameters.kappa) for centre in grid)
    return Prior(
        grid=grid,
        weights=_bell(grid, parameters.mu, parameters.sigma),
        spread=spread,
        gathered=tuple(zip(*spread, strict=True)),
        reached={
            level: tuple(_normal((point - level) / parameters.tau) for point in grid) for level in levels
        },
    )


def _bell(grid: Vector, centre: float, deviation: float) -> Vector:
    """Return a normal distribution on the grid, of sum 1.0."""
    densities = [exp(-(((point - centre) / deviation) ** 2) / 2) for point in grid]
    total = sum(densities)
    return tuple(density / total for density in densities)


def _normal(value: float) -> float:
    """Return the standard normal distribution function."""
    return erfc(-value / sqrt(2)) / 2
