"""Start again a run that failed through no fault of its file."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from imports.models import LearnerImport
from imports.services.steps import VALIDATE, ImportRunningError, Status, move, tell, wait_for_turn
from organizations.models import Organization
from pixorga.jobs import services as jobs


class NothingToRelaunchError(Exception):
    """The last run of the school did not fail, or its file is gone."""

    code = "NOTHING_TO_RELAUNCH"


def relaunch(*, organization: Organization, by: User, now: datetime | None = None) -> None:
    """Start the last run of the school again, with the file that was sent; « Relancer » (decisions.md 30).

    ImportRunningError: it is under way already. NothingToRelaunchError: see there.
    """
    now = now or timezone.now()
    run = LearnerImport.objects.of(organization).first()
    if run is not None and run.is_running:
        raise ImportRunningError
    if run is None or not run.can_relaunch:
        raise NothingToRelaunchError
    _relaunch(run, by, now)


@transaction.atomic
def _relaunch(run: LearnerImport, by: User, now: datetime) -> None:
    wait_for_turn(run.organization)
    if not move(run, Status.IMPORT_ERROR, Status.UPLOADED, ended_at=None) or not run.chunks.exists():
        raise NothingToRelaunchError
    jobs.enqueue(VALIDATE, run.pk, now=now)
    tell(run, "import.relaunched", now, actor_id=by.pk)
