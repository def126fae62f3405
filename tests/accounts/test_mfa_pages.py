"""« Connexion en deux étapes »: set up, taken away, told to the owner and to the journal."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from accounts.models import User
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.accounts.keys import SoftwareKey
from tests.accounts.pages import sign_in
from tests.accounts.second_steps import code_now, confirm, give_application, recovery_codes_of

pytestmark = pytest.mark.django_db

INDEX = "/profil/connexion-en-deux-etapes/"
APPLICATION = f"{INDEX}application/"
CODES = f"{INDEX}codes-de-secours/"
KEYS = f"{INDEX}cles/"


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def confirmed(client, user) -> Client:
    """Somebody signed in who has just confirmed who he is."""
    client.force_login(user)
    confirm(client)
    return client


def changes(user: User) -> list[str]:
    told = Event.objects.filter(verb="account.mfa_changed", subject_id=user.pk, actor_id=user.pk)
    return [event.details["what"] for event in told.order_by("pk")]


def activate(client: Client):
    client.get(APPLICATION)
    secret = client.session[SECRET_SESSION_KEY]
    return client.post(APPLICATION, {"code": code_now(secret=secret)})


def test_an_application_is_added_then_asked_for_at_every_sign_in(confirmed, user):
    response = activate(confirmed)

    assertRedirects(response, CODES)
    assert changes(user) == ["application_added"]
    assertRedirects(sign_in(Client(), user.email), "/connexion/deux-etapes/")


def test_adding_an_application_ends_the_other_sessions(client, user):
    """They were opened by a password alone."""
    elsewhere, somebody = Client(), Client()
    for browser, who in ((client, user), (elsewhere, user), (somebody, UserFactory())):
        sign_in(browser, who.email)
    confirm(client)

    activate(client)

    assert client.get(INDEX).status_code == somebody.get(INDEX).status_code == 200
    assertRedirects(elsewhere.get(INDEX), f"/connexion/?next={INDEX}")


def test_the_page_shows_the_secret_as_a_drawing_and_in_letters(confirmed):
    page = confirmed.get(APPLICATION)

    assertContains(page, confirmed.session[SECRET_SESSION_KEY])
    assert re.search(r'<svg class="qr-code" viewBox="0 0 \d+ \d+" role="img"', page.text)
    assertNotContains(page, "data:")


def test_a_wrong_code_adds_nothing_and_keeps_the_drawing(confirmed, user):
    before = re.search(r"<path d=\"M[^\"]+", confirmed.get(APPLICATION).text)[0]

    page = confirmed.post(APPLICATION, {"code": "12"})

    assertContains(page, messages.NOT_THE_APPLICATION)
    assertContains(page, before)
    assert not Authenticator.objects.exists()
    assert changes(user) == []


def test_an_application_that_is_taken_away_takes_the_codes_with_it(confirmed, user):
    give_application(user)

    assertRedirects(confirmed.post(f"{APPLICATION}retirer/"), INDEX)

    assert not Authenticator.objects.exists()
    assert changes(user) == ["application_removed"]
    assert sign_in(Client(), user.email).url == "/"


@pytest.mark.parametrize("path", [APPLICATION, f"{KEYS}ajouter/", CODES, f"{CODES}telecharger/"])
def test_one_confirms_who_one_is_before_changing_or_reading_anything(client, user, path):
    client.force_login(user)

    response = client.get(path)

    assertRedirects(response, f"/connexion/verification/?next={path}", fetch_redirect_response=False)


def test_codes_of_last_resort_are_shown_and_downloaded(confirmed, user):
    give_application(user)
    codes = recovery_codes_of(user)

    page, file = confirmed.get(CODES), confirmed.get(f"{CODES}telecharger/")

    assert len(codes) == 10
    assert all(code in page.text and code in file.text for code in codes)
    assert file["Content-Disposition"] == 'attachment; filename="codes-de-secours-pix-orga.txt"'
    assert all("no-store" in response["Cache-Control"] for response in (page, file))


def test_new_codes_take_the_place_of_the_old_ones(confirmed, user):
    give_application(user)
    before = recovery_codes_of(user)

    assertRedirects(confirmed.post(f"{CODES}nouveaux/"), CODES)

    assert not {*before} & {*recovery_codes_of(user)}
    assert changes(user) == ["codes_made"]


def test_codes_are_made_only_beside_a_second_step(confirmed):
    assertContains(confirmed.post(f"{CODES}nouveaux/"), messages.CODES_NEED_SECOND_STEP)


def test_the_first_page_tells_what_one_has(client, user):
    client.force_login(user)
    assertContains(client.get(INDEX), "Un mot de passe peut être deviné")
    give_application(user)

    page = client.get(INDEX)

    assertContains(page, "La connexion en deux étapes est active")
    assertContains(page, "Il vous reste 10 codes.")


def test_the_first_page_warns_when_no_code_is_left(client, user):
    client.force_login(user)
    give_application(user)
    Authenticator.objects.filter(type="recovery_codes").update(data={"seed": "x", "used_mask": 1023})

    assertContains(client.get(INDEX), "Il ne vous reste aucun code de secours")


def test_the_pages_take_the_same_queries_for_any_number_of_keys(client, user, flat_queries):
    client.force_login(user)

    def grow(count: int) -> None:
        for _ in range(count):
            SoftwareKey().give(user)

    flat_queries(lambda: client.get(INDEX), grow, budget=4)
    flat_queries(lambda: client.get(KEYS), grow, budget=4)


def test_pressing_the_button_twice_adds_one_application(confirmed, user, monkeypatch):
    """Both requests saw no application; the second one meets the constraint of the table."""
    confirmed.get(APPLICATION)
    secret = confirmed.session[SECRET_SESSION_KEY]
    monkeypatch.setattr("allauth.mfa.totp.views.is_mfa_enabled", lambda *args: False)
    give_application(user)

    assertRedirects(confirmed.post(APPLICATION, {"code": code_now(secret=secret)}), INDEX)

    assert changes(user) == []


# --- Letters ------------------------------------------------------------------------------------


def test_the_owner_is_told_and_knows_what_to_do(confirmed, user, run_jobs):
    activate(confirmed)
    run_jobs()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([user.email], "Connexion en deux étapes activée")
    for body in (letter.body, letter.alternatives[0].content):
        assert "http://localhost:8000/mot-de-passe-oublie/" in body
        assert f"http://localhost:8000{INDEX}" in body
        assert "Si cela ne vient pas de vous" in body


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        (f"{APPLICATION}retirer/", "Application de codes retirée"),
        (f"{CODES}nouveaux/", "Nouveaux codes de secours"),
        (f"{KEYS}{{key}}/retirer/", "Clé d’accès retirée"),
    ],
)
def test_every_change_has_its_letter(confirmed, user, run_jobs, path, subject):
    give_application(user)
    key = SoftwareKey().give(user)

    confirmed.post(path.format(key=key.pk))
    run_jobs()

    assert [letter.subject for letter in mail.outbox] == [subject]


def test_a_code_of_last_resort_that_served_has_its_letter(client, user, run_jobs):
    give_application(user)
    sign_in(client, user.email)

    client.post("/connexion/deux-etapes/", {"code": recovery_codes_of(user)[0]})
    run_jobs()

    assert changes(user) == ["code_used"]
    assert [letter.subject for letter in mail.outbox] == ["Code de secours utilisé"]


def test_somebody_without_an_address_gets_no_letter(client, run_jobs):
    pupil = UserFactory(pupil=True)
    client.force_login(pupil)
    confirm(client)

    activate(client)
    run_jobs()

    assert mail.outbox == []
    assert changes(pupil) == ["application_added"]
