"""The embedded site in one process: threaded web server, real Celery worker thread, sweeper thread."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIServer

from celery import current_app
from celery.contrib.testing.worker import start_worker
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from pixorga import retention
from pixorga.jobs import services as jobs

logger = logging.getLogger(__name__)

QUEUES = "imports,mail,default"


class QuietRequestHandler(WSGIRequestHandler):
    """One line a request is written by our middleware already, without the address."""

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


def make_server(host: str, port: int) -> WSGIServer:
    """Return a server bound to the address, not serving yet. OSError: the port is taken."""
    server = ThreadedWSGIServer((host, port), QuietRequestHandler, ipv6=":" in host)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    return server


@contextmanager
def background_work() -> Iterator[None]:
    """Run a worker and the sweeper beside the web server, until the end of the block."""
    stop = threading.Event()
    worker = start_worker(
        current_app._get_current_object(),
        pool="threads",
        concurrency=2,
        perform_ping_check=False,
        shutdown_timeout=2,
        queues=QUEUES,
    )
    worker.__enter__()
    threading.Thread(target=_sweep_until, args=[stop], name="sweeper", daemon=True).start()
    try:
        yield
    finally:
        stop.set()
        try:
            worker.__exit__(None, None, None)
        except RuntimeError:
            # Still at work: it ends with the process, and the next start takes its job over.
            logger.info("worker.abandoned")


def _sweep_until(stop: threading.Event) -> None:
    # At once, then regularly: jobs left by the last run of the site do not wait.
    while True:
        close_old_connections()
        try:
            jobs.sweep()
            retention.request_purge()
        except Exception:
            logger.exception("sweep.failed")
        if stop.wait(settings.JOB_SWEEP_SECONDS):
            return
