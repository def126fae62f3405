"""The bell: tell a worker that a queue has something due. It may be lost, doubled or late."""

import logging

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

WAKE_TASK = "pixorga.jobs.tasks.wake"


def ring(queue: str) -> None:
    """Ring for ``queue`` after the commit, once however often it is asked for in a transaction.

    A broker that is away costs its time-out once, and never the page.
    """
    if any(getattr(waiting, "queue", None) == queue for _, waiting, _ in connection.run_on_commit):
        return

    def strike() -> None:
        _strike(queue)

    strike.queue = queue
    transaction.on_commit(strike, robust=True)


def _strike(queue: str) -> None:
    try:
        current_app.send_task(WAKE_TASK, args=[queue], queue=queue, ignore_result=True)
    except (OperationalError, OSError) as error:
        # The row is written: the sweep rings again.
        logger.warning("bell.silent", extra={"queue": queue, "exception": type(error).__name__})
