"""The accounts of pupils: made, given a password to be used once, an identifier. Source: accounts.md 6."""

import re
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts import emails, services
from accounts.errors import EmailTakenError, UsernameTakenError
from accounts.models import ExternalIdentity, User
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
ADA = {"first_name": "Ada ", "last_name": " Lovelace"}


@pytest.fixture
def teacher() -> User:
    return UserFactory()


def give(user: User, by: User, hashed: str = "neuf") -> bool:
    return services.give_one_time_password(user=user, password_hash=hashed, by=by, now=NOW)


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


# --- Made ---------------------------------------------------------------------------------------


def test_a_pupil_gets_an_account_with_an_identifier():
    user = services.create_pupil_account(
        **ADA, username="Ada.Lovelace1012", password_hash=make_password(PASSWORD), now=NOW
    )

    user = again(user)
    assert (user.first_name, user.last_name, user.username) == ("Ada", "Lovelace", "ada.lovelace1012")
    assert (user.email, user.one_time_password_until, user.date_joined) == (None, None, NOW)
    assert user.check_password(PASSWORD)
    assert not EmailAddress.objects.exists()
    assert not Job.objects.exists()


def test_a_pupil_with_an_address_is_asked_to_confirm_it():
    user = services.create_pupil_account(**ADA, email="Ada@Exemple.example", password_hash="x", now=NOW)

    assert again(user).email == "ada@exemple.example"
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.primary, address.verified) == ("ada@exemple.example", True, False)
    assert Job.objects.get().kind == emails.EMAIL_CONFIRMATION


def test_a_pupil_of_the_mediacentre_has_no_password():
    user = services.create_pupil_account(**ADA, now=NOW)

    assert not again(user).has_usable_password()


@pytest.mark.parametrize(
    ("login", "refusal"),
    [({"username": "PRISE.deja"}, UsernameTakenError), ({"email": "Prise@Exemple.example"}, EmailTakenError)],
)
def test_what_another_account_has_is_refused(login, refusal):
    UserFactory(username="prise.deja", email="prise@exemple.example")

    with pytest.raises(refusal):
        services.create_pupil_account(**ADA, **login, now=NOW)

    assert User.objects.count() == 1
    assert not Event.objects.exists()


def test_an_identifier_is_taken_in_any_case():
    UserFactory(username="ada.lovelace1012", is_active=False)

    assert services.is_username_taken("ADA.lovelace1012")
    assert not services.is_username_taken("ada.lovelace1013")


def test_whoever_comes_from_the_mediacentre_is_known():
    user, other = UserFactory.create_batch(2)
    services.link_external_identity(user=user, provider=ExternalIdentity.GAR, subject="ido")
    services.link_external_identity(user=other, provider="autre", subject="ido")

    assert [services.has_gar(user), services.has_gar(other)] == [True, False]


# --- A password to be used once ------------------------------------------------------------------


def test_a_password_is_drawn_at_random():
    drawn = {services.draw_one_time_password() for _ in range(50)}

    assert len(drawn) == 50
    assert all(re.fullmatch(r"[a-hjkmnp-z]{6}\d{2}", one) for one in drawn)
    assert services.draw_one_time_password(Random(1)) == services.draw_one_time_password(Random(1))


def test_a_password_that_is_given_is_good_for_a_week(teacher):
    user = UserFactory(pupil=True)

    assert give(user, teacher)

    kept = again(user)
    assert (kept.password, kept.one_time_password_until) == ("neuf", NOW + WEEK)
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.subject_id, event.details) == (
        "account.one_time_password_given",
        teacher.pk,
        user.pk,
        {},
    )
    assert not Job.objects.exists()


def test_the_owner_of_an_address_is_told_and_a_change_of_address_ends(teacher):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email="autre@exemple.example")

    give(user, teacher)

    assert Job.objects.get().kind == emails.PASSWORD_CHANGED
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(("blocked_at", "failures"), [(None, 0), (NOW, 30)])
def test_it_lifts_a_block_for_a_while_and_none_for_good(teacher, blocked_at, failures):
    user = UserFactory(
        pupil=True, failure_count=30, blocked_until=NOW + timedelta(minutes=4), blocked_at=blocked_at
    )

    give(user, teacher)

    assert (again(user).failure_count, again(user).blocked_at) == (failures, blocked_at)
    assert (again(user).blocked_until is None) == (blocked_at is None)


def test_of_two_that_are_given_at_once_one_is_good(teacher):
    user = UserFactory(pupil=True)
    same = again(user)
    assert give(user, teacher, "premier")

    assert not give(same, teacher, "second")

    assert again(user).password == "premier"
    assert Event.objects.count() == 1


def test_a_password_of_ones_own_ends_it(teacher):
    user = UserFactory(pupil=True)
    give(user, teacher)

    assert services.choose_own_password(user=user, password_hash="le mien", now=NOW)

    assert (again(user).password, again(user).one_time_password_until) == ("le mien", None)
    assert (user.password, user.one_time_password_until) == ("le mien", None)


def test_the_second_to_choose_changes_nothing(teacher):
    user = UserFactory(pupil=True)
    give(user, teacher)
    same = again(user)
    services.choose_own_password(user=user, password_hash="le mien", now=NOW)

    assert not services.choose_own_password(user=same, password_hash="le sien", now=NOW)

    assert again(user).password == "le mien"


# --- An identifier ------------------------------------------------------------------------------


def test_an_identifier_is_added_once(teacher):
    user = UserFactory()
    same = again(user)

    assert services.add_username(user=user, username="Ada.Lovelace1012", by=teacher, now=NOW)
    assert not services.add_username(user=same, username="ada.lovelace9999", by=teacher, now=NOW)

    assert again(user).username == "ada.lovelace1012"
    assert again(user).check_password(PASSWORD)
    assert Event.objects.get().verb == "account.username_added"


def test_an_identifier_of_another_account_is_refused(teacher):
    UserFactory(username="ada.lovelace1012")
    user = UserFactory()

    with pytest.raises(UsernameTakenError):
        services.add_username(user=user, username="ada.lovelace1012", by=teacher, now=NOW)

    assert again(user).username is None
    assert not Event.objects.exists()
