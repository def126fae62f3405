"""What every step of a run does: move it from one state to the next, end it, keep what is to be told."""

from dataclasses import asdict
from datetime import datetime, timedelta

from imports.domain.errors import KEPT_ERRORS, FileError
from imports.domain.plan import PlanCounts
from imports.models import ImportChunk, LearnerImport
from imports.services.telling import tell_sender
from organizations.models import Organization
from organizations.services import lock_organization
from pixorga.journal.services import record

VALIDATE = "imports.validate"
WRITE = "imports.write"
FORGET = "imports.forget"
LAPSE = "imports.lapse"
FORGET_TRACES = "imports.forget_traces"

# How long a run in IMPORT_ERROR can be started again.
RELAUNCH_LENGTH = timedelta(hours=24)
# How long a run waits for somebody who confirms it (decisions.md 28).
WAITING_LENGTH = timedelta(days=7)
# How long an import can be undone (decisions.md 29).
UNDO_LENGTH = timedelta(days=7)

Status = LearnerImport.Status


class ImportRunningError(Exception):
    """The school has a run that is not over yet; its file is the one that counts."""

    code = "IMPORT_RUNNING"


def wait_for_turn(organization: Organization) -> None:
    """Let one file of a school in at a time: the next one finds the run of the first and leaves its file."""
    lock_organization(organization.pk)
    if LearnerImport.objects.of(organization).running().exists():
        raise ImportRunningError


def move(run: LearnerImport, source: str, target: Status, **values: object) -> bool:
    """Return whether the run was where we thought, and is now in ``target``."""
    return LearnerImport.objects.filter(pk=run.pk, status=source).update(status=target, **values) == 1


def stop(
    run: LearnerImport, status: Status, errors: list[FileError], now: datetime, *, unlisted: int = 0
) -> bool:
    """Stop a run by an error; False when it is not where it was any more. unlisted: errors beyond these."""
    kept, count = [error.as_dict() for error in errors[:KEPT_ERRORS]], len(errors) + unlisted
    if not move(run, run.status, status, errors=kept, error_count=count, ended_at=now):
        return False
    if status != Status.IMPORT_ERROR:
        drop_bytes(run)
    tell(run, "import.stopped", now, status=str(status), errors=count)
    tell_sender(run, status, now)
    return True


def columns_of(counts: PlanCounts) -> dict[str, int]:
    """Return the counts of a plan as columns of its run."""
    return {f"{name}_count": count for name, count in asdict(counts).items()}


def drop_bytes(run: LearnerImport) -> None:
    run.chunks.all().delete()


def drop_earlier_bytes(run: LearnerImport) -> None:
    """Only the last run of a school can be started again."""
    ImportChunk.objects.filter(run__organization=run.organization_id).exclude(run=run).delete()


def tell(
    run: LearnerImport, verb: str, now: datetime, *, actor_id: int | None = None, **details: object
) -> None:
    """Write a line in the journal of the school."""
    record(
        verb,
        actor_id=actor_id or run.created_by_id,
        organization_id=run.organization_id,
        subject_id=run.pk,
        details=details,
        now=now,
    )
