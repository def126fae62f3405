import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from accounts import services
from accounts.models import User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import link_in, sign_in

pytestmark = pytest.mark.django_db

URL = "/profil/mot-de-passe/"
NEW = "Marmotte-2027"


@pytest.fixture
def user() -> User:
    return UserFactory(with_address=True)


@pytest.fixture
def browser(user) -> Client:
    client = Client()
    sign_in(client, user.email)
    return client


def change(client: Client, current: str = PASSWORD, new: str = NEW, **options):
    return client.post(URL, {"current_password": current, "password": new}, **options)


def is_signed_in(client: Client) -> bool:
    return client.get("/profil/").status_code == 200


def test_the_rule_is_told_before_anything_is_typed(browser):
    assertContains(browser.get(URL), "8 caractères")


def test_the_password_changes_and_the_owner_is_told(user, browser, run_jobs):
    answer = change(browser, follow=True)

    assertRedirects(answer, "/profil/")
    assertContains(answer, "Votre mot de passe est changé.")
    user.refresh_from_db()
    assert user.check_password(NEW)
    event = Event.objects.get(verb="account.password_changed")
    assert (event.actor_id, event.subject_id, event.details) == (user.pk, user.pk, {})
    run_jobs()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([user.email], "Votre mot de passe a changé")
    assert link_in(letter) == "/mot-de-passe-oublie/"


@pytest.mark.parametrize("page", [URL, "/connexion/verification/"])
def test_who_forgot_the_password_reads_what_to_do(browser, page):
    pupil = Client()
    pupil.force_login(UserFactory(pupil=True))

    assertContains(browser.get(page), 'href="/mot-de-passe-oublie/"')
    assertContains(pupil.get(page), "Un enseignant peut vous en donner un nouveau.")


def test_somebody_whose_address_was_taken_away_meanwhile_gets_a_page(user, browser):
    """Staff did, in Django admin: nothing is left to sign in with."""
    User.objects.update(email=None)

    assertContains(change(browser), "Ce mot de passe n’est pas celui de votre compte.")


def test_this_session_stays_and_the_others_end(user, browser):
    elsewhere = Client()
    sign_in(elsewhere, user.email)

    change(browser)

    assert is_signed_in(browser)
    assert not is_signed_in(elsewhere)
    assert UserSession.objects.get(user=user).session_key == browser.session.session_key
    assert Session.objects.filter(pk=browser.session.session_key).exists()


def test_the_date_of_the_sign_in_outlives_the_new_key_of_the_session(user, browser):
    since = UserSession.objects.get(user=user).created_at

    change(browser)

    assert UserSession.objects.get(user=user).created_at == since


def test_a_wrong_password_changes_nothing_and_counts_as_a_failure(user, browser):
    answer = change(browser, current="Mauvais-2026")

    assertContains(answer, "Ce mot de passe n’est pas celui de votre compte.")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.failure_count == 1


def test_guessing_in_an_open_session_pauses_the_account(user, browser):
    for _ in range(10):
        answer = change(browser, current="Mauvais-2026")

    assertContains(answer, "ce compte est bloqué pendant 2 minutes")
    # Not even the right one is tried now.
    change(browser)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("court1A", "8 caractères"),
        ("marmotte-2027", "une majuscule"),
        ("", "Votre mot de passe n’est pas renseigné."),
        (PASSWORD, "Choisissez un mot de passe différent de l’actuel."),
    ],
)
def test_a_new_password_against_the_rule_is_refused(user, browser, new, said):
    assertContains(change(browser, new=new), said)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_password_changed_elsewhere_meanwhile_wins(user):
    first, second = User.objects.get(pk=user.pk), User.objects.get(pk=user.pk)

    assert services.change_password(user=first, password_hash=services.hash_password(NEW))
    assert not services.change_password(user=second, password_hash=services.hash_password("Autre-2027"))

    user.refresh_from_db()
    assert user.check_password(NEW)


def test_an_address_that_somebody_asked_for_is_given_up_with_the_old_password(user, browser):
    services.request_email_change(user=user, email="voleur@ailleurs.example")

    change(browser)

    assert services.pending_address(user) is None


def test_an_account_without_a_password_is_led_to_the_page_that_mails_a_link():
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)

    for answer in (client.get(URL, follow=True), change(client, follow=True)):
        assertRedirects(answer, "/mot-de-passe-oublie/")
        assertContains(answer, "Votre compte n’a pas de mot de passe")


def test_a_pupil_with_an_identifier_changes_the_password_too():
    pupil = UserFactory(pupil=True)
    client = Client()
    client.force_login(pupil)

    change(client)

    pupil.refresh_from_db()
    assert pupil.check_password(NEW)


def test_somebody_without_a_password_is_not_asked_for_it():
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)

    assertRedirects(client.get("/connexion/verification/"), "/profil/")


def test_confirming_the_password_leads_to_no_other_site(browser):
    answer = browser.post("/connexion/verification/", {"password": PASSWORD, "next": "//ailleurs.example/"})

    assertRedirects(answer, "/", fetch_redirect_response=False)
