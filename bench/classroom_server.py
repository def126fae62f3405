"""The production stack, private: gunicorn as the image starts it, PostgreSQL, Redis; and their CPU time."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pixorga.testing.processes import Process, free_port
from pixorga.testing.servers import Redis

ROOT = Path(__file__).parent.parent
HTTPS = {"X-Forwarded-Proto": "https"}


class Site:
    """A running site. port: where it listens."""

    def __init__(self, process: Process, port: int) -> None:
        self.process, self.port = process, port

    def cpu(self) -> tuple[float, float]:
        """Return the CPU seconds so far of gunicorn's workers, and of PostgreSQL's processes for them."""
        return _cpu_below(self.process.pid), sum(map(_cpu_below, _postmasters()))


@contextmanager
def site(folder: Path, settings: str = "bench.classroom_settings") -> Iterator[Site]:
    """Serve the database of the environment with production settings until the block ends."""
    redis = Redis(folder, free_port())
    port = free_port()
    environment = _environment(settings, port, redis.port)
    process = None
    try:
        command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v", "0"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)
        process = Process([*gunicorn(port)], folder / "gunicorn.log", environment=environment)
        process.wait_ready(lambda: _answers(port), "gunicorn")
        yield Site(process, port)
    finally:
        if process:
            process.stop()
        redis.stop()


def gunicorn(port: int) -> list[str]:
    """Return the command of the Dockerfile, on another port."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    command = json.loads(re.search(r"^CMD (\[.*\])", text, re.M)[1])
    command = [word.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for word in command]
    return [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT), *command[1:]]


def _environment(settings: str, port: int, redis_port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": settings,
        "PIXORGA_ENV": "production",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"https://127.0.0.1:{port}",
        "TRUSTED_PROXIES": "0",
        # A line to the database that is renewed would take its CPU time with it.
        "DATABASE_CONN_MAX_AGE": "3600",
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
    }


def analyze() -> None:
    """Let PostgreSQL look at what was just written, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _answers(port: int) -> bool:
    with suppress(OSError):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers=HTTPS)
        with urllib.request.urlopen(request, timeout=2) as answer:  # noqa: S310
            return answer.status == 200
    return False


def _cpu_below(pid: int) -> float:
    """Return the CPU seconds of the children of a process: Linux counts them in nanoseconds, by thread."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                threads = (stat.parent / "task").glob("*/schedstat")
                total += sum(int(thread.read_text().split()[0]) for thread in threads)
    return total / 1e9


def _postmasters() -> list[int]:
    """Return the process of the PostgreSQL of this bench: the one whose child serves our own connection."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    return [int(stat.read_text().rpartition(")")[2].split()[1])] if stat.exists() else []
