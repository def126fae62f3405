"""What an engine is worth in a scenario, alone and beside smart random; spec/campaigns.md 10.5 (3, 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from operator import add

from bench.adaptive_curves import (
    Curve,
    Figure,
    accuracy,
    by_length,
    by_threshold,
    figure,
    mean,
    questions_for,
    rate_nearness,
    resamples,
    score_at,
)
from bench.adaptive_engines import SMART
from bench.adaptive_runs import BINS, Bin, Run, Trace

# The last integer percentage of each band but the highest. Source: spec/campaigns.md 4.6.
BANDS = (20, 50, 80)


@dataclass(frozen=True, slots=True)
class Summary:
    """An engine where it ends. Shares and errors are 0.0 to 1.0.

    rate_error: mean distance of the expected rate to the true one; bias: mean of the counted rate minus the
    true one; bands, counted_bands: share of pupils in their true band, by the expected and by the counted
    rate; unassessed: share of the skills without status; ece: expected calibration error.
    """

    questions: float
    shortest: int  # one pupil in ten has at most so many
    longest: int  # one pupil in ten has at least so many
    accuracy: float
    sensitivity: float
    specificity: float
    rate_error: float
    bias: float
    bands: float
    counted_bands: float
    unassessed: float
    dead_ends: float
    ece: float
    brier: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """An engine with a threshold, beside smart random before the same pupils.

    Ratios are shares of smart random's questions; gains are of accuracy. adaptive: the expected error decides
    when to stop; fixed: the same length for everybody; paired: each pupil as long as smart random was.
    """

    pupils: int
    iso_accuracy: Figure
    iso_accuracy_fixed: Figure
    iso_rate_error: Figure
    gain_adaptive: Figure
    gain_fixed: Figure
    gain_paired: Figure
    paired_bands: float


def summary(traces: Sequence[Trace]) -> Summary:
    skills = sum(trace.skills for trace in traces)
    mastered = sum(trace.mastered for trace in traces)
    hits = sum(trace.hits[trace.at(trace.stop)] for trace in traces)
    validated = sum(trace.validated[trace.at(trace.stop)] for trace in traces)
    lengths = sorted(trace.stop for trace in traces)
    counted = [trace.validated[trace.at(trace.stop)] / trace.skills for trace in traces]
    expected = [trace.rate[trace.at(trace.stop)] for trace in traces]
    true = [trace.mastered / trace.skills for trace in traces]
    return Summary(
        questions=_average(lengths),
        shortest=lengths[(len(lengths) - 1) // 10],
        longest=lengths[-1 - (len(lengths) - 1) // 10],
        accuracy=_average(accuracy(trace, trace.stop) for trace in traces),
        sensitivity=hits / mastered if mastered else 1.0,
        specificity=1 - (validated - hits) / (skills - mastered) if mastered < skills else 1.0,
        rate_error=_average(abs(one - other) for one, other in zip(expected, true, strict=True)),
        bias=_average(one - other for one, other in zip(counted, true, strict=True)),
        bands=agreement(expected, true),
        counted_bands=agreement(counted, true),
        unassessed=sum(trace.unknown for trace in traces) / skills,
        dead_ends=_average(trace.dead_end for trace in traces),
        ece=calibration_error(bins_of_all(traces)),
        brier=sum(trace.squares for trace in traces) / skills,
    )


def band(rate: float) -> int:
    """Return the band of a rate of mastery, 0 to 3, from its integer percentage."""
    percentage = floor(100 * rate + 0.5)
    return sum(percentage > last for last in BANDS)


def agreement(rates: Sequence[float], true: Sequence[float]) -> float:
    """Return the share of the pupils that are told in their true band."""
    return _average(band(one) == band(other) for one, other in zip(rates, true, strict=True))


def bins_of_all(traces: Iterable[Trace]) -> list[Bin]:
    found = [Bin()] * BINS
    for trace in traces:
        found = list(map(add, found, trace.bins))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean distance between told probabilities and what comes true, bin by bin."""
    return sum(abs(each.told - each.true) for each in bins) / sum(each.count for each in bins)


def _average(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


# --- Beside smart random ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """Smart random's columns, for as many pupils as the other engine met."""

    questions: list[int]
    accuracies: list[float]
    nearness: list[float]


def compare(run: Run, engine: str, count: int, seed: int) -> Comparison:
    """Return an engine beside smart random. count: of the samples for the intervals."""
    traces = run.traces[engine]
    pupils = len(traces)
    smart = beside(run.traces[SMART][:pupils])
    samples = resamples(pupils, count, seed)
    adaptive, fixed = by_threshold(traces), by_length(traces)
    nearness = by_threshold(traces, rate_nearness)
    pairs = list(zip(traces, smart.questions, strict=True))
    paired = [accuracy(trace, asked) for trace, asked in pairs]
    return Comparison(
        pupils=pupils,
        iso_accuracy=_iso(adaptive, smart.questions, smart.accuracies, samples),
        iso_accuracy_fixed=_iso(fixed, smart.questions, smart.accuracies, samples),
        iso_rate_error=_iso(nearness, smart.questions, smart.nearness, samples),
        gain_adaptive=gain(adaptive, smart, samples),
        gain_fixed=gain(fixed, smart, samples),
        gain_paired=figure(lambda w: mean(paired, w) - mean(smart.accuracies, w), pupils, samples),
        paired_bands=agreement(
            [trace.rate[trace.at(asked)] for trace, asked in pairs],
            [trace.mastered / trace.skills for trace in traces],
        ),
    )


def beside(traces: Sequence[Trace]) -> Beside:
    return Beside(
        questions=[trace.stop for trace in traces],
        accuracies=[accuracy(trace, trace.stop) for trace in traces],
        nearness=[rate_nearness(trace, trace.stop) for trace in traces],
    )


def _iso(curve: Curve, questions: Sequence[int], scores: Sequence[float], samples: Sequence) -> Figure:
    """Return the share of smart random's questions that a curve needs for smart random's score."""
    return figure(
        lambda w: questions_for(curve, mean(scores, w), w) / mean(questions, w), len(questions), samples
    )


def gain(curve: Curve, smart: Beside, samples: Sequence) -> Figure:
    """Return how much more accurate a curve is at smart random's mean number of questions."""
    return figure(
        lambda w: score_at(curve, mean(smart.questions, w), w) - mean(smart.accuracies, w),
        len(smart.questions),
        samples,
    )


def loss(run: Run, engine: str, reference: str, count: int, seed: int) -> Figure:
    """Return how much less accurate an engine is than another one, at smart random's mean questions."""
    pupils = len(run.traces[engine])
    asked = [trace.stop for trace in run.traces[SMART][:pupils]]
    curves = [by_threshold(run.traces[each][:pupils]) for each in (reference, engine)]

    def measure(weights: Sequence[int]) -> float:
        better, worse = (score_at(curve, mean(asked, weights), weights) for curve in curves)
        return better - worse

    return figure(measure, pupils, resamples(pupils, count, seed))
