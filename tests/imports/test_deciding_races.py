"""A run that waits, and several people, files or jobs at the same moment."""

from functools import partial
from io import BytesIO

import pytest
from django.db.models import F
from django.utils import timezone

from imports import checks, services
from imports.models import ImportChunk, LearnerImport
from imports.services import ImportRunningError, NothingToDecideError
from learners.models import Learner
from pixorga.jobs.models import Job
from pixorga.jobs.services import run_job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.imports.journey import import_file, onde_bytes

pytestmark = pytest.mark.django_db(transaction=True)

Status = LearnerImport.Status


def send(school, *numbers: int):
    file = BytesIO(onde_bytes(*numbers))
    return services.receive_file(organization=school, by=None, file=file)


@pytest.fixture
def run(school, run_jobs) -> LearnerImport:
    """Eight pupils, of whom the file that waits leaves two."""
    import_file(school, onde_bytes(*range(8)), run_jobs)
    waiting = send(school, 0, 1)
    run_jobs()
    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING
    return waiting


@pytest.fixture
def decisions(school, run):
    """Return « Confirmer l’import » and « Abandonner », each by somebody else."""
    return [
        partial(decision, organization=school, run_id=run.pk, by=UserFactory())
        for decision in (services.confirm, services.abandon)
    ]


def told() -> list[str]:
    verbs = ("import.confirmed", "import.abandoned")
    return list(Event.objects.filter(verb__in=verbs).values_list("verb", flat=True))


@pytest.mark.parametrize("which", [0, 1])
def test_of_many_clicks_one_decides(school, run, decisions, run_jobs, which):
    results = at_once(*[decisions[which]] * 4)
    refused = [result for result in results if result is not None]
    assert len(refused) == 3
    assert all(isinstance(result, NothingToDecideError) for result in refused)
    assert len(told()) == 1
    run_jobs()
    run.refresh_from_db()
    assert (run.status, Learner.objects.active().count()) == (
        (Status.IMPORTED, 2) if which == 0 else (Status.ABANDONED, 8)
    )
    assert Job.objects.filter(kind=services.WRITE, subject_id=run.pk).count() == (2 if which == 0 else 1)


def test_a_yes_and_a_no_are_one_or_the_other(run, decisions, run_jobs):
    yes, no = at_once(*decisions)
    assert {type(yes), type(no)} == {type(None), NothingToDecideError}
    run_jobs()
    run.refresh_from_db()
    if yes is None:
        assert (run.status, Learner.objects.active().count()) == (Status.IMPORTED, 2)
        assert told() == ["import.confirmed"]
    else:
        assert (run.status, Learner.objects.active().count()) == (Status.ABANDONED, 8)
        assert told() == ["import.abandoned"]
    assert not ImportChunk.objects.exists()
    assert list(checks.find_inconsistencies()) == []


def test_a_yes_at_the_last_moment_counts_or_comes_too_late(run, decisions, run_jobs):
    LearnerImport.objects.update(created_at=F("created_at") - services.WAITING_LENGTH)
    Job.objects.filter(kind=services.LAPSE).update(run_after=timezone.now())
    lapse = Job.objects.get(kind=services.LAPSE)
    yes, lapsed = at_once(decisions[0], lambda: run_job(lapse.pk))
    assert lapsed is True
    run_jobs()
    run.refresh_from_db()
    assert isinstance(yes, NothingToDecideError | None)
    assert run.status == (Status.IMPORTED if yes is None else Status.ABANDONED)
    assert len(told()) == 1
    assert list(checks.find_inconsistencies()) == []


def test_a_file_that_comes_with_a_no_is_taken_whole_or_not_at_all(school, run, decisions, run_jobs):
    no, sent = at_once(decisions[1], lambda: send(school, *range(7)))
    assert no is None
    assert isinstance(sent, ImportRunningError | LearnerImport)
    run_jobs()
    run.refresh_from_db()
    assert run.status == Status.ABANDONED
    assert Learner.objects.active().count() == (7 if isinstance(sent, LearnerImport) else 8)
    assert list(checks.find_inconsistencies()) == []


def test_a_file_that_comes_with_a_yes_waits_its_turn(school, run, decisions, run_jobs):
    yes, sent = at_once(decisions[0], lambda: send(school, *range(7)))
    assert yes is None
    assert isinstance(sent, ImportRunningError)
    run_jobs()
    assert Learner.objects.active().count() == 2
