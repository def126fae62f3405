"""All that the bench tells of one scenario."""

from dataclasses import dataclass

from bench.adaptive_curves import Figure, by_length, by_threshold
from bench.adaptive_engines import DEFAULTS, FITTED, HIGH, LOW, SMART
from bench.adaptive_figures import Comparison, Summary, bins_of_all, compare, loss, summary
from bench.adaptive_runs import Bin, Run
from bench.adaptive_world import World
from campaigns.domain.bayes.parameters import Parameters

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Told:
    """summaries: of each engine; comparisons: of each one with a threshold, beside smart random.

    losses: by prior fitted to nothing, the accuracy lost to bayes fitted and to smart random at the latter's
    questions. thresholds, lengths: points (questions, accuracy) of the fitted engine's curves; bins: how its
    probabilities come true.
    """

    world: World
    fitted: tuple[Parameters, ...]
    summaries: dict[str, Summary]
    comparisons: dict[str, Comparison]
    losses: dict[str, dict[str, Figure]]
    thresholds: list[Point]
    lengths: list[Point]
    bins: list[Bin]


def tell(run: Run, count: int, seed: int) -> Told:
    """Return the figures of a scenario. count: of the samples for the intervals."""
    traces = run.traces
    with_threshold = [name for name in traces if name in (FITTED, DEFAULTS, HIGH, LOW)]
    comparisons = {name: compare(run, name, count, seed) for name in with_threshold}
    losses = {
        name: {
            FITTED: loss(run, name, FITTED, count, seed),
            SMART: _opposite(comparisons[name].gain_adaptive),
        }
        for name in with_threshold
        if name != FITTED
    }
    return Told(
        world=run.world,
        fitted=run.fitted,
        summaries={name: summary(played) for name, played in traces.items()},
        comparisons=comparisons,
        losses=losses,
        thresholds=list(by_threshold(traces[FITTED]).points()),
        lengths=list(by_length(traces[FITTED]).points()),
        bins=bins_of_all(traces[FITTED]),
    )


def _opposite(figure: Figure) -> Figure:
    turned = (None if each is None else -each for each in (figure.value, figure.high, figure.low))
    return Figure(*turned)
