"""Receive a file, check it, write it: each step is short, safe twice, and leaves a whole state behind.

The request stores the bytes and a job; « imports.validate » reads everything and changes no pupil;
« imports.write » changes the pupils, ends the run and drops the bytes in one transaction.

A run that fails for good keeps its bytes for a day, so that it can be started again; « imports.forget »
drops them then, or the next file that is sent.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from imports import writing
from imports.domain.csv_text import inspect_upload
from imports.domain.errors import ErrorCode, FileError, UploadRefusedError
from imports.domain.onde import Reading, read_onde
from imports.domain.plan import PlanCounts
from imports.models import ImportChunk, LearnerImport
from organizations.models import Organization
from organizations.services import lock_organization
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim
from pixorga.journal.services import record

VALIDATE = "imports.validate"
WRITE = "imports.write"
FORGET = "imports.forget"

# How long a run in IMPORT_ERROR can be started again.
RELAUNCH_LENGTH = timedelta(hours=24)

CHUNK_BYTES = 256 * 1024
KEPT_ERRORS = 500
MEGABYTE = 1024 * 1024

Status = LearnerImport.Status


class SentFile(Protocol):
    """What the web hands over: Django's uploaded file, or any file opened in binary mode."""

    def read(self, size: int = -1) -> bytes: ...
    def seek(self, offset: int) -> int: ...


class ImportRunningError(Exception):
    """The school has a run that is not over yet; its file is the one that counts."""

    code = "IMPORT_RUNNING"


class NothingToRelaunchError(Exception):
    """The last run of the school did not fail, or its file is gone."""

    code = "NOTHING_TO_RELAUNCH"


def receive_file(
    *, organization: Organization, by: User, file: SentFile, now: datetime | None = None
) -> LearnerImport:
    """Store a file sent by a head teacher and return its run: UPLOADED, or UPLOAD_ERROR with the reason.

    ImportRunningError: another run of the school is not over; nothing is stored.
    """
    now = now or timezone.now()
    if LearnerImport.objects.of(organization).running().exists():
        raise ImportRunningError
    try:
        encoding = _inspect(file)
    except UploadRefusedError as refusal:
        limit = settings.MAX_UPLOAD_BYTES // MEGABYTE if refusal.code is ErrorCode.PAYLOAD_TOO_LARGE else None
        return _refuse_upload(organization, by, FileError(refusal.code, limit=limit), now)
    return _store(organization, by, file, encoding, now)


def validate(claim: Claim) -> None:
    """Read the whole file of a run and end in VALIDATED, or VALIDATION_ERROR with every error."""
    run = LearnerImport.objects.filter(pk=claim.job.subject_id, status=Status.UPLOADED).first()
    if run is None:
        return
    reading = read_run(run)
    with transaction.atomic():
        claim.finish()
        if reading.errors:
            _end(run, Status.VALIDATION_ERROR, reading.errors, timezone.now())
        elif _move(run, Status.UPLOADED, Status.VALIDATED, encoding=reading.encoding):
            jobs.enqueue(WRITE, run.pk)


def write(claim: Claim) -> None:
    """Make the pupils of the school those of the file, and end the run in IMPORTED; all or nothing."""
    runs = LearnerImport.objects.select_related("organization")
    run = runs.filter(pk=claim.job.subject_id, status=Status.VALIDATED).first()
    if run is None:
        return
    reading = read_run(run)
    now = timezone.now()
    with transaction.atomic():
        claim.finish()
        if reading.errors:
            # Only when the rules changed since the run was validated; it must not empty the school.
            _end(run, Status.VALIDATION_ERROR, reading.errors, now)
        elif _move(run, Status.VALIDATED, Status.IMPORTED, ended_at=now):
            counts = writing.apply(run, reading.pupils, now=now)
            _keep_counts(run, counts)
            _drop_bytes(run)
            _record("import.written", run, now, created=counts.created, left=counts.left)


def give_up(job: Job) -> None:
    """End the run of a job that failed for good in IMPORT_ERROR: not a pupil has changed."""
    now = timezone.now()
    run = LearnerImport.objects.running().filter(pk=job.subject_id).first()
    if run is not None and _end(run, Status.IMPORT_ERROR, [], now):
        jobs.enqueue(FORGET, run.pk, run_after=now + RELAUNCH_LENGTH, now=now)


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


def forget(claim: Claim) -> None:
    """Drop the file of a run that failed and that nobody started again in time."""
    with transaction.atomic():
        claim.finish()
        long_ago = timezone.now() - RELAUNCH_LENGTH
        failed = LearnerImport.objects.filter(status=Status.IMPORT_ERROR, ended_at__lte=long_ago)
        run = failed.select_for_update().filter(pk=claim.job.subject_id).first()
        if run is not None:
            _drop_bytes(run)


def read_run(run: LearnerImport) -> Reading:
    """Return what the stored file of a run holds, read as a stream."""
    return read_onde(lambda: _stored_chunks(run), encoding=run.encoding)


def check_file(file: SentFile) -> tuple[Status, list[FileError], int | None]:
    """Return what an import of the file would end in, its errors and its number of pupils; write nothing.

    The number is None when there are errors. IMPORTED: the file would be taken.
    """
    try:
        encoding = _inspect(file)
    except UploadRefusedError as refusal:
        return Status.UPLOAD_ERROR, [FileError(refusal.code)], None
    reading = read_onde(lambda: _chunks(file), encoding=encoding)
    if reading.errors:
        return Status.VALIDATION_ERROR, reading.errors, None
    return Status.IMPORTED, [], len(reading.pupils)


def _inspect(file: SentFile) -> str:
    return inspect_upload(_measured(_chunks(file)))


def _measured(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > settings.MAX_UPLOAD_BYTES:
            raise UploadRefusedError(ErrorCode.PAYLOAD_TOO_LARGE)
        yield chunk


def _chunks(file: SentFile) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _stored_chunks(run: LearnerImport) -> Iterator[bytes]:
    positions = run.chunks.order_by("position").values_list("pk", flat=True)
    for pk in list(positions):
        yield bytes(ImportChunk.objects.values_list("data", flat=True).get(pk=pk))


def _wait_for_turn(organization: Organization) -> None:
    """Let one file of a school in at a time: the next one finds the run of the first and leaves its file."""
    lock_organization(organization.pk)
    if LearnerImport.objects.of(organization).running().exists():
        raise ImportRunningError


@transaction.atomic
def _store(
    organization: Organization, by: User, file: SentFile, encoding: str, now: datetime
) -> LearnerImport:
    _wait_for_turn(organization)
    run = LearnerImport.objects.create(
        organization=organization, created_by=by, encoding=encoding, created_at=now
    )
    _drop_earlier_bytes(run)
    for position, data in enumerate(_chunks(file)):
        ImportChunk.objects.create(run=run, position=position, data=data)
    _record("import.sent", run, now)
    jobs.enqueue(VALIDATE, run.pk, now=now)
    return run


@transaction.atomic
def _relaunch(run: LearnerImport, by: User, now: datetime) -> None:
    _wait_for_turn(run.organization)
    if not _move(run, Status.IMPORT_ERROR, Status.UPLOADED, ended_at=None) or not run.chunks.exists():
        raise NothingToRelaunchError
    jobs.enqueue(VALIDATE, run.pk, now=now)
    _record("import.relaunched", run, now, actor_id=by.pk)


@transaction.atomic
def _refuse_upload(organization: Organization, by: User, error: FileError, now: datetime) -> LearnerImport:
    _wait_for_turn(organization)
    run = LearnerImport.objects.create(
        organization=organization,
        created_by=by,
        status=Status.UPLOAD_ERROR,
        errors=[error.as_dict()],
        error_count=1,
        created_at=now,
        ended_at=now,
    )
    _drop_earlier_bytes(run)
    _record("import.refused", run, now, code=str(error.code))
    return run


def _end(run: LearnerImport, status: Status, errors: list[FileError], now: datetime) -> bool:
    """Stop a run by an error; False when it is not where it was any more."""
    kept = [error.as_dict() for error in errors[:KEPT_ERRORS]]
    if not _move(run, run.status, status, errors=kept, error_count=len(errors), ended_at=now):
        return False
    if status != Status.IMPORT_ERROR:
        _drop_bytes(run)
    _record("import.stopped", run, now, status=str(status), errors=len(errors))
    return True


def _move(run: LearnerImport, source: str, target: Status, **values: object) -> bool:
    return LearnerImport.objects.filter(pk=run.pk, status=source).update(status=target, **values) == 1


def _keep_counts(run: LearnerImport, counts: PlanCounts) -> None:
    LearnerImport.objects.filter(pk=run.pk).update(
        created_count=counts.created,
        changed_count=counts.changed,
        back_count=counts.back,
        unchanged_count=counts.unchanged,
        left_count=counts.left,
    )


def _drop_bytes(run: LearnerImport) -> None:
    run.chunks.all().delete()


def _drop_earlier_bytes(run: LearnerImport) -> None:
    """Only the last run of a school can be started again."""
    ImportChunk.objects.filter(run__organization=run.organization_id).exclude(run=run).delete()


def _record(
    verb: str, run: LearnerImport, now: datetime, *, actor_id: int | None = None, **details: object
) -> None:
    record(
        verb,
        actor_id=actor_id or run.created_by_id,
        organization_id=run.organization_id,
        subject_id=run.pk,
        details=details,
        now=now,
    )
