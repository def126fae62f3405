"""« Donner ce travail à un autre élève »: whoever tapped on a wrong name worked for somebody else."""

from datetime import datetime
from enum import StrEnum

from django.db import IntegrityError, transaction

from accounts.models import User
from learners.locks import lock_pupils
from learners.models import Learner
from missions.models import Attempt
from organizations.models import Organization
from pixorga.journal.services import record


class GivingProblem(StrEnum):
    """Why an attempt stays where it is."""

    SAME_PUPIL = "SAME_PUPIL"
    DISABLED = "DISABLED"
    ALREADY_PLAYING = "ALREADY_PLAYING"
    MOVED_MEANWHILE = "MOVED_MEANWHILE"


class GivingError(Exception):
    """An attempt that is not given. code: a GivingProblem."""

    def __init__(self, code: GivingProblem) -> None:
        super().__init__(code.value)
        self.code = code


@transaction.atomic
def give_attempt(
    *, organization: Organization, attempt_id: int, giver: Learner, taker: Learner, by: User, now: datetime
) -> bool:
    """Make an attempt the taker’s, with its answers and results; return False when it is his already.

    giver, taker: pupils of the school. The school year stays. An answer that is being given is waited for;
    the next one from the giver’s tablet is not asked any more. Raises GivingError.
    Source: spec/decisions.md 37.
    """
    if giver.pk == taker.pk:
        raise GivingError(GivingProblem.SAME_PUPIL)
    # What is counted of the school is counted again; then the attempt, as where answers are given.
    lock_pupils(organization.pk)
    attempts = Attempt.objects.select_for_update().of(organization)
    attempt = attempts.filter(pk=attempt_id, learner__in=[giver, taker]).first()
    if attempt is None:
        raise GivingError(GivingProblem.MOVED_MEANWHILE)
    if attempt.learner_id == taker.pk:
        return False
    if problem := giving_problem(attempt, taker):
        raise GivingError(problem)
    attempt.learner, attempt.organization = taker, organization
    try:
        with transaction.atomic():
            attempt.save(update_fields=["learner", "organization"])
    except IntegrityError as error:  # the taker began the mission at this very moment
        raise GivingError(GivingProblem.ALREADY_PLAYING) from error
    record(
        "attempt.given",
        actor_id=by.pk,
        organization_id=organization.pk,
        subject_id=attempt.pk,
        details={"mission": attempt.mission_id, "from": giver.pk, "to": taker.pk},
        now=now,
    )
    return True


def giving_problem(attempt: Attempt, taker: Learner) -> GivingProblem | None:
    """Return why an attempt cannot be given to a pupil, None when it can; two queries at most."""
    if attempt.learner_id == taker.pk:
        return GivingProblem.SAME_PUPIL
    if not Learner.objects.active().filter(pk=taker.pk).exists():
        return GivingProblem.DISABLED
    playing = Attempt.objects.started().filter(learner=taker, mission=attempt.mission_id)
    if not attempt.is_completed and playing.exists():
        return GivingProblem.ALREADY_PLAYING
    return None
