"""Passkeys: added, used alone or as the second step, never without being asked for."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from accounts import messages
from accounts.models import User
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.accounts.keys import SoftwareKey
from tests.accounts.pages import sign_in
from tests.accounts.second_steps import confirm

pytestmark = pytest.mark.django_db

SIGN_IN = "/connexion/cle-d-acces/"
STEP = "/connexion/deux-etapes/"
KEYS = "/profil/connexion-en-deux-etapes/cles/"
ADD = f"{KEYS}ajouter/"


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def key(user) -> SoftwareKey:
    key = SoftwareKey()
    key.give(user)
    return key


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def challenge_of(page) -> str:
    """Return what the page asks the key to sign."""
    return json.loads(page.context["key_options"])["request_options"]["publicKey"]["challenge"]


def sign_in_with_key(client: Client, key: SoftwareKey, user: User, **more: str):
    options = client.get(SIGN_IN, headers={"Accept": "application/json"}, secure=True).json()
    credential = key.answer(options["request_options"]["publicKey"]["challenge"], user)
    return client.post(SIGN_IN, {"credential": json.dumps(credential), **more}, secure=True)


def add_key(client: Client, key: SoftwareKey):
    options = json.loads(client.get(ADD, secure=True).context["key_options"])["creation_options"]
    credential = key.register(options["publicKey"]["challenge"])
    form = {"name": "Téléphone", "credential": json.dumps(credential), "passwordless": "on"}
    return client.post(ADD, form, secure=True)


def test_a_key_that_was_added_signs_in_alone(client, user):
    client.force_login(user)
    confirm(client)
    key = SoftwareKey()
    added = add_key(client, key)
    assert added.url == "/profil/connexion-en-deux-etapes/codes-de-secours/"
    browser = Client()

    response = sign_in_with_key(browser, key, user, next="/profil/")

    assert (response.url, is_signed_in(browser)) == ("/profil/", True)
    assert browser.session.get_expire_at_browser_close()
    assert Event.objects.get(verb="account.mfa_changed").details == {"what": "key_added"}


def test_adding_a_key_ends_the_other_sessions(client, user):
    """They were opened by a password alone."""
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, user.email)
    confirm(client)

    add_key(client, SoftwareKey())

    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)


def test_pressing_the_button_twice_adds_one_key(client, user, monkeypatch):
    """Both requests saw no code of last resort; the second one meets the constraint of the table."""
    client.force_login(user)
    confirm(client)

    def late(request):
        for _ in range(2):
            Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})

    monkeypatch.setattr("allauth.mfa.webauthn.internal.flows.auto_generate_recovery_codes", late)

    assert add_key(client, SoftwareKey()).url == "/profil/connexion-en-deux-etapes/"

    assert not Authenticator.objects.exists()


def test_a_key_is_made_for_this_site_under_our_name(client, user):
    client.force_login(user)
    confirm(client)

    asked = json.loads(client.get(ADD).context["key_options"])["creation_options"]["publicKey"]

    assert asked["rp"] == {"id": "testserver", "name": "Pix Orga"}
    assert asked["user"]["name"] == user.email


def test_a_key_is_a_second_step(client, user, key):
    assertRedirects(sign_in(client, user.email), STEP)
    page = client.get(STEP, secure=True)

    response = client.post(
        STEP, {"credential": json.dumps(key.answer(challenge_of(page), user))}, secure=True
    )

    assert (response.url, is_signed_in(client)) == ("/", True)


def test_the_key_of_somebody_else_opens_nothing(client, user, key):
    other = UserFactory()
    SoftwareKey().give(other)

    response = sign_in_with_key(client, key, other)

    assertContains(client.get(response.url, secure=True), messages.KEY_REFUSED)
    assert not is_signed_in(client)


def test_what_a_key_answered_serves_once(client, user, key):
    options = client.get(SIGN_IN, headers={"Accept": "application/json"}, secure=True).json()
    credential = json.dumps(key.answer(options["request_options"]["publicKey"]["challenge"], user))
    client.post(SIGN_IN, {"credential": credential}, secure=True)
    assert is_signed_in(client)
    other = Client()
    other.get(SIGN_IN, headers={"Accept": "application/json"}, secure=True)

    other.post(SIGN_IN, {"credential": credential}, secure=True)

    assert not is_signed_in(other)


def test_after_a_refused_key_one_still_goes_where_one_was_going(client):
    response = client.post(SIGN_IN, {"credential": "{}", "next": "/equipe/"}, secure=True)

    assert response.url == "/connexion/?next=%2Fequipe%2F"


@pytest.mark.parametrize("block", ["blocked_until", "blocked_at"])
def test_a_blocked_account_is_not_opened_by_a_key_either(client, user, key, block):
    User.objects.update(**{block: timezone.now() + timezone.timedelta(minutes=5)})

    response = sign_in_with_key(client, key, user)

    assertContains(client.get(response.url, secure=True), "ce compte est bloqué")
    assert not is_signed_in(client)


def test_a_blocked_account_does_not_pass_the_second_step_by_a_key(client, user, key):
    sign_in(client, user.email)
    page = client.get(STEP, secure=True)
    User.objects.update(blocked_at=timezone.now())

    answer = json.dumps(key.answer(challenge_of(page), user))
    assertContains(client.post(STEP, {"credential": answer}, secure=True), "ce compte est bloqué")


def test_an_inactive_account_is_not_opened_by_a_key(client, user, key):
    User.objects.update(is_active=False)

    response = sign_in_with_key(client, key, user)

    assert (response.url, is_signed_in(client)) == ("/compte-desactive/", False)


def test_a_key_confirms_who_one_is(client, user, key):
    client.force_login(user)
    path = "/connexion/verification/cle-d-acces/?next=/profil/connexion-en-deux-etapes/cles/ajouter/"
    page = client.get(path, secure=True)

    response = client.post(
        path, {"credential": json.dumps(key.answer(challenge_of(page), user))}, secure=True, follow=True
    )

    assertContains(response, "Ajouter une clé d’accès")


def test_a_key_is_renamed_and_taken_away_by_its_owner_alone(client, user, key):
    row = Authenticator.objects.get()
    stranger = Client()
    for browser, who in ((stranger, UserFactory()), (client, user)):
        browser.force_login(who)
        confirm(browser)
    assert stranger.post(f"{KEYS}{row.pk}/renommer/", {"name": "Volée"}).status_code == 404
    assert stranger.post(f"{KEYS}{row.pk}/retirer/").status_code == 404

    client.post(f"{KEYS}{row.pk}/renommer/", {"name": "Téléphone"})
    assertContains(client.get(KEYS), "Téléphone")
    assertRedirects(client.post(f"{KEYS}{row.pk}/retirer/"), KEYS)

    assert not Authenticator.objects.exists()


DEEP = "[" * 15_000 + "]" * 3


@pytest.mark.parametrize(
    "credential",
    ["", "x", "null", "[]", '"x"', "{}", '{"id": 1}', DEEP, "[" * 9_000, '{"id": "\\u0000"}', "9" * 5_000,
     '{"type": "public-key", "id": "AA", "rawId": "AA", "response": {}}',
     '{"type": "public-key", "id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30"}}',
     '{"type": "public-key", "id": "AA", "rawId": "AA", "response": {"clientDataJSON": "AA", '
     '"attestationObject": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": null}}'],
)  # fmt: skip
def test_what_no_key_ever_answered_is_refused_on_a_page(client, user, key, credential):
    client.get(SIGN_IN, headers={"Accept": "application/json"}, secure=True)
    refused = client.post(SIGN_IN, {"credential": credential}, secure=True)
    assert refused.url == "/connexion/"
    sign_in(client, user.email)
    client.get(STEP, secure=True)
    assertContains(client.post(STEP, {"credential": credential}, secure=True), messages.KEY_REFUSED)
    client.force_login(user)
    confirm(client)
    client.get(ADD, secure=True)

    page = client.post(ADD, {"credential": credential, "passwordless": "on"}, secure=True)

    assertContains(page, messages.KEY_REFUSED)
    assert Authenticator.objects.count() == 1


def test_too_many_refused_keys_close_the_button_of_one_address(client, user, key, settings):
    settings.PASSKEY_FAILURES_PER_MINUTE_AND_ADDRESS = 3
    for _ in range(3):
        assert client.post(SIGN_IN, {"credential": '{"id": 1}'}, secure=True).status_code == 302

    assert sign_in_with_key(client, key, user).status_code == 429
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    sign_in_with_key(elsewhere, key, user)
    assert is_signed_in(elsewhere)


def test_the_button_waits_for_a_script_that_knows_keys(client):
    assertContains(client.get("/connexion/"), 'data-passkey="sign-in" data-options="" hidden')
