"""The bell: tell a worker that a queue has something due. It may be lost, doubled or late."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

WAKE_TASK = "pixorga.jobs.tasks.wake"


def ring(queue: str) -> None:
    """Ring for ``queue`` after the commit; a broker that is away costs its time-out, never the page."""
    transaction.on_commit(lambda: _strike(queue), robust=True)


def _strike(queue: str) -> None:
    try:
        current_app.send_task(WAKE_TASK, args=[queue], queue=queue, ignore_result=True)
    except (OperationalError, OSError) as error:
        # The row is written: the sweep rings again.
        logger.warning("bell.silent", extra={"queue": queue, "exception": type(error).__name__})
