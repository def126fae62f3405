"""What the bench of the adaptive engines prints: tables for people, JSON for programs."""

import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from bench.adaptive_curves import Figure
from bench.adaptive_engines import FITTED
from bench.adaptive_figures import Comparison, Summary
from bench.adaptive_scenario import Told
from bench.adaptive_times import Times
from bench.report import Measure, aligned, as_table

ENGINE_COLUMNS = ("engine", "questions", "10–90 %", "accuracy", "sensitivity", "specificity", "rate error")
MORE_COLUMNS = ("bias", "bands", "counted", "unassessed", "dead ends", "ECE", "Brier")
COMPARED = ("beside smart random", "pupils", "iso accuracy", "idem, fixed length", "iso rate error")
GAINED = ("gain, same questions", "idem, fixed length", "idem, pupil by pupil", "bands so")


def as_text(scenarios: Iterable[Told], times: dict[str, Times] | None, gate: Sequence[Measure]) -> str:
    """Return a table for each scenario, the times of decisions and the gate."""
    parts = [part for told in scenarios for part in _scenario(told)]
    if times:
        header = ("next question, ms", "decisions", "p50", "p99", "first")
        rows = [
            (name, str(each.decisions), *(f"{ms:.2f}" for ms in (each.p50, each.p99, each.first)))
            for name, each in times.items()
        ]
        parts.append(aligned([header, *rows]))
    return "\n\n".join([*parts, as_table(gate)])


def _scenario(told: Told) -> Iterable[str]:
    yield f"── {told.world.name} ({told.world.size})"
    rows = [_summary(name, each) for name, each in told.summaries.items()]
    yield aligned([ENGINE_COLUMNS + MORE_COLUMNS, *rows])
    rows = [_comparison(name, each) for name, each in told.comparisons.items()]
    yield aligned([COMPARED + GAINED, *rows])


def _summary(name: str, each: Summary) -> tuple[str, ...]:
    return (
        name,
        f"{each.questions:.1f}",
        f"{each.shortest}–{each.longest}",
        f"{each.accuracy:.4f}",
        f"{each.sensitivity:.3f}",
        f"{each.specificity:.3f}",
        f"{each.rate_error:.3f}",
        f"{each.bias:+.3f}",
        f"{each.bands:.1%}",
        f"{each.counted_bands:.1%}",
        f"{each.unassessed:.1%}",
        f"{each.dead_ends:.1%}",
        f"{each.ece:.4f}",
        f"{each.brier:.3f}",
    )


def _comparison(name: str, each: Comparison) -> tuple[str, ...]:
    ratios = (each.iso_accuracy, each.iso_accuracy_fixed, each.iso_rate_error)
    gains = (each.gain_adaptive, each.gain_fixed, each.gain_paired)
    return (
        name,
        str(each.pupils),
        *(_shown(figure, ".3f") for figure in ratios),
        *(_shown(figure, "+.4f") for figure in gains),
        f"{each.paired_bands:.1%}",
    )


def _shown(figure: Figure, form: str) -> str:
    value, low, high = (
        "∞" if each is None else format(each, form) for each in (figure.value, figure.low, figure.high)
    )
    return f"{value} [{low} {high}]"


def as_json(
    scenarios: Sequence[Told], times: dict[str, Times] | None, gate: Iterable[Measure], **about: object
) -> str:
    """Return all but the traces of each pupil. iso_accuracy_ratio: of each scenario; on top, of the first."""
    found = {
        "python": platform.python_version(),
        **about,
        "iso_accuracy_ratio": _ratio(scenarios[0]),
        "scenarios": {told.world.name: _told(told) for told in scenarios},
        "times": {name: asdict(each) for name, each in (times or {}).items()},
        "gate": [asdict(measure) | {"verdict": measure.verdict} for measure in gate],
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _told(told: Told) -> dict[str, object]:
    return {"iso_accuracy_ratio": _ratio(told)} | asdict(told)


def _ratio(told: Told) -> float | None:
    return told.comparisons[FITTED].iso_accuracy.value
