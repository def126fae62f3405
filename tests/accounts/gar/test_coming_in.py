"""Pupils who come from the médiacentre: known, unknown, with and without a campaign."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import external, services
from accounts.models import ExternalIdentity, User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.gar.identity_provider import IDO, SUBJECT, ask, come, providers
from tests.accounts.second_steps import give_application

pytestmark = [pytest.mark.django_db, pytest.mark.gar]

CODE_PAGE = "/app/campagnes/"


@pytest.fixture(autouse=True)
def _identity_provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = providers()


def known(**values) -> User:
    user = UserFactory(pupil=True, **values)
    services.link_external_identity(user=user, provider="gar", subject=IDO)
    return user


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


def everything_kept() -> str:
    """Return the text of every row of every table, what sessions hold decoded."""
    rows = [repr(row) for model in apps.get_models() for row in model._base_manager.values_list()]
    return " ".join(rows + [repr(session.get_decoded()) for session in Session.objects.all()])


def test_the_sign_in_page_of_the_app_offers_the_way_and_the_staffs_does_not(client):
    assertContains(client.get("/app/connexion/"), 'href="/gar/connexion/"')
    assertNotContains(client.get("/connexion/"), "/gar/")


def test_a_known_pupil_comes_in(client):
    user = known()
    before = timezone.now()

    assertRedirects(come(client), "/app/", fetch_redirect_response=False)

    assert signed_in(client) == str(user.pk)
    assert client.session.get_expire_at_browser_close()
    assert ExternalIdentity.objects.get().last_used_at >= before


def test_whoever_sat_there_before_is_not_signed_in_any_more(client):
    user = known()
    client.force_login(UserFactory())

    come(client)

    assert signed_in(client) == str(user.pk)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"blocked_until": timezone.now() + timedelta(days=1)}, "bloqué pendant"),
        ({"blocked_at": timezone.now()}, "ce compte est bloqué."),
    ],
)
def test_a_blocked_account_stays_closed(client, state, words):
    known(**state)

    response = come(client)

    assertRedirects(response, "/app/connexion/", fetch_redirect_response=False)
    assertContains(client.get(response.url), words)
    assert signed_in(client) is None


def test_a_deactivated_account_stays_closed(client):
    known(is_active=False)

    assertRedirects(come(client), "/compte-desactive/")
    assert signed_in(client) is None


def test_the_second_step_is_asked_all_the_same(client):
    give_application(known())

    assertRedirects(come(client), "/connexion/deux-etapes/")
    assert signed_in(client) is None


def test_an_unknown_pupil_is_asked_for_a_code_and_nothing_is_made(client):
    response = come(client)

    assertRedirects(response, CODE_PAGE, fetch_redirect_response=False)
    page = client.get(response.url)
    assertContains(page, "Continuer sans code")
    assertContains(page, "Ce n’est pas moi")
    assert not User.objects.exists()
    assert not ExternalIdentity.objects.exists()


def test_an_unknown_pupil_does_not_take_the_place_of_whoever_sat_there(client):
    client.force_login(UserFactory())
    before = client.session.session_key

    come(client)

    assert signed_in(client) is None
    assert client.session.session_key != before


def test_a_session_that_was_planted_is_not_that_of_the_pupil(client):
    ask(client)
    planted = client.session.session_key

    come(client)

    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_pupil_without_a_campaign_gets_his_account_on_arrival(client):
    come(client)

    assertRedirects(client.post("/gar/compte/"), "/app/", fetch_redirect_response=False)

    user = User.objects.get()
    assert (user.first_name, user.last_name, user.username, user.email) == ("Ada", "Lovelace", None, None)
    assert not user.has_usable_password()
    assert signed_in(client) == str(user.pk)
    identity = ExternalIdentity.objects.get()
    assert (identity.user, identity.provider, identity.subject) == (user, "gar", IDO)
    assert external.SESSION_KEY not in client.session
    assert Event.objects.filter(verb="account.pupil_created", subject_id=user.pk).count() == 1
    assert Event.objects.get(verb="account.identity_linked").details == {"provider": "gar"}


def test_pressing_twice_makes_one_account(client):
    come(client)
    client.post("/gar/compte/")

    assertRedirects(client.post("/gar/compte/"), "/app/connexion/", fetch_redirect_response=False)

    assert User.objects.count() == 1


def test_two_devices_at_once_make_one_account(db):
    names = {"first_name": "Ada", "last_name": "Lovelace"}

    first = services.open_external_account(provider="gar", subject=IDO, **names)

    assert services.open_external_account(provider="gar", subject=IDO, **names) == first
    assert User.objects.count() == 1


def test_somebody_who_has_an_account_is_asked_whether_to_link_it(client):
    user = UserFactory(pupil=True)
    come(client)
    client.post("/app/connexion/", {"login": user.username, "password": PASSWORD})

    assertRedirects(client.post("/gar/compte/"), "/connexion/compte-externe/")

    client.post("/connexion/compte-externe/")
    assert ExternalIdentity.objects.get().user == user
    assert User.objects.count() == 1


def test_it_is_not_me_forgets_everybody(client):
    come(client)

    assertRedirects(client.post("/gar/oublier/"), "/app/connexion/")
    client.post("/gar/compte/")

    assert not User.objects.exists()
    assert "Lovelace" not in everything_kept()


def test_who_he_is_waits_for_half_an_hour(client, monkeypatch):
    come(client)
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(external.timezone, "now", lambda: later)

    response = client.post("/gar/compte/")

    assertRedirects(response, "/app/connexion/", fetch_redirect_response=False)
    assert not User.objects.exists()
    Session.objects.filter(expire_date__lt=later).delete()  # as the night does
    assert "Lovelace" not in everything_kept()


def test_what_else_the_gar_says_is_kept_nowhere(client):
    more = {"UAI": ["0561534N"], "DIV": ["0561534N||4A"], "P_MEL": ["ada@lovelace.example"], "CIV": ["Mme"]}
    come(client, attributes=SUBJECT | more, name_id="transient-4711")
    client.post("/gar/compte/")
    come(client, attributes=SUBJECT | more, name_id="transient-4711")

    kept = everything_kept()
    for word in ("0561534N", "4A", "ada@lovelace", "transient-4711", "National_elv", "SAMLResponse"):
        assert word not in kept
    assert IDO in kept
    assert not any(
        model._base_manager.exists() for model in apps.get_app_config("socialaccount").get_models()
    )


def test_an_e_mail_address_links_nobody(client):
    user = UserFactory(email="ada@lovelace.example", with_address=True)
    come(client, attributes=SUBJECT | {"P_MEL": [user.email], "mail": [user.email], "email": [user.email]})

    assert signed_in(client) is None
    assert not ExternalIdentity.objects.exists()


def test_a_known_pupil_needs_no_name_and_an_unknown_one_does(client):
    bare = {"IDO": [IDO]}
    response = come(client, attributes=bare)
    assertContains(response, "n’a pas dit qui vous êtes", status_code=400)

    user = known()
    come(client, attributes=bare)
    assert signed_in(client) == str(user.pk)


def test_the_agreement_names_us_and_no_log_out(client):
    response = client.get("/gar/saml/metadata/")

    assert response["Content-Type"] == "application/samlmetadata+xml"
    assertContains(response, 'entityID="http://localhost:8000/gar/saml/metadata/"')
    assertContains(response, 'WantAssertionsSigned="true"')
    assertContains(response, "http://testserver/gar/saml/acs/")
    assertNotContains(response, "SingleLogoutService")
    assert client.get("/gar/saml/sls/").status_code == 404
