"""What bayes must reach to be the engine that schools meet. Source: spec/campaigns.md 10.5 (5); goal P10."""

from collections.abc import Iterator, Sequence

from bench.adaptive_engines import DEFAULTS, FITTED, HIGH, LOW
from bench.adaptive_scenario import Told
from bench.adaptive_times import Times
from bench.report import Measure

GATE = "10.5"


def gate(scenarios: Sequence[Told], times: dict[str, Times] | None) -> Iterator[Measure]:
    """Yield the figures that have a goal; those of the headline where it was played."""
    for told in scenarios:
        if told.world.name == "headline":
            yield from _headline(told)
    for told in scenarios:
        yield from _everywhere(told)
    if times:
        bayes = times[FITTED]
        yield Measure("P10", "next question, p99", bayes.p99, "ms", 4, 1, f"p50 {bayes.p50:.2f} ms")


def _headline(told: Told) -> Iterator[Measure]:
    ratio = told.comparisons[FITTED].iso_accuracy
    yield Measure(
        GATE,
        "headline: questions for smart random’s accuracy",
        _percent(ratio.value),
        "%",
        85,
        80,
        _interval(ratio),
    )
    for name in (DEFAULTS, HIGH, LOW):
        for reference, lost in told.losses[name].items():
            what = f"headline: accuracy that {name} loses to {reference}"
            yield Measure(GATE, what, _percent(lost.value), "points", 1, 0, _interval(lost))


def _everywhere(told: Told) -> Iterator[Measure]:
    gained = told.comparisons[FITTED].gain_adaptive
    yield Measure(
        GATE,
        f"{told.world.name}: accuracy gained at the same questions",
        _percent(gained.value),
        "points",
        -0.3,
        0,
        _interval(gained),
        is_least=True,
    )
    ends = told.summaries[FITTED].dead_ends
    yield Measure(GATE, f"{told.world.name}: dead ends", 100 * ends, "%", 0.5, 0)


def _percent(value: float | None) -> float:
    return float("inf") if value is None else 100 * value


def _interval(figure) -> str:
    low, high = ("∞" if each is None else f"{100 * each:.1f}" for each in (figure.low, figure.high))
    return "" if figure.low is None and figure.high is None else f"95 % within {low} … {high}"
