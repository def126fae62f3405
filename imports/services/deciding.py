"""A run that would disable very many pupils waits for a yes or a no. Source: decisions.md 28."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from imports.models import LearnerImport
from imports.services.steps import WAITING_LENGTH, WRITE, Status, drop_bytes, move, tell
from imports.services.telling import tell_sender
from organizations.models import Organization
from organizations.services import lock_organization
from pixorga.jobs import services as jobs
from pixorga.jobs.services import Claim


class NothingToDecideError(Exception):
    """No run of the school waits, or it is another one than the one whose page was shown."""

    code = "NOTHING_TO_DECIDE"


@transaction.atomic
def confirm(*, organization: Organization, run_id: int, by: User, now: datetime | None = None) -> None:
    """Let the run that waits disable the pupils whom the page named; « Confirmer l’import ».

    NothingToDecideError: it waits no more, or it is another one.
    """
    now = now or timezone.now()
    run = _waiting(organization, run_id)
    move(run, Status.WAITING, Status.VALIDATED, confirmed_at=now, confirmed_by=by)
    tell(run, "import.confirmed", now, actor_id=by.pk, left=len(run.leaving))
    jobs.enqueue(WRITE, run.pk, now=now)


@transaction.atomic
def abandon(*, organization: Organization, run_id: int, by: User, now: datetime | None = None) -> None:
    """End the run that waits without a change; « Abandonner ».

    NothingToDecideError: it waits no more, or it is another one.
    """
    _abandon(_waiting(organization, run_id), now or timezone.now(), actor_id=by.pk)


def lapse(claim: Claim) -> None:
    """Abandon a run about which nobody decided in time."""
    with transaction.atomic():
        claim.finish()
        now = timezone.now()
        waiting = LearnerImport.objects.filter(status=Status.WAITING, created_at__lte=now - WAITING_LENGTH)
        run = waiting.select_for_update().filter(pk=claim.job.subject_id).first()
        if run is not None:
            _abandon(run, now)
            tell_sender(run, Status.ABANDONED, now)


def _waiting(organization: Organization, run_id: int) -> LearnerImport:
    lock_organization(organization.pk)
    runs = LearnerImport.objects.of(organization).filter(pk=run_id, status=Status.WAITING)
    run = runs.select_for_update().first()
    if run is None:
        raise NothingToDecideError
    return run


def _abandon(run: LearnerImport, now: datetime, *, actor_id: int | None = None) -> None:
    move(run, Status.WAITING, Status.ABANDONED, ended_at=now, leaving=[])
    drop_bytes(run)
    tell(run, "import.abandoned", now, actor_id=actor_id)
