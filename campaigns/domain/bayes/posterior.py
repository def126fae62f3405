"""What the answers of a pupil tell of each skill: an exact sum over abilities, levels and states.

For each tube, one likelihood a state; an answer to its skill number j multiplies those of the states that
hold j by one number and the others by another one. Source: spec/campaigns.md 11.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul, truediv

from campaigns.domain.bayes.parameters import Parameters
from campaigns.domain.bayes.prior import Prior, Vector, prior_of
from campaigns.domain.content import Shape

# One number for each point of the grid.
Numbers = Sequence[float]


@dataclass(frozen=True, slots=True)
class Chain:
    """A tube. by_state: the probability of each state, at each level; by_level: the same the other way."""

    levels: tuple[int, ...]
    by_state: list[Vector]
    by_level: list[Vector]


@dataclass(frozen=True, slots=True)
class Model:
    """A course as the engine sees it. groups: of each tube, the index of its competence; count: of them."""

    prior: Prior
    chains: list[Chain]
    groups: list[int]
    count: int


@lru_cache(maxsize=64)
def model_of(parameters: Parameters, shape: Shape) -> Model:
    """Return the model of a course of this shape."""
    prior = prior_of(parameters, frozenset(level for _, levels in shape for level in levels))
    alike = {}
    for levels in {levels for _, levels in shape}:
        states = prior.states(levels)
        alike[levels] = Chain(levels, states, list(zip(*states, strict=True)))
    competences = list(dict.fromkeys(competence for competence, _ in shape))
    return Model(
        prior=prior,
        chains=[alike[levels] for _, levels in shape],
        groups=[competences.index(competence) for competence, _ in shape],
        count=len(competences),
    )


class Posterior:
    """What is known of one pupil; `observe` changes it."""

    def __init__(self, parameters: Parameters, shape: Shape) -> None:
        self._model = model_of(parameters, shape)
        # Of the tubes and of the competences that something is known of, by index.
        self._likelihoods: dict[int, list[float]] = {}
        self._of_tube: dict[int, Numbers] = {}
        self._of_group: dict[int, tuple[Numbers, Numbers]] = {}
        self._weights: Numbers | None = self._model.prior.weights

    def observe(self, tube: int, rank: int, mastered: float, unmastered: float) -> None:
        """Take in what was seen of a skill: its probability if the skill is mastered, and if it is not."""
        found = self._likelihoods.get(tube) or [1.0] * len(self._model.chains[tube].by_state)
        found = [each * (mastered if state > rank else unmastered) for state, each in enumerate(found)]
        greatest = max(found)  # only their ratios count
        self._likelihoods[tube] = [each / greatest for each in found]
        self._of_tube.pop(tube, None)
        self._of_group.pop(self._model.groups[tube], None)
        self._weights = None

    def ability(self) -> float:
        """Return the mean ability, in levels."""
        return dot(self.weights(), self._model.prior.grid)

    def weights(self) -> Numbers:
        """Return the probability of each ability of the grid."""
        if self._weights is None:
            touched = {self._model.groups[tube] for tube in self._likelihoods}
            found = product_of([self._group_evidence(group)[1] for group in sorted(touched)])
            self._weights = _of_sum_one(list(map(mul, self._model.prior.weights, found)))
        return self._weights

    def masteries(self) -> list[float]:
        """Return the probability that each skill is mastered, tube after tube."""
        by_group = [self._levels_of(group) for group in range(self._model.count)]
        reached = self._model.prior.reached
        untouched: dict[tuple[int, int], float] = {}
        found: list[float] = []
        for tube, chain in enumerate(self._model.chains):
            group = self._model.groups[tube]
            if tube in self._likelihoods:
                found += self._at_least(tube, by_group[group])
                continue
            for level in chain.levels:
                if (group, level) not in untouched:
                    untouched[group, level] = min(dot(by_group[group], reached[level]), 1.0)
                found.append(untouched[group, level])
        return found

    def mastered(self) -> tuple[float, float]:
        """Return the mean and the variance of the number of mastered skills."""
        weights = self.weights()
        means, variances = [0.0] * len(weights), [0.0] * len(weights)
        for group in range(self._model.count):
            for point, (mean, variance) in enumerate(self._mastered_in(group)):
                means[point] += mean
                variances[point] += variance
        mean = dot(weights, means)
        return mean, dot(weights, variances) + dot(weights, [(each - mean) ** 2 for each in means])

    def _mastered_in(self, group: int) -> Iterable[tuple[float, float]]:
        """Return the mean and the variance of the number of mastered skills of a competence, by ability."""
        tubes = [tube for tube, own in enumerate(self._model.groups) if own == group]
        moments = [self._moments(tubes, point) for point in range(len(self._model.prior.grid))]
        means = [mean for mean, _ in moments]
        squares = [variance + mean * mean for mean, variance in moments]
        seen, total = self._group_evidence(group)
        for spread, all_of_it in zip(self._model.prior.spread, total, strict=True):
            levels = [share * each / all_of_it for share, each in zip(spread, seen, strict=True)]
            mean = dot(levels, means)
            yield mean, dot(levels, squares) - mean * mean

    def _moments(self, tubes: Iterable[int], point: int) -> tuple[float, float]:
        """Return the mean and the variance of the number of mastered skills of these tubes, at a level."""
        mean = variance = 0.0
        for tube in tubes:
            states = self._model.chains[tube].by_level[point]
            if tube in self._likelihoods:
                states = _of_sum_one(list(map(mul, self._likelihoods[tube], states)))
            own = sum(number * chance for number, chance in enumerate(states))
            variance += sum(number * number * chance for number, chance in enumerate(states)) - own * own
            mean += own
        return mean, variance

    def _levels_of(self, group: int) -> Numbers:
        """Return the probability of each level of a competence."""
        seen, total = self._group_evidence(group)
        others = list(map(truediv, self.weights(), total))
        return [
            each * dot(column, others) for each, column in zip(seen, self._model.prior.gathered, strict=True)
        ]

    def _at_least(self, tube: int, weights: Numbers) -> list[float]:
        """Return the probability that the state of a tube holds each of its skills, the easiest first.

        weights: the probability of each level of its competence.
        """
        share = list(map(truediv, weights, self._tube_evidence(tube)))
        sums, total = [], 0.0
        states = self._model.chains[tube].by_state
        for likelihood, state in zip(self._likelihoods[tube][:0:-1], states[:0:-1], strict=True):
            total += likelihood * dot(share, state)
            sums.append(min(total, 1.0))
        return sums[::-1]

    def _group_evidence(self, group: int) -> tuple[Numbers, Numbers]:
        """Return the probability of what was seen of a competence: at each of its levels, at each ability."""
        found = self._of_group.get(group)
        if found is None:
            tubes = [tube for tube in self._likelihoods if self._model.groups[tube] == group]
            certain = (1.0,) * len(self._model.prior.grid)
            seen = product_of([self._tube_evidence(tube) for tube in tubes]) if tubes else certain
            found = seen, by_ability(self._model.prior, seen) if tubes else certain
            self._of_group[group] = found
        return found

    def _tube_evidence(self, tube: int) -> Numbers:
        """Return the probability of what was seen of a tube, at each level of its competence."""
        found = self._of_tube.get(tube)
        if found is None:
            likelihoods = self._likelihoods[tube]
            found = [dot(likelihoods, states) for states in self._model.chains[tube].by_level]
            self._of_tube[tube] = found
        return found


def by_ability(prior: Prior, seen: Numbers) -> list[float]:
    """Return the probability of what was seen of a competence at each ability, from that at each level."""
    return [dot(row, seen) for row in prior.spread]


def product_of(factors: Sequence[Numbers]) -> Numbers:
    """Return the product of at least one vector, relative to its greatest number when that is tiny."""
    found = factors[0]
    for factor in factors[1:]:
        found = list(map(mul, found, factor))
        if (greatest := max(found)) < 1e-150:  # so many surprises leave no room for one more
            found = [each / greatest for each in found]
    return found


def dot(left: Numbers, right: Numbers) -> float:
    """Return the sum of the products of two vectors of the same length."""
    return sum(map(mul, left, right))


def _of_sum_one(found: Numbers) -> list[float]:
    total = sum(found)
    return [each / total for each in found]
