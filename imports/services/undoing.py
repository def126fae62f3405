"""Take the last import of a school back. Source: decisions.md 29."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from imports.models import ImportedLearner, LearnerImport
from imports.restoring import restore
from imports.services.steps import UNDO_LENGTH, Status, tell
from organizations.models import Organization
from organizations.services import lock_organization
from pixorga.jobs.services import Claim


class NothingToUndoError(Exception):
    """The run is not an import that can be undone, or not any more."""

    code = "NOTHING_TO_UNDO"


def can_undo(run: LearnerImport, now: datetime) -> bool:
    """Return whether a run is the last import of its school, changed something, and is recent enough.

    Not while another file is under way. One query, for such a run only.
    """
    if run.status != Status.IMPORTED or run.undone_at or run.ended_at <= now - UNDO_LENGTH:
        return False
    if not (run.created_count or run.changed_count or run.back_count or run.left_count):
        return False
    in_the_way = Q(status=Status.IMPORTED, pk__gt=run.pk) | Q(status__in=LearnerImport.RUNNING)
    return not LearnerImport.objects.filter(in_the_way, organization=run.organization_id).exists()


@transaction.atomic
def undo(*, organization: Organization, run_id: int, by: User, now: datetime | None = None) -> None:
    """Make the pupils what they were before the run; « Annuler cet import ».

    NothingToUndoError: see there, and `can_undo`.
    """
    now = now or timezone.now()
    # Whoever sends a file, confirms, or undoes too comes before us or waits.
    lock_organization(organization.pk)
    runs = LearnerImport.objects.of(organization).select_related("organization")
    run = runs.select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None or not can_undo(run, now):
        raise NothingToUndoError
    done = restore(run, now=now)
    run.undone_at, run.undone_by = now, by
    run.save(update_fields=["undone_at", "undone_by"])
    run.learners.all().delete()
    tell(run, "import.undone", now, actor_id=by.pk, **asdict(done))


def forget_traces(claim: Claim) -> None:
    """Drop what a run replaced once it cannot be undone any more."""
    with transaction.atomic():
        claim.finish()
        long_ago = timezone.now() - UNDO_LENGTH
        imported = LearnerImport.objects.filter(status=Status.IMPORTED, ended_at__lte=long_ago)
        run = imported.select_for_update().filter(pk=claim.job.subject_id).first()
        if run is not None:
            ImportedLearner.objects.filter(run=run).delete()
