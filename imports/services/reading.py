"""Each format has its reader; all of them read a file, sent or stored, as a stream."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from django.conf import settings

from imports.domain.csv_text import inspect_upload
from imports.domain.errors import KEPT_ERRORS, ErrorCode, UploadRefusedError
from imports.domain.fregata import inspect_fregata, read_fregata
from imports.domain.onde import read_onde
from imports.domain.rows import Reading
from imports.domain.siecle import inspect_siecle, read_siecle
from imports.models import LearnerImport
from imports.stored_file import StoredFile
from organizations.models import Organization

CHUNK_BYTES = 1024 * 1024

Kind = LearnerImport.Kind


class BinaryFile(Protocol):
    """What the web hands over (Django's uploaded file), a file opened in binary mode, or a stored one."""

    def read(self, size: int = -1) -> bytes: ...
    def seek(self, offset: int, whence: int = 0) -> int: ...


def kind_of(organization: Organization) -> Kind:
    """Return the format of the files of a school. Source: spec/imports.md 0.1."""
    if organization.is_primary:
        return Kind.ONDE
    return Kind.FREGATA if organization.is_agricultural else Kind.SIECLE


def inspect(file: BinaryFile, kind: str) -> str:
    """Return the encoding of a file that can be read, "" where the reader finds it out by itself.

    UploadRefusedError: it is too large, or its container or its encoding is none that we read.
    """
    if file.seek(0, io.SEEK_END) > settings.MAX_UPLOAD_BYTES:
        raise UploadRefusedError(ErrorCode.PAYLOAD_TOO_LARGE)
    match kind:
        case Kind.SIECLE:
            return inspect_siecle(file)
        case Kind.FREGATA:
            return inspect_fregata(chunks_of(file))
        case _:
            return inspect_upload(chunks_of(file))


def read(
    file: BinaryFile, kind: str, *, encoding: str, uai: str, today: date, kept_errors: int | None = None
) -> Reading:
    """Return what a file holds. uai: of the school. today: on its own calendar.

    kept_errors: how many errors of a CSV file are listed, the first ones; None: all.
    """
    match kind:
        case Kind.SIECLE:
            return read_siecle(file, uai=uai, today=today)
        case Kind.FREGATA:
            read_rows = read_fregata
        case _:
            read_rows = read_onde
    return read_rows(lambda: chunks_of(file), encoding=encoding, today=today, kept_errors=kept_errors)


def read_run(run: LearnerImport) -> Reading:
    """Return what the stored file of a run holds."""
    organization = run.organization
    today = organization.local(run.created_at).date()
    return read(
        StoredFile(run),
        run.kind,
        encoding=run.encoding,
        uai=organization.uai,
        today=today,
        kept_errors=KEPT_ERRORS,
    )


def chunks_of(file: BinaryFile) -> Iterator[bytes]:
    """Yield the bytes of a file from its start."""
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield chunk
