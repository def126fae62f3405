"""The engine `bayes`: ask what tells most, stop when little is left to doubt.

Source: spec/campaigns.md 11.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from campaigns.domain.answers import Answer, Known, Sitting
from campaigns.domain.bayes.choice import Candidate, best, first_ones, information, next_ones
from campaigns.domain.bayes.parameters import DEFAULTS, USUAL, Parameters, Stopping
from campaigns.domain.bayes.posterior import Posterior
from campaigns.domain.engine import (
    Ending,
    Question,
    Reason,
    Results,
    SkillResult,
    Status,
    draw,
    pick_challenge,
    unasked,
)

# How far the profile of a pupil is believed, whatever is thought of pupils in general.
BELIEF = 0.95
# A little doubt is left of what is all but certain.
DOUBT = 1e-6
UNKNOWN = Known()
# Standard deviations on each side of the mean: nine times out of ten, the truth lies between.
NINE_OF_TEN = 1.645
# Each competence is touched within so many questions for each of them.
TOUCHED_WITHIN = 2
ALMOST_DONE = 0.99


@dataclass(frozen=True, slots=True)
class Bayes:
    """The engine with its parameters."""

    parameters: Parameters = DEFAULTS
    stopping: Stopping = USUAL
    name: str = "bayes"

    @property
    def version(self) -> str:
        return self.parameters.version

    def begin(self, sitting: Sitting) -> "BayesState":
        return BayesState(self.parameters.cautious, self.stopping, sitting)


class BayesState:
    """What is known of a pupil in the middle of a course; see `campaigns.domain.engine.State`."""

    def __init__(self, parameters: Parameters, stopping: Stopping, sitting: Sitting) -> None:
        self._parameters, self._stopping, self._sitting = parameters, stopping, sitting
        self._posterior = Posterior(parameters, sitting.course.shape)
        self._settled = _read_profile(sitting, self._posterior)
        self._asked: set[str] = set()
        self._times: Counter[str] = Counter()
        self._touched: set[str] = set()
        self._last: Answer | None = None
        self._masteries: Sequence[float] | None = None
        self._decision: Question | Ending | None = None
        self._progress = sitting.progress

    def record(self, answer: Answer) -> None:
        course = self._sitting.course
        skill, challenge = course.asked_by[answer.challenge]
        place = course.places[skill.id]
        likelihoods = self._parameters.likelihoods(challenge, answer.outcome)
        self._posterior.observe(place.tube, place.rank, *likelihoods)
        self._asked.add(challenge.id)
        self._times[skill.id] += 1
        self._touched.add(course.tubes[place.tube].competence)
        self._last = answer
        self._masteries = self._decision = None

    def next_question(self) -> Question | Ending:
        if self._decision is None:
            self._decision = self._decide()
        return self._decision

    def results(self) -> Results:
        masteries = self.masteries()
        skills = {
            skill.id: SkillResult(
                status=Status.VALIDATED if mastery > 0.5 else Status.INVALIDATED,
                mastery=mastery,
                is_direct=skill.id in self._times,
            )
            for (_, skill), mastery in zip(self._sitting.course, masteries, strict=True)
        }
        mean, variance = self._posterior.mastered()
        count = len(skills)
        return Results(skills, rate=mean / count, margin=NINE_OF_TEN * sqrt(max(variance, 0.0)) / count)

    def progress(self) -> float:
        is_over = isinstance(self.next_question(), Ending)
        reached = 1.0 if is_over else min(self._way_done(), ALMOST_DONE)
        self._progress = max(self._progress, reached)
        return self._progress

    def masteries(self) -> Sequence[float]:
        """Return the probability that each skill is mastered, in the order of the course."""
        if self._masteries is None:
            self._masteries = [
                _as_known(mastery, self._settled.get(skill.id))
                for (_, skill), mastery in zip(self._sitting.course, self._posterior.masteries(), strict=True)
            ]
        return self._masteries

    def expected_error(self) -> float:
        """Return the share of skills that would be judged wrongly now, as far as the engine knows."""
        masteries = self.masteries()
        return sum(min(each, 1 - each) for each in masteries) / len(masteries)

    def _decide(self) -> Question | Ending:
        playable = self._playable()
        candidates = [each for each in playable if each.gain >= self._stopping.least_gain]
        if ending := self._ending(playable, candidates):
            return ending
        if self._last is None:
            return self._choose(first_ones(candidates, self._sitting.course.easy_tubes), Reason.FIRST)
        due = self._competences_due(candidates)
        allowed = next_ones(
            candidates, ability=self._posterior.ability(), after_timed=self._last.was_timed, competences=due
        )
        return self._choose(allowed, Reason.COMPETENCE if due else Reason.BEST)

    def _playable(self) -> list[Candidate]:
        """Return the skills that may be asked, each with its challenge."""
        sitting, parameters = self._sitting, self._parameters
        found = []
        for (place, skill), mastery in zip(sitting.course, self.masteries(), strict=True):
            if skill.id in self._settled or self._times[skill.id] >= self._stopping.repeats:
                continue
            if left := unasked(skill, self._asked, sitting.spent):
                challenge = pick_challenge(sitting.seed, left)
                gain = information(mastery, parameters.slip, parameters.guess(challenge))
                competence = sitting.course.tubes[place.tube].competence
                found.append(Candidate(place, skill, competence, challenge, mastery, gain))
        return found

    def _ending(self, playable: Sequence[Candidate], candidates: Sequence[Candidate]) -> Ending | None:
        count, stopping = len(self._asked), self._stopping
        if not playable:
            return Ending.NOTHING_TO_ASK
        if not candidates:
            return Ending.LITTLE_TO_LEARN
        if count >= stopping.most:
            return Ending.LONG_ENOUGH
        if count >= stopping.least and self.expected_error() <= stopping.expected_error:
            return Ending.SURE_ENOUGH
        return None

    def _competences_due(self, candidates: Sequence[Candidate]) -> frozenset[str]:
        """Return the competences of which one must be touched now, none while there is time for all."""
        untouched = frozenset(each.competence for each in candidates) - self._touched
        left = TOUCHED_WITHIN * len(self._sitting.course.competences) - len(self._asked)
        return untouched if 0 < left <= len(untouched) else frozenset()

    def _choose(self, allowed: Sequence[Candidate], reason: Reason) -> Question:
        chosen = best(allowed)
        one = chosen[draw(self._sitting.seed, len(chosen))]
        if reason is Reason.BEST and self._times[one.skill.id]:
            reason = Reason.REPEATED
        return Question(one.skill, one.challenge, one.place, reason, one.mastery, one.gain)

    def _way_done(self) -> float:
        """Return how much of the doubt is gone, or of the questions there may be, whichever is more."""
        stopping = self._stopping
        at_first = BayesState(self._parameters, stopping, self._sitting).expected_error()
        to_settle = at_first - stopping.expected_error
        settled = (at_first - self.expected_error()) / to_settle if to_settle > 0 else 0.0
        return max(settled, len(self._asked) / stopping.most)


def _read_profile(sitting: Sitting, posterior: Posterior) -> dict[str, Status]:
    """Believe what is known from before; return the skills that it settles, which are not asked.

    What is known weighs as much as makes it as likely as BELIEF, however rare or common it is among pupils.
    """
    settled: dict[str, Status] = {}
    expected = dict(zip(sitting.course.places, posterior.masteries(), strict=True)) if sitting.known else {}
    for index, tube in enumerate(sitting.course.tubes):
        known = sitting.known.get(tube.id, UNKNOWN)
        held = [rank for rank, skill in enumerate(tube.skills) if skill.level <= known.floor]
        failed = [
            rank
            for rank, skill in enumerate(tube.skills)
            if known.current_ceiling and skill.level >= known.current_ceiling and rank not in held
        ]
        for ranks, status, decisive in (
            (held, Status.VALIDATED, held[-1:]),
            (failed, Status.INVALIDATED, failed[:1]),
        ):
            settled |= dict.fromkeys((tube.skills[rank].id for rank in ranks), status)
            for rank in decisive:
                belief = BELIEF if status is Status.VALIDATED else 1 - BELIEF
                chance = min(max(expected[tube.skills[rank].id], DOUBT), 1 - DOUBT)
                posterior.observe(index, rank, belief * (1 - chance), (1 - belief) * chance)
    return settled


def _as_known(mastery: float, status: Status | None) -> float:
    """Return the mastery of a skill of which the profile says this: no other tube speaks against it."""
    if status is Status.VALIDATED:
        return max(mastery, BELIEF)
    return min(mastery, 1 - BELIEF) if status is Status.INVALIDATED else mastery
