"""Another identity provider: known people come in, unknown ones link an account themselves, by a button."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import external, services
from accounts.errors import IdentityTakenError
from accounts.models import ExternalIdentity, User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.second_steps import code_now, give_application

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.external_pages")]

LINK = "/connexion/compte-externe/"
APP_DOOR = f"/app/connexion/?next={LINK}"
SUBJECT = {"sub": "4f7c-portal"}


@pytest.fixture(autouse=True)
def _providers(settings):
    settings.IDENTITY_PROVIDERS = [
        "tests.accounts.external_pages.PORTAL",
        "tests.accounts.external_pages.AGENTS",
    ]


def link(user: User, provider: str = "portal") -> None:
    services.link_external_identity(user=user, provider=provider, subject=SUBJECT["sub"])


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_each_sign_in_page_shows_the_providers_of_its_site(client, settings):
    app, orga = client.get("/app/connexion/"), client.get("/connexion/")
    assertContains(app, 'href="/portail/"')
    assertContains(app, 'href="/agents/"')
    assertContains(orga, "Me connecter avec Annuaire des agents")
    assertNotContains(orga, "/portail/")

    settings.IDENTITY_PROVIDERS = []

    assertNotContains(client.get("/app/connexion/"), "Autres façons de se connecter")


def test_a_known_person_comes_in(client):
    user = UserFactory(pupil=True)
    link(user)
    before = timezone.now()

    assertRedirects(client.get("/portail/", SUBJECT), "/app/")

    assert signed_in(client) == str(user.pk)
    assert client.session.get_expire_at_browser_close()
    assert ExternalIdentity.objects.get().last_used_at >= before


def test_the_staff_come_in_to_their_school(client):
    link(UserFactory(), "agents")

    assertRedirects(client.get("/agents/", SUBJECT), "/", fetch_redirect_response=False)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"blocked_until": timezone.now() + timedelta(days=1)}, "bloqué pendant"),
        ({"blocked_at": timezone.now()}, "ce compte est bloqué."),
    ],
)
def test_a_blocked_account_stays_closed(client, state, words):
    link(UserFactory(**state))

    response = client.get("/portail/", SUBJECT, follow=True)

    assertRedirects(response, "/app/connexion/")
    assertContains(response, words)
    assert signed_in(client) is None


def test_an_inactive_account_stays_closed(client):
    link(UserFactory(is_active=False))

    assertRedirects(client.get("/portail/", SUBJECT), "/compte-desactive/")
    assert signed_in(client) is None


def test_the_second_step_is_asked_all_the_same(client):
    user = UserFactory()
    give_application(user)
    link(user)

    assertRedirects(client.get("/portail/", SUBJECT), "/connexion/deux-etapes/")
    assert signed_in(client) is None

    assertRedirects(client.post("/connexion/deux-etapes/", {"code": code_now()}), "/app/")
    assert signed_in(client) == str(user.pk)


def test_an_unknown_person_signs_in_and_links_by_a_button(client):
    user = UserFactory(first_name="Ada", last_name="Byron")

    response = client.get("/portail/", SUBJECT, follow=True)
    assertRedirects(response, APP_DOOR)
    assertContains(response, "ne correspond encore à aucun compte")
    response = client.post(
        "/app/connexion/", {"login": user.email, "password": PASSWORD, "next": LINK}, follow=True
    )

    assertRedirects(response, LINK)
    assertContains(response, "Relier votre compte à Portail des tests")
    assertContains(response, "Ada Byron")
    assertContains(response, user.email)
    assert not ExternalIdentity.objects.exists()

    response = client.post(LINK, follow=True)

    assertRedirects(response, "/app/")
    assertContains(response, "C’est fait")
    identity = ExternalIdentity.objects.get()
    assert (identity.user, identity.provider, identity.subject) == (user, "portal", SUBJECT["sub"])
    event = Event.objects.get(verb="account.identity_linked")
    assert (event.subject_id, event.details) == (user.pk, {"provider": "portal"})


def test_an_unknown_person_signs_up_and_is_offered_the_link(client):
    client.get("/portail/", SUBJECT)
    adult = {"first_name": "Ada", "last_name": "Byron", "email": "ada@byron.example"}

    response = client.post("/app/inscription/", {**adult, "password": PASSWORD, "accepts_terms": "on"})

    assertRedirects(response, LINK)
    assert not ExternalIdentity.objects.exists()


def test_not_now_leaves_the_account_as_it_is(client):
    client.get("/portail/", SUBJECT)
    client.post("/app/connexion/", {"login": UserFactory().email, "password": PASSWORD, "next": LINK})

    assertRedirects(client.post(f"{LINK}oublier/"), "/app/")
    client.post(LINK)

    assert not ExternalIdentity.objects.exists()


def test_whoever_is_signed_in_on_a_shared_tablet_is_not_linked_by_accident(client):
    client.force_login(UserFactory())

    assertRedirects(client.get("/portail/", SUBJECT), APP_DOOR)

    assert signed_in(client) is None


def test_pressing_twice_links_once(client):
    client.get("/portail/", SUBJECT)
    client.post("/app/connexion/", {"login": UserFactory().email, "password": PASSWORD, "next": LINK})

    client.post(LINK)
    assertRedirects(client.post(LINK), "/", fetch_redirect_response=False)

    assert ExternalIdentity.objects.count() == 1
    assert Event.objects.filter(verb="account.identity_linked").count() == 1


def test_an_identity_waits_for_a_while_only(client, monkeypatch):
    client.get("/portail/", SUBJECT)
    client.post("/app/connexion/", {"login": UserFactory().email, "password": PASSWORD, "next": LINK})
    later = timezone.now() + external.HELD_FOR + timedelta(seconds=1)
    monkeypatch.setattr(external.timezone, "now", lambda: later)

    assertRedirects(client.get(LINK), "/", fetch_redirect_response=False)
    client.post(LINK)

    assert not ExternalIdentity.objects.exists()


def test_an_identity_that_was_linked_meanwhile_is_refused(client):
    client.get("/portail/", SUBJECT)
    client.post("/app/connexion/", {"login": UserFactory().email, "password": PASSWORD, "next": LINK})
    owner = UserFactory()
    link(owner)

    assertContains(client.post(LINK, follow=True), "déjà reliée à un autre compte")

    assert ExternalIdentity.objects.get().user == owner


def test_an_identity_is_of_one_account():
    owner = UserFactory()
    for _ in range(2):
        link(owner)
    with pytest.raises(IdentityTakenError):
        link(UserFactory())

    assert ExternalIdentity.objects.get().user == owner
    assert services.find_external_account(provider="agents", subject=SUBJECT["sub"]) is None


def test_an_address_links_nobody(client):
    """A provider that calls somebody by the address of an account opens nothing."""
    user = UserFactory()

    client.get("/portail/", {"sub": user.email})

    assert signed_in(client) is None
    assert not ExternalIdentity.objects.exists()


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["tests.accounts.external_pages.NOBODY"], "accounts.E001"),
        (["tests.accounts.nowhere.PORTAL"], "accounts.E001"),
        (["tests.accounts.external_pages.PORTAL"] * 2, "accounts.E002"),
    ],
)
def test_a_faulty_setting_is_found_at_start(settings, paths, code):
    assert external.check_identity_providers(None) == []
    settings.IDENTITY_PROVIDERS = paths

    with pytest.raises(SystemCheckError, match=code):
        call_command("check", tag=["security"])
