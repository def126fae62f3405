"""« Annuler cet import », at the same moment as somebody else’s click, file or pupil."""

from functools import partial
from io import BytesIO

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from imports import checks, restoring, services
from imports.models import ImportedLearner, LearnerImport
from imports.services import ImportRunningError, NothingToUndoError, undoing
from learners.models import Learner
from organizations.models import Organization
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.imports.journey import import_file, onde_bytes, pupils_of
from tests.missions.factories import AttemptFactory, MissionFactory

pytestmark = pytest.mark.django_db(transaction=True)

Status = LearnerImport.Status


@pytest.fixture
def run(school, run_jobs) -> LearnerImport:
    """The last import: pupil 1 changed, pupil 2 left, pupil 3 is new."""
    import_file(school, onde_bytes(1, 2), run_jobs)
    return import_file(school, onde_bytes(1, 3, Nom_élève="AUTRE"), run_jobs)


@pytest.fixture
def undo(school, run):
    return partial(services.undo, organization=school, run_id=run.pk, by=UserFactory())


def send(school, *numbers: int):
    file = BytesIO(onde_bytes(*numbers))
    return services.receive_file(organization=school, by=None, file=file).status


def active(school) -> dict[str, str]:
    return {ine: pupil["last_name"] for ine, pupil in pupils_of(school).items() if not pupil["disabled_at"]}


BEFORE = {"990000001ZA": "MARTEL1", "990000002ZA": "MARTEL2"}
AFTER = {"990000001ZA": "AUTRE", "990000003ZA": "AUTRE"}


def test_of_many_clicks_one_undoes(school, undo):
    results = at_once(*[undo] * 4)
    refused = [result for result in results if result is not None]
    assert len(refused) == 3
    assert all(isinstance(result, NothingToUndoError) for result in refused)
    assert active(school) == BEFORE
    assert Event.objects.filter(verb="import.undone").count() == 1
    assert not ImportedLearner.objects.exists()


def test_a_file_that_comes_at_the_same_moment_is_imported_over_one_state_or_the_other(
    school, run, undo, run_jobs
):
    undone, sent = at_once(undo, lambda: send(school, 2, 4))
    assert sent == Status.UPLOADED
    run.refresh_from_db()
    assert isinstance(undone, NothingToUndoError | None)
    assert (run.undone_at is None) == isinstance(undone, NothingToUndoError)
    assert active(school) == (AFTER if undone else BEFORE)
    run_jobs()
    assert active(school) == {"990000002ZA": "MARTEL2", "990000004ZA": "MARTEL4"}
    assert list(checks.find_inconsistencies()) == []


def test_the_workers_begin_at_the_same_moment(school, run, undo, run_jobs):
    assert send(school, 2, 4) == Status.UPLOADED
    refused, _ = at_once(undo, run_jobs)
    # Once the new import is over, the former one is not the last.
    assert isinstance(refused, NothingToUndoError)
    run_jobs()
    assert active(school) == {"990000002ZA": "MARTEL2", "990000004ZA": "MARTEL4"}


@pytest.mark.skipif(
    not connection.features.has_select_for_update_nowait, reason="SQLite locks the whole database"
)
@pytest.mark.parametrize(
    ("module", "step", "row"),
    [(undoing, "can_undo", Organization), (restoring, "write_pupils", Learner)],
    ids=["the school from the question on", "its pupils before they are written"],
)
def test_nobody_gets_at(undo, monkeypatch, module, step, row):
    def locked() -> int:
        with transaction.atomic():
            return len(row.objects.select_for_update(nowait=True, no_key=True))

    def take_the_step_when_somebody_tried(*args, **kwargs):
        tried.extend(at_once(locked))
        return take_the_step(*args, **kwargs)

    tried = []
    take_the_step = getattr(module, step)
    monkeypatch.setattr(module, step, take_the_step_when_somebody_tried)
    undo()
    assert isinstance(tried[0], OperationalError)
    assert at_once(locked) == [row.objects.count()]


def test_many_files_and_many_clicks_leave_a_whole_school(school, undo, run_jobs):
    results = at_once(undo, lambda: send(school, 5, 6), undo, lambda: send(school, 7), undo)
    expected = (NothingToUndoError, ImportRunningError, Status, type(None))
    assert all(isinstance(result, expected) for result in results)
    run_jobs()
    assert set(active(school)) in ({"990000005ZA", "990000006ZA"}, {"990000007ZA"})
    assert list(checks.find_inconsistencies()) == []


def test_a_pupil_who_is_corrected_at_the_same_moment_stays_corrected(school, undo):
    def correct():
        Learner.objects.filter(national_student_id="990000001ZA").update(
            last_name="JUSTE", updated_at=timezone.now()
        )

    assert at_once(undo, correct) == [None, None]
    assert active(school) == BEFORE | {"990000001ZA": "JUSTE"}


def test_a_class_at_work_is_held_up_by_nothing(school, undo):
    mission = MissionFactory()
    pupils = Learner.objects.of(school)
    starts = [lambda pupil=pupil: AttemptFactory(mission=mission, learner=pupil) for pupil in pupils]
    undone, *attempts = at_once(undo, *starts)
    assert undone is None
    assert all(attempt.pk for attempt in attempts)
    assert active(school).items() >= BEFORE.items()
