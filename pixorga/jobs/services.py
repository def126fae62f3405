"""Enqueue, claim, run and sweep jobs (architecture.md 5, « Work that must not be lost is a row first »).

A worker owns a job by raising ``attempts`` with a conditional UPDATE; it may end it only while ``attempts``
is still its own number. So a worker that wakes after its lease writes nothing, and a doubled bell is
harmless.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from pixorga.jobs import bell
from pixorga.jobs.models import Job
from pixorga.jobs.registry import Kind, find_kind, get_kind

logger = logging.getLogger(__name__)

LONGEST_PAUSE = timedelta(hours=1)


class LeaseLostError(Exception):
    """Another worker took the job over: write nothing more."""

    code = "LEASE_LOST"


class GiveUpError(Exception):
    """Trying again is no use: the job fails at once, with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Claim:
    """The right of one worker on one job, until its lease ends."""

    def __init__(self, job: Job, attempt: int, handed: object = None) -> None:
        self.job = job
        self.attempt = attempt
        self.handed = handed
        self.is_finished = False
        self.next: tuple[int, object] | None = None

    def hand_on(self, job: Job, what: object) -> None:
        """Have this worker take ``job`` as soon as this one is done; it finds ``what`` as ``handed``.

        Only to save doing again what is done: the job is in the queue like any other, and whoever takes it
        after a crash finds None.
        """
        self.next = job.pk, what

    def renew(self, *, now: datetime | None = None) -> None:
        """Push the end of the lease away. LeaseLostError when the job has a new owner."""
        self._update(lease_until=(now or timezone.now()) + settings.JOB_LEASE)

    def finish(self, *, now: datetime | None = None) -> None:
        """Mark the job done, inside the transaction of the work itself. LeaseLostError as for renew()."""
        self._update(state=Job.State.DONE, lease_until=None, ended_at=now or timezone.now())
        self.is_finished = True

    def _update(self, **values: object) -> None:
        mine = Job.objects.filter(pk=self.job.pk, state=Job.State.RUNNING, attempts=self.attempt)
        if mine.update(**values) != 1:
            raise LeaseLostError


@transaction.atomic
def enqueue(
    kind: str,
    *subject_ids: int,
    payload: dict | None = None,
    run_after: datetime | None = None,
    now: datetime | None = None,
) -> list[Job]:
    """Write one job a subject and ring once for all of them after the commit.

    run_after: nobody takes them before; the sweep rings when it is time.
    """
    queue = get_kind(kind).queue
    now = now or timezone.now()
    jobs = Job.objects.bulk_create(
        Job(kind=kind, queue=queue, subject_id=pk, payload=payload or {}, run_after=run_after, created_at=now)
        for pk in subject_ids
    )
    if jobs and run_after is None:
        bell.ring(queue)
    return jobs


def run_due(queue: str, *, limit: int = 50) -> int:
    """Run the due jobs of a queue, oldest first, ``limit`` at most; return how many were taken."""
    taken = 0
    for job_id in _due_ids(queue, limit):
        taken += _run_apart(job_id)
    if taken == limit:
        bell.ring(queue)
    return taken


def _run_apart(job_id: int) -> bool:
    """Run one job; one that cannot even be claimed or given up leaves the rest of the queue alone.

    A kind that only a newer release knows, an ``on_failure`` that raises, a connection that was cut: told in
    a line of ours, because Celery would write what the exception says. The sweep rings for the job again.
    """
    try:
        claim = _run(job_id)
        while claim and claim.next:
            job_id, handed = claim.next
            claim = _run(job_id, handed)
        return claim is not None
    except Exception:
        logger.exception("job.not_run", extra={"job_id": job_id})
        return False


def run_job(job_id: int, *, now: datetime | None = None) -> bool:
    """Claim and run one job; False when it is not due, done already, or somebody else’s."""
    return _run(job_id, now=now) is not None


def _run(job_id: int, handed: object = None, *, now: datetime | None = None) -> Claim | None:
    claim = _claim(job_id, now or timezone.now(), handed)
    if claim is None:
        return None
    kind = get_kind(claim.job.kind)
    try:
        kind.run(claim)
        if not claim.is_finished:
            claim.finish()
        return claim
    except LeaseLostError:
        logger.warning("job.lease_lost", extra={"job_id": job_id, "attempt": claim.attempt})
    except GiveUpError as end:
        _give_up(claim.job, kind, attempt=claim.attempt, code=end.code, now=timezone.now())
    except Exception as error:
        # The door of every job: whatever went wrong is counted, logged and tried again.
        logger.exception("job.error", extra={"job_id": job_id, "attempt": claim.attempt})
        _record_error(claim, kind, type(error).__name__)
    # Rolled back with the work, and SQLite gives the number of such a job to the next one, whosever it is.
    claim.next = None
    return claim


def sweep(*, now: datetime | None = None) -> list[str]:
    """Ring for every queue that has due jobs; return the names of these queues."""
    due = Job.objects.due(now or timezone.now())
    queues = sorted(due.order_by().values_list("queue", flat=True).distinct())
    for queue in queues:
        bell.ring(queue)
    return queues


@transaction.atomic
def relaunch_failed(*, jobs: Iterable[Job]) -> list[Job]:
    """Have jobs that were given up done again, from their first try; return those that were, twice is once.

    Not those of a kind that this release does not know.
    """
    relaunched = []
    for job in jobs:
        kind = find_kind(job.kind)
        failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
        if kind and failed.update(
            state=Job.State.QUEUED,
            attempts_before_relaunch=F("attempts"),
            errors=0,
            error_code="",
            run_after=None,
            lease_until=None,
            ended_at=None,
        ):
            if kind.on_relaunch:
                kind.on_relaunch(job)
            bell.ring(kind.queue)
            relaunched.append(job)
            logger.info("job.relaunched", extra={"job_id": job.pk, "kind": job.kind})
    return relaunched


def _due_ids(queue: str, limit: int) -> Iterable[int]:
    due = Job.objects.due(timezone.now()).filter(queue=queue).order_by("pk")
    return list(due.values_list("pk", flat=True)[:limit])


def _claim(job_id: int, now: datetime, handed: object = None) -> Claim | None:
    job = Job.objects.due(now).filter(pk=job_id).first()
    if job is None:
        return None
    kind = get_kind(job.kind)
    if job.attempts - job.attempts_before_relaunch >= kind.max_attempts:
        _give_up(job, kind, attempt=job.attempts, code="CRASHED", now=now)
        return None
    claimed = (
        Job.objects.due(now)
        .filter(pk=job_id, attempts=job.attempts)
        .update(
            state=Job.State.RUNNING,
            attempts=F("attempts") + 1,
            lease_until=now + settings.JOB_LEASE,
            started_at=job.started_at or now,
        )
    )
    return Claim(job, job.attempts + 1, handed) if claimed else None


def _record_error(claim: Claim, kind: Kind, code: str) -> None:
    now = timezone.now()
    errors = claim.job.errors + 1
    if errors >= kind.max_errors:
        _give_up(claim.job, kind, attempt=claim.attempt, code=code, now=now)
        return
    pause = min(kind.patience * 2 ** (errors - 1), LONGEST_PAUSE)
    try:
        Job.objects.filter(pk=claim.job.pk, state=Job.State.RUNNING, attempts=claim.attempt).update(
            state=Job.State.QUEUED, errors=errors, error_code=code, lease_until=None, run_after=now + pause
        )
    except DatabaseError:
        # The lease will run out and the sweep will find the job again.
        logger.warning("job.error_not_recorded", extra={"job_id": claim.job.pk})


def _give_up(job: Job, kind: Kind, *, attempt: int, code: str, now: datetime) -> None:
    with transaction.atomic():
        given_up = (
            Job.objects.unfinished()
            .filter(pk=job.pk, attempts=attempt)
            .update(
                state=Job.State.FAILED,
                errors=F("errors") + 1,
                error_code=code,
                lease_until=None,
                ended_at=now,
            )
        )
        if given_up and kind.on_failure:
            job.error_code = code
            kind.on_failure(job)
    logger.error("job.given_up", extra={"job_id": job.pk, "kind": job.kind, "code": code})
