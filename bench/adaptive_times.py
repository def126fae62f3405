"""How long the next question takes, as in a request: everything is rebuilt from the answers. Goal P10."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from bench.adaptive_engines import FITTED, SMART, player
from bench.adaptive_world import CONTENTS, HEADLINE, Pupil, World, pupil
from campaigns.domain.answers import Answer
from campaigns.domain.bayes.parameters import Parameters
from campaigns.domain.engine import Ending, Engine, replay


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of a decision. p50: half of them take at most so long, p99: all but one in a hundred.

    first: the longest of the first decisions, one for each content: a process prepares each content once.
    """

    decisions: int
    p50: float
    p99: float
    first: float


def decision_times(
    fitted: Sequence[Parameters],
    seed: int,
    pupils: int,
    *,
    world: World = HEADLINE,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, Times]:
    """Return the times of smart random and of bayes, over all questions of some pupils.

    fitted: by content.
    """
    found = {}
    for name in (SMART, FITTED):
        first, others = list[float](), list[float]()
        for number in range(pupils):
            engine = player(name, world, fitted[number % CONTENTS]).engine
            seconds = _decisions(engine, pupil(world, seed, number), clock)
            if number < CONTENTS:
                first.append(seconds.pop(0))
            others += seconds
        found[name] = times_of(others, first)
    return found


def times_of(seconds: Sequence[float], first: Sequence[float]) -> Times:
    """Return the times of decisions. first: those that nothing was ready for."""
    ordered = sorted(seconds)
    p50, p99 = (1000 * ordered[(len(ordered) - 1) * share // 100] for share in (50, 99))
    return Times(len(ordered), p50, p99, 1000 * max(first))


def _decisions(engine: Engine, who: Pupil, clock: Callable[[], float]) -> list[float]:
    seconds, answers, times = [], list[Answer](), Counter[str]()
    while True:
        start = clock()
        question = replay(engine, who.sitting, answers).next_question()
        seconds.append(clock() - start)
        if isinstance(question, Ending):
            return seconds
        answers.append(who.answer(question.challenge.id, times[question.skill.id]))
        times[question.skill.id] += 1
