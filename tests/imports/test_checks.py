"""What `check_consistency` finds wrong with imports: ids alone."""

from io import StringIO

import pytest
from django.core.management import call_command

from imports import checks, services
from imports.models import ImportedLearner, LearnerImport
from pixorga.jobs.models import Job
from pixorga.jobs.services import enqueue
from tests.imports.factories import ENDED_AT, ImportChunkFactory, LearnerImportFactory
from tests.imports.journey import onde_bytes, send
from tests.learners.factories import LearnerFactory


def found() -> list[str]:
    return list(checks.find_inconsistencies())


def test_a_journey_leaves_nothing_behind(director, run_jobs):
    send(director, onde_bytes(1, 2))
    assert found() == []
    run_jobs()
    assert found() == []
    send(director, onde_bytes(1, INE=""))
    run_jobs()
    assert found() == []
    run = LearnerImport.objects.get(status=LearnerImport.Status.IMPORTED)
    services.undo(organization=run.organization, run_id=run.pk, by=director.user)
    assert found() == []


@pytest.mark.parametrize("trait", ["imported", "wrong", "refused", "failed"])
def test_a_file_that_stays_after_its_run_is_found_once(db, trait):
    run = LearnerImportFactory(**{trait: True})
    ImportChunkFactory.create_batch(2, run=run)
    assert found() == [f"imports : l’import {run.pk} est terminé et garde son fichier"]


def test_a_failed_run_may_keep_its_file_while_it_waits_to_be_forgotten(db):
    run = ImportChunkFactory(run=LearnerImportFactory(failed=True)).run
    enqueue(services.FORGET, run.pk)
    assert found() == []
    Job.objects.update(state=Job.State.DONE)
    assert len(found()) == 1


@pytest.mark.parametrize("traits", [{}, {"validated": True}])
def test_a_run_that_no_job_waits_for_is_found(db, traits):
    run = LearnerImportFactory(**traits)
    assert found() == [f"imports : l’import {run.pk} est en cours sans travail qui l’attend"]
    enqueue(services.VALIDATE, run.pk)
    assert found() == []
    Job.objects.update(state=Job.State.FAILED)
    assert len(found()) == 1


def trace(run) -> None:
    learner = LearnerFactory(organization=run.organization)
    ImportedLearner.objects.create(run=run, learner=learner, action="CREATED")


def keeps_its_traces(run) -> str:
    return f"imports : l’import {run.pk} ne peut plus être annulé et garde ses traces"


def test_traces_of_an_earlier_import_are_found(school):
    older, last = LearnerImportFactory.create_batch(2, organization=school, imported=True)
    for run in (older, last):
        trace(run)
        enqueue(services.FORGET_TRACES, run.pk)
    assert found() == [keeps_its_traces(older)]


def test_the_last_import_keeps_its_traces_whatever_is_sent_next(school):
    run = LearnerImportFactory(organization=school, imported=True)
    trace(run)
    enqueue(services.FORGET_TRACES, run.pk)
    LearnerImportFactory(organization=school, wrong=True)
    assert found() == []


def test_traces_that_no_job_will_drop_are_found(school):
    run = LearnerImportFactory(organization=school, imported=True)
    trace(run)
    assert found() == [keeps_its_traces(run)]
    enqueue(services.FORGET_TRACES, run.pk)
    assert found() == []
    Job.objects.update(state=Job.State.DONE)
    assert found() == [keeps_its_traces(run)]


def test_traces_of_an_import_that_was_undone_are_found(school):
    run = LearnerImportFactory(organization=school, imported=True, undone_at=ENDED_AT)
    trace(run)
    enqueue(services.FORGET_TRACES, run.pk)
    assert found() == [keeps_its_traces(run)]


def test_the_command_tells_and_fails(db):
    LearnerImportFactory()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_consistency", stdout=out)
    assert "est en cours sans travail" in out.getvalue()
