"""What an import of a file would end in, without a school and without writing."""

from datetime import date

from imports.domain.errors import FileError, UploadRefusedError
from imports.services import reading
from imports.services.reading import BinaryFile
from imports.services.steps import Status


def check_file(
    file: BinaryFile, *, kind: str, uai: str, today: date
) -> tuple[Status, list[FileError], int | None]:
    """Return what an import of the file would end in, its errors and its number of pupils; write nothing.

    The number is None when there are errors. IMPORTED: the file would be taken.
    """
    try:
        encoding = reading.inspect(file, kind)
    except UploadRefusedError as refusal:
        return Status.UPLOAD_ERROR, [FileError(refusal.code)], None
    found = reading.read(file, kind, encoding=encoding, uai=uai, today=today)
    if found.errors:
        return Status.VALIDATION_ERROR, found.errors, None
    return Status.IMPORTED, [], len(found.pupils)
