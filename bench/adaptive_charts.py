"""The curves of the bench, drawn for people. Their words are French, as the page that shows them."""

from collections.abc import Callable, Sequence
from math import ceil, sqrt
from pathlib import Path

from bench.adaptive_engines import ASK_ALL, FITTED, SMART
from bench.adaptive_scenario import Told
from bench.adaptive_svg import (
    Panel,
    circle,
    diamond,
    drawing,
    percent,
    rectangle,
    segment,
    text,
)

NAMES = {
    "headline": "Élèves moyens",
    "weak": "Élèves faibles",
    "strong": "Élèves forts",
    "noisy": "Réponses bruitées",
    "holes": "Acquis à trous",
    "mixed": "Choix multiples et saisies",
    "loose": "Sujets peu liés",
    "headline-22": "8 sujets, 22 acquis",
    "headline-60": "17 sujets, 60 acquis",
    "tight": "Sujets très liés",
    "soft": "Réponses progressives",
    "competences": "Compétences liées",
    "bimodal": "Deux groupes d’élèves",
    "noiseless": "Réponses sans hasard",
}
COLUMNS = 3
WIDTH, HEIGHT = 290, 230  # of a frame with its words
LEGEND = 34
LOWEST = 0.80  # accuracy shown
GOAL = 0.85  # of smart random's questions. Source: spec/campaigns.md 10.5


def write_charts(folder: Path, scenarios: Sequence[Told]) -> None:
    """Write a file for each chart, with all the scenarios in it."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {"exactitude.svg": accuracy, "etalonnage.svg": calibration, "questions.svg": questions}
    for name, chart in charts.items():
        (folder / name).write_text(chart(scenarios), encoding="utf-8")


def accuracy(scenarios: Sequence[Told]) -> str:
    """Return how accuracy grows with the questions, a frame for each scenario."""
    legend = [
        segment(12, 20, 42, 20, "bayes"),
        text(50, 24, "bayes, selon l’exigence de l’arrêt"),
        diamond(290, 20, "smart"),
        text(302, 24, "smart random"),
        segment(420, 20, 450, 20, "gap"),
        text(458, 24, "questions épargnées"),
        segment(640, 20, 670, 20, "everything"),
        text(678, 24, "tout demander"),
    ]
    told = "; ".join(_accuracy_words(each) for each in scenarios)
    return _frames(
        scenarios,
        _accuracy_frame,
        legend,
        "Part des acquis bien jugés selon le nombre moyen de questions",
        f"Un cadre par situation. {told}.",
    )


def _accuracy_frame(told: Told, left: float, top: float) -> list[str]:
    longest = 10 * ceil(max(questions for questions, _ in told.lengths) / 10)
    frame = Panel(left, top, WIDTH - 75, HEIGHT - 70, (0, longest), (LOWEST, 1.0))
    smart, everything = told.summaries[SMART], told.summaries[ASK_ALL]
    step = 10 if longest > 30 else 5
    parts = [
        frame.axes(range(0, longest + 1, step), (0.80, 0.85, 0.90, 0.95, 1.0)),
        frame.line((0, everything.accuracy), (longest, everything.accuracy), "everything"),
    ]
    ratio = told.comparisons[FITTED].iso_accuracy.value
    if ratio is not None:
        start = (smart.questions * ratio, smart.accuracy)
        parts.append(frame.line(start, (smart.questions, smart.accuracy), "gap"))
    parts.append(frame.path(told.thresholds, "bayes"))
    parts.append(diamond(frame.x(smart.questions), frame.y(smart.accuracy), "smart"))
    below = frame.top + frame.height + 34
    parts.append(text(frame.left + frame.width, below, _difference(ratio), "small end"))
    parts.append(text(frame.left, below, "questions", "small"))
    return parts


def _difference(ratio: float | None) -> str:
    if ratio is None:
        return "smart random n’est pas rejoint"
    sign = "−" if ratio < 1 else "+"
    return f"{sign}{percent(abs(ratio - 1))} de questions"


def _accuracy_words(told: Told) -> str:
    smart, ratio = told.summaries[SMART], told.comparisons[FITTED].iso_accuracy.value
    found = f"{100 * smart.accuracy:.1f}\u00a0%".replace(".", ",")
    return f"{NAMES[told.world.name]}\u00a0: smart random {smart.questions:.0f} questions, {found}, " + (
        f"bayes {smart.questions * ratio:.0f} questions pour autant" if ratio else "bayes ne le rejoint pas"
    )


def calibration(scenarios: Sequence[Told]) -> str:
    """Return how often what is told with some probability is true, a frame for each scenario."""
    legend = [
        circle(27, 20, 6, "bayes-fill"),
        text(50, 24, "acquis annoncés avec une même probabilité (l’aire dit combien)"),
        segment(480, 20, 510, 20, "goal"),
        text(518, 24, "annonces exactes"),
    ]
    told = "; ".join(f"{NAMES[each.world.name]}\u00a0: écart moyen de {_points(each)}" for each in scenarios)
    return _frames(
        scenarios,
        _calibration_frame,
        legend,
        "Part des acquis réellement maîtrisés selon la probabilité annoncée par bayes",
        f"Un cadre par situation, à la fin des parcours. {told}.",
    )


def _points(told: Told) -> str:
    return f"{100 * told.summaries[FITTED].ece:.1f} point".replace(".", ",")


def _calibration_frame(told: Told, left: float, top: float) -> list[str]:
    frame = Panel(left, top, WIDTH - 75, HEIGHT - 70, (0, 1), (0, 1))
    quarters = (0, 0.25, 0.5, 0.75, 1.0)
    parts = [frame.axes(quarters, quarters, percent_across=True), frame.line((0, 0), (1, 1), "goal")]
    total = sum(each.count for each in told.bins)
    for each in told.bins:
        if each.count:
            place = frame.x(each.told / each.count), frame.y(each.true / each.count)
            parts.append(circle(*place, 2 + 14 * sqrt(each.count / total), "bayes-fill"))
    parts.append(text(frame.left, frame.top + frame.height + 34, "probabilité annoncée", "small"))
    return parts


def _frames(
    scenarios: Sequence[Told],
    frame: Callable[[Told, float, float], list[str]],
    legend: list[str],
    title: str,
    description: str,
) -> str:
    parts = list(legend)
    for index, told in enumerate(scenarios):
        row, column = divmod(index, COLUMNS)
        left, top = column * WIDTH, LEGEND + row * HEIGHT
        parts.append(text(left + 50, top + 18, NAMES[told.world.name], "name"))
        parts += frame(told, left + 50, top + 28)
    return drawing(
        COLUMNS * WIDTH, LEGEND + ceil(len(scenarios) / COLUMNS) * HEIGHT, title, description, parts
    )


def questions(scenarios: Sequence[Told]) -> str:
    """Return the share of smart random's questions that bayes needs, a bar for each scenario."""
    row, top = 32, 34
    height = top + row * len(scenarios) + 44
    frame = Panel(210, top, 440, row * len(scenarios), (0, 1.2), (0, 1))
    parts = []
    for tick in (0, 0.25, 0.5, 0.75, 1.0):
        parts.append(frame.line((tick, 0), (tick, 1), "axis" if tick in (0, 1.0) else "grid"))
        parts.append(text(frame.x(tick), top + frame.height + 18, percent(tick), "small middle"))
    parts.append(frame.line((GOAL, 0), (GOAL, 1), "goal"))
    parts.append(text(frame.x(GOAL), top - 8, f"but\u00a0: {percent(GOAL)}", "small middle"))
    for index, told in enumerate(scenarios):
        parts += _bar(frame, told, top + row * index)
    told = "; ".join(f"{NAMES[each.world.name]}\u00a0: {_share(each)}" for each in scenarios)
    description = f"Une barre par situation, avec son intervalle à 95\u00a0%. {told}."
    parts.append(text(frame.left, height - 6, "des questions de smart random", "small"))
    title = "Questions que bayes pose pour la même exactitude que smart random"
    return drawing(720, height, title, description, parts)


def _bar(frame: Panel, told: Told, top: float) -> list[str]:
    ratio = told.comparisons[FITTED].iso_accuracy
    parts = [text(frame.left - 10, top + 21, NAMES[told.world.name], "end")]
    if ratio.value is None:
        return [*parts, text(frame.left + 8, top + 21, _share(told))]
    most = frame.across[1]
    right = frame.x(min(ratio.value, most))
    parts.append(rectangle(frame.left, top + 6, right - frame.left, 20, "bar"))
    ends = [frame.x(min(each, most)) for each in (ratio.low, ratio.high) if each is not None]
    if len(ends) == 2:
        parts.append(segment(ends[0], top + 16, ends[1], top + 16, "whisker"))
    parts.append(text(frame.left + frame.width + 50, top + 21, _share(told), "end"))
    return parts


def _share(told: Told) -> str:
    value = told.comparisons[FITTED].iso_accuracy.value
    return "davantage que mesuré" if value is None else percent(value)
