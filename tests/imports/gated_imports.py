"""Imported by a worker that must stop at the gates."""

from functools import partial

from imports import services, writing
from imports.models import LearnerImport
from pixorga.jobs.registry import register
from tests.imports.gates import BEFORE_COMMIT, BEFORE_WRITING, CHECKING, READ_AGAIN, wait_at


def _write(claim):
    wait_at(BEFORE_WRITING)
    services.write(claim)


def _read_run(read_run, run):
    reading = read_run(run)
    wait_at(CHECKING if run.status == LearnerImport.Status.UPLOADED else READ_AGAIN)
    return reading


def _apply(apply, *args, **kwargs):
    counts = apply(*args, **kwargs)
    wait_at(BEFORE_COMMIT)
    return counts


register(services.WRITE, _write, queue="imports", on_failure=services.give_up)
services.read_run = partial(_read_run, services.read_run)
writing.apply = partial(_apply, writing.apply)
