"""Imported by a worker whose imports fail each time, without a pause between two tries."""

from datetime import timedelta

from imports import services
from pixorga.jobs.registry import register


def _fail(claim):
    raise OSError("disk full")


register(
    services.WRITE, _fail, queue="imports", on_failure=services.give_up, patience=timedelta(0), max_errors=3
)
