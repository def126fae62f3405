"""An import that fails through no fault of its file: told, started again by a click, forgotten in a day."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone

from imports import services, writing
from imports.models import ImportChunk, LearnerImport
from imports.services import reading, relaunching, working
from imports.services.telling import ENDED
from learners.models import Learner
from pixorga.jobs.models import Job
from pixorga.jobs.services import run_job
from pixorga.journal.models import Event
from tests.imports.factories import ImportChunkFactory, LearnerImportFactory
from tests.imports.journey import PAGE, RETRY, import_file, last_run, onde_bytes, pupils_of, said, send

Status = LearnerImport.Status

BUTTON = f'action="{RETRY}"'


@pytest.fixture
def broken(monkeypatch):
    """Writing fails, until ``broken.undo()``."""

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(writing, "apply", fail)
    return monkeypatch


@pytest.fixture
def fail_for_good(run_jobs):
    """Return what workers do in the end: every job tried until it is given up."""

    def run():
        while run_jobs():
            Job.objects.unfinished().exclude(kind=services.FORGET).update(run_after=None)

    return run


def a_day_later():
    """Move everything that waits for its time a day back."""
    LearnerImport.objects.update(ended_at=F("ended_at") - services.RELAUNCH_LENGTH)
    Job.objects.update(run_after=F("run_after") - services.RELAUNCH_LENGTH)


def test_a_run_that_fails_each_time_ends_in_an_error_that_the_page_explains(
    director, school, run_jobs, broken, fail_for_good
):
    import_pupils = onde_bytes(1, 2)
    LearnerImportFactory(organization=school, imported=True)
    send(director, import_pupils)
    fail_for_good()
    run = last_run(school)
    assert (run.status, run.error_count, run.errors) == (Status.IMPORT_ERROR, 0, [])
    assert run.ended_at is not None
    assert not Learner.objects.exists()
    assert Job.objects.get(kind=services.WRITE).errors == 3
    page = director.client.get(PAGE).text
    [told] = said(page)
    assert "L’import n’a pas abouti." in told
    assert "Aucun élève n’a changé." in told
    assert "Relancez l’import" in told
    assert BUTTON in page
    assert "hx-get" not in page.split('id="import-status"')[1].split(">")[0]


def test_a_run_that_cannot_be_read_ends_likewise(director, school, monkeypatch, fail_for_good):
    def fail(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(reading, "read_onde", fail)
    send(director, onde_bytes(1))
    fail_for_good()
    assert last_run(school).status == Status.IMPORT_ERROR


@pytest.mark.parametrize("kind", [services.VALIDATE, services.WRITE])
def test_a_run_whose_workers_die_each_time_ends_likewise(director, school, run_jobs, kind):
    send(director, onde_bytes(1))
    if kind == services.WRITE:
        run_job(Job.objects.get().pk)
    dead = {"state": Job.State.RUNNING, "attempts": 8, "lease_until": timezone.now()}
    Job.objects.filter(kind=kind).update(**dead)
    assert run_jobs() == 0
    run = last_run(school)
    assert run.status == Status.IMPORT_ERROR
    assert run.can_relaunch
    assert not Learner.objects.exists()


def test_half_a_writing_is_no_writing(school, run_jobs, monkeypatch):
    import_file(school, onde_bytes(1, 2), run_jobs)
    before = pupils_of(school)
    tell = working.tell

    def fail_at_the_end(run, verb, *args, **kwargs):
        if verb == "import.written":
            raise OSError("disk full")
        tell(run, verb, *args, **kwargs)

    monkeypatch.setattr(working, "tell", fail_at_the_end)
    file = SimpleUploadedFile("eleves.csv", onde_bytes(2, 3))
    run = services.receive_file(organization=school, by=None, file=file)
    run_jobs()
    run.refresh_from_db()
    assert run.status == Status.VALIDATED, "it waits for the next try"
    assert pupils_of(school) == before
    assert run.chunks.exists()
    assert not run.learners.exists()


def test_relaunching_brings_the_same_file_to_its_end(director, school, run_jobs, broken, fail_for_good):
    send(director, onde_bytes(1, 2))
    fail_for_good()
    failed = last_run(school)
    broken.undo()
    answer = director.client.post(RETRY)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    failed.refresh_from_db()
    assert (failed.status, failed.ended_at) == (Status.UPLOADED, None)
    run_jobs()
    failed.refresh_from_db()
    assert (failed.status, failed.created_count) == (Status.IMPORTED, 2)
    assert LearnerImport.objects.count() == 1
    assert not ImportChunk.objects.exists()
    event = Event.objects.get(verb="import.relaunched")
    assert (event.actor_id, event.subject_id) == (director.user.pk, failed.pk)


def test_a_failed_run_is_in_nobodys_way(director, school, run_jobs, broken, fail_for_good):
    send(director, onde_bytes(1))
    fail_for_good()
    broken.undo()
    send(director, onde_bytes(2))
    run_jobs()
    assert last_run(school).status == Status.IMPORTED
    assert [run.status for run in LearnerImport.objects.all()] == [Status.IMPORTED, Status.IMPORT_ERROR]
    assert not ImportChunk.objects.exists()


def test_a_second_click_is_told_that_the_import_goes_on(director, school):
    ImportChunkFactory(run=LearnerImportFactory(organization=school, failed=True))
    director.client.post(RETRY)
    director.client.post(RETRY)
    assert Job.objects.count() == 1
    assert any("Un import est déjà en cours" in text for text in said(director.client.get(PAGE).text))


@pytest.mark.parametrize("trait", ["imported", "wrong", "refused", "failed"])
def test_nothing_is_relaunched_without_a_failure_and_its_file(director, school, trait):
    run = LearnerImportFactory(organization=school, **{trait: True})
    page = director.client.post(RETRY, follow=True).text
    run.refresh_from_db()
    assert not run.is_running
    assert not Job.objects.exists()
    assert any("ne peut plus être relancé" in text for text in said(page))
    assert BUTTON not in page


def test_nothing_is_relaunched_before_the_first_import(director):
    page = director.client.post(RETRY, follow=True).text
    assert any("ne peut plus être relancé" in text for text in said(page))


def test_an_earlier_failure_is_not_relaunched(director, school):
    failed = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=failed)
    LearnerImportFactory(organization=school, imported=True)
    director.client.post(RETRY)
    failed.refresh_from_db()
    assert failed.status == Status.IMPORT_ERROR


def test_another_file_that_arrives_at_the_same_moment_wins(school, director, monkeypatch):
    failed = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=failed)
    relaunch = relaunching._relaunch

    def relaunch_too_late(*args):
        LearnerImportFactory(organization=school)
        relaunch(*args)

    monkeypatch.setattr(relaunching, "_relaunch", relaunch_too_late)
    with pytest.raises(services.ImportRunningError):
        services.relaunch(organization=school, by=director.user)
    failed.refresh_from_db()
    assert failed.status == Status.IMPORT_ERROR


def test_a_file_that_is_dropped_at_the_same_moment_is_not_relaunched(school, director, monkeypatch):
    failed = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=failed)
    relaunch = relaunching._relaunch

    def relaunch_too_late(*args):
        ImportChunk.objects.all().delete()
        relaunch(*args)

    monkeypatch.setattr(relaunching, "_relaunch", relaunch_too_late)
    with pytest.raises(services.NothingToRelaunchError):
        services.relaunch(organization=school, by=director.user)
    failed.refresh_from_db()
    assert failed.status == Status.IMPORT_ERROR


def test_the_file_of_a_failed_run_is_forgotten_after_a_day(director, school, run_jobs, broken, fail_for_good):
    send(director, onde_bytes(1))
    fail_for_good()
    [job] = Job.objects.filter(kind=services.FORGET)
    assert job.run_after == last_run(school).ended_at + timedelta(hours=24)
    assert run_jobs() == 0, "its time has not come"
    assert ImportChunk.objects.exists()
    a_day_later()
    assert run_jobs() == 1
    assert not ImportChunk.objects.exists()
    page = director.client.get(PAGE).text
    assert BUTTON not in page
    assert "Importez à nouveau le fichier" in said(page)[0]


def test_a_run_that_failed_again_keeps_its_file_for_a_day_from_then(
    director, school, run_jobs, broken, fail_for_good
):
    send(director, onde_bytes(1))
    fail_for_good()
    director.client.post(RETRY)
    fail_for_good()
    assert Job.objects.filter(kind=services.FORGET).count() == 2
    first = Job.objects.filter(kind=services.FORGET).earliest("pk")
    Job.objects.filter(pk=first.pk).update(run_after=timezone.now())
    assert run_jobs() == 1
    assert ImportChunk.objects.exists()
    a_day_later()
    assert run_jobs() == 1
    assert not ImportChunk.objects.exists()


def test_a_run_that_was_started_again_keeps_its_file(director, school, broken, fail_for_good, run_jobs):
    send(director, onde_bytes(1))
    fail_for_good()
    Job.objects.filter(kind=services.WRITE).delete()
    director.client.post(RETRY)
    Job.objects.filter(kind=services.FORGET).update(run_after=timezone.now())
    Job.objects.filter(kind=services.VALIDATE).delete()
    assert run_jobs() == 1
    assert ImportChunk.objects.exists()


def test_giving_up_twice_tells_it_once(school):
    run = LearnerImportFactory(organization=school)
    job = Job(kind=services.VALIDATE, subject_id=run.pk)
    services.give_up(job)
    services.give_up(job)
    assert Event.objects.filter(verb="import.stopped").count() == 1
    assert sorted(Job.objects.values_list("kind", flat=True)) == [ENDED, services.FORGET]


def test_a_member_relaunches_nothing(teacher, school):
    run = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=run)
    assert teacher.client.post(RETRY).status_code == 403
    run.refresh_from_db()
    assert run.status == Status.IMPORT_ERROR
