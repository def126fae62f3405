"""How long and how much memory the import of an Onde file takes, beside the floor: `csv.reader` and COPY.

Usage: python -m bench.onde_import [--embedded] [--pupils 4000] [--large 40000] [--small 400]
       [--schools 20] [--rounds 7]

Runs on a private PostgreSQL if it is installed, else on SQLite, where the floor is `executemany`. Times are
CPU time, ours and the database's, which other programs on the machine hardly change; what counts are the
ratios to a floor that runs beside: a bare pass of `csv.reader` over the file, and COPY of as many ready-made
rows into a copy of the pupils' table that has no index (P1, P3, P4 and P12 of the goals).
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

PUPILS_OF_A_SCHOOL = 300


def main(arguments: list[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("--embedded", action="store_true", help="on SQLite in any case")
    parser.add_argument("--pupils", type=int, default=4000)
    parser.add_argument("--large", type=int, default=40_000)
    parser.add_argument("--small", type=int, default=400)
    parser.add_argument("--schools", type=int, default=20, help="imports queued together")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--work", action="store_true", help="run the queued jobs, print the peak memory")
    options = parser.parse_args(arguments)
    if options.work:
        work_and_tell_memory()
        return
    with database(embedded=options.embedded):
        told = [
            *times(options.pupils, options.rounds),
            *memory(options.small, options.large),
            *queue(options.schools, options.rounds),
        ]
    print("\n".join(told))


@contextmanager
def database(*, embedded: bool) -> Iterator[None]:
    """Lay out an empty database of ours and start Django on it."""
    with TemporaryDirectory(prefix="pixorga-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "pixorga.settings",
            "PIXORGA_ENV": "test",
            "PIXORGA_VAR": folder,
            "REDIS_URL": "",
            "DATABASE_URL": "",
        }
        server = None if embedded or missing_services() else PostgreSQL(Path(folder))
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
    rows = rows_to_write(data)
    floors, firsts, agains = [], [], []
    for _ in range(rounds):
        floors.append(floor(data, rows))
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
        f"{written_rows(school)} rows written, {len(queries)} statements from upload to end"
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


def queue(count: int, rounds: int) -> Iterator[str]:
    """P12: many schools at once; the floor is one csv pass and COPY for each."""
    data = onde_file(PUPILS_OF_A_SCHOOL)
    rows = rows_to_write(data)
    lowest = min(floor(data, rows) for _ in range(rounds))
    schools = [new_school() for _ in range(count)]
    for school in schools:
        receive(school, data)
    ratio = timed(work) / (count * lowest)
    yield f"P12 {count} imports of {PUPILS_OF_A_SCHOOL} pupils ÷ as many floors: {ratio:.1f}"


def rows_to_write(data: bytes) -> list[tuple]:
    """Import a file; return what it wrote of pupils, ready to be written again."""
    from django.db import connection

    school = new_school()
    imported(school, data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learners_learner WHERE organization_id = %s", [school.pk])
        return cursor.fetchall()


def floor(data: bytes, rows: list[tuple]) -> float:
    """Read the file with `csv.reader`, write ready rows into a bare copy of the pupils' table; seconds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_floor AS SELECT * FROM learners_learner WHERE 1 = 0")
        seconds = timed(lambda: read_and_copy(data, rows, cursor))
        cursor.execute("DROP TABLE bench_floor")
    return seconds


def read_and_copy(data: bytes, rows: list[tuple], cursor: Any) -> None:
    from django.db import connection, transaction

    for _ in csv.reader(io.StringIO(data.decode("cp1252"), newline=""), delimiter=";"):
        pass
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bench_floor FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO bench_floor VALUES ({places})", rows)  # noqa: S608


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
