"""Trying a mission as a pupil plays it, without a pupil: nothing is written, all of it is a small state.

The path, the draws and the judgements are those of the pupils (missions.services.asking).
Source: spec/decisions.md 37.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from random import Random
from typing import Self

from challenges.models import Challenge
from missions.domain import path
from missions.domain.path import ActivityStatus, AnswerResult, Level, Next, Played
from missions.domain.results import Outcome, outcome
from missions.models import Activity, ActivityAnswer, Attempt, Mission
from missions.questions import Question, challenge_of
from missions.services.asking import PlayError, Refusal, draw, following, verdict_of
from missions.specs import spec_of

Verdict = ActivityAnswer.Verdict

LARGEST_NUMBER = 2**31
# Of the activities of one tryout, far more than a mission has.
MOST_ACTIVITIES = 1000


@dataclass(frozen=True, slots=True)
class Tried:
    """An activity of a tryout. verdicts: of its answers, in order."""

    level: Level
    step: int | None
    status: ActivityStatus
    variant: int
    challenge_ids: list[int]
    verdicts: list[str]


@dataclass(frozen=True, slots=True)
class Given:
    """The last answer, all that is kept of the answers themselves. activity: its number."""

    activity: int
    position: int
    value: list[str]
    verdict: str


@dataclass(frozen=True, slots=True)
class Tryout:
    """A mission that somebody tries. number: tells it from the one before, in addresses and forms.

    digest: of the mission as it was at the start. given: None before the first answer.
    """

    number: int
    digest: str
    activities: tuple[Tried, ...]
    given: Given | None

    @classmethod
    def from_state(cls, state: object) -> Self | None:
        """Return what `to_state` gave, None for anything else, such as the state of another release."""
        try:
            activities = tuple(
                Tried(**each | {"level": Level(each["level"]), "status": ActivityStatus(each["status"])})
                for each in state["activities"]
            )
            given = Given(**state["given"]) if state["given"] else None
            tryout = cls(state["number"], state["digest"], activities, given)
        except (KeyError, TypeError, ValueError):
            return None
        return tryout if tryout.activities else None

    def to_state(self) -> dict[str, object]:
        """Return the state as plain values, for a browser’s session."""
        return asdict(self)

    @property
    def history(self) -> list[Played]:
        """The activities for the rules of the path, oldest first; the last one may still be played."""
        return [Played(each.level, each.step, each.status) for each in self.activities]

    @property
    def finished(self) -> list[Played]:
        """The activities that are over."""
        return [played for played in self.history if played.status is not ActivityStatus.STARTED]

    @property
    def is_over(self) -> bool:
        return self.activities[-1].status is not ActivityStatus.STARTED

    def is_outdated(self, mission: Mission) -> bool:
        """Return whether the mission was edited since the start."""
        return self.digest != mission.digest

    def activity_number(self, rank: int) -> int:
        """Return what stands for an activity of this tryout, and of no other, in addresses and forms."""
        return self.number * MOST_ACTIVITIES + rank


def start_tryout(*, mission: Mission, rng: Random) -> Tryout:
    """Return a tryout that begins."""
    tryout = Tryout(rng.randrange(1, LARGEST_NUMBER), mission.digest, (), None)
    return _draw(tryout, path.next_activity([], step_count=len(spec_of(mission).steps)), mission, rng)


def question_of(tryout: Tryout, mission: Mission) -> Question | None:
    """Return what is asked now, None when the tryout is over; one query."""
    if tryout.is_over:
        return None
    activity = _activity(tryout, mission, len(tryout.activities))
    position = len(tryout.activities[-1].verdicts)
    return Question(activity.attempt, activity, position, challenge_of(activity.challenge_ids[position]))


def give_answer(
    tryout: Tryout,
    *,
    mission: Mission,
    activity: int,
    position: int,
    value: Sequence[str] = (),
    is_skip: bool = False,
    rng: Random,
) -> Tryout:
    """Return the tryout after an answer; the same one when the last answer is sent again.

    activity: its number. Raises PlayError for what is not asked or not to be judged.
    """
    if tryout.given and (activity, position) == (tryout.given.activity, tryout.given.position):
        return tryout
    asked = question_of(tryout, mission)
    if asked is None or (activity, position) != (asked.activity.pk, asked.position):
        raise PlayError(Refusal.NOT_ASKED)
    *earlier, current = tryout.activities
    verdict = verdict_of(asked.challenge, current.level, value, is_skip=is_skip)
    verdicts = [*current.verdicts, verdict.value]
    status = path.activity_status(
        current.level, [AnswerResult(each) for each in verdicts], len(current.challenge_ids)
    )
    kept = list(value) if verdict in (Verdict.RIGHT, Verdict.WRONG) else []
    answered = replace(
        tryout,
        activities=(*earlier, replace(current, verdicts=verdicts, status=status)),
        given=Given(activity, position, kept, verdict.value),
    )
    if status is ActivityStatus.STARTED:
        return answered
    return _draw(answered, following(answered.history, spec_of(mission)), mission, rng)


def last_answer(tryout: Tryout, mission: Mission, activity: int, position: int) -> ActivityAnswer | None:
    """Return the answer of an address with all that its page needs, None unless it is the last; one query."""
    given = tryout.given
    if given is None or (given.activity, given.position) != (activity, position):
        return None
    rank = activity - tryout.activity_number(0)
    played = _activity(tryout, mission, rank)
    challenge = Challenge.objects.defer("body").get(pk=played.challenge_ids[position])
    return ActivityAnswer(
        activity=played, position=position, challenge=challenge, value=given.value, verdict=given.verdict
    )


def following_of(tryout: Tryout) -> Next | None:
    """Return the activity that is played now, None at the end."""
    if tryout.is_over:
        return None
    current = tryout.activities[-1]
    return Next(current.level, current.step)


def reached(tryout: Tryout, mission: Mission) -> Outcome:
    """Return what a pupil who played so would have reached."""
    return outcome(tryout.history, step_count=len(spec_of(mission).steps), is_over=tryout.is_over)


def _draw(tryout: Tryout, asked: Next | None, mission: Mission, rng: Random) -> Tryout:
    if asked is None:
        return tryout
    used = {
        each.variant for each in tryout.activities if (each.level, each.step) == (asked.level, asked.step)
    }
    drawn = draw(asked, spec_of(mission), used, rng)
    started = Tried(
        drawn.level, drawn.step, ActivityStatus.STARTED, drawn.variant, drawn.challenge_ids, verdicts=[]
    )
    return replace(tryout, activities=(*tryout.activities, started))


def _activity(tryout: Tryout, mission: Mission, rank: int) -> Activity:
    """Return an activity as the pupils’ pages take it: rows that are never saved."""
    tried = tryout.activities[rank - 1]
    return Activity(
        pk=tryout.activity_number(rank),
        attempt=Attempt(pk=tryout.number, mission=mission),
        rank=rank,
        level=tried.level.value,
        step=tried.step,
        status=tried.status.value,
        variant=tried.variant,
        challenge_ids=tried.challenge_ids,
    )
