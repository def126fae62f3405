"""What the answers of a pupil tell of each skill: an exact sum over abilities and states.

For each tube, one likelihood a state; an answer to its skill number j multiplies those of the states that
hold j by one number and the others by another one. Source: spec/campaigns.md 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul, truediv

from campaigns.domain.bayes.parameters import Parameters
from campaigns.domain.bayes.prior import Prior, Vector, prior_of

# The levels of the skills of each tube.
Shape = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Chain:
    """The states of a tube. by_state: at each ability; by_ability: the same the other way round."""

    by_state: list[Vector]
    by_ability: list[Vector]


@lru_cache(maxsize=64)
def _chains_of(parameters: Parameters, shape: Shape) -> tuple[Prior, list[_Chain]]:
    prior = prior_of(parameters, frozenset(level for levels in shape for level in levels))
    alike = {}
    for levels in set(shape):
        states = prior.states(levels)
        alike[levels] = _Chain(states, list(zip(*states, strict=True)))
    return prior, [alike[levels] for levels in shape]


class Posterior:
    """What is known of one pupil; `observe` changes it."""

    def __init__(self, parameters: Parameters, shape: Shape) -> None:
        self._shape = shape
        self._prior, self._chains = _chains_of(parameters, shape)
        # Of the tubes that something is known of, by index.
        self._likelihoods: dict[int, list[float]] = {}
        self._evidence: dict[int, Sequence[float]] = {}
        self._weights: Sequence[float] | None = self._prior.weights

    def observe(self, tube: int, rank: int, mastered: float, unmastered: float) -> None:
        """Take in what was seen of a skill: its probability if the skill is mastered, and if it is not."""
        found = self._likelihoods.get(tube) or [1.0] * (len(self._shape[tube]) + 1)
        found = [each * (mastered if state > rank else unmastered) for state, each in enumerate(found)]
        greatest = max(found)  # only their ratios count
        self._likelihoods[tube] = [each / greatest for each in found]
        self._evidence.pop(tube, None)
        self._weights = None

    def ability(self) -> float:
        """Return the mean ability, in levels."""
        return _dot(self.weights(), self._prior.abilities)

    def weights(self) -> Sequence[float]:
        """Return the probability of each ability of the grid."""
        if self._weights is None:
            found: Sequence[float] = self._prior.weights
            for tube in self._likelihoods:
                found = list(map(mul, found, self._evidence_of(tube)))
                if max(found) < 1e-200:  # so many surprises leave no room for one more
                    found = _of_sum_one(found)
            self._weights = _of_sum_one(found)
        return self._weights

    def masteries(self) -> list[float]:
        """Return the probability that each skill is mastered, tube after tube."""
        weights = self.weights()
        untouched = {level: _dot(weights, reached) for level, reached in self._prior.reached.items()}
        found: list[float] = []
        for tube, levels in enumerate(self._shape):
            if tube in self._likelihoods:
                found += self._at_least(tube, weights)
            else:
                found += [untouched[level] for level in levels]
        return found

    def mastered(self) -> tuple[float, float]:
        """Return the mean and the variance of the number of mastered skills."""
        weights = self.weights()
        means, variances = [0.0] * len(weights), [0.0] * len(weights)
        for tube, chain in enumerate(self._chains):
            likelihoods = self._likelihoods.get(tube) or [1.0] * len(chain.by_state)
            for point, states in enumerate(chain.by_ability):
                mean, square = _moments(_of_sum_one(list(map(mul, likelihoods, states))))
                means[point] += mean
                variances[point] += square - mean * mean
        mean = _dot(weights, means)
        between = _dot(weights, [(each - mean) ** 2 for each in means])
        return mean, _dot(weights, variances) + between

    def _at_least(self, tube: int, weights: Sequence[float]) -> list[float]:
        """Return the probability that the state of a tube holds each of its skills, the easiest first."""
        share = list(map(truediv, weights, self._evidence_of(tube)))
        sums, total = [], 0.0
        states = self._chains[tube].by_state
        for likelihood, state in zip(self._likelihoods[tube][:0:-1], states[:0:-1], strict=True):
            total += likelihood * _dot(share, state)
            sums.append(min(total, 1.0))
        return sums[::-1]

    def _evidence_of(self, tube: int) -> Sequence[float]:
        """Return the probability, at each ability, of what was seen of a tube."""
        found = self._evidence.get(tube)
        if found is None:
            likelihoods = self._likelihoods[tube]
            found = [_dot(likelihoods, states) for states in self._chains[tube].by_ability]
            self._evidence[tube] = found
        return found


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(mul, left, right))


def _moments(chances: Sequence[float]) -> tuple[float, float]:
    """Return the means of a number and of its square, from the probabilities of 0, 1, 2 …"""
    return _dot(chances, range(len(chances))), _dot(chances, [number**2 for number in range(len(chances))])


def _of_sum_one(found: Sequence[float]) -> list[float]:
    total = sum(found)
    return [each / total for each in found]
