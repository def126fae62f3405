"""The figures of the bench as a page of Markdown, in French, beside the curves."""

from collections.abc import Sequence

from bench.adaptive_charts import NAMES
from bench.adaptive_curves import Figure
from bench.adaptive_engines import ASK_ALL, DEAD_END, DEFAULTS, FITTED, HIGH, LOW, SMART
from bench.adaptive_scenario import Told

SPACE = "\u00a0"
ENGINES = {
    ASK_ALL: "tout demander",
    DEAD_END: "smart random, avec impasse",
    SMART: "smart random",
    FITTED: "bayes, réglé",
    DEFAULTS: "bayes, par défaut",
    HIGH: "bayes, réglage trop haut",
    LOW: "bayes, réglage trop bas",
}
COMPARED = (
    "situation",
    "smart random",
    "bayes, à nombre égal",
    "part des questions à exactitude égale",
    "idem, longueur fixe",
)
ENDED = ("moteur", "questions", "exactitude", "écart du taux", "bon palier", "non évalués", "impasses")


def page(scenarios: Sequence[Told], pupils: int, seed: int) -> str:
    """Return the figures of a run: bayes beside smart random, then every engine in each scenario."""
    lines = ["# Les moteurs adaptatifs en chiffres", ""]
    lines += [
        f"Écrit par `python -m bench.adaptive --pupils {pupils} --seed {seed} --charts …`. Entre crochets,"
        f" l’intervalle à 95{SPACE}%. Voir [la page qui les explique](../adaptatif.md).",
        "",
    ]
    lines += _table(COMPARED, [_compared(told) for told in scenarios])
    for told in scenarios:
        rows = [_ended(told, name) for name in told.summaries]
        lines += ["", f"## {NAMES[told.world.name]} (`{told.world.name}`)", "", *_table(ENDED, rows)]
    return "\n".join(lines) + "\n"


def _compared(told: Told) -> tuple[str, ...]:
    smart, found = told.summaries[SMART], told.comparisons[FITTED]
    return (
        NAMES[told.world.name],
        f"{_number(smart.questions)} questions, {_percent(smart.accuracy)}",
        f"{_points(found.gain_adaptive)} points",
        _ratio(found.iso_accuracy),
        _ratio(found.iso_accuracy_fixed),
    )


def _ended(told: Told, name: str) -> tuple[str, ...]:
    each = told.summaries[name]
    shares = (each.accuracy, each.rate_error, each.bands, each.unassessed, each.dead_ends)
    length = f"{_number(each.questions)} [{each.shortest} – {each.longest}]"
    return (ENGINES[name], length, *map(_percent, shares))


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rules = ["---"] * len(header)
    return ["| " + " | ".join(row) + " |" for row in (header, rules, *rows)]


def _ratio(figure: Figure) -> str:
    value, low, high = (
        "∞" if each is None else f"{100 * each:.0f}" for each in (figure.value, figure.low, figure.high)
    )
    return f"{value}{SPACE}% [{low} – {high}]"


def _points(figure: Figure) -> str:
    value, low, high = (
        "∞" if each is None else _number(100 * each, "+") for each in (figure.value, figure.low, figure.high)
    )
    return f"{value} [{low} – {high}]"


def _percent(share: float) -> str:
    return f"{_number(100 * share)}{SPACE}%"


def _number(value: float, sign: str = "") -> str:
    return f"{value:{sign}.1f}".replace(".", ",").replace("-", "−")
