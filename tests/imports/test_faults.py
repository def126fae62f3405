"""Whatever breaks while files are imported: one result for each and nothing lost, with real servers.

Two schools import at the same time, one from Onde and one from Siècle. What breaks, and what people see:

the worker is killed, whatever it was doing   the page says that the import goes on; the next worker ends it
the database ends its connections             the same; the worker itself does it again
the broker is away, frozen or emptied         the file is taken at once, and imported once the broker is back
a worker sleeps over its lease                another one ends the import; the late one writes nothing
every try fails                               « L’import n’a pas abouti. », nothing has changed, « Relancer »
the disk is full                              test_faults_disk.py
ten schools at once                           invitations leave meanwhile: test_crowd_of_imports.py
"""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from imports import services
from imports.models import LearnerImport
from imports.services import reading
from learners.models import Learner
from pixorga.jobs import bell
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.testing.processes import wait_until
from tests.imports import gates
from tests.imports.gates import Gate
from tests.imports.journey import RETRY, STATUS
from tests.imports.senders import primary_sender, secondary_sender
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory

pytestmark = pytest.mark.services

GATED = ("tests.imports.gated_imports",)
POISONED = ("tests.imports.poisoned_imports",)
LONG_LEASE = {"JOB_LEASE_SECONDS": "60"}

Status = LearnerImport.Status

# The state of a run while a worker has this job in hand, and what the page says of it.
CHECK = (services.VALIDATE, Status.UPLOADED, "Son contenu est en cours de vérification.")
WRITE = (services.WRITE, Status.VALIDATED, "Les élèves sont en cours d’enregistrement.")
STAGES = {
    Gate.HALF_READ: CHECK,
    Gate.CHECKING: CHECK,
    Gate.BEFORE_WRITING: WRITE,
    Gate.READ_AGAIN: WRITE,
    Gate.HALF_WRITTEN: WRITE,
    Gate.BEFORE_COMMIT: WRITE,
}
at_each_gate = pytest.mark.parametrize("gate", STAGES, ids=lambda gate: gate.name)


@pytest.fixture
def tools(service_tools, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK_BYTES", gates.SMALL_PIECE)
    yield service_tools
    gates.reopen_all()


@pytest.fixture
def primary(director):
    return primary_sender(director)


@pytest.fixture
def senders(primary):
    return [primary, secondary_sender()]


def send_all(senders) -> None:
    for sender in senders:
        sender.send()


def wait_for_the_end(senders) -> None:
    wait_until(lambda: all(sender.is_over for sender in senders), "the imports", seconds=60)


def wait_at_the_gate(gate: Gate, senders) -> None:
    wait_until(lambda: len(gates.waiting_at(gate)) == len(senders), "the workers at the gate")


def end_leases() -> None:
    """Let the time pass after which a worker that does not answer has lost its jobs."""
    Job.objects.filter(state=Job.State.RUNNING).update(lease_until=timezone.now())


def is_done(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == Job.State.DONE


@at_each_gate
def test_what_a_killed_worker_began_is_done_by_the_next_one(senders, tools, gate):
    kind, status, told = STAGES[gate]
    gates.close(gate)
    with tools.worker(concurrency=2, include=GATED, environment=LONG_LEASE) as worker:
        send_all(senders)
        wait_at_the_gate(gate, senders)
        worker.kill()
    gates.reopen(gate)
    end_leases()
    for sender in senders:
        assert sender.run.status == status
        assert told in sender.told()
    assert not Learner.objects.exists()
    with tools.worker(beat=True):
        wait_for_the_end(senders)
    for sender in senders:
        sender.assert_imported_once()
        assert sender.attempts(kind) == 2


@at_each_gate
def test_what_was_under_way_when_the_database_went_away_is_done_again(senders, tools, gate):
    gates.close(gate)
    with tools.worker(concurrency=2, beat=True, include=GATED, environment=LONG_LEASE):
        send_all(senders)
        wait_at_the_gate(gate, senders)
        gates.cut_connections()
        gates.reopen(gate)
        end_leases()
        wait_for_the_end(senders)
    for sender in senders:
        sender.assert_imported_once()


def test_a_worker_that_wakes_after_its_lease_writes_nothing(primary, tools):
    gates.close(Gate.BEFORE_WRITING)
    with tools.worker(include=GATED) as late:
        primary.send()
        wait_at_the_gate(Gate.BEFORE_WRITING, [primary])
        late.freeze()
        gates.reopen(Gate.BEFORE_WRITING)
        with tools.worker(beat=True):
            wait_for_the_end([primary])
        primary.assert_imported_once()
        late.thaw()
        wait_until(lambda: "job.lease_lost" in late.output(), "the late worker")
    primary.assert_imported_once()
    assert primary.attempts(services.WRITE) == 2


def test_a_worker_that_sleeps_over_what_it_has_written_is_waited_for(primary, tools):
    gates.close(Gate.BEFORE_COMMIT)
    with tools.worker(include=GATED) as slow:
        primary.send()
        wait_at_the_gate(Gate.BEFORE_COMMIT, [primary])
        slow.freeze()
        gates.reopen(Gate.BEFORE_COMMIT)
        with tools.worker(beat=True):
            wait_until(gates.waiting_for_a_row, "the other worker at the row of the job")
            slow.thaw()
            wait_for_the_end([primary])
    primary.assert_imported_once()
    assert primary.attempts(services.WRITE) == 1


def test_pupils_at_work_are_not_held_up_by_the_writing(primary, tools):
    pupil = LearnerFactory(organization=primary.school, national_student_id="990000001ZA")
    gates.close(Gate.BEFORE_COMMIT)
    with tools.worker(include=GATED):
        primary.send()
        wait_at_the_gate(Gate.BEFORE_COMMIT, [primary])
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            attempt = AttemptFactory(learner=pupil)
        gates.reopen(Gate.BEFORE_COMMIT)
        wait_for_the_end([primary])
    pupil.refresh_from_db()
    assert (pupil.last_name, pupil.attempts.get()) == ("HAUTEFEUILLET", attempt)


def test_a_bell_that_rings_again_and_again_makes_one_import(primary, tools):
    gates.close(Gate.BEFORE_COMMIT)
    with tools.worker(concurrency=2, include=GATED, environment=LONG_LEASE):
        primary.send()
        wait_at_the_gate(Gate.BEFORE_COMMIT, [primary])
        for _ in range(3):
            bell._strike("imports")
        # Harmless; done by the second process, which has looked at the queue meanwhile.
        [other] = jobs.enqueue(services.FORGET, primary.run.pk)
        wait_until(lambda: is_done(other), "another job of the queue")
        assert len(gates.waiting_at(Gate.BEFORE_COMMIT)) == 1
        gates.reopen(Gate.BEFORE_COMMIT)
        wait_for_the_end([primary])
    primary.assert_imported_once()
    assert (primary.attempts(services.VALIDATE), primary.attempts(services.WRITE)) == (1, 1)


@pytest.mark.parametrize(("fault", "cure"), [("freeze", "thaw"), ("kill", "restart")])
def test_a_broker_that_is_away_holds_up_no_upload_and_loses_no_file(senders, tools, caplog, fault, cure):
    with tools.worker(beat=True):
        getattr(tools.redis, fault)()
        # Nothing cures the broker before every page has answered: no page waits for it.
        send_all(senders)
        for sender in senders:
            assert "Votre fichier est bien reçu." in sender.told()
            assert sender.person.client.get(STATUS).status_code == 200
            assert sender.run.status == Status.UPLOADED
        assert len([line for line in caplog.messages if "bell.silent" in line]) == 2, "one time-out for each"
        getattr(tools.redis, cure)()
        wait_for_the_end(senders)
    for sender in senders:
        sender.assert_imported_once()


def test_a_worker_with_a_bell_in_its_hands_outlives_its_broker(senders, tools):
    gates.close(Gate.CHECKING)
    with tools.worker(concurrency=2, include=GATED, environment=LONG_LEASE) as worker:
        send_all(senders)
        wait_at_the_gate(Gate.CHECKING, senders)
        bell._strike("imports")
        with tools.redis.client(database=1) as broker:
            wait_until(lambda: not broker.llen("imports"), "the worker to take a bell that nobody can answer")
        tools.redis.kill()
        gates.reopen(Gate.CHECKING)
        wait_until(lambda: all(sender.run.status != Status.UPLOADED for sender in senders), "the checks")
        tools.redis.restart()
        jobs.sweep()
        wait_for_the_end(senders)
        assert worker.is_running
    for sender in senders:
        sender.assert_imported_once()


def test_what_is_being_written_needs_no_broker(senders, tools):
    gates.close(Gate.BEFORE_COMMIT)
    with tools.worker(concurrency=2, include=GATED, environment=LONG_LEASE):
        send_all(senders)
        wait_at_the_gate(Gate.BEFORE_COMMIT, senders)
        tools.redis.kill()
        gates.reopen(Gate.BEFORE_COMMIT)
        wait_for_the_end(senders)
    for sender in senders:
        sender.assert_imported_once()


@pytest.mark.parametrize("gate", [Gate.CHECKING, Gate.BEFORE_COMMIT], ids=lambda gate: gate.name)
def test_a_broker_that_was_emptied_loses_no_file(senders, tools, gate):
    gates.close(gate)
    with tools.worker(beat=True, include=GATED):
        send_all(senders)
        wait_at_the_gate(gate, senders[:1])
        tools.redis.flush()
        gates.reopen(gate)
        wait_for_the_end(senders)
    for sender in senders:
        sender.assert_imported_once()


def test_an_import_that_fails_each_time_ends_and_can_be_started_again(senders, tools):
    with tools.worker(beat=True, include=POISONED):
        send_all(senders)
        wait_for_the_end(senders)
    assert not Learner.objects.exists()
    for sender in senders:
        assert sender.run.status == Status.IMPORT_ERROR
        assert sender.attempts(services.WRITE) == 3
        assert "L’import n’a pas abouti." in sender.told()
        sender.person.client.post(RETRY)
    with tools.worker(beat=True):
        wait_for_the_end(senders)
    for sender in senders:
        sender.assert_imported_once("import.stopped", "import.relaunched")
