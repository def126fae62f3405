"""The question that a pupil is asked now."""

from dataclasses import dataclass

from django.db.models import Count

from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from challenges.specs import parsed
from learners.models import Learner
from missions.domain.path import Level
from missions.models import Activity, Attempt
from pixorga.db.prepared import Prepared

# The start of the attempt says how long it may go on; the rest is what the page shows.
READ_FIELDS = (
    "level",
    "step",
    "status",
    "challenge_ids",
    "attempt__started_at",
    "attempt__mission__title",
    "attempt__mission__competence",
)

# What is being played, with how far it is.
PLAYING = (
    Activity.objects.filter(status=Activity.Status.STARTED, attempt__completed_at=None)
    .select_related("attempt__mission")
    .only(*READ_FIELDS)
    .annotate(answer_count=Count("answers"))
    .order_by()
)

_playing = Prepared(
    lambda learner, mission: PLAYING.filter(attempt__learner=learner, attempt__mission=mission), 2
)

# By row: a row is a revision, and an edited text another one. Nothing here ever becomes outdated.
_by_row: dict[int, ChallengeSpec] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked now. position: from 0, among ``length``.

    challenge holds the solution: it stays on the server, browsers get its ``public_view``.
    """

    attempt: Attempt
    activity: Activity
    position: int
    challenge: ChallengeSpec

    @property
    def length(self) -> int:
        """How many questions the activity has when none of them ends it."""
        return len(self.activity.challenge_ids)

    @property
    def may_skip(self) -> bool:
        """Whether « Je ne sais pas » is offered: what is there to be learnt is not skipped."""
        return self.challenge.is_judged and self.activity.level != Level.TUTORIAL


def current_question(attempt: Attempt) -> Question | None:
    """Return what this attempt asks now, None when it is over; two queries."""
    return _question(PLAYING.filter(attempt=attempt).first())


def question_of(learner: Learner, mission_id: int) -> Question | None:
    """Return what a mission asks its pupil now, None when he is not playing it; two queries."""
    # One at most: constraints and services see to it.
    return _question(_playing.first(learner.pk, mission_id))


def _question(activity: Activity | None) -> Question | None:
    if activity is None:
        return None
    position = activity.answer_count
    challenge = challenge_of(activity.challenge_ids[position])
    return Question(activity.attempt, activity, position, challenge)


def challenge_of(challenge_id: int) -> ChallengeSpec:
    """Return a question by the key of its row, solution included; one query, the first time only."""
    spec = _by_row.get(challenge_id)
    if spec is None:
        spec = _by_row[challenge_id] = parsed(Challenge.objects.defer("body").get(pk=challenge_id))
    return spec


def forget() -> None:
    """Read every question again: the rows are others now (tests)."""
    _by_row.clear()
