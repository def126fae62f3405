"""What the engine computes is the sum over every ability and every state, no more and no less."""

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.bayes.parameters import DEFAULTS, Parameters
from campaigns.domain.bayes.posterior import Posterior
from campaigns.domain.bayes.prior import prior_of

LEVELS = st.lists(st.integers(1, 8), min_size=1, max_size=3, unique=True).map(sorted).map(tuple)
SHAPES = st.lists(LEVELS, min_size=1, max_size=3).map(tuple)
PARAMETERS = st.builds(
    Parameters,
    version=st.just("any"),
    mu=st.floats(0, 7),
    sigma=st.floats(0.2, 3),
    tau=st.floats(0.2, 3),
    slip=st.floats(0.01, 0.3),
)
CHANCE = st.floats(0.02, 0.98)


@st.composite
def sights(draw, shape):
    """Make up what was seen: tube, rank, probability if mastered and if not."""
    tube = draw(st.integers(0, len(shape) - 1))
    return tube, draw(st.integers(0, len(shape[tube]) - 1)), draw(CHANCE), draw(CHANCE)


def brute_force(parameters, shape, seen):
    """Return the mastery of each skill, and the mean and the variance of their number, the long way."""
    prior = prior_of(parameters, frozenset(level for levels in shape for level in levels))
    states = [prior.states(levels) for levels in shape]
    total, masteries, numbers = 0.0, [0.0] * sum(map(len, shape)), []
    for point, weight in enumerate(prior.weights):
        for state in product(*(range(len(levels) + 1) for levels in shape)):
            chance = weight * prod(of_tube[held][point] for of_tube, held in zip(states, state, strict=True))
            for tube, rank, mastered, unmastered in seen:
                chance *= mastered if state[tube] > rank else unmastered
            total += chance
            numbers.append((chance, sum(state)))
            held = [
                rank < own for own, levels in zip(state, shape, strict=True) for rank in range(len(levels))
            ]
            masteries = [sum_ + chance * is_held for sum_, is_held in zip(masteries, held, strict=True)]
    mean = sum(chance * number for chance, number in numbers) / total
    variance = sum(chance * (number - mean) ** 2 for chance, number in numbers) / total
    return [each / total for each in masteries], mean, variance


@given(data=st.data(), parameters=PARAMETERS, shape=SHAPES)
def test_masteries_and_their_number_equal_brute_force(data, parameters, shape):
    seen = data.draw(st.lists(sights(shape), max_size=5))
    posterior = Posterior(parameters, shape)
    for one in seen:
        posterior.observe(*one)
    masteries, mean, variance = brute_force(parameters, shape, seen)
    assert posterior.masteries() == pytest.approx(masteries, abs=1e-9)
    assert posterior.mastered() == pytest.approx((mean, variance), abs=1e-8)


@given(data=st.data(), parameters=PARAMETERS, shape=SHAPES)
def test_masteries_are_probabilities_that_fall_along_a_tube(data, parameters, shape):
    posterior = Posterior(parameters, shape)
    for one in data.draw(st.lists(sights(shape), max_size=12)):
        posterior.observe(*one)
    masteries = iter(posterior.masteries())
    for levels in shape:
        of_tube = [next(masteries) for _ in levels]
        assert all(0.0 <= mastery <= 1.0 for mastery in of_tube)
        assert of_tube == sorted(of_tube, reverse=True)


@given(data=st.data(), parameters=PARAMETERS, shape=SHAPES)
def test_what_speaks_for_a_skill_lowers_no_mastery_and_what_speaks_against_raises_none(
    data, parameters, shape
):
    posterior = Posterior(parameters, shape)
    for tube, rank, *chances in data.draw(st.lists(sights(shape), min_size=1, max_size=8)):
        before = posterior.masteries()
        posterior.observe(tube, rank, *chances)
        mastered, unmastered = chances
        sign = 1 if mastered >= unmastered else -1
        for old, new in zip(before, posterior.masteries(), strict=True):
            assert sign * (new - old) >= -1e-9


def test_the_order_of_what_was_seen_does_not_matter():
    shape = ((1, 2, 4), (2, 3), (5,))
    seen = [(0, 1, 0.95, 0.1), (1, 0, 0.05, 0.9), (0, 2, 0.05, 0.9), (2, 0, 0.95, 0.25)]
    found = []
    for order in (seen, seen[::-1]):
        posterior = Posterior(DEFAULTS, shape)
        for one in order:
            posterior.observe(*one)
        found.append(posterior.masteries())
    assert found[0] == pytest.approx(found[1], abs=1e-12)


def test_tubes_help_each_other():
    """Who masters a hard skill of one tube is believed to know more of another one."""
    posterior = Posterior(DEFAULTS, ((5,), (3,)))
    _, before = posterior.masteries()
    posterior.observe(0, 0, 0.95, 0.1)
    _, after = posterior.masteries()
    assert after > before


def test_hundreds_of_surprises_leave_a_sensible_answer():
    posterior = Posterior(DEFAULTS, ((1, 2, 3), (4, 5), (7, 8)))
    for number in range(900):
        mastered, unmastered = ((0.95, 0.02), (0.05, 0.98))[number % 2]
        posterior.observe(number % 3, 0, mastered, unmastered)
    assert all(0.0 <= mastery <= 1.0 for mastery in posterior.masteries())
    assert sum(posterior.weights()) == pytest.approx(1.0)


def test_the_ability_follows_the_answers():
    posterior = Posterior(DEFAULTS, ((2, 3), (4, 6)))
    assert posterior.ability() == pytest.approx(DEFAULTS.mu)
    posterior.observe(1, 0, 0.95, 0.1)
    higher = posterior.ability()
    assert higher > DEFAULTS.mu
    posterior.observe(0, 1, 0.05, 0.9)
    assert posterior.ability() < higher
