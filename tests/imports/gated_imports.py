"""Imported by a worker that must stop at the gates, and that makes no pause between two tries."""

from datetime import timedelta
from functools import partial

from imports import services, writing
from imports.models import LearnerImport
from imports.services import reading
from imports.stored_file import StoredFile
from pixorga.jobs.registry import register
from tests.imports.gates import SMALL_PIECE, Gate, is_closed, wait_at


class _GatedFile(StoredFile):
    """Waits once, at its second piece or at a later one."""

    has_waited = False

    def readinto(self, buffer):
        count = super().readinto(buffer)
        if self.tell() > SMALL_PIECE and not self.has_waited:
            self.has_waited = True
            wait_at(Gate.HALF_READ)
        return count


def _write(claim):
    wait_at(Gate.BEFORE_WRITING)
    if is_closed(Gate.READ_AGAIN):
        claim.handed = None
    services.write(claim)


def _read_run(read_run, run):
    reading = read_run(run)
    wait_at(Gate.CHECKING if run.status == LearnerImport.Status.UPLOADED else Gate.READ_AGAIN)
    return reading


def _apply(apply, *args, **kwargs):
    apply(*args, **kwargs)
    wait_at(Gate.BEFORE_COMMIT)


for kind, run in ((services.VALIDATE, services.validate), (services.WRITE, _write)):
    register(kind, run, queue="imports", on_failure=services.give_up, patience=timedelta(0))
reading.StoredFile = _GatedFile
reading.read_run = partial(_read_run, reading.read_run)
writing.apply = partial(_apply, writing.apply)
