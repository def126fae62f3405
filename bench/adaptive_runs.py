"""Pupils answer engines: each pair once, what is known written down after every question.

Engines choose without regard to when they stop: one run past the end tells every stop before it.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

from bench.adaptive_engines import ENGINES, FITTED, UNFITTED, Player, fitted_to, player
from bench.adaptive_world import CONTENTS, Pupil, World, pupil
from campaigns.domain.answers import Answer
from campaigns.domain.bayes.parameters import Parameters
from campaigns.domain.engine import Ending, State, Status, replay
from campaigns.domain.smart_random import SmartRandom

BINS = 10
CHUNK = 20  # pupils of one piece of work

# How to do pieces of work: like map, in this process or in several.
Map = Callable[..., Iterable]


@dataclass(frozen=True, slots=True)
class Bin:
    """Skills told mastered with about the same probability. told: the sum of these; true: how many are."""

    count: int = 0
    told: float = 0.0
    true: int = 0

    def __add__(self, other: "Bin") -> "Bin":
        return Bin(self.count + other.count, self.told + other.told, self.true + other.true)


@dataclass(slots=True)
class Trace:
    """What an engine knew of a pupil after 0, 1, 2 … questions; or at its end only, if it has no threshold.

    validated: skills told mastered; hits: those of them that are. error: expected by the engine, rate: the
    expected share of mastered skills. stop: questions when the engine ended; the rest is of that moment:
    unknown: skills without status; dead_end: it ended with questions left that mattered; bins, squares: how
    probabilities compare with the truth.
    """

    skills: int
    mastered: int
    validated: array = field(default_factory=lambda: array("H"))
    hits: array = field(default_factory=lambda: array("H"))
    error: array = field(default_factory=lambda: array("d"))
    rate: array = field(default_factory=lambda: array("d"))
    stop: int = -1
    unknown: int = 0
    dead_end: bool = False
    bins: tuple[Bin, ...] = ()
    squares: float = 0.0

    @property
    def last(self) -> int:
        """The most questions after which something was written down."""
        return len(self.validated) - 1

    def at(self, questions: int) -> int:
        """Return where to read what was known after so many questions, or after all that were asked."""
        return min(questions, self.last)

    def right(self, questions: int) -> int:
        """Return how many skills were judged rightly after so many questions."""
        at = self.at(questions)
        hits, validated = self.hits[at], self.validated[at]
        return hits + self.skills - self.mastered - (validated - hits)

    def add(self, masteries: Sequence[float], truth: Sequence[bool]) -> None:
        told = [each > 0.5 for each in masteries]
        self.validated.append(sum(told))
        self.hits.append(sum(a and b for a, b in zip(told, truth, strict=True)))
        self.error.append(sum(min(each, 1 - each) for each in masteries) / self.skills)
        self.rate.append(sum(masteries) / self.skills)


def play(engine: Player, who: Pupil, cap: int) -> Trace:
    """Return what an engine found of a pupil. cap: questions to ask where it may be asked to go on."""
    trace = Trace(len(who.truth), sum(who.truth))
    state, answers, times = engine.engine.begin(who.sitting), list[Answer](), Counter[str]()
    while True:
        question = state.next_question()
        if engine.beyond or isinstance(question, Ending):
            trace.add(masteries_of(state), who.truth)
        if isinstance(question, Ending) and trace.stop < 0:
            _end(trace, state, question, who, answers)
            if engine.beyond:
                state = replay(engine.beyond, who.sitting, answers)
                question = state.next_question()
        if isinstance(question, Ending) or (trace.stop >= 0 and len(answers) >= cap):
            return trace
        answers.append(who.answer(question.challenge.id, times[question.skill.id]))
        times[question.skill.id] += 1
        state.record(answers[-1])


def masteries_of(state: State) -> list[float]:
    """Return the probability of each skill; 1.0 for what is validated if the engine measures no doubt."""
    if hasattr(state, "masteries"):
        return state.masteries()
    return [float(each.status is Status.VALIDATED) for each in state.results().skills.values()]


def _end(trace: Trace, state: State, ending: Ending, who: Pupil, answers: Sequence[Answer]) -> None:
    results, masteries = state.results(), masteries_of(state)
    trace.stop = len(answers)
    trace.unknown = sum(each.status is Status.UNKNOWN for each in results.skills.values())
    trace.dead_end = ending in (Ending.TOO_HARD, Ending.NOTHING_TO_ASK) and _could_go_on(who, answers)
    trace.bins = bins_of(masteries, who.truth)
    trace.squares = sum((each - mastered) ** 2 for each, mastered in zip(masteries, who.truth, strict=True))


def _could_go_on(who: Pupil, answers: Sequence[Answer]) -> bool:
    """Whether an engine without dead end would ask on."""
    return not isinstance(replay(SmartRandom(), who.sitting, answers).next_question(), Ending)


def bins_of(masteries: Sequence[float], truth: Sequence[bool]) -> tuple[Bin, ...]:
    """Return the skills by told probability, in bins of the same width."""
    found = [Bin()] * BINS
    for mastery, is_mastered in zip(masteries, truth, strict=True):
        at = min(int(mastery * BINS), BINS - 1)
        found[at] += Bin(1, mastery, int(is_mastered))
    return tuple(found)


# --- Many of them -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """Some pupils before one engine. fitted: by content; numbers: of the pupils."""

    world: World
    seed: int
    engine: str
    numbers: range
    cap: int
    fitted: tuple[Parameters, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play. unfitted: the pupils that priors fitted to nothing meet, outside of the headline.

    log: pupils of the log that a prior is fitted to, for each content; cap: see `play`.
    """

    worlds: tuple[World, ...]
    pupils: int
    seed: int
    log: int
    cap: int
    unfitted: int


@dataclass(frozen=True, slots=True)
class Run:
    """One scenario, played. traces: by engine, pupil after pupil; fitted: by content."""

    world: World
    fitted: tuple[Parameters, ...]
    traces: dict[str, list[Trace]]


@contextmanager
def workers(processes: int) -> Iterator[Map]:
    if processes == 1:
        yield map
    else:
        with ProcessPoolExecutor(processes) as pool:
            yield pool.map


def runs(plan: Plan, do: Map) -> Iterator[Run]:
    """Yield each scenario; every engine meets the same pupils, in the same order."""
    pairs = [(world, number) for world in plan.worlds for number in range(CONTENTS)]
    found = do(_fit, [(world, plan.seed, number, plan.log) for world, number in pairs])
    fits = dict(zip(pairs, found, strict=True))
    under_way = []
    for world in plan.worlds:  # all is handed out at once, so that workers never wait for what is made of it
        fitted = tuple(fits[world, number] for number in range(CONTENTS))
        played = {name: do(_play, _pieces(plan, world, name, fitted)) for name in engines_of(world)}
        under_way.append((world, fitted, played))
    for world, fitted, played in under_way:
        traces = {name: list(chain.from_iterable(pieces)) for name, pieces in played.items()}
        yield Run(world, fitted, traces)


def engines_of(world: World) -> tuple[str, ...]:
    """Return what plays in a scenario: the smaller contents do without the priors fitted to nothing."""
    is_smaller = world.name.startswith("headline-")
    return tuple(each for each in ENGINES if not (is_smaller and each in UNFITTED))


def _pieces(plan: Plan, world: World, engine: str, fitted: tuple[Parameters, ...]) -> list[Work]:
    is_part = engine in UNFITTED and world.name != "headline"
    count = min(plan.pupils, plan.unfitted) if is_part else plan.pupils
    cap = min(plan.cap, world.skills)
    return [
        Work(world, plan.seed, engine, range(start, min(start + CHUNK, count)), cap, fitted)
        for start in range(0, count, CHUNK)
    ]


def _fit(task: tuple[World, int, int, int]) -> Parameters:
    return fitted_to(*task)


def _play(work: Work) -> list[Trace]:
    traces = []
    for number in work.numbers:
        fitted = work.fitted[number % CONTENTS] if work.engine == FITTED else None
        traces.append(
            play(player(work.engine, work.world, fitted), pupil(work.world, work.seed, number), work.cap)
        )
    return traces
