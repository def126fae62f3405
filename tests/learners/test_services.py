"""Pupils added, corrected, withdrawn, brought back by hand: what is written, refused and told."""

from datetime import UTC, date, datetime

import pytest

from learners import services
from learners.errors import ChangedMeanwhileError, IneTakenError, NamesakesError, NotProvisionalError
from learners.models import Learner
from learners.services import Entry
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
BORN = date(2016, 3, 14)
INE = "990000001ZA"


@pytest.fixture
def by():
    return UserFactory()


def entry(**changes) -> Entry:
    values = {"last_name": "LE GŒUFF", "first_name": "Zoé", "birthdate": BORN, "division": "CM1 A"}
    return Entry(**values | {"level": "CM1"} | changes)


def add(school, by, *, known=(), **changes) -> Learner:
    return services.add_learner(organization=school, by=by, entry=entry(**changes), known=known, now=NOW)


def told() -> list[tuple]:
    return list(Event.objects.order_by("pk").values_list("verb", "subject_id", "details"))


def test_a_pupil_added_by_hand_is_provisional_has_his_keys_and_is_told(school, by):
    learner = add(school, by)
    learner.refresh_from_db()
    assert (learner.is_provisional, learner.disabled_at, learner.national_student_id) == (True, None, "")
    assert (learner.search_key, learner.sort_key) == ("le goeuff zoe", "le goeuff  zoe")
    assert (learner.division, learner.level, learner.created_at) == ("CM1 A", "CM1", NOW)
    event = Event.objects.get()
    assert (event.verb, event.subject_id, event.details) == ("learner.added", learner.pk, {})
    assert (event.actor_id, event.organization_id, event.at) == (by.pk, school.pk, NOW)


def test_the_same_form_sent_twice_adds_one_pupil(school, by):
    first = add(school, by, national_student_id=INE)
    assert add(school, by, national_student_id=INE) == first
    assert (Learner.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize("state", [{}, {"disabled": True}, {"provisional": True}])
def test_the_ine_of_another_pupil_is_refused_with_his_name(school, by, state):
    holder = LearnerFactory(organization=school, **state | {"national_student_id": INE})
    with pytest.raises(IneTakenError) as refused:
        add(school, by, national_student_id=INE)
    assert refused.value.learner == holder
    assert Learner.objects.count() == 1
    assert told() == []


def test_the_ine_of_a_pupil_of_another_school_is_free(school, by):
    LearnerFactory(national_student_id=INE)
    assert add(school, by, national_student_id=INE).national_student_id == INE


@pytest.mark.parametrize("state", [{}, {"disabled": True}, {"provisional": True}])
def test_namesakes_of_the_same_day_stop_a_second_pupil_until_they_are_known(school, by, state):
    namesake = LearnerFactory(
        organization=school, last_name="Le-Goeuff", first_name="ZOE", birthdate=BORN, **state
    )
    with pytest.raises(NamesakesError) as refused:
        add(school, by)
    assert refused.value.learners == [namesake]
    assert Learner.objects.count() == 1
    second = add(school, by, known=[namesake.pk])
    # The button that says so may be pressed twice.
    assert add(school, by, known=[namesake.pk]) == second
    assert Learner.objects.count() == 2


@pytest.mark.parametrize("difference", [{"birthdate": date(2016, 3, 15)}, {"first_name": "Zoée"}])
def test_another_name_or_day_is_another_pupil(school, by, difference):
    LearnerFactory(organization=school, last_name="LE GŒUFF", first_name="Zoé", birthdate=BORN)
    LearnerFactory(last_name="LE GŒUFF", first_name="Zoée", birthdate=BORN)
    add(school, by, **difference)
    assert Learner.objects.of(school).count() == 2


def test_a_correction_writes_what_changed_and_tells_which_fields(school, by):
    learner = LearnerFactory(organization=school, last_name="MARTIN", first_name="Lea")
    changes = {"last_name": "MARTIN", "first_name": "Léa-Rose"}
    after = services.correct_learner(
        learner=learner, by=by, changes=changes, seen=learner.updated_at, now=NOW
    )
    learner.refresh_from_db()
    assert (learner.first_name, learner.sort_key, learner.updated_at) == ("Léa-Rose", "martin  lea rose", NOW)
    assert after.first_name == "Léa-Rose"
    assert told() == [("learner.corrected", learner.pk, {"fields": ["first_name"]})]


def test_a_correction_that_changes_nothing_writes_nothing(school, by):
    learner = LearnerFactory(organization=school)
    before = learner.updated_at
    services.correct_learner(learner=learner, by=by, changes={"last_name": learner.last_name}, now=NOW)
    learner.refresh_from_db()
    assert learner.updated_at == before
    assert told() == []


def test_a_correction_of_what_an_import_wrote_meanwhile_is_refused_with_the_new_values(school, by):
    learner = LearnerFactory(organization=school, last_name="MARTIN")
    seen = learner.updated_at
    Learner.objects.filter(pk=learner.pk).update(last_name="MARTINEAU", updated_at=NOW)
    with pytest.raises(ChangedMeanwhileError) as refused:
        services.correct_learner(learner=learner, by=by, changes={"last_name": "MARTINET"}, seen=seen)
    assert refused.value.learner.last_name == "MARTINEAU"
    assert told() == []
    # What is wanted is there already: the same form came twice.
    after = services.correct_learner(
        learner=learner, by=by, changes={"last_name": "MARTINEAU"}, seen=seen, now=NOW
    )
    assert after.updated_at == NOW


def test_a_correction_may_not_take_the_ine_of_another(school, by):
    holder = LearnerFactory(organization=school, national_student_id=INE)
    learner = LearnerFactory(organization=school, provisional=True)
    with pytest.raises(IneTakenError) as refused:
        services.correct_learner(learner=learner, by=by, changes={"national_student_id": INE})
    assert refused.value.learner == holder
    learner.refresh_from_db()
    assert learner.national_student_id == ""


def test_a_provisional_pupil_is_withdrawn_and_brought_back_once(school, by):
    learner = add(school, by)
    for _ in range(2):
        services.withdraw_learner(learner=learner, by=by, now=NOW)
    learner.refresh_from_db()
    assert learner.disabled_at == NOW
    for _ in range(2):
        services.bring_back_learner(learner=learner, by=by, now=NOW)
    learner.refresh_from_db()
    assert (learner.disabled_at, learner.is_provisional, learner.division) == (None, True, "CM1 A")
    assert [verb for verb, *_ in told()] == ["learner.added", "learner.withdrawn", "learner.brought_back"]


def test_only_an_import_withdraws_an_imported_pupil(school, by):
    learner = LearnerFactory(organization=school)
    with pytest.raises(NotProvisionalError):
        services.withdraw_learner(learner=learner, by=by)
    learner.refresh_from_db()
    assert learner.disabled_at is None
    assert told() == []


def test_a_pupil_who_left_comes_back_with_what_is_new_and_the_next_import_leaves_him_there(school, by):
    learner = LearnerFactory(
        organization=school, disabled=True, division="CM1 A", is_oralization_enabled=True
    )
    changes = {"division": "CM2", "level": "CM2"}
    services.bring_back_learner(learner=learner, by=by, changes=changes, now=NOW)
    learner.refresh_from_db()
    assert (learner.division, learner.level, learner.is_oralization_enabled) == ("CM2", "CM2", True)
    assert (learner.is_provisional, learner.disabled_at) == (True, None)


def test_nobody_comes_back_with_the_ine_of_another(by):
    school = OrganizationFactory()
    LearnerFactory(organization=school, national_student_id=INE)
    learner = LearnerFactory(organization=school, disabled=True)
    with pytest.raises(IneTakenError):
        services.bring_back_learner(learner=learner, by=by, changes={"national_student_id": INE})
    learner.refresh_from_db()
    assert learner.disabled_at is not None
