"""« Annuler cet import »: the pupils are what they were before the last import, and it is over with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from imports import services
from imports.models import ImportedLearner, LearnerImport
from imports.services import NothingToUndoError, can_undo, undo
from learners.models import Learner
from missions.models import Attempt
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import import_file, onde_bytes, pupils_of, sample
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory
from tests.organizations.factories import OrganizationFactory

Status = LearnerImport.Status
UNDO_LENGTH = timedelta(days=7)


@pytest.fixture
def by(db):
    return UserFactory()


def active(school) -> set[str]:
    return set(Learner.objects.of(school).active().values_list("national_student_id", flat=True))


def without_instants(pupils: dict[str, dict]) -> dict[str, dict]:
    """Return the pupils but for the column that says when they last changed."""
    return {ine: values | {"updated_at": None} for ine, values in pupils.items()}


def test_names_classes_and_states_go_back(school, run_jobs, by):
    import_file(school, sample("onde_valid.csv"), run_jobs)
    before = pupils_of(school)
    run = import_file(school, sample("onde_reimport.csv"), run_jobs)
    assert pupils_of(school) != before
    undo(organization=school, run_id=run.pk, by=by)
    after = pupils_of(school)
    created = after.keys() - before.keys()
    assert len(created) == 4
    assert all(after[ine]["disabled_at"] for ine in created)
    assert without_instants({ine: after[ine] for ine in before}) == without_instants(before)


def test_pupils_who_came_back_leave_again_as_long_ago_as_before(school, run_jobs, by):
    import_file(school, onde_bytes(1, 2), run_jobs)
    import_file(school, onde_bytes(1), run_jobs)
    left = pupils_of(school)["990000002ZA"]
    run = import_file(school, onde_bytes(1, 2, Nom_élève="AUTRE"), run_jobs)
    assert run.back_count == 1
    undo(organization=school, run_id=run.pk, by=by)
    again = pupils_of(school)["990000002ZA"]
    assert (again["disabled_at"], again["last_name"]) == (left["disabled_at"], "MARTEL2")
    assert again["sort_key"] == left["sort_key"]


def test_it_is_kept_with_the_run_and_told(school, run_jobs, by):
    import_file(school, onde_bytes(1, 2), run_jobs)
    run = import_file(school, onde_bytes(2, 3, Libellé_classe="CM2"), run_jobs)
    now = timezone.now() + timedelta(hours=1)
    undo(organization=school, run_id=run.pk, by=by, now=now)
    run.refresh_from_db()
    assert (run.status, run.undone_at, run.undone_by) == (Status.IMPORTED, now, by)
    assert not ImportedLearner.objects.exists()
    event = Event.objects.get(verb="import.undone")
    assert (event.actor_id, event.organization_id, event.subject_id) == (by.pk, school.pk, run.pk)
    assert event.details == {"restored": 2, "disabled": 1, "kept": 0}
    assert event.at == now


def test_pupils_it_created_who_have_worked_stay(school, run_jobs, by):
    run = import_file(school, onde_bytes(1, 2, 3), run_jobs)
    worker = Learner.objects.get(national_student_id="990000002ZA")
    attempt = AttemptFactory(learner=worker)
    undo(organization=school, run_id=run.pk, by=by)
    assert active(school) == {"990000002ZA"}
    assert Attempt.objects.get() == attempt
    assert Event.objects.get(verb="import.undone").details == {"restored": 0, "disabled": 2, "kept": 1}


def test_the_same_file_again_gives_the_same_pupils_on_the_same_records(school, run_jobs, by):
    run = import_file(school, sample("onde_valid.csv"), run_jobs)
    ids = {ine: pupil["id"] for ine, pupil in pupils_of(school).items()}
    undo(organization=school, run_id=run.pk, by=by)
    assert active(school) == set()
    again = import_file(school, sample("onde_valid.csv"), run_jobs)
    assert (again.created_count, again.back_count) == (0, 42)
    assert {ine: pupil["id"] for ine, pupil in pupils_of(school).items()} == ids
    assert active(school) == ids.keys()


def test_adopted_pupil_is_provisional_again_and_can_be_adopted_again(school, run_jobs, by):
    waiting = LearnerFactory(
        organization=school,
        provisional=True,
        last_name="Martel1",
        first_name="CHLOE",
        birthdate="2014-03-21",
        division="CM1 Z",
    )
    before = Learner.objects.filter(pk=waiting.pk).values().get()
    run = import_file(school, onde_bytes(1), run_jobs)
    undo(organization=school, run_id=run.pk, by=by)
    after = Learner.objects.filter(pk=waiting.pk).values().get()
    assert after | {"updated_at": None} == before | {"updated_at": None}
    import_file(school, onde_bytes(1), run_jobs)
    waiting.refresh_from_db()
    assert (waiting.national_student_id, waiting.is_provisional) == ("990000001ZA", False)
    assert Learner.objects.count() == 1


def test_what_was_corrected_by_hand_since_stays(school, run_jobs, by):
    import_file(school, onde_bytes(1, 2), run_jobs)
    run = import_file(school, onde_bytes(1, 2, Nom_élève="FAUTE", Libellé_classe="CM2 B"), run_jobs)
    learner = Learner.objects.get(national_student_id="990000001ZA")
    learner.last_name, learner.updated_at = "JUSTE", timezone.now()
    learner.set_keys()
    learner.save()
    undo(organization=school, run_id=run.pk, by=by)
    learner.refresh_from_db()
    assert (learner.last_name, learner.division) == ("JUSTE", "CLASSE DE CM1")
    assert Learner.objects.get(national_student_id="990000002ZA").last_name == "MARTEL2"


def test_what_has_nothing_to_do_with_a_file_is_no_correction(school, run_jobs, by):
    import_file(school, onde_bytes(1), run_jobs)
    run = import_file(school, onde_bytes(1, Nom_élève="FAUTE"), run_jobs)
    Learner.objects.update(is_oralization_enabled=True, updated_at=timezone.now())
    undo(organization=school, run_id=run.pk, by=by)
    learner = Learner.objects.get()
    assert (learner.last_name, learner.is_oralization_enabled) == ("MARTEL1", True)


def test_accounts_stay(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    account = UserFactory()
    Learner.objects.update(user=account)
    undo(organization=school, run_id=run.pk, by=by)
    assert Learner.objects.get().user == account


def test_pupil_added_by_hand_since_stays(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    added = LearnerFactory(organization=school, provisional=True)
    undo(organization=school, run_id=run.pk, by=by)
    added.refresh_from_db()
    assert added.disabled_at is None


def test_other_schools_stay(school, run_jobs, by):
    elsewhere = OrganizationFactory()
    other = import_file(elsewhere, onde_bytes(1, 2), run_jobs)
    run = import_file(school, onde_bytes(1, 2), run_jobs)
    undo(organization=school, run_id=run.pk, by=by)
    assert len(active(elsewhere)) == 2
    assert other.learners.count() == 2
    with pytest.raises(NothingToUndoError):
        undo(organization=school, run_id=other.pk, by=by)
    assert can_undo(other, timezone.now())


# What can be undone


def refused(school, run, by, now=None) -> bool:
    """Return whether a run cannot be undone, by the question and by the answer, and nothing happens then."""
    before = pupils_of(school)
    assert not can_undo(run, now or timezone.now())
    with pytest.raises(NothingToUndoError):
        undo(organization=school, run_id=run.pk, by=by, now=now)
    return pupils_of(school) == before


def test_once_is_enough(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    assert can_undo(run, timezone.now())
    undo(organization=school, run_id=run.pk, by=by)
    run.refresh_from_db()
    assert refused(school, run, by)
    assert Event.objects.filter(verb="import.undone").count() == 1


def test_only_the_last_import_is_undone_and_not_the_one_before_it(school, run_jobs, by):
    first = import_file(school, onde_bytes(1), run_jobs)
    second = import_file(school, onde_bytes(1, 2), run_jobs)
    assert refused(school, first, by)
    undo(organization=school, run_id=second.pk, by=by)
    assert refused(school, first, by)


def test_a_wrong_file_since_is_in_nobodys_way(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    import_file(school, onde_bytes(1, INE=""), run_jobs)
    LearnerImportFactory(organization=school, failed=True)
    assert can_undo(run, timezone.now())
    undo(organization=school, run_id=run.pk, by=by)
    assert active(school) == set()


@pytest.mark.parametrize("traits", [{}, {"validated": True}, {"status": Status.WAITING}])
def test_nothing_is_undone_while_another_file_is_under_way(school, run_jobs, by, traits):
    run = import_file(school, onde_bytes(1), run_jobs)
    LearnerImportFactory(organization=school, **traits)
    assert refused(school, run, by)


@pytest.mark.parametrize("trait", ["refused", "wrong", "failed", "validated"])
def test_a_run_that_changed_nobody_is_not_undone(school, by, trait):
    assert refused(school, LearnerImportFactory(organization=school, **{trait: True}), by)


def test_an_import_that_found_nothing_new_is_not_undone(school, run_jobs, by):
    import_file(school, onde_bytes(1), run_jobs)
    assert refused(school, import_file(school, onde_bytes(1), run_jobs), by)


def test_it_is_possible_for_seven_days(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    assert refused(school, run, by, now=run.ended_at + UNDO_LENGTH)
    last_moment = run.ended_at + UNDO_LENGTH - timedelta(seconds=1)
    assert can_undo(run, last_moment)
    undo(organization=school, run_id=run.pk, by=by, now=last_moment)
    assert active(school) == set()


def test_no_run_is_no_import(school, by):
    with pytest.raises(NothingToUndoError):
        undo(organization=school, run_id=1, by=by)


def test_a_new_file_is_welcome_at_once(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    undo(organization=school, run_id=run.pk, by=by)
    again = import_file(school, onde_bytes(2), run_jobs)
    assert again.status == Status.IMPORTED
    assert can_undo(again, timezone.now())


def test_asking_costs_one_query_for_an_import_and_none_for_another_run(school, run_jobs, by):
    run = import_file(school, onde_bytes(1), run_jobs)
    wrong = LearnerImportFactory(organization=school, wrong=True)
    with CaptureQueriesContext(connection) as captured:
        can_undo(run, timezone.now())
    assert len(captured) == 1
    with CaptureQueriesContext(connection) as captured:
        can_undo(wrong, timezone.now())
    assert len(captured) == 0


# All of it or nothing, in a few statements


def test_half_an_undoing_is_no_undoing(school, run_jobs, by, monkeypatch):
    import_file(school, onde_bytes(1, 2), run_jobs)
    run = import_file(school, onde_bytes(2, 3, Libellé_classe="CM2"), run_jobs)
    before = pupils_of(school)

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(services.undoing, "tell", fail)
    with pytest.raises(OSError, match="disk full"):
        undo(organization=school, run_id=run.pk, by=by)
    assert pupils_of(school) == before
    assert can_undo(LearnerImport.objects.get(pk=run.pk), timezone.now())
    assert run.learners.count() == 3


def test_as_many_statements_for_few_pupils_as_for_many(school, outsider, run_jobs, by):
    costs = []
    for organization, number in ((school, 4), (outsider.organization, 400)):
        import_file(organization, onde_bytes(*range(number)), run_jobs)
        numbers = range(number // 2, number + number // 2)
        run = import_file(organization, onde_bytes(*numbers, Libellé_classe="CM2 B"), run_jobs)
        with CaptureQueriesContext(connection) as captured:
            undo(organization=organization, run_id=run.pk, by=by)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 18


# The traces


def test_what_was_replaced_is_forgotten_after_seven_days(school, run_jobs):
    run = import_file(school, onde_bytes(1), run_jobs)
    [job] = Job.objects.filter(kind=services.FORGET_TRACES)
    assert job.run_after == run.ended_at + UNDO_LENGTH
    assert run_jobs() == 0, "its time has not come"
    assert run.learners.exists()
    LearnerImport.objects.update(ended_at=F("ended_at") - UNDO_LENGTH)
    Job.objects.update(run_after=F("run_after") - UNDO_LENGTH)
    assert run_jobs() == 1
    assert not run.learners.exists()
    assert active(school) == {"990000001ZA"}


def test_what_was_replaced_is_not_forgotten_too_early(school, run_jobs):
    run = import_file(school, onde_bytes(1), run_jobs)
    Job.objects.filter(kind=services.FORGET_TRACES).update(run_after=timezone.now())
    assert run_jobs() == 1
    assert run.learners.exists()


def test_an_import_that_changes_nobody_has_nothing_to_forget(school, run_jobs):
    import_file(school, onde_bytes(1), run_jobs)
    Job.objects.all().delete()
    import_file(school, onde_bytes(1), run_jobs)
    assert not Job.objects.filter(kind=services.FORGET_TRACES).exists()
