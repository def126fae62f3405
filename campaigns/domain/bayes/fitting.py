"""The parameters under which the logged answers of many pupils are most likely.

Marginal likelihood: abilities and states are summed over, exactly as the engine does. Which questions were
asked depends on the answers alone, so that any engine's logs will do. Source: spec/campaigns.md 10.3, 11.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from math import exp, log
from operator import mul
from typing import TypeAlias

from campaigns.domain.answers import Answer, Outcome
from campaigns.domain.bayes.nelder_mead import Point, lowest
from campaigns.domain.bayes.parameters import MOST_GUESS, Parameters
from campaigns.domain.bayes.posterior import by_ability
from campaigns.domain.bayes.prior import Prior, prior_of
from campaigns.domain.content import Challenge, Course

# Fewer logs tell more of chance than of pupils.
FEWEST_LOGS = 100
# How far to look at first; what it ends at, in units of log-likelihood; calls of the likelihood, about.
STEP, TOLERANCE, MOST_CALLS = 0.4, 0.01, 600
# Between what the parameters are looked for: logs of pupils who are all alike would lead beyond all sense.
BOUNDS = {
    "mu": (-2.0, 12.0),
    "sigma": (0.3, 4.0),
    "kappa": (0.05, 2.0),
    "tau": (0.2, 4.0),
    "slip": (0.005, 0.3),
    "guess_scale": (0.2, 5.0),
}
# What no parameters explain is not less likely than that.
UNHEARD_OF = 1e-300
# Of the search, in logarithms: beyond all bounds.
FAR = 20.0

# What was seen of one tube: rank of the skill, challenge and outcome, with how often.
Seen: TypeAlias = frozenset[tuple[tuple[int, Challenge, Outcome], int]]


@dataclass(frozen=True, slots=True)
class Log:
    """What a pupil answered in one assessment, without anything known from before."""

    answers: tuple[Answer, ...]


def fit(course: Course, logs: Sequence[Log], *, start: Parameters, version: str) -> Parameters:
    """Return the most likely parameters, within BOUNDS, under a version of their own.

    start: where to begin the search. Some seconds for 300 logs; ValueError for too few.
    """
    if len(logs) < FEWEST_LOGS:
        raise ValueError(f"{len(logs)} logs, of {FEWEST_LOGS} at least")
    evidence = _Evidence(course, logs)

    def unlikelihood(point: Point) -> float:
        return -evidence.log_likelihood(_parameters(point, version))

    point = lowest(unlikelihood, _point(start), step=STEP, tolerance=TOLERANCE, most=MOST_CALLS)
    return _parameters(point, version)


def log_likelihood(course: Course, logs: Sequence[Log], parameters: Parameters) -> float:
    """Return the natural logarithm of the probability of these logs."""
    return _Evidence(course, logs).log_likelihood(parameters)


class _Evidence:
    """The logs, with what is alike in them brought together: it is computed once for all."""

    def __init__(self, course: Course, logs: Sequence[Log]) -> None:
        kinds: dict[tuple[tuple[int, ...], Seen], int] = {}
        # Of each log, of each competence, the kinds of what was seen of its tubes.
        self._logs: list[list[list[int]]] = []
        for each in logs:
            groups: dict[str, list[int]] = {}
            for tube, seen in _by_tube(course, each).items():
                competence, levels = course.shape[tube]
                groups.setdefault(competence, []).append(kinds.setdefault((levels, seen), len(kinds)))
            self._logs.append(list(groups.values()))
        self._kinds = list(kinds)
        self._levels = frozenset(level for _, levels in course.shape for level in levels)

    def log_likelihood(self, parameters: Parameters) -> float:
        prior = prior_of(parameters, self._levels)
        of_kind = self._evidence_of_kinds(parameters, prior)
        total = 0.0
        for groups in self._logs:
            found: Sequence[float] = prior.weights
            for kinds in groups:
                seen = reduce(_product, (of_kind[kind] for kind in kinds))
                found = _product(found, by_ability(prior, seen))
            total += log(max(sum(found), UNHEARD_OF))
        return total

    def _evidence_of_kinds(self, parameters: Parameters, prior: Prior) -> list[list[float]]:
        """Return the probability of each kind of what was seen, at each ability."""
        states_of = {levels: list(zip(*prior.states(levels), strict=True)) for levels, _ in self._kinds}
        found = []
        for levels, seen in self._kinds:
            likelihoods = _likelihoods(parameters, seen, len(levels))
            found.append([sum(map(mul, likelihoods, states)) for states in states_of[levels]])
        return found


def _by_tube(course: Course, one: Log) -> dict[int, Seen]:
    seen: dict[int, Counter[tuple[int, Challenge, Outcome]]] = {}
    for answer in one.answers:
        skill, challenge = course.asked_by[answer.challenge]
        place = course.places[skill.id]
        # Challenges that are equally easy to guess are alike.
        alike = replace(challenge, id="")
        seen.setdefault(place.tube, Counter())[place.rank, alike, answer.outcome] += 1
    return {tube: frozenset(counts.items()) for tube, counts in seen.items()}


def _likelihoods(parameters: Parameters, seen: Seen, skills: int) -> list[float]:
    """Return the probability of what was seen of a tube in each of its states."""
    found = [1.0] * (skills + 1)
    for (rank, challenge, outcome), times in seen:
        mastered, unmastered = parameters.likelihoods(challenge, outcome)
        found = [
            each * (mastered if state > rank else unmastered) ** times for state, each in enumerate(found)
        ]
    return found


def _point(parameters: Parameters) -> Point:
    """Return the parameters as numbers without bounds."""
    share = parameters.slip / (1 - MOST_GUESS)
    positive = (parameters.sigma, parameters.kappa, parameters.tau, parameters.guess_scale)
    return (parameters.mu, *map(log, positive), log(share / (1 - share)))


def _parameters(point: Point, version: str) -> Parameters:
    mu, sigma, kappa, tau, guess_scale, slip = point
    found = {
        "mu": mu,
        "sigma": exp(min(sigma, FAR)),
        "kappa": exp(min(kappa, FAR)),
        "tau": exp(min(tau, FAR)),
        "slip": (1 - MOST_GUESS) / (1 + exp(min(-slip, FAR))),
        "guess_scale": exp(min(guess_scale, FAR)),
    }
    within = {name: min(max(value, BOUNDS[name][0]), BOUNDS[name][1]) for name, value in found.items()}
    return Parameters(version=version, **within)


def _product(left: Sequence[float], right: Sequence[float]) -> list[float]:
    return list(map(mul, left, right))
