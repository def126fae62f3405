"""A password that staff gave opens one page: « Choisissez votre mot de passe ». Source: accounts.md 4.5."""

from datetime import timedelta

import pytest
from allauth.account.models import Login
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import forms, messages, services
from accounts.models import User
from accounts.services.passwords import reset_password
from accounts.stages import OneTimePassword
from tests.accounts.factories import PASSWORD, LegalDocumentFactory, UserFactory
from tests.accounts.second_steps import code_now, give_application
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

PAGE = "/connexion/nouveau-mot-de-passe/"
APP, ORGA = "/app/connexion/", "/connexion/"
GIVEN = "drxhtn74"
OWN = "Marmotte-2027"


@pytest.fixture
def teacher() -> User:
    return MembershipFactory().user


@pytest.fixture
def pupil(teacher) -> User:
    pupil = UserFactory(pupil=True, first_name="Ada", last_name="Lovelace", username="ada.lovelace1012")
    give(pupil, teacher)
    return pupil


def give(pupil: User, by: User, password: str = GIVEN, **more: object) -> None:
    assert services.give_one_time_password(user=pupil, password_hash=make_password(password), by=by, **more)


def enter(client: Client, login: str, password: str = GIVEN, *, door: str = APP, **more: str) -> HttpResponse:
    return client.post(door, {"login": login, "password": password, **more})


def choose(client: Client, password: str = OWN) -> HttpResponse:
    return client.post(PAGE, {"password": password})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- The way through ----------------------------------------------------------------------------


@pytest.mark.parametrize("door", [APP, ORGA])
def test_a_password_that_was_given_leads_to_the_choice_of_ones_own(client, pupil, door):
    assertRedirects(enter(client, pupil.username, door=door), PAGE)
    assert not is_signed_in(client)

    assertRedirects(choose(client), "/app/", fetch_redirect_response=False)

    assert is_signed_in(client)
    assert client.session.get_expire_at_browser_close()
    pupil.refresh_from_db()
    assert pupil.check_password(OWN)
    assert pupil.one_time_password_until is None


def test_the_page_says_whose_account_it_is(client, pupil):
    enter(client, pupil.username)

    page = client.get(PAGE)

    assertContains(page, "Bonjour Ada.")
    assertContains(page, pupil.username)
    assert "no-store" in page["Cache-Control"]


def test_no_other_page_opens_meanwhile(client, pupil):
    enter(client, pupil.username)

    assertRedirects(client.get("/profil/"), "/connexion/?next=/profil/", fetch_redirect_response=False)
    assertRedirects(client.get("/app/"), f"{APP}?next=/app/", fetch_redirect_response=False)


def test_it_leads_on_where_one_was_going(client, pupil):
    enter(client, pupil.username, next="/app/campagnes/")

    assertRedirects(choose(client), "/app/campagnes/", fetch_redirect_response=False)


def test_the_terms_are_still_asked_for_afterwards(client, teacher):
    """Of whoever has an address: a school answers for the others."""
    pupil = UserFactory()
    give(pupil, teacher)
    LegalDocumentFactory(kind="ACCOUNT_TERMS")
    enter(client, pupil.email)

    assertRedirects(client.get(choose(client).url), "/app/cgu/")


def test_the_second_step_comes_next(client, pupil):
    give_application(pupil)
    enter(client, pupil.username)

    assertRedirects(choose(client), "/connexion/deux-etapes/")
    assert not is_signed_in(client)

    assertRedirects(
        client.post("/connexion/deux-etapes/", {"code": code_now()}), "/app/", fetch_redirect_response=False
    )
    assert is_signed_in(client)


def test_the_next_time_the_new_password_enters_at_once(client, pupil):
    enter(client, pupil.username)
    choose(client)
    later = Client()

    assertRedirects(enter(later, pupil.username, OWN), "/app/", fetch_redirect_response=False)
    assertContains(enter(Client(), pupil.username), messages.WRONG_IDENTIFIER)


def test_an_account_with_an_address_enters_by_it(client, teacher):
    pupil = UserFactory()
    give(pupil, teacher)
    enter(client, pupil.email)

    assertContains(client.get(PAGE), pupil.email)
    assertRedirects(choose(client), "/app/", fetch_redirect_response=False)


def test_another_way_in_asks_for_no_password(rf, client, pupil):
    """From the médiacentre: the password that a teacher gave was not typed, and waits."""
    request = rf.get("/")
    request.session = client.session
    stage = OneTimePassword(None, request, Login(user=pupil))

    assert stage.handle() == (None, True)


# --- What is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_password_first_the_page_leads_to_the_sign_in(client, pupil, method):
    assertRedirects(getattr(client, method)(PAGE, {"password": OWN}), APP)

    pupil.refresh_from_db()
    assert pupil.check_password(GIVEN)


def test_whoever_has_a_password_of_his_own_does_not_see_it(client):
    pupil = UserFactory(pupil=True)
    enter(client, pupil.username, PASSWORD)
    assert is_signed_in(client)

    assertRedirects(client.get(PAGE), APP, fetch_redirect_response=False)


@pytest.mark.parametrize("weak", ["", "marmotte", "MARMOTTE-27", "Lovelace1012", GIVEN])
def test_the_new_password_follows_the_rule(client, pupil, weak):
    enter(client, pupil.username)

    page = choose(client, weak)

    assert page.context["form"].errors["password"]
    assert not is_signed_in(client)
    pupil.refresh_from_db()
    assert pupil.check_password(GIVEN)


def test_the_new_password_is_another_one(client, teacher):
    """Even when the one that was given follows the rule."""
    pupil = UserFactory(pupil=True)
    give(pupil, teacher, OWN)
    enter(client, pupil.username, OWN)

    assertContains(choose(client, OWN), messages.DIFFERENT_FROM_ONE_TIME)
    assert not is_signed_in(client)


@pytest.mark.parametrize("door", [APP, ORGA])
def test_after_a_week_it_is_refused_with_the_next_thing_to_do(client, teacher, settings, door):
    pupil = UserFactory(pupil=True)
    give(pupil, teacher, now=timezone.now() - settings.ONE_TIME_PASSWORD_VALIDITY)

    page = enter(client, pupil.username, door=door)

    assertContains(page, "n’est plus valable")
    assertContains(page, messages.ASK_A_TEACHER)
    assertRedirects(client.get(PAGE), APP)
    pupil.refresh_from_db()
    assert pupil.failure_count == 0


def test_until_then_it_is_good(client, teacher, settings):
    pupil = UserFactory(pupil=True)
    almost = settings.ONE_TIME_PASSWORD_VALIDITY - timedelta(minutes=1)
    give(pupil, teacher, now=timezone.now() - almost)

    assertRedirects(enter(client, pupil.username), PAGE)


def test_an_expired_one_of_an_account_with_an_address_may_be_replaced_by_mail(client, teacher):
    pupil = UserFactory()
    give(pupil, teacher, now=timezone.now() - timedelta(days=30))

    assertContains(enter(client, pupil.email), "/mot-de-passe-oublie/")


def test_a_wrong_password_does_not_tell_that_one_was_given(client, pupil):
    assertContains(enter(client, pupil.username, "kqzwtn11"), messages.WRONG_IDENTIFIER)
    assertRedirects(client.get(PAGE), APP)


def test_who_takes_too_long_types_it_again(client, pupil):
    enter(client, pupil.username)
    session = client.session
    session["account_login"]["initiated_at"] -= 16 * 60
    session.save()

    assertRedirects(choose(client), APP)
    pupil.refresh_from_db()
    assert pupil.check_password(GIVEN)


def test_who_is_blocked_meanwhile_stays_out(client, pupil):
    enter(client, pupil.username)
    User.objects.filter(pk=pupil.pk).update(blocked_at=timezone.now())

    response = choose(client)

    assertRedirects(response, APP, fetch_redirect_response=False)
    assertContains(client.get(APP), "est bloqué")
    assert not is_signed_in(client)


# --- Two at once, and the next pupil ------------------------------------------------------------


@pytest.mark.parametrize("door", [APP, ORGA])
def test_of_two_browsers_one_wins_and_the_other_is_told(client, pupil, door):
    other = Client()
    enter(client, pupil.username)
    enter(other, pupil.username, door=door)
    choose(client)

    late = choose(other, "Chamois-2028")

    assertRedirects(late, door, fetch_redirect_response=False)
    assertContains(other.get(door), messages.CHANGED_MEANWHILE)
    assert not is_signed_in(other)
    pupil.refresh_from_db()
    assert pupil.check_password(OWN)


def write_first(monkeypatch, pupil: User, password: str) -> None:
    """Have another browser write ``password`` while this one is hashing."""

    def slow_hash(typed: str) -> str:
        one = User.objects.get(pk=pupil.pk)
        if one.one_time_password_until:
            services.choose_own_password(user=one, password_hash=make_password(password))
        return make_password(typed)

    monkeypatch.setattr(forms.services, "hash_password", slow_hash)


def test_at_the_very_same_moment_one_wins(client, pupil, monkeypatch):
    enter(client, pupil.username)
    write_first(monkeypatch, pupil, "Chamois-2028")

    assertContains(client.get(choose(client).url), messages.CHANGED_MEANWHILE)

    assert not is_signed_in(client)
    pupil.refresh_from_db()
    assert pupil.check_password("Chamois-2028")


def test_a_button_pressed_twice_enters(client, pupil, monkeypatch):
    enter(client, pupil.username)
    write_first(monkeypatch, pupil, OWN)

    assertRedirects(choose(client), "/app/", fetch_redirect_response=False)

    assert is_signed_in(client)


def test_another_password_given_meanwhile_ends_the_first_one(client, pupil, teacher):
    enter(client, pupil.username)
    give(User.objects.get(pk=pupil.pk), teacher, "kqzwtn11")

    assertRedirects(client.get(PAGE), APP, fetch_redirect_response=False)
    assertContains(enter(Client(), pupil.username), messages.WRONG_IDENTIFIER)


def test_the_sign_in_page_is_left_to_the_next_pupil(client, pupil):
    """A tablet that changes hands: nobody is led to the page of another."""
    enter(client, pupil.username)
    next_one = UserFactory(pupil=True)

    assertNotContains(client.get(APP), "Ada")
    assertRedirects(enter(client, next_one.username, PASSWORD), "/app/", fetch_redirect_response=False)

    assert client.session["_auth_user_id"] == str(next_one.pk)
    assertRedirects(client.get(PAGE), APP, fetch_redirect_response=False)


def test_who_is_not_the_owner_goes_back(client, pupil):
    enter(client, pupil.username)

    response = client.post("/deconnexion/", {"next": APP})

    assertRedirects(response, APP)
    assertRedirects(client.get(PAGE), APP)


# --- Every other way to a password of one's own --------------------------------------------------


def test_a_mailed_reset_ends_it(teacher):
    pupil = UserFactory()
    give(pupil, teacher)

    assert reset_password(user=pupil, password_hash=make_password(OWN))

    assert User.objects.get(pk=pupil.pk).one_time_password_until is None


def test_a_change_in_the_profile_ends_it(client, pupil):
    """Of somebody who came from his médiacentre, and knows the password that he was given."""
    client.force_login(pupil)

    client.post("/profil/mot-de-passe/", {"current_password": GIVEN, "password": OWN})

    pupil.refresh_from_db()
    assert pupil.one_time_password_until is None
    assert check_password(OWN, pupil.password)


def test_open_sessions_end_when_a_password_is_given(client, teacher):
    pupil = UserFactory(pupil=True)
    enter(client, pupil.username, PASSWORD)
    assert client.get("/profil/").status_code == 200

    give(pupil, teacher)

    assert client.get("/profil/").status_code == 302
