"""The disk is full (SQLite, the embedded default): a clear answer, nothing half-done, then it goes on."""

import pytest
from django.db import connection

from imports import services
from imports.models import ImportChunk, LearnerImport
from learners.models import Learner
from pixorga.jobs.models import Job
from tests.imports.journey import PAGE, RETRY, last_run, onde_bytes, said, send

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="disque plein\u00a0: SQLite seulement"),
]

Status = LearnerImport.Status

PUPILS = 2000
LARGE = onde_bytes(*range(PUPILS))
# Enough to say what becomes of a run, far too little for the file or for its pupils.
FEW_PAGES = 12


@pytest.fixture
def disk():
    yield Disk()
    Disk().free()


class Disk:
    """What the database may take, in pages."""

    def fill(self) -> None:
        _ask("VACUUM")
        _ask(f"PRAGMA max_page_count = {_ask('PRAGMA page_count') + FEW_PAGES}")

    def free(self) -> None:
        _ask(f"PRAGMA max_page_count = {2**30}")


def _ask(sql: str) -> int | str | None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchone()
    return found[0] if found else None


def try_for_good(run_jobs) -> None:
    """Do what workers do in the end: every job tried until it is given up."""
    while run_jobs():
        Job.objects.unfinished().exclude(kind=services.FORGET).update(run_after=None)


def test_a_file_for_which_there_is_no_room_is_not_taken_and_can_be_sent_again(
    director, school, run_jobs, disk
):
    disk.fill()
    director.client.raise_request_exception = False
    answer = send(director, LARGE)
    assert answer.status_code == 503
    assert "Service momentanément indisponible" in answer.text
    assert not LearnerImport.objects.exists()
    assert not ImportChunk.objects.exists()
    assert not Job.objects.exists()
    assert director.client.get(PAGE).status_code == 200
    disk.free()
    assert send(director, LARGE).status_code == 302
    run_jobs()
    assert last_run(school).status == Status.IMPORTED
    assert Learner.objects.of(school).active().count() == PUPILS


def test_pupils_for_whom_there_is_no_room_are_written_later_all_together(director, school, run_jobs, disk):
    send(director, onde_bytes(1, 2, 3))
    run_jobs()
    before = list(Learner.objects.order_by("pk").values())
    send(director, LARGE)
    disk.fill()
    try_for_good(run_jobs)
    assert last_run(school).status == Status.IMPORT_ERROR
    assert Job.objects.get(kind=services.WRITE, state=Job.State.FAILED).error_code == "OperationalError"
    assert list(Learner.objects.order_by("pk").values()) == before
    assert _ask("PRAGMA integrity_check") == "ok"
    [told] = said(director.client.get(PAGE).text)
    assert "L’import n’a pas abouti." in told
    assert "Aucun élève n’a changé." in told
    disk.free()
    director.client.post(RETRY)
    run_jobs()
    assert last_run(school).status == Status.IMPORTED
    assert Learner.objects.of(school).active().count() == PUPILS
    assert not ImportChunk.objects.exists()
