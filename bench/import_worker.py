"""A worker in a process of its own: at each line it gets, it imports what is queued and prints its peak."""

import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def worker() -> Iterator[Callable[[], float]]:
    """Start one on the database of the environment; yield what has it work and returns its peak, in MB."""
    command = [sys.executable, "-m", "bench.import_worker"]
    with subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def work() -> float:
            print(file=process.stdin, flush=True)
            return float(process.stdout.readline())

        yield work
        process.stdin.close()


def peak() -> float:
    """Return the most memory that this program ever had, in MB.

    Linux counts in ru_maxrss what the parent had when it started us.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    from bench.private import start_django

    start_django()
    from bench.import_runs import work

    for _ in sys.stdin:
        work()
        print(peak(), flush=True)


if __name__ == "__main__":
    main()
