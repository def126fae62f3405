"""A run that would disable very many pupils waits: for whom, until when, and what a yes and a no do."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db.models import F
from django.utils import timezone

from imports import checks, services, writing
from imports.models import ImportChunk, ImportedLearner, LearnerImport
from imports.services import ImportRunningError, NothingToDecideError, NothingToRelaunchError
from learners.models import Learner
from pixorga.jobs.models import Job
from pixorga.jobs.services import sweep
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import counts, onde_bytes, pupils_of
from tests.learners.factories import LearnerFactory

Status = LearnerImport.Status
WAITING_LENGTH = timedelta(days=7)


def ine_of(number: int) -> str:
    return f"99{number:07}ZA"


@pytest.fixture
def bring(school, run_jobs):
    """Return a function that sends the file of some pupils and lets the workers do what they can."""

    def bring(*numbers: int, **cells: str) -> LearnerImport:
        file = BytesIO(onde_bytes(*numbers, **cells))
        run = services.receive_file(organization=school, by=None, file=file)
        run_jobs()
        run.refresh_from_db()
        return run

    return bring


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def waiting(school, bring) -> LearnerImport:
    """Ten pupils, of whom the file has numbers 0 to 3, the first in another class, and one more."""
    bring(*range(10))
    return bring(0, 1, 2, 3, 50)


@pytest.fixture
def decide(school, by, run_jobs):
    """Return a function that confirms or abandons a run and lets the workers go on."""

    def decide(decision, run: LearnerImport, **more) -> LearnerImport:
        decision(organization=school, run_id=run.pk, by=by, **more)
        run_jobs()
        run.refresh_from_db()
        return run

    return decide


def active(school) -> set[str]:
    return {ine for ine, pupil in pupils_of(school).items() if pupil["disabled_at"] is None}


# Which runs wait


@pytest.mark.parametrize(
    ("active_before", "leaving", "status"),
    [
        (25, 5, Status.IMPORTED),
        (24, 5, Status.WAITING),
        (26, 6, Status.WAITING),
        (30, 6, Status.IMPORTED),
        (10, 4, Status.IMPORTED),
        (5, 4, Status.IMPORTED),
        (6, 5, Status.WAITING),
    ],
)
def test_a_run_waits_above_a_fifth_and_from_five_pupils(school, bring, active_before, leaving, status):
    bring(*range(active_before))
    run = bring(*range(leaving, active_before))
    assert (run.status, run.left_count) == (status, leaving)
    here = active_before if status == Status.WAITING else active_before - leaving
    assert len(active(school)) == here


def test_pupils_disabled_before_are_no_part_of_the_school(school, bring):
    LearnerFactory.create_batch(20, organization=school, disabled=True)
    bring(*range(24))
    assert bring(*range(5, 24)).status == Status.WAITING


def test_the_first_file_of_a_school_whose_pupils_were_all_added_by_hand_waits_for_nobody(school, bring):
    LearnerFactory.create_batch(6, organization=school, provisional=True)
    run = bring(1, 2)
    assert (run.status, counts(run)) == (Status.IMPORTED, (2, 0, 0, 0, 0))
    assert Learner.objects.active().count() == 8


def test_another_whole_list_waits(school, bring):
    bring(*range(6))
    run = bring(*range(100, 106))
    assert (run.status, counts(run)) == (Status.WAITING, (6, 0, 0, 0, 6))


# While it waits


def test_it_has_changed_nobody_and_knows_who_would_leave(school, waiting):
    assert active(school) == {ine_of(number) for number in range(10)}
    assert counts(waiting) == (1, 0, 0, 4, 6)
    leaving = Learner.objects.filter(pk__in=waiting.leaving).values_list("national_student_id", flat=True)
    assert set(leaving) == {ine_of(number) for number in range(4, 10)}
    assert (waiting.ended_at, waiting.confirmed_at) == (None, None)
    assert waiting.chunks.exists()
    event = Event.objects.get(verb="import.waiting")
    assert (event.subject_id, event.organization_id, event.details) == (waiting.pk, school.pk, {"left": 6})


def test_it_keeps_the_traces_of_the_import_before_it_which_cannot_be_undone_meanwhile(school, waiting, by):
    before = LearnerImport.objects.get(status=Status.IMPORTED)
    assert before.learners.count() == 10
    with pytest.raises(services.NothingToUndoError):
        services.undo(organization=school, run_id=before.pk, by=by)


def test_it_is_the_only_file_of_the_school(school, waiting, bring):
    with pytest.raises(ImportRunningError):
        bring(1)
    assert LearnerImport.objects.count() == 2
    assert waiting.chunks.exists()


def test_it_is_nothing_to_relaunch(school, waiting, by):
    with pytest.raises(ImportRunningError):
        services.relaunch(organization=school, by=by)


def test_nobody_takes_a_run_that_waits_for_one_that_hangs(waiting, run_jobs):
    sweep(now=timezone.now() + timedelta(days=6))
    assert run_jobs() == 0
    services.give_up(Job(kind=services.WRITE, subject_id=waiting.pk))
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING
    assert list(checks.find_inconsistencies()) == []


# A yes


def test_a_yes_writes_it(school, waiting, decide, by):
    now = timezone.now()
    run = decide(services.confirm, waiting, now=now)
    assert (run.status, counts(run)) == (Status.IMPORTED, (1, 0, 0, 4, 6))
    assert (run.confirmed_at, run.confirmed_by, run.leaving) == (now, by, [])
    assert active(school) == {ine_of(number) for number in (0, 1, 2, 3, 50)}
    assert not ImportChunk.objects.exists()
    event = Event.objects.get(verb="import.confirmed")
    assert (event.actor_id, event.subject_id, event.details, event.at) == (by.pk, run.pk, {"left": 6}, now)


def test_a_yes_is_for_the_names_that_were_shown(school, waiting, decide):
    """Whoever would leave too, because he came since, is not among them."""
    other = LearnerFactory(organization=school, national_student_id="880000001ZA")
    run = decide(services.confirm, waiting)
    assert (run.status, run.confirmed_at, run.confirmed_by) == (Status.WAITING, None, None)
    assert other.pk in run.leaving
    assert (len(run.leaving), run.left_count) == (7, 7)
    assert len(active(school)) == 11
    run = decide(services.confirm, run)
    assert (run.status, run.left_count) == (Status.IMPORTED, 7)
    assert Event.objects.filter(verb="import.waiting").count() == 2


def test_a_yes_also_holds_for_fewer_names(school, waiting, decide):
    Learner.objects.filter(pk=waiting.leaving[0]).update(disabled_at=timezone.now())
    run = decide(services.confirm, waiting)
    assert (run.status, run.left_count) == (Status.IMPORTED, 5)


def test_a_second_yes_finds_nothing(school, waiting, decide):
    decide(services.confirm, waiting)
    with pytest.raises(NothingToDecideError):
        decide(services.confirm, waiting)
    assert Event.objects.filter(verb="import.confirmed").count() == 1


def test_a_yes_holds_when_the_import_has_to_be_relaunched(school, waiting, decide, by, run_jobs, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(writing, "apply", fail)
        decide(services.confirm, waiting)
        for _ in range(2):
            Job.objects.filter(kind=services.WRITE).update(run_after=None)
            run_jobs()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.confirmed_by) == (Status.IMPORT_ERROR, by)
    services.relaunch(organization=school, by=UserFactory())
    run_jobs()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.confirmed_by) == (Status.IMPORTED, by)
    assert Event.objects.filter(verb="import.waiting").count() == 1


def test_an_import_that_was_confirmed_can_be_undone(school, waiting, decide, by):
    before = active(school)
    run = decide(services.confirm, waiting)
    services.undo(organization=school, run_id=run.pk, by=by)
    assert active(school) == before


# A no


def test_a_no_ends_it_without_a_change(school, waiting, decide, by):
    before = pupils_of(school)
    now = timezone.now()
    run = decide(services.abandon, waiting, now=now)
    assert (run.status, run.ended_at, run.leaving) == (Status.ABANDONED, now, [])
    assert pupils_of(school) == before
    assert not ImportChunk.objects.exists()
    event = Event.objects.get(verb="import.abandoned")
    assert (event.actor_id, event.subject_id, event.at) == (by.pk, run.pk, now)
    assert list(checks.find_inconsistencies()) == []


def test_a_no_is_for_good(school, waiting, decide, by):
    decide(services.abandon, waiting)
    for decision in (services.confirm, services.abandon):
        with pytest.raises(NothingToDecideError):
            decide(decision, waiting)
    with pytest.raises(NothingToRelaunchError):
        services.relaunch(organization=school, by=by)
    assert Event.objects.filter(verb="import.abandoned").count() == 1


def test_after_a_no_the_import_before_it_can_be_undone_and_another_file_sent(
    school, waiting, decide, bring, by
):
    decide(services.abandon, waiting)
    before = LearnerImport.objects.get(status=Status.IMPORTED)
    assert ImportedLearner.objects.filter(run=before).count() == 10
    assert services.can_undo(before, timezone.now())
    assert bring(*range(9)).status == Status.IMPORTED


@pytest.mark.parametrize("decision", [services.confirm, services.abandon])
@pytest.mark.parametrize("trait", [{}, {"validated": True}, {"imported": True}, {"failed": True}])
def test_nothing_is_decided_about_another_run(school, waiting, decide, outsider, decision, trait):
    LearnerImport.objects.filter(pk=waiting.pk).update(status=Status.ABANDONED)
    run = LearnerImportFactory(organization=school, **trait)
    elsewhere = LearnerImportFactory(organization=outsider.organization, status=Status.WAITING)
    for other in (run, elsewhere):
        with pytest.raises(NothingToDecideError):
            decide(decision, other)
    elsewhere.refresh_from_db()
    assert elsewhere.status == Status.WAITING


# Nobody decides


def age(length: timedelta) -> None:
    """Let everything have happened so much earlier."""
    LearnerImport.objects.update(created_at=F("created_at") - length, ended_at=F("ended_at") - length)
    Job.objects.update(run_after=F("run_after") - length)


def test_it_is_abandoned_after_seven_days_and_not_before(school, waiting, run_jobs):
    before = pupils_of(school)
    age(WAITING_LENGTH - timedelta(minutes=1))
    assert run_jobs() == 0
    age(timedelta(minutes=1))
    assert run_jobs()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.leaving) == (Status.ABANDONED, [])
    assert pupils_of(school) == before
    assert not ImportChunk.objects.exists()
    assert Event.objects.get(verb="import.abandoned").subject_id == waiting.pk
    assert list(checks.find_inconsistencies()) == []


def test_a_job_that_comes_too_early_abandons_nothing(waiting, run_jobs):
    Job.objects.filter(kind=services.LAPSE).update(run_after=timezone.now())
    assert run_jobs() == 1
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING


def test_a_job_that_comes_after_the_decision_does_nothing(school, waiting, decide, run_jobs):
    decide(services.confirm, waiting)
    age(WAITING_LENGTH)
    run_jobs()
    waiting.refresh_from_db()
    assert waiting.status == Status.IMPORTED
    assert not Event.objects.filter(verb="import.abandoned").exists()
