"""The engines that the bench sets side by side. Source: spec/campaigns.md 10.5, 10.3 for the wrong priors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from bench.adaptive_world import CONTENTS, World, content, pupil
from campaigns.domain.answers import Answer, Sitting
from campaigns.domain.bayes.engine import Bayes
from campaigns.domain.bayes.fitting import Log, fit
from campaigns.domain.bayes.parameters import NEVER, Parameters
from campaigns.domain.engine import (
    Ending,
    Engine,
    Question,
    Reason,
    Results,
    SkillResult,
    State,
    Status,
    pick_challenge,
)
from campaigns.domain.smart_random import SmartRandom

ASK_ALL, DEAD_END, SMART = "ask-everything", "smart-random", "smart-random-fixed"
FITTED, DEFAULTS, HIGH, LOW = "bayes-fitted", "bayes-defaults", "bayes-wrong-high", "bayes-wrong-low"
ENGINES = (ASK_ALL, DEAD_END, SMART, FITTED, DEFAULTS, HIGH, LOW)
# These miss the truth on purpose; they are played by fewer pupils outside of the headline.
UNFITTED = (DEFAULTS, HIGH, LOW)


@dataclass(frozen=True, slots=True)
class AskEverything:
    """Ask each skill once, tube after tube, and believe each answer."""

    name = "ask_everything"
    version = "1"

    def begin(self, sitting: Sitting) -> State:
        return _Everything(sitting)


class _Everything:
    def __init__(self, sitting: Sitting) -> None:
        self._course, self._seed = sitting.course, sitting.seed
        self._right: dict[str, bool] = {}

    def record(self, answer: Answer) -> None:
        skill, _ = self._course.asked_by[answer.challenge]
        self._right[skill.id] = answer.is_right

    def next_question(self) -> Question | Ending:
        for place, skill in self._course:
            if skill.id not in self._right:
                challenge = pick_challenge(self._seed, skill.challenges)
                return Question(skill, challenge, place, Reason.BEST, mastery=0.5, gain=1.0)
        return Ending.SETTLED

    def results(self) -> Results:
        statuses = {True: Status.VALIDATED, False: Status.INVALIDATED, None: Status.UNKNOWN}
        found = {skill.id: self._right.get(skill.id) for _, skill in self._course}
        skills = {
            pk: SkillResult(statuses[right], float(bool(right)), right is not None)
            for pk, right in found.items()
        }
        return Results(skills, rate=sum(map(bool, found.values())) / len(found), margin=0.0)

    def progress(self) -> float:
        return len(self._right) / self._course.skill_count


@dataclass(frozen=True, slots=True)
class Player:
    """An engine as the bench plays it.

    engine: as pupils meet it. beyond: asks on where it ends, for the curves; None if no threshold can move.
    """

    engine: Engine
    beyond: Engine | None = None


def player(name: str, world: World, fitted: Parameters | None = None) -> Player:
    """Return an engine of ENGINES. fitted: what was fitted for the content, for FITTED alone."""
    simple: dict[str, Callable[[], Engine]] = {
        ASK_ALL: AskEverything,
        DEAD_END: partial(SmartRandom, has_dead_end=True),
        SMART: SmartRandom,
    }
    if name in simple:
        return Player(simple[name]())
    parameters = fitted if name == FITTED else _unfitted(world)[name]
    if parameters is None:
        raise ValueError("nothing was fitted")
    return Player(Bayes(parameters), Bayes(parameters, NEVER))


def _unfitted(world: World) -> dict[str, Parameters]:
    # The wrong priors put the whole scatter into tau; next to nothing is left for the competences.
    wrong = Parameters(kappa=0.05)
    return {
        DEFAULTS: Parameters(),
        HIGH: replace(wrong, version=HIGH, mu=world.mean + 1, sigma=1.0, tau=0.7, slip=0.10, guess_scale=2.0),
        LOW: replace(wrong, version=LOW, mu=world.mean - 1, sigma=2.0, tau=1.5, slip=0.02, guess_scale=0.5),
    }


def fitted_to(world: World, seed: int, number: int, pupils: int) -> Parameters:
    """Return what the answers of other pupils tell of one content; they met smart random."""
    others = range(number, number + pupils * CONTENTS, CONTENTS)
    logs = [Log(tuple(_answers(SmartRandom(), world, seed, each))) for each in others]
    return fit(content(world, seed, number).course, logs, start=Parameters(), version=FITTED)


def _answers(engine: Engine, world: World, seed: int, number: int) -> Iterable[Answer]:
    who = pupil(world, seed, number, crowd="log")
    state, times = engine.begin(who.sitting), dict[str, int]()
    while isinstance(question := state.next_question(), Question):
        attempt = times.get(question.skill.id, 0)
        times[question.skill.id] = attempt + 1
        answer = who.answer(question.challenge.id, attempt)
        state.record(answer)
        yield answer
