"""What the workers do with a stored file: check it, plan it, write it, and forget it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from imports import writing
from imports.domain.plan import ImportPlan
from imports.models import LearnerImport
from imports.services import reading
from imports.services.steps import (
    FORGET,
    FORGET_TRACES,
    LAPSE,
    RELAUNCH_LENGTH,
    UNDO_LENGTH,
    WAITING_LENGTH,
    WRITE,
    Status,
    columns_of,
    drop_bytes,
    move,
    stop,
    tell,
)
from imports.services.telling import tell_sender
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim


def validate(claim: Claim) -> None:
    """Read the whole file of a run and end in VALIDATED, or VALIDATION_ERROR with every error."""
    run = _run_of(claim, Status.UPLOADED)
    if run is None:
        return
    found = reading.read_run(run)
    with transaction.atomic():
        claim.finish()
        if found.errors:
            now = timezone.now()
            stop(run, Status.VALIDATION_ERROR, found.errors, now, unlisted=found.unlisted_errors)
        elif move(run, Status.UPLOADED, Status.VALIDATED, encoding=found.encoding):
            claim.hand_on(*jobs.enqueue(WRITE, run.pk), found)


def write(claim: Claim) -> None:
    """Make the pupils of the school those of the file, and end the run in IMPORTED; all or nothing.

    The file is read once more only where the worker that checked it does not write it.
    A run that would disable many pupils, and not only those of whom somebody said so, ends in WAITING.
    """
    run = _run_of(claim, Status.VALIDATED)
    if run is None:
        return
    found = claim.handed or reading.read_run(run)
    now = timezone.now()
    with transaction.atomic():
        claim.finish()
        if found.errors:
            # Only when the rules changed since the run was validated; it must not empty the school.
            stop(run, Status.VALIDATION_ERROR, found.errors, now, unlisted=found.unlisted_errors)
        else:
            draft = writing.prepare(run, found.pupils)
            if draft.plan.needs_confirmation and not _is_confirmed(run, draft.plan):
                _wait(run, draft.plan, now)
            else:
                _write(run, draft, now)


def give_up(job: Job) -> None:
    """End the run of a job that failed for good in IMPORT_ERROR: not a pupil has changed."""
    now = timezone.now()
    runs = LearnerImport.objects.filter(status__in=LearnerImport.WORKING)
    run = runs.filter(pk=job.subject_id).first()
    if run is not None and stop(run, Status.IMPORT_ERROR, [], now):
        jobs.enqueue(FORGET, run.pk, run_after=now + RELAUNCH_LENGTH, now=now)


def forget(claim: Claim) -> None:
    """Drop the file of a run that failed and that nobody started again in time."""
    with transaction.atomic():
        claim.finish()
        long_ago = timezone.now() - RELAUNCH_LENGTH
        failed = LearnerImport.objects.filter(status=Status.IMPORT_ERROR, ended_at__lte=long_ago)
        run = failed.select_for_update().filter(pk=claim.job.subject_id).first()
        if run is not None:
            drop_bytes(run)


def _run_of(claim: Claim, status: Status) -> LearnerImport | None:
    """Return the run of a job, if it is where the job expects it."""
    runs = LearnerImport.objects.select_related("organization")
    return runs.filter(pk=claim.job.subject_id, status=status).first()


def _is_confirmed(run: LearnerImport, plan: ImportPlan) -> bool:
    """Return whether somebody saw the name of each pupil who would leave, and agreed."""
    return run.confirmed_at is not None and set(plan.disable) <= set(run.leaving)


def _wait(run: LearnerImport, plan: ImportPlan, now: datetime) -> None:
    values = {"leaving": plan.disable, "confirmed_at": None, "confirmed_by": None}
    if not move(run, Status.VALIDATED, Status.WAITING, **values, **columns_of(plan.counts)):
        return
    tell(run, "import.waiting", now, left=len(plan.disable))
    tell_sender(run, Status.WAITING, now)
    jobs.enqueue(LAPSE, run.pk, run_after=now + WAITING_LENGTH, now=now)


def _write(run: LearnerImport, draft: writing.Draft, now: datetime) -> None:
    counts = draft.plan.counts
    values = {"leaving": [], "ended_at": now}
    if not move(run, Status.VALIDATED, Status.IMPORTED, **values, **columns_of(counts)):
        return
    writing.apply(run, draft, now=now)
    drop_bytes(run)
    if not draft.plan.is_empty:
        jobs.enqueue(FORGET_TRACES, run.pk, run_after=now + UNDO_LENGTH, now=now)
    tell(run, "import.written", now, created=counts.created, left=counts.left)
    tell_sender(run, Status.IMPORTED, now)
