"""What fault tests use: real Celery workers and a Redis to freeze, empty and kill."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from kombu.exceptions import OperationalError

from pixorga.celery import app
from pixorga.testing.processes import Process
from pixorga.testing.servers import Redis

CELERY_WORKER = (sys.executable, "-m", "celery", "-A", "pixorga", "worker", "--without-mingle")
QUEUES = ("imports", "mail", "default")


class Worker:
    """A real ``celery worker`` process with its pool, on the test's database and queues."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.kill = process.kill
        self.freeze = process.freeze
        self.thaw = process.thaw
        self.output = process.output

    @property
    def is_running(self) -> bool:
        return self._process.is_running

    def stop(self) -> None:
        """End it as a deployment does: the task in hand is finished first (SIGTERM)."""
        self._process.stop(signal.SIGTERM)


class ServiceTools:
    """Workers on the test's own database; ``redis`` is this process's own server."""

    def __init__(self, redis: Redis, folder: Path) -> None:
        self.redis = redis
        self.folder = folder
        self._started = 0

    @contextmanager
    def worker(
        self,
        queues: Sequence[str] = QUEUES,
        *,
        concurrency: int = 1,
        beat: bool = False,
        include: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> Iterator[Worker]:
        """Run a worker, ready to work, until the block ends; killed then if a test has not stopped it.

        beat: also sweep, as production does. include: modules to import, such as kinds of jobs of a test.
        environment: settings that differ, by the name of their variable.
        """
        self._started += 1
        name = f"worker{self._started}@localhost"
        options = ["-n", name, "-Q", ",".join(queues), "-c", str(concurrency)]
        if beat:
            options += ["-B", "-s", str(self.folder / f"beat{self._started}")]
        if include:
            options += ["-I", ",".join(include)]
        process = Process(
            [*CELERY_WORKER, *options],
            self.folder / f"worker{self._started}.log",
            environment=self.environment() | dict(environment or {}),
        )
        try:
            process.wait_ready(lambda: self._answers(name), f"worker {name}")
            yield Worker(process)
        finally:
            process.kill()

    def environment(self) -> dict[str, str]:
        """Return the environment of a production process on the test's database, with short leases."""
        database = connection.settings_dict
        address = f"{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "pixorga.settings",
            "PIXORGA_ENV": "test",
            "PIXORGA_VAR": str(self.folder),
            "DATABASE_URL": f"postgres://{address}",
            "SECRET_KEY": settings.SECRET_KEY,
            "SITE_URL": settings.SITE_URL,
            "JOB_LEASE_SECONDS": "1",
            "JOB_SWEEP_SECONDS": "1",
        }

    def close(self) -> None:
        """Leave Redis as the next test expects it."""
        self.redis.heal()

    def _answers(self, name: str) -> bool:
        with suppress(OperationalError), app.connection_for_write() as broker:
            return bool(app.control.inspect([name], timeout=0.3, connection=broker).ping())
        return False
