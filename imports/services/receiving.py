"""Take a file that a head teacher sends: store its bytes with a run, or say why not."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from imports.domain.errors import ErrorCode, FileError, UploadRefusedError
from imports.models import ImportChunk, LearnerImport
from imports.services import reading
from imports.services.reading import BinaryFile
from imports.services.steps import (
    VALIDATE,
    ImportRunningError,
    Status,
    drop_earlier_bytes,
    tell,
    wait_for_turn,
)
from organizations.models import Organization
from pixorga.jobs import services as jobs

MEGABYTE = 1024 * 1024


def receive_file(
    *, organization: Organization, by: User, file: BinaryFile, now: datetime | None = None
) -> LearnerImport:
    """Store a file sent by a head teacher and return its run: UPLOADED, or UPLOAD_ERROR with the reason.

    ImportRunningError: another run of the school is not over; nothing is stored.
    """
    now = now or timezone.now()
    if LearnerImport.objects.of(organization).running().exists():
        raise ImportRunningError
    kind = reading.kind_of(organization)
    run = LearnerImport(organization=organization, created_by=by, kind=kind, created_at=now)
    try:
        run.encoding = reading.inspect(file, kind)
    except UploadRefusedError as refusal:
        limit = settings.MAX_UPLOAD_BYTES // MEGABYTE if refusal.code is ErrorCode.PAYLOAD_TOO_LARGE else None
        _refuse(run, FileError(refusal.code, limit=limit), now)
    else:
        _store(run, file, now)
    return run


@transaction.atomic
def _store(run: LearnerImport, file: BinaryFile, now: datetime) -> None:
    wait_for_turn(run.organization)
    run.save()
    drop_earlier_bytes(run)
    for position, data in enumerate(reading.chunks_of(file)):
        ImportChunk.objects.create(run=run, position=position, data=data)
    tell(run, "import.sent", now)
    jobs.enqueue(VALIDATE, run.pk, now=now)


@transaction.atomic
def _refuse(run: LearnerImport, error: FileError, now: datetime) -> None:
    wait_for_turn(run.organization)
    run.status = Status.UPLOAD_ERROR
    run.errors, run.error_count = [error.as_dict()], 1
    run.ended_at = now
    run.save()
    drop_earlier_bytes(run)
    tell(run, "import.refused", now, code=str(error.code))
