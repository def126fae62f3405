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

# Of the rules of this module and of those that it uses: another one when the same answers lead elsewhere.
REVISION = "1"
# How far the profile of a pupil is believed.
BELIEF = 0.95
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
        return f"{REVISION}:{self.parameters.version}"

    def begin(self, sitting: Sitting) -> "BayesState":
        """Return what is known before the first question."""
        return BayesState(self.parameters.cautious, self.stopping, sitting)


class BayesState:
    """What is known of a pupil in the middle of a course; see `campaigns.domain.engine.State`."""

    def __init__(self, parameters: Parameters, stopping: Stopping, sitting: Sitting) -> None:
        self._parameters, self._stopping, self._sitting = parameters, stopping, sitting
        self._posterior = Posterior(parameters, sitting.course.shape)
        self._settled = _read_profile(sitting, self._posterior)
        self._asked: set[str] = set()
        self._times: Counter[str] = Counter()
        self._touched: set[str] = set()  # competences
        self._answered: set[int] = set()  # tubes
        self._last: Answer | None = None
        self._masteries: Sequence[float] | None = None
        self._decision: Question | Ending | None = None
        self._progress = min(sitting.progress, ALMOST_DONE)

    def record(self, answer: Answer) -> None:
        """Take one more answer into account; KeyError for a challenge of another course."""
        course = self._sitting.course
        skill, challenge = course.asked_by[answer.challenge]
        if challenge.id in self._asked:  # told twice, it is one answer all the same
            return
        place = course.places[skill.id]
        likelihoods = self._parameters.likelihoods(challenge, answer.outcome)
        self._posterior.observe(place.tube, place.rank, *likelihoods)
        self._asked.add(challenge.id)
        self._times[skill.id] += 1
        self._touched.add(course.tubes[place.tube].competence)
        self._answered.add(place.tube)
        self._last = answer
        self._masteries = self._decision = None

    def next_question(self) -> Question | Ending:
        """Return what to ask, or why nothing is asked; the same until the next answer."""
        if self._decision is None:
            self._decision = self._decide()
        return self._decision

    def results(self) -> Results:
        """Return what is known of each skill now; validated is what is rather mastered than not."""
        masteries = self.masteries()
        skills = {
            skill.id: SkillResult(
                status=Status.VALIDATED if mastery > 0.5 else Status.INVALIDATED,
                mastery=mastery,
                is_direct=skill.id in self._times,
            )
            for (_, skill), mastery in zip(self._sitting.course, masteries, strict=True)
        }
        if not skills:
            return Results(skills, rate=0.0, margin=0.0)
        rate = min(sum(masteries) / len(skills), 1.0)
        margin = NINE_OF_TEN * sqrt(max(self._posterior.mastered()[1], 0.0)) / len(skills)
        return Results(skills, rate, min(margin, max(rate, 1 - rate)))

    def progress(self) -> float:
        """Return how much of the doubt is gone, 0.0 to 1.0; never less than before, 1.0 at the end only."""
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
        """Return the share of skills that would be judged wrongly now, as far as the engine knows.

        What the profile settles is left out: no question would change it.
        """
        pairs = zip(self._sitting.course, self.masteries(), strict=True)
        doubts = [min(each, 1 - each) for (_, skill), each in pairs if skill.id not in self._settled]
        return sum(doubts) / len(doubts) if doubts else 0.0

    def _decide(self) -> Question | Ending:
        playable = self._playable()
        if wanted := [each for each in playable if self._is_wanted(each)]:
            return _question(self._pick(self._allowed(wanted, frozenset())), Reason.AGAIN)
        candidates = self._worth_asking(playable)
        if ending := self._ending(playable, candidates):
            return ending
        if self._last is None:
            return _question(
                self._pick(first_ones(candidates, self._sitting.course.easy_tubes)), Reason.FIRST
            )
        due = self._competences_due(candidates)
        one = self._pick(self._allowed(candidates, due))
        return _question(one, self._why(one, due))

    def _playable(self) -> list[Candidate]:
        """Return the skills that may be asked, each with its challenge."""
        sitting, parameters = self._sitting, self._parameters
        found = []
        for (place, skill), mastery in zip(sitting.course, self.masteries(), strict=True):
            if skill.id in self._settled or self._times[skill.id] >= self._stopping.repeats:
                continue
            if left := unasked(skill, self._asked, sitting.spent):
                if self._avoids_clock:
                    left = [challenge for challenge in left if not challenge.is_timed] or left
                challenge = pick_challenge(sitting.seed, left)
                gain = information(mastery, parameters.slip, parameters.guess(challenge))
                competence = sitting.course.tubes[place.tube].competence
                found.append(Candidate(place, skill, competence, challenge, mastery, gain))
        return found

    @property
    def _avoids_clock(self) -> bool:
        """Whether the next question is better not timed: it is the first one, or follows one that was."""
        return self._last is None or self._last.was_timed

    @property
    def _least(self) -> int:
        """How many questions are asked however little they tell."""
        return min(self._stopping.least, self._sitting.course.skill_count)

    def _is_wanted(self, candidate: Candidate) -> bool:
        """Say whether a pupil who tries again waits for this skill: once, unless his tube tells enough."""
        pk = candidate.skill.id
        is_open = candidate.gain >= self._stopping.least_gain or candidate.place.tube not in self._answered
        return pk in self._sitting.wanted and not self._times[pk] and is_open

    def _worth_asking(self, playable: Sequence[Candidate]) -> list[Candidate]:
        if len(self._asked) < self._least:
            return list(playable)
        return [each for each in playable if each.gain >= self._stopping.least_gain]

    def _ending(self, playable: Sequence[Candidate], candidates: Sequence[Candidate]) -> Ending | None:
        count, stopping = len(self._asked), self._stopping
        if not playable:
            return self._ending_of_all()
        if count >= stopping.most:
            return Ending.LONG_ENOUGH
        if count >= self._least and self.expected_error() <= stopping.expected_error:
            return Ending.SURE_ENOUGH
        return None if candidates else Ending.LITTLE_TO_LEARN

    def _ending_of_all(self) -> Ending:
        """Return why nothing may be asked: all was, or is known; or some skills have no challenge."""
        names = (skill.id for _, skill in self._sitting.course)
        is_settled = all(pk in self._settled or self._times[pk] for pk in names)
        return Ending.SETTLED if is_settled else Ending.NOTHING_TO_ASK

    def _allowed(self, candidates: Sequence[Candidate], due: frozenset[str]) -> list[Candidate]:
        return next_ones(
            candidates,
            ability=self._posterior.ability(),
            avoids_clock=self._avoids_clock,
            competences=due,
        )

    def _competences_due(self, candidates: Sequence[Candidate]) -> frozenset[str]:
        """Return the competences of which one must be touched now, none while there is time for all."""
        untouched = frozenset(each.competence for each in candidates) - self._touched
        left = TOUCHED_WITHIN * len(self._sitting.course.competences) - len(self._asked)
        return untouched if 0 < left <= len(untouched) else frozenset()

    def _pick(self, allowed: Sequence[Candidate]) -> Candidate:
        chosen = best(allowed)
        return chosen[draw(self._sitting.seed, len(chosen))]

    def _why(self, one: Candidate, due: frozenset[str]) -> Reason:
        if one.competence in due:
            return Reason.COMPETENCE
        return Reason.REPEATED if self._times[one.skill.id] else Reason.BEST

    def _way_done(self) -> float:
        """Return how much of the doubt is gone, or of the questions there may be, whichever is more."""
        stopping = self._stopping
        at_first = BayesState(self._parameters, stopping, self._sitting).expected_error()
        to_settle = at_first - stopping.expected_error
        settled = (at_first - self.expected_error()) / to_settle if to_settle > 0 else 0.0
        return max(settled, len(self._asked) / stopping.most)


def _question(one: Candidate, reason: Reason) -> Question:
    return Question(one.skill, one.challenge, one.place, reason, one.mastery, one.gain)


def _read_profile(sitting: Sitting, posterior: Posterior) -> dict[str, Status]:
    """Believe what is known from before; return the skills that it settles, which are not asked."""
    settled: dict[str, Status] = {}
    for index, tube in enumerate(sitting.course.tubes):
        known = sitting.known.get(tube.id, UNKNOWN)
        ceiling = known.current_ceiling
        held = [rank for rank, skill in enumerate(tube.skills) if skill.level <= known.floor]
        failed = [rank for rank, skill in enumerate(tube.skills) if ceiling and skill.level >= ceiling]
        if held:
            posterior.observe(index, held[-1], BELIEF, 1 - BELIEF)
        if failed:
            posterior.observe(index, failed[0], 1 - BELIEF, BELIEF)
        settled |= dict.fromkeys((tube.skills[rank].id for rank in held), Status.VALIDATED)
        settled |= dict.fromkeys((tube.skills[rank].id for rank in failed), Status.INVALIDATED)
    return settled


def _as_known(mastery: float, status: Status | None) -> float:
    """Return the mastery of a skill of which the profile says this: no other tube speaks against it."""
    if status is Status.VALIDATED:
        return max(mastery, BELIEF)
    return min(mastery, 1 - BELIEF) if status is Status.INVALIDATED else mastery
