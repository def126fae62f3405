"""What the engine computes is the sum over every ability and every state, no more and no less."""

from dataclasses import replace
from itertools import product
from math import hypot, prod
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.domain.bayes import prior as prior_module
from campaigns.domain.bayes.parameters import DEFAULTS, Parameters
from campaigns.domain.bayes.posterior import Posterior, model_of
from campaigns.domain.bayes.prior import prior_of

LEVELS = st.lists(st.integers(1, 8), min_size=1, max_size=3, unique=True).map(sorted).map(tuple)
SHAPES = st.lists(st.tuples(st.sampled_from("xy"), LEVELS), min_size=1, max_size=3).map(tuple)
PARAMETERS = st.builds(
    Parameters,
    version=st.just("any"),
    mu=st.floats(0, 7),
    sigma=st.floats(0.2, 3),
    kappa=st.floats(0.1, 2),
    tau=st.floats(0.2, 3),
    slip=st.floats(0.01, 0.3),
)
CHANCE = st.floats(0.02, 0.98)


@pytest.fixture(scope="module", autouse=True)
def five_points():
    """A grid so short that everything can be summed the long way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prior_module, "POINTS", 5)
        _forget()
        yield
    _forget()


def _forget():
    prior_of.cache_clear()
    model_of.cache_clear()


@st.composite
def sights(draw, shape):
    """Make up what was seen: tube, rank, probability if mastered and if not."""
    tube = draw(st.integers(0, len(shape) - 1))
    return tube, draw(st.integers(0, len(shape[tube][1]) - 1)), draw(CHANCE), draw(CHANCE)


def brute_force(parameters, shape, seen):
    """Return the mastery of each skill, and the mean and the variance of their number, the long way."""
    prior = prior_of(parameters, frozenset(level for _, levels in shape for level in levels))
    states = [prior.states(levels) for _, levels in shape]
    competences = sorted({competence for competence, _ in shape})
    points = range(len(prior.grid))
    worlds = []
    for ability, *places in product(points, *(points for _ in competences)):
        level = dict(zip(competences, places, strict=True))
        chance = prior.weights[ability] * prod(prior.spread[ability][place] for place in places)
        for held in product(*(range(len(levels) + 1) for _, levels in shape)):
            own = [of[own][level[name]] for of, own, (name, _) in zip(states, held, shape, strict=True)]
            told = [yes if held[tube] > rank else no for tube, rank, yes, no in seen]
            worlds.append((chance * prod(own) * prod(told), held))
    total = sum(chance for chance, _ in worlds)
    masteries = [
        sum(chance for chance, held in worlds if held[tube] > rank) / total
        for tube, (_, levels) in enumerate(shape)
        for rank in range(len(levels))
    ]
    mean = sum(chance * sum(held) for chance, held in worlds) / total
    return masteries, mean, sum(chance * (sum(held) - mean) ** 2 for chance, held in worlds) / total


@settings(max_examples=50)
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
    for _, levels in shape:
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


def test_before_any_answer_a_skill_is_as_likely_as_its_level_is_reached():
    """Ability, competence and tube together scatter as one normal law; five points only come near it."""
    scatter = hypot(DEFAULTS.sigma, DEFAULTS.kappa, DEFAULTS.tau)
    shape = (("x", (3,)), ("x", (1,)), ("y", (5,)))
    expected = [NormalDist(DEFAULTS.mu, scatter).cdf(DEFAULTS.mu * 2 - level) for level in (3, 1, 5)]
    assert Posterior(DEFAULTS, shape).masteries() == pytest.approx(expected, abs=0.02)


def test_the_order_of_what_was_seen_does_not_matter():
    shape = (("x", (1, 2, 4)), ("x", (2, 3)), ("y", (5,)))
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
    posterior = Posterior(DEFAULTS, (("x", (5,)), ("y", (3,))))
    _, before = posterior.masteries()
    posterior.observe(0, 0, 0.95, 0.1)
    _, after = posterior.masteries()
    assert after > before


def test_hundreds_of_surprises_leave_a_sensible_answer():
    posterior = Posterior(DEFAULTS, (("x", (1, 2, 3)), ("x", (4, 5)), ("y", (7, 8))))
    for number in range(900):
        mastered, unmastered = ((0.95, 0.02), (0.05, 0.98))[number % 2]
        posterior.observe(number % 3, 0, mastered, unmastered)
    assert all(0.0 <= mastery <= 1.0 for mastery in posterior.masteries())
    assert sum(posterior.weights()) == pytest.approx(1.0)


def test_the_ability_follows_the_answers():
    posterior = Posterior(DEFAULTS, (("x", (2, 3)), ("y", (4, 6))))
    assert posterior.ability() == pytest.approx(DEFAULTS.mu)
    posterior.observe(1, 0, 0.95, 0.1)
    higher = posterior.ability()
    assert higher > DEFAULTS.mu
    posterior.observe(0, 1, 0.05, 0.9)
    assert posterior.ability() < higher


def test_tubes_of_a_competence_help_each_other_more_than_others_do():
    shape = (("x", (5,)), ("x", (3,)), ("y", (3,)))
    posterior = Posterior(replace(DEFAULTS, kappa=1.0), shape)
    posterior.observe(0, 0, 0.95, 0.1)
    _, near, far = posterior.masteries()
    assert near > far
