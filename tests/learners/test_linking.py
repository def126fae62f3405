"""Tie a pupil to the account that he uses, or make one. Source: spec/accounts.md 6.2 to 6.4, 6.16."""

import re
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from accounts.errors import EmailTakenError
from accounts.models import User
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from learners.services import (
    find_just_signed_up,
    link_by_ine,
    link_learner,
    linking,
    propose_username_for,
    sign_up_pupil,
)
from organizations.models import Organization
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BORN, ANOTHER_DAY = date(2003, 12, 26), date(2003, 12, 27)
INE, ANOTHER_INE = "010000001AA", "020000002BB"


@pytest.fixture
def school() -> Organization:
    return OrganizationFactory(secondary=True)


@pytest.fixture
def elsewhere() -> Organization:
    return OrganizationFactory(secondary=True)


@pytest.fixture
def charles(school) -> Learner:
    return pupil(school)


@pytest.fixture
def user() -> User:
    return UserFactory(pupil=True)


def pupil(organization: Organization, **more: object) -> Learner:
    facts = {"first_name": "Charles", "last_name": "Babbage", "birthdate": BORN}
    return LearnerFactory(organization=organization, **facts | {"national_student_id": INE} | more)


def owner(learner: Learner) -> User | None:
    return Learner.objects.get(pk=learner.pk).user


def told() -> list[tuple]:
    return list(
        Event.objects.filter(verb="learner.account_linked").values_list(
            "actor_id", "organization_id", "subject_id"
        )
    )


# --- Linking ------------------------------------------------------------------------------------
def test_an_account_is_tied_once_however_often_it_is_asked(charles, user):
    before = charles.updated_at
    for _ in range(2):
        linked = link_learner(learner=charles, user=user, now=NOW)
        assert linked == charles
        assert linked.user == user
    assert owner(charles) == user
    assert told() == [(user.pk, charles.organization_id, charles.pk)]
    assert Learner.objects.get(pk=charles.pk).updated_at == before


def test_what_was_checked_before_is_checked_again(charles, user):
    """The page showed a free pupil; somebody was quicker."""
    other = UserFactory(pupil=True)
    Learner.objects.filter(pk=charles.pk).update(user=other)
    with pytest.raises(ConflictError) as refusal:
        link_learner(learner=charles, user=user)
    assert refusal.value.conflict == "R32"
    assert owner(charles) == other
    assert told() == []


def test_a_pupil_who_left_meanwhile_is_tied_to_nobody(charles, user):
    Learner.objects.filter(pk=charles.pk).update(disabled_at=NOW)
    with pytest.raises(NoMatchError):
        link_learner(learner=charles, user=user)
    with pytest.raises(NoMatchError):
        sign_up_pupil(learner=charles, password_hash="x", username="charles.babbage2612")
    assert not User.objects.filter(username="charles.babbage2612").exists()


def test_nothing_is_written_over_even_without_the_lock(charles, user, monkeypatch):
    other = UserFactory(pupil=True)
    stale = Learner.objects.get(pk=charles.pk)
    Learner.objects.filter(pk=charles.pk).update(user=other)
    monkeypatch.setattr(linking, "_lock", lambda learner: stale)
    with pytest.raises(ConflictError) as refusal:
        link_learner(learner=charles, user=user)
    assert refusal.value.conflict == "R32"
    stale.user = None
    with pytest.raises(ConflictError) as refusal:
        sign_up_pupil(learner=charles, password_hash="x", username="charles.babbage2612")
    assert refusal.value.conflict == "S52"
    assert owner(charles) == other
    assert not User.objects.filter(username="charles.babbage2612").exists()


def test_the_database_refuses_one_account_for_two_pupils_of_a_school(school, charles, user, monkeypatch):
    pupil(school, user=user, national_student_id=ANOTHER_INE)
    monkeypatch.setattr(linking, "check_link", lambda **facts: None)
    with pytest.raises(ConflictError) as refusal:
        link_learner(learner=charles, user=user)
    assert refusal.value.conflict == "R70"
    assert owner(charles) is None


def test_an_anonymised_account_gives_way(school, user):
    gone = UserFactory(pupil=True, username=None, is_active=False, anonymised_at=NOW)
    learner = pupil(school, user=gone)
    assert link_learner(learner=learner, user=user).user == user
    assert owner(learner) == user


# --- By INE -------------------------------------------------------------------------------------
def test_an_account_follows_its_pupil_by_ine(charles, elsewhere, user):
    pupil(elsewhere, user=user, first_name="Karl", birthdate=ANOTHER_DAY)
    assert link_by_ine(user=user, organization=charles.organization, now=NOW) == charles
    assert owner(charles) == user
    assert link_by_ine(user=user, organization=charles.organization, now=NOW) == charles
    assert len(told()) == 1


def test_the_ine_that_was_written_last_counts(school, charles, elsewhere, user):
    other = pupil(school, national_student_id=ANOTHER_INE)
    pupil(elsewhere, user=user, updated_at=NOW)
    last = OrganizationFactory(secondary=True, archived=True)
    later = NOW + timedelta(days=1)
    pupil(last, user=user, national_student_id=ANOTHER_INE, updated_at=later, disabled=True)
    unnumbered = OrganizationFactory(secondary=True)
    pupil(unnumbered, user=user, national_student_id="", updated_at=later + timedelta(days=1))
    assert link_by_ine(user=user, organization=school) == other
    assert owner(charles) is None


@pytest.mark.parametrize(
    "mine", [None, {"national_student_id": ""}, {"national_student_id": ANOTHER_INE}], ids=str
)
def test_without_an_ine_of_this_school_nobody_is_tied(charles, elsewhere, user, mine):
    if mine:
        pupil(elsewhere, user=user, **mine)
    assert link_by_ine(user=user, organization=charles.organization) is None
    assert owner(charles) is None


def test_a_pupil_who_left_is_not_tied_by_ine(school, elsewhere, user):
    learner = pupil(school, disabled=True)
    pupil(elsewhere, user=user)
    assert link_by_ine(user=user, organization=school) is None
    assert owner(learner) is None


def test_a_pupil_keeps_the_account_that_he_has(school, elsewhere, user):
    other = UserFactory(pupil=True)
    learner = pupil(school, user=other)
    pupil(elsewhere, user=user)
    assert link_by_ine(user=user, organization=school) is None
    assert owner(learner) == other


def test_an_account_of_another_pupil_of_the_school_is_not_tied_by_ine(school, charles, elsewhere, user):
    pupil(elsewhere, user=user, updated_at=NOW)
    another = {"national_student_id": ANOTHER_INE, "updated_at": NOW - timedelta(days=1)}
    pupil(school, user=user, disabled=True, **another)
    assert link_by_ine(user=user, organization=school) is None
    assert owner(charles) is None


# --- Signing up ---------------------------------------------------------------------------------
def test_an_account_with_an_identifier_is_made_and_tied(charles):
    user = sign_up_pupil(learner=charles, password_hash="x", username="charles.babbage2612", now=NOW)
    assert (user.first_name, user.last_name) == ("Charles", "Babbage")
    assert (user.username, user.email, user.password) == ("charles.babbage2612", None, "x")
    assert owner(charles) == user
    assert told() == [(user.pk, charles.organization_id, charles.pk)]


def test_an_account_with_an_address_is_made_and_tied(charles):
    user = sign_up_pupil(learner=charles, password_hash="x", email="Charles@pixmail.org")
    assert (user.username, user.email) == (None, "charles@pixmail.org")
    assert owner(charles) == user


@pytest.mark.parametrize(
    "ways", [{}, {"email": "a@pixmail.org", "username": "a.b0101"}], ids=["none", "both"]
)
def test_there_is_one_way_in(charles, ways):
    with pytest.raises(ValueError, match="an e-mail or an identifier"):
        sign_up_pupil(learner=charles, password_hash="x", **ways)


def test_an_identifier_that_was_taken_meanwhile(charles):
    UserFactory(pupil=True, username="charles.babbage2612")
    with pytest.raises(ConflictError) as refusal:
        sign_up_pupil(learner=charles, password_hash="x", username="charles.babbage2612")
    assert refusal.value.conflict == "S50"
    assert owner(charles) is None


def test_an_address_that_has_an_account(charles):
    UserFactory(email="charles@pixmail.org")
    with pytest.raises(EmailTakenError):
        sign_up_pupil(learner=charles, password_hash="x", email="charles@pixmail.org")
    assert owner(charles) is None


def test_signing_up_twice_makes_one_account(charles):
    names = {"password_hash": "x", "username": "charles.babbage2612"}
    user = sign_up_pupil(learner=charles, **names)
    with pytest.raises(ConflictError) as refusal:
        sign_up_pupil(learner=charles, **names)
    assert (refusal.value.conflict, refusal.value.value) == ("S52", "c***.b***2")
    assert owner(charles) == user
    assert User.objects.filter(username__startswith="charles").count() == 1


def test_an_anonymised_account_makes_room_for_a_new_one(school):
    gone = UserFactory(pupil=True, username=None, is_active=False, anonymised_at=NOW)
    learner = pupil(school, user=gone)
    user = sign_up_pupil(learner=learner, password_hash="x", username="charles.babbage2612")
    assert owner(learner) == user


# --- A button pressed twice ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("password", "age", "is_found"),
    [
        (PASSWORD, timedelta(seconds=30), True),
        ("Autre-2026", timedelta(seconds=30), False),
        (PASSWORD, timedelta(minutes=2), False),
    ],
)
def test_the_account_of_a_moment_ago_is_found_with_its_password(school, password, age, is_found):
    user = UserFactory(pupil=True, date_joined=NOW - age)
    learner = pupil(school, user=user)
    found = find_just_signed_up(learner=learner, password=password, now=NOW)
    assert found == (user if is_found else None)


def test_nobody_just_signed_up_for_a_pupil_without_account(charles):
    assert find_just_signed_up(learner=charles, password=PASSWORD, now=NOW) is None


# --- The identifier -----------------------------------------------------------------------------
def test_an_identifier_comes_from_the_record(charles):
    assert propose_username_for(learner=charles) == "charles.babbage2612"


def test_a_taken_identifier_gets_other_digits(charles):
    UserFactory(pupil=True, username="charles.babbage2612")
    offered = {propose_username_for(learner=charles) for _ in range(5)}
    assert all(re.fullmatch(r"charles\.babbage\d{4}", username) for username in offered)
    assert len(offered) > 1
    assert propose_username_for(learner=charles, rng=Random(1)) == propose_username_for(
        learner=charles, rng=Random(1)
    )
