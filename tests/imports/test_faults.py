"""Whatever breaks while a file is imported: one result, nothing lost (PostgreSQL, Redis, real workers)."""

import time

import pytest
from django.db import connection, transaction

from imports import checks, services
from imports.models import ImportChunk, ImportedLearner, LearnerImport
from learners.models import Learner
from pixorga.jobs import bell
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from pixorga.testing.processes import wait_until
from tests.imports import gates
from tests.imports.journey import PAGE, RETRY, last_run, said, sample, send
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory

pytestmark = pytest.mark.services

GATED = ("tests.imports.gated_imports",)
POISONED = ("tests.imports.poisoned_imports",)
LONG_LEASE = {"JOB_LEASE_SECONDS": "60"}

RIGHT = sample("onde_valid.csv")
PUPILS = 42

Status = LearnerImport.Status


@pytest.fixture
def tools(service_tools):
    yield service_tools
    gates.reopen_all()


def is_over(school) -> bool:
    return not last_run(school).is_running


def is_done(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == Job.State.DONE


def attempts(kind: str) -> int:
    return Job.objects.get(kind=kind).attempts


def assert_imported_once(school, *events: str) -> None:
    """events: what the journal tells between the sending and the writing."""
    run = LearnerImport.objects.get()
    assert run.status == Status.IMPORTED
    assert (run.created_count, run.changed_count, run.unchanged_count) == (PUPILS, 0, 0)
    assert Learner.objects.of(school).active().count() == Learner.objects.count() == PUPILS
    assert ImportedLearner.objects.filter(run=run, action="CREATED").count() == PUPILS
    told = Event.objects.filter(verb__startswith="import.").order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["import.sent", *events, "import.written"]
    assert not ImportChunk.objects.exists()
    assert list(checks.find_inconsistencies()) == []


@pytest.mark.parametrize(
    ("gate", "status", "kind"),
    [
        (gates.CHECKING, Status.UPLOADED, services.VALIDATE),
        (gates.BEFORE_WRITING, Status.VALIDATED, services.WRITE),
        (gates.BEFORE_COMMIT, Status.VALIDATED, services.WRITE),
    ],
)
def test_what_a_killed_worker_began_is_done_by_the_next_one(director, school, tools, gate, status, kind):
    gates.close(gate)
    with tools.worker(include=GATED) as worker:
        send(director, RIGHT)
        wait_until(lambda: gates.waiting_at(gate), "the worker at the gate")
        worker.kill()
    gates.reopen(gate)
    assert last_run(school).status == status
    assert not Learner.objects.exists()
    with tools.worker(beat=True):
        wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school)
    assert attempts(kind) == 2


def test_what_was_written_when_the_database_went_away_is_written_again(director, school, tools):
    gates.close(gates.BEFORE_COMMIT)
    with tools.worker(beat=True, include=GATED):
        send(director, RIGHT)
        wait_until(lambda: gates.waiting_at(gates.BEFORE_COMMIT), "the worker at the gate")
        gates.cut_connections_at(gates.BEFORE_COMMIT)
        gates.reopen(gates.BEFORE_COMMIT)
        wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school)


def test_a_worker_that_wakes_after_its_lease_writes_nothing(director, school, tools):
    gates.close(gates.READ_AGAIN)
    with tools.worker(include=GATED) as late:
        send(director, RIGHT)
        wait_until(lambda: gates.waiting_at(gates.READ_AGAIN), "the worker at the gate")
        late.freeze()
        gates.reopen(gates.READ_AGAIN)
        with tools.worker(beat=True):
            wait_until(lambda: is_over(school), "the import")
        assert_imported_once(school)
        late.thaw()
        wait_until(lambda: "job.lease_lost" in late.output(), "the late worker")
    assert_imported_once(school)
    assert attempts(services.WRITE) == 2


def test_a_worker_that_sleeps_over_what_it_has_written_is_waited_for(director, school, tools):
    gates.close(gates.BEFORE_COMMIT)
    with tools.worker(include=GATED) as slow:
        send(director, RIGHT)
        wait_until(lambda: gates.waiting_at(gates.BEFORE_COMMIT), "the worker at the gate")
        slow.freeze()
        gates.reopen(gates.BEFORE_COMMIT)
        with tools.worker(beat=True):
            wait_until(gates.waiting_for_a_row, "the other worker at the row of the job")
            slow.thaw()
            wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school)
    assert attempts(services.WRITE) == 1


def test_pupils_at_work_are_not_held_up_by_the_writing(director, school, tools):
    pupil = LearnerFactory(organization=school, national_student_id="990000001ZA")
    gates.close(gates.BEFORE_COMMIT)
    with tools.worker(include=GATED):
        send(director, RIGHT)
        wait_until(lambda: gates.waiting_at(gates.BEFORE_COMMIT), "the worker at the gate")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            attempt = AttemptFactory(learner=pupil)
        gates.reopen(gates.BEFORE_COMMIT)
        wait_until(lambda: is_over(school), "the import")
    pupil.refresh_from_db()
    assert (pupil.last_name, pupil.attempts.get()) == ("HAUTEFEUILLET", attempt)


def test_a_bell_that_rings_again_and_again_makes_one_import(director, school, tools):
    gates.close(gates.BEFORE_COMMIT)
    with tools.worker(concurrency=2, include=GATED, environment=LONG_LEASE):
        send(director, RIGHT)
        wait_until(lambda: gates.waiting_at(gates.BEFORE_COMMIT), "the worker at the gate")
        for _ in range(3):
            bell._strike("imports")
        # Harmless; done by the second process, which has looked at the queue meanwhile.
        [other] = jobs.enqueue(services.FORGET, last_run(school).pk)
        wait_until(lambda: is_done(other), "another job of the queue")
        assert len(gates.waiting_at(gates.BEFORE_COMMIT)) == 1
        gates.reopen(gates.BEFORE_COMMIT)
        wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school)
    assert (attempts(services.VALIDATE), attempts(services.WRITE)) == (1, 1)


@pytest.mark.parametrize(("fault", "cure"), [("freeze", "thaw"), ("kill", "restart")])
def test_a_broker_that_is_away_holds_up_no_upload_and_loses_no_file(director, school, tools, fault, cure):
    getattr(tools.redis, fault)()
    before = time.monotonic()
    assert send(director, RIGHT).status_code == 302
    assert time.monotonic() - before < 4, "the time-out is 2 s"
    assert last_run(school).status == Status.UPLOADED
    assert "Votre fichier est bien reçu." in said(director.client.get(PAGE).text)[0]
    getattr(tools.redis, cure)()
    with tools.worker(beat=True):
        wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school)


def test_a_broker_that_was_emptied_loses_no_file(director, school, tools):
    send(director, RIGHT)
    tools.redis.flush()
    with tools.worker(beat=True):
        wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school)


def test_an_import_that_fails_each_time_ends_and_can_be_started_again(director, school, tools):
    with tools.worker(beat=True, include=POISONED):
        send(director, RIGHT)
        wait_until(lambda: is_over(school), "the end of the tries")
    assert last_run(school).status == Status.IMPORT_ERROR
    assert not Learner.objects.exists()
    [told] = said(director.client.get(PAGE).text)
    assert "L’import n’a pas abouti." in told
    assert attempts(services.WRITE) == 3
    director.client.post(RETRY)
    with tools.worker(beat=True):
        wait_until(lambda: is_over(school), "the import")
    assert_imported_once(school, "import.stopped", "import.relaunched")
