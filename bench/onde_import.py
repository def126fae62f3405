"""How long and how much memory the import of an Onde file takes, beside the floor: `csv.reader` and COPY.

Usage: python -m bench.onde_import [--pupils 4000] [--large 40000] [--small 400] [--rounds 7]

Runs on a private PostgreSQL if it is installed, else on SQLite, where the floor is `executemany`. Times are
CPU time, ours and the database's, which other programs on the machine hardly change; what counts are the
ratios to a floor that runs beside (P1, P3, P4 and P12 of the goals).
"""

import csv
import io
import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.onde import onde_file
from pixorga.testing.servers import PostgreSQL, missing_services

COLUMNS = ("last_name", "first_name", "birthdate", "national_student_id", "level", "division")
PLACES = (0, 2, 3, 5, 15, 16)
QUEUED_TOGETHER = 20
PUPILS_OF_A_SCHOOL = 300


def main(arguments: list[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("--pupils", type=int, default=4000)
    parser.add_argument("--large", type=int, default=40_000)
    parser.add_argument("--small", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--work", action="store_true", help="run the queued jobs, print the peak memory")
    options = parser.parse_args(arguments)
    if options.work:
        work_and_tell_memory()
        return
    with database():
        told = [
            *times(options.pupils, options.rounds),
            *memory(options.small, options.large),
            *queue(options.rounds),
        ]
    print("\n".join(told))


@contextmanager
def database() -> Iterator[None]:
    """Lay out an empty database of ours and start Django on it."""
    with TemporaryDirectory(prefix="pixorga-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "pixorga.settings",
            "PIXORGA_ENV": "test",
            "PIXORGA_VAR": folder,
            "REDIS_URL": "",
            "DATABASE_URL": "",
        }
        server = None if missing_services() else PostgreSQL(Path(folder))
        try:
            if server:
                create_database(server)
            start_django()
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
            yield
            close_connections()
        finally:
            if server:
                server.stop()


def create_database(server: PostgreSQL) -> None:
    import psycopg

    with psycopg.connect(server.url, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE pixorga")
    os.environ["DATABASE_URL"] = server.url


def start_django() -> None:
    import logging

    import django

    django.setup()
    logging.disable()


def close_connections() -> None:
    from django.db import connections

    connections.close_all()


def times(pupils: int, rounds: int) -> Iterator[str]:
    """P1 and P4: the same file twice into a new school, each time beside the floor."""
    data = onde_file(pupils)
    floors, firsts, agains = [], [], []
    for _ in range(rounds):
        floors.append(floor(data))
        school = new_school()
        firsts.append(imported(school, data))
        agains.append(imported(school, data))
    with counted() as queries:
        imported(school, data)
    lowest, first, again = min(floors), min(firsts), min(agains)
    yield f"{engine()}, {pupils} pupils, best of {rounds}; csv pass + COPY: {lowest * 1000:.0f} ms"
    yield f"P1  queued to imported: {first * 1000:.0f} ms, ratio {first / lowest:.1f}"
    yield (
        f"P4  unchanged again: {again * 1000:.0f} ms, {again / first:.2f} of the first import, "
        f"{written_rows(school)} rows written, {len(queries)} statements in all"
    )


def memory(small: int, large: int) -> Iterator[str]:
    """P3: the peak of a process that imports, at two sizes; a first import, then the same file again."""
    first, again = [], []
    for pupils in (small, large):
        school = new_school()
        data = onde_file(pupils)
        for peaks in (first, again):
            receive(school, data)
            peaks.append(peak_of_a_worker())
    for name, (low, high) in (("first import", first), ("unchanged again", again)):
        yield f"P3  {name}: {high:.0f} MB at {large} pupils, {low:.0f} at {small}: {high - low:.0f} MB more"


def queue(rounds: int) -> Iterator[str]:
    """P12: many schools at once; the floor is one csv pass and COPY for each."""
    data = onde_file(PUPILS_OF_A_SCHOOL)
    schools = [new_school() for _ in range(QUEUED_TOGETHER)]
    lowest = min(floor(data) for _ in range(rounds))
    for school in schools:
        receive(school, data)
    ratio = timed(work) / (QUEUED_TOGETHER * lowest)
    yield f"P12 {QUEUED_TOGETHER} imports of {PUPILS_OF_A_SCHOOL} pupils ÷ as many floors: {ratio:.1f}"


def floor(data: bytes) -> float:
    """Read the file with `csv.reader` and write the columns that we keep, in one transaction; seconds."""
    from django.db import connection

    names = ", ".join(f"{name} text" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_floor (id integer PRIMARY KEY, {names})")
        seconds = timed(lambda: copy_rows(data, cursor))
        cursor.execute("DROP TABLE bench_floor")
    return seconds


def copy_rows(data: bytes, cursor: Any) -> None:
    from django.db import connection, transaction

    lines = csv.reader(io.StringIO(data.decode("cp1252"), newline=""), delimiter=";")
    next(lines)
    rows = ((number, *(cells[place] for place in PLACES)) for number, cells in enumerate(lines))
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bench_floor FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany("INSERT INTO bench_floor VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)


def timed(action: Callable[[], object]) -> float:
    """Return the CPU seconds that an action takes, of this process and of its PostgreSQL back-end."""
    start = cpu_seconds()
    action()
    return cpu_seconds() - start


def cpu_seconds() -> float:
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor != "postgresql":
        return time.process_time()
    # Linux: nanoseconds on the processor. Elsewhere the back-end's share is missing on both sides of a ratio.
    back_end = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    nanoseconds = int(back_end.read_text().split()[0]) if back_end.exists() else 0
    return time.process_time() + nanoseconds / 1e9


def imported(school: Any, data: bytes) -> float:
    """Import a file; return the seconds of work from queued to imported."""
    run = receive(school, data)
    seconds = timed(work)
    run.refresh_from_db()
    if run.status != "IMPORTED":
        raise RuntimeError(f"the file was not imported: {run.status}")
    return seconds


def work() -> None:
    """Do what the workers would do: analyse, then write."""
    from pixorga.jobs import services as jobs

    while jobs.run_due("imports", limit=1000):
        pass


def receive(school: Any, data: bytes) -> Any:
    from imports import services

    return services.receive_file(organization=school, by=None, file=io.BytesIO(data))


def new_school() -> Any:
    from organizations.models import Organization

    number = Organization.objects.count()
    return Organization.objects.create(uai=f"{number:07}Z", kind=Organization.Kind.SCO_1D, name=f"{number}")


@contextmanager
def counted() -> Iterator[list]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        yield captured


def written_rows(school: Any) -> int:
    """Return how many pupils the last run touched: each leaves a trace."""
    from imports.models import ImportedLearner, LearnerImport

    return ImportedLearner.objects.filter(run=LearnerImport.objects.of(school).first()).count()


def engine() -> str:
    from django.db import connection

    return connection.display_name


def peak_of_a_worker() -> float:
    """Run the queued jobs in a process of its own; return its peak memory in MB."""
    command = [sys.executable, "-m", "bench.onde_import", "--work"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def work_and_tell_memory() -> None:
    start_django()
    work()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(sys.argv[1:])
