"""Check a file in a child process that has one second of CPU and 50 MB more than it begins with, or dies.

`python -m tests.imports.sandbox` is the warmed process: it has read a right file of each kind, and forks for
each line that it gets, so that what starting Python and Django costs does not count. Linux only.
"""

import ctypes
import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import CLOCK_PROCESS_CPUTIME_ID, process_time

MEGABYTE = 1024 * 1024
# Who shares a core with a busy neighbour gets half of it for his second. What costs too much does each time.
TRIES = 3
# What the yardstick takes on the machine that the limits were chosen on; a slower one has longer seconds.
YARDSTICK = 0.05
TODAY = date(2025, 9, 15)
IS_POSSIBLE = sys.platform == "linux"


@dataclass(frozen=True)
class File:
    """kind, uai: of the school that sends it."""

    path: str
    kind: str
    uai: str


@dataclass(frozen=True)
class Limits:
    """What a child may take beyond what it begins with. seconds: of the machine that YARDSTICK tells of."""

    seconds: float = 1
    megabytes: int = 50


@dataclass(frozen=True)
class Checked:
    """outcome, errors: as `check_import` prints them. died: of what, "" if it did not.

    megabytes: the most that it had beyond what it began with.
    """

    outcome: str = ""
    errors: tuple[dict, ...] = ()
    died: str = ""
    megabytes: float = 0


class Sandbox:
    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def check(self, file: File, limits: Limits = Limits()) -> Checked:
        """Return what an import of the file would end in, or what the child died of, each time it tried."""
        for _ in range(TRIES):
            print(json.dumps([asdict(file), asdict(limits)]), file=self._process.stdin, flush=True)
            checked = Checked(**json.loads(self._process.stdout.readline()))
            if checked.died != "CPU":
                break
        return checked


@contextmanager
def sandbox(right_files: Iterable[File]) -> Iterator[Sandbox]:
    """Run the warmed process. right_files: what it reads to be warm."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.imports.sandbox"],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as process:
        box = Sandbox(process)
        try:
            print(json.dumps([asdict(file) for file in right_files]), file=process.stdin, flush=True)
            yield box
        finally:
            process.stdin.close()


def main() -> None:
    import django

    django.setup()
    for file in json.loads(sys.stdin.readline()):
        if look(File(**file))["outcome"] != "IMPORTED":
            raise RuntimeError(f"not right: {file}")
    for line in sys.stdin:
        file, limits = json.loads(line)
        print(json.dumps(_check_apart(File(**file), Limits(**limits))), flush=True)


def look(file: File) -> dict:
    """Check a file as the upload and the worker do."""
    from imports import services

    with open(file.path, "rb") as opened:
        outcome, errors, _ = services.check_file(opened, kind=file.kind, uai=file.uai, today=TODAY)
    return {"outcome": outcome, "errors": [error.summary() for error in errors[:50]]}


def _check_apart(file: File, limits: Limits) -> dict:
    """Check a file in a child of this process."""
    readable, writable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        _be_the_child(writable, file, limits)
    os.close(writable)
    with os.fdopen(readable, encoding="utf-8") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return {"died": "CPU" if number == signal.SIGALRM else signal.Signals(number).name}
    return json.loads(said)


def _be_the_child(writable: int, file: File, limits: Limits) -> None:
    """Tell what was found, or what went wrong, through the pipe; never return."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # its peak begins anew
        before = _status("VmRSS")
        room = _status("VmSize") + limits.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        _limit_cpu(limits.seconds * _slowness())
        told = look(file) | {"megabytes": (_status("VmHWM") - before) / MEGABYTE}
    except MemoryError:
        told = {"died": "memory"}
    except BaseException as error:
        told = {"died": repr(error)}
    os.write(writable, json.dumps(told).encode())
    os._exit(0)


def _slowness() -> float:
    """Return how many times longer than elsewhere a plain loop takes here and now, 1 at least."""
    before = process_time()
    sum(number * number for number in range(1_000_000))
    return max(1.0, (process_time() - before) / YARDSTICK)


def _limit_cpu(seconds: float) -> None:
    """Have SIGALRM end this process after so much CPU.

    RLIMIT_CPU counts whole ticks of the clock: on a busy machine, a quarter more than was used.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    timer = ctypes.c_void_p()
    whole = int(seconds)
    ends_after = (ctypes.c_long * 4)(0, 0, whole, int((seconds - whole) * 1e9))
    if libc.timer_create(CLOCK_PROCESS_CPUTIME_ID, None, ctypes.byref(timer)) or libc.timer_settime(
        timer, 0, ends_after, None
    ):
        raise OSError(ctypes.get_errno(), "no timer")


def _status(name: str) -> int:
    """Return a figure that Linux tells about this process, in bytes."""
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) * 1024


if __name__ == "__main__":
    main()
