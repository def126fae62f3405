"""Imports as the product makes them, of schools that exist for the bench alone, and what they cost."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import onde, siecle
from imports import services
from imports.models import LearnerImport
from learners.models import Learner
from organizations.models import Organization
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job

ONDE, SIECLE = LearnerImport.Kind.ONDE, LearnerImport.Kind.SIECLE


def cpu_seconds() -> float:
    """Return the CPU time so far of this process and of its PostgreSQL back-end."""
    connection.ensure_connection()
    if connection.vendor != "postgresql":
        return time.process_time()
    # Linux: nanoseconds on the processor. Elsewhere the back-end's share is missing on both sides of a ratio.
    back_end = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    nanoseconds = int(back_end.read_text().split()[0]) if back_end.exists() else 0
    return time.process_time() + nanoseconds / 1e9


def timed(action: Callable[[], object]) -> float:
    """Return the CPU seconds that an action takes, here and in the database."""
    start = cpu_seconds()
    action()
    return cpu_seconds() - start


def new_school(kind: str = ONDE) -> Organization:
    number = Organization.objects.count()
    level = Organization.Kind.SCO_1D if kind == ONDE else Organization.Kind.SCO
    return Organization.objects.create(uai=f"{number:07}Z", kind=level, name=f"{number}")


def file_of(school: Organization, pupils: int) -> bytes:
    """Return a right file of the school, with up to 10,000 pupils of whom no other school has any."""
    first = school.pk * 10_000
    if school.is_primary:
        return re.sub(rb";99(\d{7})ZA;", lambda ine: _moved(ine, b";99%07dZA;", first), _onde(pupils))
    data = _siecle(pupils).replace(siecle.UAI.encode(), school.uai.encode())
    return re.sub(rb">88(\d{7})ZB<", lambda ine: _moved(ine, b">88%07dZB<", first), data)


def _moved(ine: re.Match[bytes], form: bytes, first: int) -> bytes:
    return form % ((int(ine[1]) + first) % 10_000_000)


_onde = cache(onde.onde_file)
_siecle = cache(siecle.siecle_file)


def as_delivered(kind: str, data: bytes) -> bytes:
    """Return a file as the school gets it: Siècle's comes in an archive."""
    if kind == ONDE:
        return data
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("ElevesSansAdresses.xml", data)
    return archive.getvalue()


def receive(school: Organization, data: bytes) -> LearnerImport:
    return services.receive_file(organization=school, by=None, file=io.BytesIO(data))


def work() -> None:
    """Do what the workers would do: check, then write."""
    while jobs.run_due("imports", limit=1000):
        pass


def imported(school: Organization, data: bytes) -> float:
    """Import a file; return the CPU seconds from queued to imported."""
    run = receive(school, data)
    seconds = timed(work)
    assert_imported(run)
    return seconds


def assert_imported(run: LearnerImport) -> None:
    run.refresh_from_db()
    if run.status != LearnerImport.Status.IMPORTED:
        raise RuntimeError(f"the file was not imported: {run.status} {run.errors[:3]}")


def statements_of_each_job(school: Organization, data: bytes) -> tuple[int, int]:
    """Import a file; return how many statements the check takes, and the writing by another worker."""
    run = receive(school, data)
    counts = []
    for kind in (services.VALIDATE, services.WRITE):
        job = Job.objects.get(kind=kind, subject_id=run.pk)
        with CaptureQueriesContext(connection) as captured:
            jobs.run_job(job.pk)
        counts.append(len(captured))
    assert_imported(run)
    return counts[0], counts[1]


def versions(school: Organization) -> set[tuple]:
    """Return the version of each row of the school's pupils: it changes whenever the row is written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, xmin::text FROM learners_learner WHERE organization_id = %s", [school.pk]
            )
            return set(cursor.fetchall())
    return set(Learner.objects.of(school).values_list())
