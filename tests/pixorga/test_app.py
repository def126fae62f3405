"""The pupils’ App: open sign-up, sign-in with an address or an identifier, the landing page."""

import pytest
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from accounts.models import Acceptance, LegalDocument, User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, LegalDocumentFactory, UserFactory
from tests.accounts.second_steps import code_now, give_application
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

SIGN_UP, SIGN_IN, HOME = "/app/inscription/", "/app/connexion/", "/app/"
ADA = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "Ada@Byron.example",
    "password": PASSWORD,
    "accepts_terms": "on",
}
ACCOUNT_TERMS = LegalDocument.Kind.ACCOUNT_TERMS


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


# --- Sign-up ---------------------------------------------------------------------------------------


def test_the_form_says_what_it_wants_before_anything_is_typed(client):
    page = client.get(SIGN_UP)

    assertContains(page, "<h1>Inscrivez-vous</h1>", html=True)
    for words in ("Prénom *", "Nom *", "Adresse e-mail *", "Mot de passe *", "Je m’inscris"):
        assertContains(page, words)
    assertContains(page, "Par exemple prenom.nom@ac-exemple.fr")
    assertContains(page, "Afficher le mot de passe")
    assertContains(page, 'href="/conditions-generales/"')
    for hint in ("given-name", "family-name", "email", "new-password"):
        assertContains(page, f'autocomplete="{hint}"')
    html = page.content.decode()
    assert html.index("Le mot de passe contient au moins") < html.index('name="password"')


def test_anybody_signs_up_and_is_in(client, run_jobs):
    terms = LegalDocumentFactory(kind=ACCOUNT_TERMS)

    response = client.post(SIGN_UP, ADA)

    assertRedirects(response, HOME)
    user = User.objects.get()
    assert (user.first_name, user.last_name, user.email) == ("Ada", "Byron", "ada@byron.example")
    assert user.check_password(PASSWORD)
    assert is_signed_in(client)
    assert client.session.get_expire_at_browser_close()
    assert Acceptance.objects.get().document == terms
    assert Event.objects.filter(verb="account.created", subject_id=user.pk).count() == 1
    run_jobs()
    assert mail.outbox[0].to == ["ada@byron.example"]
    assertContains(client.get(HOME), "Bonjour Ada")


def test_the_session_changes_its_key_at_sign_up(client):
    client.get("/contact/")
    session = client.session
    session["seen"] = True
    session.save()
    client.post(SIGN_UP, ADA)

    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("first_name", " ", messages.FIRST_NAME_MISSING),
        ("last_name", "", messages.LAST_NAME_MISSING),
        ("email", "", messages.EMAIL_MISSING),
        ("email", "ada", messages.EMAIL_REFUSED),
        ("password", "", messages.PASSWORD_MISSING),
        ("password", "chamois-2026", "une majuscule"),
        ("accepts_terms", "", messages.TERMS_NOT_TICKED),
    ],
)
def test_each_field_has_its_own_error_and_the_rest_is_kept(client, field, value, sentence):
    response = client.post(SIGN_UP, {**ADA, field: value})

    assert list(response.context["form"].errors) == [field]
    assert sentence in str(response.context["form"].errors[field])
    assertContains(response, "<title>Erreur")
    assertContains(response, 'role="alert" tabindex="-1" data-focus')
    assertNotContains(response, PASSWORD)
    if field != "last_name":
        assertContains(response, 'value="Byron"')
    assert not User.objects.exists()


def test_a_taken_address_is_told_as_a_bad_one_with_the_ways_on(client):
    UserFactory(email="ada@byron.example", date_joined="2026-01-01T00:00Z")

    response = client.post(SIGN_UP, ADA)

    assertContains(response, messages.EMAIL_REFUSED)
    assertContains(response, f'href="{SIGN_IN}"')
    assertContains(response, 'href="/mot-de-passe-oublie/"')
    assert not is_signed_in(client)
    assert User.objects.count() == 1


def test_the_second_of_two_clicks_enters_as_the_first_did():
    first, second = Client(), Client()  # the second request left before the cookies of the first answer came
    first.post(SIGN_UP, ADA)

    assertRedirects(second.post(SIGN_UP, ADA), HOME)

    assert is_signed_in(second)
    assert User.objects.count() == 1


@pytest.mark.parametrize("changes", [{"password": "Autre-Mot-2026"}, {"password": PASSWORD.lower() + "A1"}])
def test_a_new_account_is_entered_with_its_own_password_only(client, changes):
    Client().post(SIGN_UP, ADA)

    assertContains(client.post(SIGN_UP, {**ADA, **changes}), messages.EMAIL_REFUSED)
    assert not is_signed_in(client)


def test_an_older_account_is_never_entered_by_signing_up(client):
    UserFactory(email="ada@byron.example", date_joined="2026-01-01T00:00Z")

    client.post(SIGN_UP, ADA)

    assert not is_signed_in(client)


def test_a_class_signs_up_from_one_address_and_lists_of_addresses_do_not(settings):
    settings.APP_SIGN_UPS_PER_HOUR_AND_ADDRESS = 30
    for number in range(30):
        pupil = {**ADA, "email": f"eleve{number}@byron.example"}
        assert Client().post(SIGN_UP, pupil).status_code == 302

    response = Client().post(SIGN_UP, ADA)

    assert response.status_code == 429
    assertContains(response, messages.TOO_MANY_SIGN_UPS, status_code=429)
    assertContains(response, 'value="Byron"', status_code=429)
    assert Client().post(SIGN_UP, ADA, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_taken_addresses_count_too(client, settings):
    settings.APP_SIGN_UPS_PER_HOUR_AND_ADDRESS = 2
    UserFactory(email="ada@byron.example", date_joined="2026-01-01T00:00Z")
    for _ in range(2):
        client.post(SIGN_UP, ADA)

    assert client.post(SIGN_UP, {**ADA, "email": "neuf@byron.example"}).status_code == 429


def test_a_closed_sign_up_says_what_to_do_and_makes_no_account(client, settings):
    settings.APP_SIGN_UP_IS_OPEN = False

    for response in (client.get(SIGN_UP), client.post(SIGN_UP, ADA)):
        assertContains(response, "Les inscriptions sont fermées")
        assertContains(response, "demandez à un enseignant")
    assert not User.objects.exists()
    assertNotContains(client.get(SIGN_IN), SIGN_UP)


def test_somebody_signed_in_does_not_sign_up(client):
    client.force_login(UserFactory())

    assertRedirects(client.get(SIGN_UP), HOME)
    assertRedirects(client.post(SIGN_UP, ADA), HOME)
    assert User.objects.count() == 1


def test_a_name_that_is_a_link_makes_no_account(client):
    page = client.post(SIGN_UP, {**ADA, "last_name": "www.exemple.fr"})

    assertContains(page, messages.NAME_UNUSABLE)
    assert not User.objects.exists()


# --- Sign-in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("trait", [{}, {"pupil": True}])
def test_an_address_or_an_identifier_opens_the_app(client, trait):
    user = UserFactory(**trait)
    assertContains(client.get(SIGN_IN), "Adresse e-mail ou identifiant")

    assertRedirects(sign_in(client, (user.email or user.username).upper()), HOME)

    assert is_signed_in(client)


def test_a_wrong_pair_is_told_alike_whether_the_identifier_exists_or_not(client):
    pupil = UserFactory(pupil=True)

    known = sign_in(client, pupil.username, "Faux-2026")
    unknown = sign_in(client, "personne.nulle0101", "Faux-2026")

    for response in (known, unknown):
        assertContains(response, messages.WRONG_IDENTIFIER)
        assertContains(response, "Un enseignant peut vous donner un nouveau mot de passe.")
        assertContains(response, "<title>Erreur")
    assertContains(sign_in(client, "a@b.example", "Faux-2026"), messages.WRONG_CREDENTIALS)


def test_the_locks_of_an_account_hold_here_too(client, settings):
    pupil = UserFactory(pupil=True)
    for _ in range(settings.LOGIN_TEMPORARY_BLOCK_EVERY):
        response = sign_in(client, pupil.username, "Faux-2026")
    assertContains(response, "bloqué pendant 2 minutes")

    assertContains(sign_in(client, pupil.username), "bloqué pendant 2 minutes")
    assertContains(client.post("/connexion/", {"login": pupil.username, "password": PASSWORD}), "bloqué")
    assert not is_signed_in(client)


def test_the_second_step_leads_back_to_the_app(client):
    user = UserFactory()
    give_application(user)

    assertRedirects(sign_in(client, user.email), "/connexion/deux-etapes/")
    assertRedirects(client.post("/connexion/deux-etapes/", {"code": code_now()}), HOME)


def test_empty_fields_are_named(client):
    response = sign_in(client, " ", "")

    assertContains(response, messages.LOGIN_MISSING)
    assertContains(response, messages.PASSWORD_MISSING)


def test_a_page_of_the_app_asks_for_an_account_at_the_door_of_the_app(client):
    assertRedirects(client.get(HOME), f"{SIGN_IN}?next=/app/")

    response = sign_in(client, UserFactory().email, next="/app/cgu/")

    assertRedirects(response, "/app/cgu/", fetch_redirect_response=False)


def test_sign_in_leads_to_no_other_site(client):
    response = sign_in(client, UserFactory().email, next="https://mechant.example/")

    assertRedirects(response, HOME)


def test_an_inactive_account_does_not_enter(client):
    assertRedirects(sign_in(client, UserFactory(is_active=False).email), "/compte-desactive/")

    assert not is_signed_in(client)


# --- Inside ----------------------------------------------------------------------------------------


def test_the_landing_page_leads_to_the_account_and_out(client):
    client.force_login(UserFactory(first_name="Grace"))

    page = client.get(HOME)

    assertContains(page, "Bonjour Grace")
    assertContains(page, 'href="/app/compte/"')
    assertNotContains(page, "Mon espace Pix Orga")

    answer = client.post("/deconnexion/", {"next": SIGN_IN})

    assertRedirects(answer, SIGN_IN)
    assert f'name="next" value="{SIGN_IN}"' in page.content.decode()
    assert not is_signed_in(client)


def test_a_member_of_a_school_finds_the_way_to_it(client):
    client.force_login(MembershipFactory().user)

    assertContains(client.get(HOME), "Mon espace Pix Orga")


def test_a_pupil_who_comes_in_by_the_door_of_the_staff_is_shown_his(client):
    pupil = UserFactory(pupil=True)

    page = client.post("/connexion/", {"login": pupil.username, "password": PASSWORD}, follow=True)

    assertContains(page, "Vous n’êtes membre d’aucun établissement", status_code=403)
    assertContains(page, 'href="/app/"', status_code=403)
    assert client.get(HOME).status_code == 200


def test_a_new_version_of_the_terms_is_asked_before_the_app(client):
    user = UserFactory()
    client.force_login(user)
    assert client.get(HOME).status_code == 200
    document = LegalDocumentFactory(kind=ACCOUNT_TERMS, body="Le compte est gratuit.")

    page = client.get(HOME, follow=True)

    assertRedirects(page, "/app/cgu/")
    assertContains(page, "Le compte est gratuit.")
    assertContains(page, "Accepter et continuer")

    assertRedirects(client.post("/app/cgu/", {"document": document.pk}), HOME)

    assert Acceptance.objects.get().user == user
    assertRedirects(client.get("/app/cgu/"), HOME)


@pytest.mark.parametrize("posted", ["", "abc", "0"])
def test_an_acceptance_of_nothing_is_none(client, posted):
    client.force_login(UserFactory())
    LegalDocumentFactory(kind=ACCOUNT_TERMS)

    response = client.post("/app/cgu/", {"document": posted}, follow=True)

    assertRedirects(response, "/app/cgu/")
    assertContains(response, messages.TERMS_CHANGED_MEANWHILE)
    assert not Acceptance.objects.exists()


def test_refusing_signs_out_to_the_door_of_the_app(client):
    client.force_login(UserFactory())
    LegalDocumentFactory(kind=ACCOUNT_TERMS)

    response = client.post("/app/cgu/refuser/", follow=True)

    assertRedirects(response, SIGN_IN)
    assertContains(response, messages.SIGNED_OUT_BY_REFUSAL)
    assert not is_signed_in(client)
    assert not Acceptance.objects.exists()


def test_the_landing_page_takes_few_queries(client, django_assert_max_num_queries):
    client.force_login(MembershipFactory().user)

    with django_assert_max_num_queries(4):
        client.get(HOME)
