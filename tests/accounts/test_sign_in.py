from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import sign_in

pytestmark = pytest.mark.django_db

WRONG = "Pas-le-bon-2026"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_page_says_who_may_enter_and_shows_heads_of_schools_their_way(client):
    response = client.get("/connexion/")

    assertContains(response, "<h1>Connectez-vous</h1>", html=True)
    assertContains(response, "L’accès à Pix Orga est limité aux membres invités.")
    assertContains(response, "Tous les champs sont obligatoires.")
    assertContains(response, "Je me connecte")
    assertContains(response, 'href="/mot-de-passe-oublie/"')
    assertContains(response, 'href="/demande-administration-sco/"')
    assertContains(response, 'autocomplete="username"')
    assertContains(response, 'autocomplete="current-password"')
    # An identifier signs in as well: no browser insists on an « @ », no tablet writes a capital first.
    assertContains(response, 'type="text" name="login"')
    assertContains(response, 'inputmode="email"')
    assertContains(response, 'autocapitalize="none"')
    assertContains(response, "Afficher le mot de passe")


def test_an_adult_signs_in_with_an_address_in_any_case(client):
    user = UserFactory()

    response = sign_in(client, f" {user.email.upper()} ")

    assertRedirects(response, "/", fetch_redirect_response=False)
    assert is_signed_in(client)
    assert client.session.get_expire_at_browser_close()


def test_a_pupil_signs_in_with_an_identifier(client):
    pupil = UserFactory(pupil=True)

    sign_in(client, pupil.username.upper())

    assert is_signed_in(client)


def test_somebody_without_a_school_may_sign_in_and_is_told(client):
    user = UserFactory()

    sign_in(client, user.email)

    assert client.get("/").status_code == 403


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("personne@ac-exemple.example", messages.WRONG_CREDENTIALS),
        ("connu@ac-exemple.example", messages.WRONG_CREDENTIALS),
        ("prenom.nom0101", messages.WRONG_IDENTIFIER),
        ("connu.connu0202", messages.WRONG_IDENTIFIER),
    ],
)
def test_an_unknown_login_and_a_wrong_password_get_the_same_answer(client, login, sentence):
    UserFactory(email="connu@ac-exemple.example")
    UserFactory(pupil=True, username="connu.connu0202")

    response = sign_in(client, login, WRONG)

    assertContains(response, sentence)
    assertContains(response, "<title>Erreur : Connectez-vous · Pix Orga</title>".replace(" :", "\u00a0:"))
    assertContains(response, 'role="alert" tabindex="-1" data-focus')
    assertContains(response, f'value="{login}"')
    assertNotContains(response, WRONG)
    assert not is_signed_in(client)


def test_empty_fields_are_named_next_to_themselves(client):
    response = client.post("/connexion/", {"login": " ", "password": ""})

    assertContains(response, messages.EMAIL_MISSING)
    assertContains(response, messages.PASSWORD_MISSING)
    assertContains(response, 'aria-invalid="true"', count=2)


@pytest.mark.parametrize(
    "login", ["a\x00@b.example", "x" * 5000, '"><script>alert(1)</script>', "@", "é@é.fr"]
)
def test_odd_logins_are_refused_politely(client, login):
    response = sign_in(client, login, WRONG)

    assertContains(response, 'role="alert"')
    assertNotContains(response, "<script>alert")


@pytest.mark.parametrize("following", ["/equipe/", "/missions/?page=2"])
def test_the_page_that_was_wanted_comes_after_sign_in(client, following):
    user = UserFactory()
    page = client.get("/connexion/", {"next": following})
    assertContains(page, f'<input type="hidden" name="next" value="{following}">', html=True)

    response = sign_in(client, user.email, next=following)

    assertRedirects(response, following, fetch_redirect_response=False)


@pytest.mark.parametrize(
    "following",
    [
        "https://mechant.example/",
        "//mechant.example/",
        "/\\mechant.example",
        "javascript:alert(1)",
        "http:///mechant.example",
    ],
)
def test_sign_in_leads_to_no_other_site(client, following):
    user = UserFactory()

    response = sign_in(client, user.email, next=following)

    assertRedirects(response, "/", fetch_redirect_response=False)


def test_somebody_signed_in_does_not_see_the_page_again(client):
    client.force_login(UserFactory())

    assertRedirects(client.get("/connexion/"), "/", fetch_redirect_response=False)


def test_an_inactive_account_does_not_enter(client):
    user = UserFactory(is_active=False)

    response = sign_in(client, user.email)

    assertRedirects(response, "/compte-desactive/")
    assert not is_signed_in(client)


def test_signing_in_takes_few_queries(client):
    user = UserFactory(with_address=True)

    with CaptureQueriesContext(connection) as captured:
        sign_in(client, user.email)

    # Without the savepoints, which only a test's own transaction has.
    queries = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(queries) <= 14, "\n".join(queries)


@pytest.fixture
def hashes(monkeypatch) -> list:
    """What the hasher worked on since the list was cleared: its time is what an attacker could measure."""
    worked = []
    encode = MD5PasswordHasher.encode

    def spy(self, password, salt):
        worked.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", spy)
    return worked


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("confirmee@ac-exemple.example", PASSWORD),
        ("confirmee@ac-exemple.example", WRONG),
        ("a-confirmer@ac-exemple.example", WRONG),
        ("sans-adresse@ac-exemple.example", WRONG),
        ("inactive@ac-exemple.example", PASSWORD),
        ("inactive@ac-exemple.example", WRONG),
        ("prenom.nom0101", PASSWORD),
        ("prenom.nom0101", WRONG),
        ("personne@ac-exemple.example", WRONG),
        ("nom.prenom3112", WRONG),
    ],
)
def test_every_attempt_costs_one_hash(client, hashes, login, password):
    UserFactory(email="confirmee@ac-exemple.example", with_address=True)
    user = UserFactory(email="a-confirmer@ac-exemple.example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    UserFactory(email="sans-adresse@ac-exemple.example")
    UserFactory(email="inactive@ac-exemple.example", is_active=False)
    UserFactory(email=None, username="prenom.nom0101")
    hashes.clear()

    sign_in(client, login, password)

    assert hashes == [password]


# --- Lock-out -----------------------------------------------------------------------------------


@pytest.mark.parametrize("trait", [{}, {"pupil": True}])
@pytest.mark.parametrize("block", ["blocked_until", "blocked_at"])
def test_while_blocked_the_password_is_not_even_checked(client, hashes, block, trait):
    user = UserFactory(failure_count=10, **{block: timezone.now() + timedelta(minutes=2)}, **trait)
    hashes.clear()

    response = sign_in(client, user.email or user.username)

    assertContains(response, "ce compte est bloqué")
    assert hashes == []
    assert not is_signed_in(client)
    user.refresh_from_db()
    assert user.failure_count == 10


def test_a_block_that_ended_lets_in(client):
    user = UserFactory(failure_count=10, blocked_until=timezone.now() - timedelta(seconds=1))

    sign_in(client, user.email)

    assert is_signed_in(client)
    user.refresh_from_db()
    assert (user.failure_count, user.blocked_until) == (0, None)


def test_the_tenth_failure_tells_the_pause_and_the_way_out(client):
    user = UserFactory(failure_count=9)

    response = sign_in(client, user.email, WRONG)

    assertContains(response, "ce compte est bloqué pendant 2 minutes.")
    assertContains(response, '<a href="/mot-de-passe-oublie/">choisir un nouveau mot de passe</a>', html=True)


def test_the_twentieth_failure_doubles_the_pause(client):
    user = UserFactory(failure_count=19)

    assertContains(sign_in(client, user.email, WRONG), "ce compte est bloqué pendant 4 minutes.")


@pytest.mark.parametrize(("failures", "text"), [(20, "Encore 9 essais"), (28, "Encore 1 essai ")])
def test_the_attempts_left_are_told_at_the_end(client, failures, text):
    user = UserFactory(failure_count=failures)

    response = sign_in(client, user.email, WRONG)

    assertContains(response, messages.WRONG_CREDENTIALS)
    assertContains(response, f"{text.strip()} avant le blocage du compte.")


def test_the_thirtieth_failure_blocks_and_names_the_support(client):
    user = UserFactory(failure_count=29)

    response = sign_in(client, user.email, WRONG)

    assertContains(response, '<a href="/contact/">Contactez le support</a>', html=True)
    assert "bloqué pendant" not in sign_in(client, user.email).content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("failures", "text"),
    [
        (9, "Un enseignant peut vous donner un nouveau mot de passe."),
        (29, "Demandez à un enseignant de le débloquer."),
    ],
)
def test_a_pupil_is_sent_to_a_teacher(client, failures, text):
    pupil = UserFactory(pupil=True, failure_count=failures)

    response = sign_in(client, pupil.username, WRONG)

    assertContains(response, text)


# --- Limit of an address ------------------------------------------------------------------------


def test_too_many_failures_close_the_address_for_a_while(client, settings):
    settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS = 3
    user = UserFactory()
    for number in range(3):
        assert sign_in(client, f"personne{number}@ac-exemple.example", WRONG).status_code == 200

    refused = sign_in(client, user.email)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    assert not is_signed_in(client)
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    sign_in(elsewhere, user.email)
    assert is_signed_in(elsewhere)


def test_a_whole_school_signs_in_from_one_address(settings):
    settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS = 3
    user = UserFactory()

    for _ in range(5):
        client = Client()
        sign_in(client, user.email)
        assert is_signed_in(client)


def test_a_dead_cache_stops_nobody(client, monkeypatch):
    class DeadCache:
        def __getattr__(self, name):
            raise ConnectionError

    monkeypatch.setattr("accounts.lock.cache", DeadCache())
    user = UserFactory()

    sign_in(client, user.email, WRONG)
    sign_in(client, user.email)

    assert is_signed_in(client)


# --- Leaving, and the doors that stay shut ------------------------------------------------------


def test_signing_out_is_a_button(client):
    client.force_login(UserFactory())

    assertContains(client.get("/deconnexion/"), 'action="/deconnexion/"')
    assert is_signed_in(client)
    response = client.post("/deconnexion/", follow=True)

    assertRedirects(response, "/connexion/")
    assertContains(response, "la session est fermée")
    assert not is_signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_signing_out_twice_leads_to_sign_in(client, method):
    assertRedirects(getattr(client, method)("/deconnexion/"), "/connexion/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_up_is_closed(client, method):
    data = {"email": "intrus@ac-exemple.example", "password1": PASSWORD}

    response = getattr(client, method)("/inscription/", data)

    assertContains(response, "Inscription sur invitation")
    assert not EmailAddress.objects.exists()


def test_forms_refuse_a_request_without_their_token():
    client = Client(enforce_csrf_checks=True)
    for path in ("/connexion/", "/deconnexion/", "/mot-de-passe-oublie/", "/cgu/", "/cgu/refuser/"):
        assert client.post(path).status_code == 403, path


def test_the_admin_site_has_the_same_sign_in(client):
    page = client.get("/admin/", follow=True)
    assert page.request["PATH_INFO"] == "/connexion/"

    user = UserFactory(platform_staff=True)
    following = page.context["redirect_field_value"]
    response = client.post(
        "/connexion/", {"login": user.email, "password": PASSWORD, "next": following}, follow=True
    )

    assert (response.status_code, response.request["PATH_INFO"]) == (200, "/admin/")


def test_the_admin_site_is_for_platform_staff_only(client):
    client.force_login(UserFactory())

    assert client.get("/admin/", follow=True).status_code == 403
