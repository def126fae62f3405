"""Curves instead of points: what an engine finds against what it asks, and how much of it may be chance.

Source: spec/campaigns.md 10.5 (4).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, inf
from operator import mul

from bench.adaptive_runs import Trace
from bench.adaptive_world import dice

# Expected errors at which to stop, from the shortest test to the longest.
THRESHOLDS = tuple(0.4 * 0.95**step for step in range(110))
CONFIDENCE = 0.95

Weights = Sequence[int]  # how many times each pupil counts
Score = Callable[[Trace, int], float]  # of a pupil after so many questions, the more the better


@dataclass(frozen=True, slots=True)
class Curve:
    """For each of several tests, from the shortest to the longest, a number for each pupil."""

    questions: list[list[int]]
    scores: list[list[float]]

    def point(self, at: int, weights: Weights) -> tuple[float, float]:
        """Return the mean number of questions of a test, and its mean score."""
        return mean(self.questions[at], weights), mean(self.scores[at], weights)

    def points(self) -> Iterator[tuple[float, float]]:
        everybody = [1] * len(self.questions[0])
        return (self.point(at, everybody) for at in range(len(self.questions)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its bootstrap interval; None where the curve never gets there."""

    value: float | None
    low: float | None = None
    high: float | None = None


def accuracy(trace: Trace, questions: int) -> float:
    """Return the share of the skills that is judged rightly."""
    return trace.right(questions) / trace.skills


def rate_nearness(trace: Trace, questions: int) -> float:
    """Return minus the distance between the expected rate of mastery and the true one."""
    return -abs(trace.rate[trace.at(questions)] - trace.mastered / trace.skills)


def mean(column: Sequence[float], weights: Weights) -> float:
    return sum(map(mul, column, weights)) / sum(weights)


def by_threshold(traces: Sequence[Trace], score: Score = accuracy) -> Curve:
    """Return the curve of tests that stop when the expected error is small enough, or at the cap."""
    stops = [_stops(trace) for trace in traces]
    return _curve(traces, list(map(list, zip(*stops, strict=True))), score)


def by_length(traces: Sequence[Trace], score: Score = accuracy) -> Curve:
    """Return the curve of tests of the same length for everybody."""
    longest = max(trace.last for trace in traces)
    lengths = [[min(length, trace.last) for trace in traces] for length in range(longest + 1)]
    return _curve(traces, lengths, score)


def _curve(traces: Sequence[Trace], questions: list[list[int]], score: Score) -> Curve:
    scores = [[score(trace, at) for trace, at in zip(traces, row, strict=True)] for row in questions]
    return Curve(questions, scores)


def _stops(trace: Trace) -> list[int]:
    stops, at = [], 0
    for threshold in THRESHOLDS:
        while at < trace.last and trace.error[at] > threshold:
            at += 1
        stops.append(at)
    return stops


def questions_for(curve: Curve, score: float, weights: Weights) -> float:
    """Return the mean number of questions at which a curve reaches a score; infinite if it never does."""
    return _cross(curve, weights, wanted=score, known=1, told=0)


def score_at(curve: Curve, questions: float, weights: Weights) -> float:
    """Return the score at a mean number of questions; that of the longest test if it is shorter."""
    found = _cross(curve, weights, wanted=questions, known=0, told=1)
    return curve.point(len(curve.questions) - 1, weights)[1] if found == inf else found


def _cross(curve: Curve, weights: Weights, *, wanted: float, known: int, told: int) -> float:
    """Follow a rising curve to where one coordinate is as wanted; return the other one, interpolated."""
    low, high = 0, len(curve.questions) - 1
    before, after = curve.point(low, weights), curve.point(high, weights)
    if after[known] < wanted:
        return inf
    if before[known] >= wanted:
        return before[told]
    while high - low > 1:
        middle = (low + high) // 2
        found = curve.point(middle, weights)
        if found[known] >= wanted:
            high, after = middle, found
        else:
            low, before = middle, found
    share = (wanted - before[known]) / (after[known] - before[known])
    return before[told] + share * (after[told] - before[told])


def resamples(pupils: int, count: int, seed: int) -> list[Weights]:
    """Return so many samples of the pupils, drawn with replacement; engines share them."""
    rng = dice("bootstrap", seed)
    drawn = (Counter(rng.choices(range(pupils), k=pupils)) for _ in range(count))
    return [[times[number] for number in range(pupils)] for times in drawn]


def figure(measure: Callable[[Weights], float], pupils: int, samples: Sequence[Weights]) -> Figure:
    """Return a figure of all pupils, and the interval that it takes over the samples."""
    found = sorted(measure(weights) for weights in samples)
    if not found:
        return Figure(_finite(measure([1] * pupils)))
    tail = (1 - CONFIDENCE) / 2
    low, high = found[int(tail * len(found))], found[ceil((1 - tail) * len(found)) - 1]
    return Figure(_finite(measure([1] * pupils)), _finite(low), _finite(high))


def _finite(value: float) -> float | None:
    return None if value == inf else value
