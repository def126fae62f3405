"""Playing a mission: starting it, and giving answers. The pupils' pages and the demonstration come in here.

Double clicks, the Back button and a second tablet meet in these functions: each is one short transaction,
held by a lock on the attempt or by a constraint, and the first answer to a question stays.
"""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from django.db import transaction

from learners.models import Learner
from missions.domain import path, session
from missions.domain.content import MissionSpec
from missions.domain.path import ActivityStatus, AnswerResult, Level, Next, Played
from missions.domain.results import outcome
from missions.models import Activity, ActivityAnswer, Attempt, Mission
from missions.questions import Question, challenge_of, current_question
from missions.services.asking import PlayError, Refusal, draw, following, verdict_of
from missions.specs import spec_of
from pixorga.db.prepared import Prepared
from pixorga.lib.school_year import school_year_of

__all__ = [
    "PlayError",
    "Question",
    "Refusal",
    "current_question",
    "give_answer",
    "may_go_on",
    "start_attempt",
]

Verdict = ActivityAnswer.Verdict


@transaction.atomic
def start_attempt(*, learner: Learner, mission: Mission, now: datetime, rng: Random) -> Attempt:
    """Return the attempt that the pupil is playing, begun now if there is none: starting twice is resuming.

    learner: with its organization. Raises PlayError(SESSION_CLOSED). Source: spec/junior.md 3.6.
    """
    if not session.is_open(learner.organization.session_expires_at, now):
        raise PlayError(Refusal.SESSION_CLOSED)
    attempt, is_new = Attempt.objects.get_or_create(
        learner=learner,
        mission=mission,
        completed_at=None,
        defaults={
            "organization": learner.organization,
            "school_year": _school_year(learner, now),
            "started_at": now,
        },
    )
    if is_new:
        spec = spec_of(mission)
        first = path.next_activity([], step_count=len(spec.steps))
        _start_activity(attempt, [], first, spec, rng)
    return attempt


def may_go_on(*, learner: Learner, attempt: Attempt, now: datetime, asked_at: datetime | None = None) -> bool:
    """Return whether answers to this attempt are accepted, after the session too (spec/decisions.md 31).

    asked_at: when the question was shown, for an answer that a tablet may have kept since.
    """
    facts = {
        "started_at": attempt.started_at,
        "expires_at": learner.organization.session_expires_at,
        "now": now,
    }
    if asked_at is None:
        return session.may_answer(**facts)
    return session.may_send_kept(asked_at=asked_at, **facts)


@transaction.atomic
def give_answer(
    *,
    learner: Learner,
    activity_id: int,
    position: int,
    value: Sequence[str] = (),
    is_skip: bool = False,
    asked_at: datetime | None = None,
    now: datetime,
    rng: Random,
) -> ActivityAnswer:
    """Judge and store an answer, with all that follows from it; return the answer that counts, the first one.

    learner: with its organization. value: ids of choices, or the typed text alone; empty for a lesson.
    is_skip: « Je ne sais pas ». asked_at: see may_go_on(). Raises PlayError, and then nothing is written.
    """
    attempt = _lock_attempt(learner, activity_id)
    activities = _activities(attempt)
    activity = next(each for each in activities if each.pk == activity_id)
    given = _answers(activity)
    if position < len(given):
        return given[position]
    if activity.status != Activity.Status.STARTED or position > len(given):
        raise PlayError(Refusal.NOT_ASKED)
    if not may_go_on(learner=learner, attempt=attempt, now=now, asked_at=asked_at):
        raise PlayError(Refusal.SESSION_CLOSED)
    _join_school_year(attempt, learner, now)
    challenge_id = activity.challenge_ids[position]
    verdict = verdict_of(challenge_of(challenge_id), Level(activity.level), value, is_skip=is_skip)
    answer = ActivityAnswer.objects.create(
        activity=activity,
        position=position,
        challenge_id=challenge_id,
        value=list(value) if verdict in (Verdict.RIGHT, Verdict.WRONG) else [],
        verdict=verdict,
        answered_at=now,
    )
    if _end_activity(activity, [*given, answer]):
        _go_on(attempt, activities, now, rng)
    return answer


_attempt_of = Prepared(
    lambda learner, activity: (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("mission")
        .defer("mission__body")
        .filter(learner=learner, activities=activity)
        .order_by()
    ),
    2,
)
_activities_of = Prepared(lambda attempt: Activity.objects.filter(attempt=attempt).order_by("rank"), 1)
_answers_of = Prepared(
    lambda activity: ActivityAnswer.objects.filter(activity=activity).order_by("position"), 1
)


def _lock_attempt(learner: Learner, activity_id: int) -> Attempt:
    """Return the attempt of an activity; a second answer to it waits here until the first is committed."""
    attempt = _attempt_of.first(learner.pk, activity_id)
    if attempt is None:
        raise PlayError(Refusal.NOT_ASKED)
    return attempt


def _activities(attempt: Attempt) -> list[Activity]:
    """Return what was played in an attempt, oldest first; one query."""
    activities = _activities_of(attempt.pk)
    for each in activities:
        each.attempt = attempt
    return activities


def _answers(activity: Activity) -> list[ActivityAnswer]:
    """Return the answers to an activity, in order; one query."""
    answers = _answers_of(activity.pk)
    for each in answers:
        each.activity = activity
    return answers


def _join_school_year(attempt: Attempt, learner: Learner, now: datetime) -> None:
    """A mission that was left over the summer belongs to the year in which the pupil goes on with it."""
    year = _school_year(learner, now)
    if attempt.school_year != year:
        attempt.school_year = year
        attempt.save(update_fields=["school_year"])


def _end_activity(activity: Activity, answers: Sequence[ActivityAnswer]) -> bool:
    """Write that the activity is over, if it is; return whether it is."""
    results = [AnswerResult(answer.verdict) for answer in answers]
    status = path.activity_status(Level(activity.level), results, len(activity.challenge_ids))
    if status is ActivityStatus.STARTED:
        return False
    activity.status = status.value
    activity.save(update_fields=["status"])
    return True


def _go_on(attempt: Attempt, activities: Sequence[Activity], now: datetime, rng: Random) -> None:
    """Start the activity that follows the finished ones, or end the attempt; write what was reached."""
    spec = spec_of(attempt.mission)
    history = [Played(Level(each.level), each.step, ActivityStatus(each.status)) for each in activities]
    asked = following(history, spec)
    reached = outcome(history, step_count=len(spec.steps), is_over=asked is None)
    attempt.step_results = [result.value for result in reached.steps]
    attempt.dare_result = reached.dare.value if reached.dare else ""
    attempt.overall_result = reached.overall.value if reached.overall else ""
    attempt.completed_at = None if asked else now
    attempt.save(update_fields=["step_results", "dare_result", "overall_result", "completed_at"])
    if asked:
        _start_activity(attempt, activities, asked, spec, rng)


def _start_activity(
    attempt: Attempt, earlier: Sequence[Activity], asked: Next, spec: MissionSpec, rng: Random
) -> None:
    """Write the activity that is drawn."""
    used = {each.variant for each in earlier if (each.level, each.step) == (asked.level, asked.step)}
    drawn = draw(asked, spec, used, rng)
    Activity.objects.create(
        attempt=attempt,
        rank=len(earlier) + 1,
        level=drawn.level.value,
        step=drawn.step,
        variant=drawn.variant,
        challenge_ids=drawn.challenge_ids,
    )


def _school_year(learner: Learner, now: datetime) -> int:
    return school_year_of(learner.organization.local(now).date())
