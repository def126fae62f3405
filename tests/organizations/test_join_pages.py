"""/rejoindre with an open link: the two panels, and the button of whoever is signed in."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from organizations.models import Membership
from organizations.views import joining
from tests.accounts.factories import PASSWORD, LegalDocumentFactory, UserFactory
from tests.conftest import sign_in
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory
from tests.organizations.helpers import ACCEPT, ADA, JOIN, REGISTER, SIGN_IN, SWITCH, holding, mailed_link


@pytest.fixture
def invitation(school):
    return InvitationFactory(organization=school)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


# --- « Je m’inscris » ----------------------------------------------------------------------------


def test_signing_up_enters_the_school(invitation):
    client = holding(invitation)
    answer = client.post(REGISTER, ADA)
    assert (answer.status_code, answer.url) == (302, "/")
    membership = Membership.objects.get()
    assert membership.organization == invitation.organization
    assert membership.user.email == ADA["email"]
    assert client.session["_auth_user_id"] == str(membership.user.pk)


def test_the_session_changes_its_key_at_sign_up(invitation):
    client = holding(invitation)
    before = client.session.session_key
    client.post(REGISTER, ADA)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("first_name", " ", "prénom n’est pas renseigné"),
        ("last_name", "", "nom n’est pas renseigné"),
        ("last_name", "www.exemple.fr", "seulement des lettres"),
        ("email", "ada.byron", "n’est pas valide ou a déjà un compte"),
        ("email", "", "n’est pas renseignée"),
        ("password", "chamois-2026", "une majuscule"),
        ("password", "Ch-2026", "8 caractères"),
        ("password", "", "mot de passe n’est pas renseigné"),
        ("accepts_terms", "", "Cochez"),
    ],
)
def test_each_field_has_its_own_error_and_the_rest_is_kept(invitation, field, value, sentence):
    client = holding(invitation)
    answer = client.post(REGISTER, {**ADA, field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert list(answer.context["adult_form"].errors) == [field]
    assert sentence in str(answer.context["adult_form"].errors[field])
    assert page.count("data-focus") == 1
    kept = {name: ADA[name] for name in ("first_name", "last_name", "email") if name != field}
    assert not [text for text in kept.values() if f'value="{text}"' not in page]
    assert "Chamois-2026" not in page
    assert "<title>Erreur" in page
    assert not User.objects.exists()


def test_a_taken_address_is_told_with_the_same_sentence_as_a_bad_one(invitation):
    UserFactory(email=ADA["email"])
    answer = holding(invitation).post(REGISTER, {**ADA, "email": ADA["email"].upper()})
    assert "n’est pas valide ou a déjà un compte" in str(answer.context["adult_form"].errors["email"])


@pytest.fixture
def press_twice(monkeypatch):
    """Return ``press_twice(first, second)``: what the second request gets begun before the first ended."""

    def press(first: Callable[[], HttpResponse], second: Callable[[], HttpResponse]) -> HttpResponse:
        hash_password = joining.hash_password

        def hash_slowly(password: str) -> str:
            monkeypatch.setattr(joining, "hash_password", hash_password)
            assert first().status_code == 302
            return hash_password(password)

        monkeypatch.setattr(joining, "hash_password", hash_slowly)
        return second()

    return press


def test_pressing_the_button_twice_leads_home_signed_in(invitation, press_twice):
    """The second request sees the open link too; the first one makes the account while it hashes."""
    first, second = holding(invitation), holding(invitation)
    answer = press_twice(lambda: first.post(REGISTER, ADA), lambda: second.post(REGISTER, ADA))
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_signed_in(second)
    assert User.objects.count() == Membership.objects.count() == 1


@pytest.mark.parametrize("change", [{"password": "Autre-2026"}, {"email": "b@b.example"}])
def test_somebody_else_on_the_same_link_learns_that_it_was_used(invitation, press_twice, change):
    first, second = holding(invitation), holding(invitation)
    answer = press_twice(lambda: first.post(REGISTER, ADA), lambda: second.post(REGISTER, ADA | change))
    assert answer.status_code == 410
    assert "Si c’est vous qui avez rejoint" in answer.text
    assert not is_signed_in(second)
    assert User.objects.count() == Membership.objects.count() == 1


def test_signing_in_twice_leads_home_too(invitation):
    user = UserFactory()
    first, second = holding(invitation), holding(invitation)
    credentials = {"login": user.email, "password": PASSWORD}
    first.post(SIGN_IN, credentials)
    assert second.post(SIGN_IN, credentials | {"password": "Faux-2026"}).status_code == 410
    assert not is_signed_in(second)
    assert second.post(SIGN_IN, credentials).url == "/"
    assert is_signed_in(second)


def test_the_invitation_fills_what_it_knows(school):
    member = InvitationFactory(organization=school, email="ada@ac-exemple.example")
    page = holding(member).get(JOIN).content.decode()
    assert page.count('value="ada@ac-exemple.example"') == 2

    activation = InvitationFactory(organization=school, activation=True)
    page = holding(activation).get(JOIN).content.decode()
    assert 'value="Louis"' in page
    assert 'value="Dupont"' in page
    assert school.mailbox not in page


def test_a_second_click_on_sign_up_finds_the_link_used(invitation):
    client = holding(invitation)
    client.post(REGISTER, ADA)
    answer = client.post(REGISTER, ADA)
    assert (answer.status_code, answer.url) == (302, "/")
    other = holding(invitation)
    assert "déjà été acceptée" in other.post(REGISTER, {**ADA, "email": "b@b.example"}).content.decode()
    assert Membership.objects.count() == 1


# --- « J’ai déjà un compte » ---------------------------------------------------------------------


def test_signing_in_accepts_at_once(invitation):
    user = UserFactory()
    client = holding(invitation)
    answer = client.post(SIGN_IN, {"login": user.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert Membership.objects.get().user == user


def test_wrong_credentials_keep_the_address_and_say_nothing_more(invitation):
    user = UserFactory()
    answers = [
        holding(invitation).post(SIGN_IN, {"login": login, "password": "Faux-2026"})
        for login in (user.email, "personne@ac-exemple.example")
    ]
    for answer, login in zip(answers, (user.email, "personne@ac-exemple.example"), strict=True):
        assert answer.status_code == 200
        assert f'value="{login}"' in answer.content.decode()
        assert "Faux-2026" not in answer.content.decode()
    first, second = (str(answer.context["sign_in_form"].non_field_errors()) for answer in answers)
    assert first == second != ""
    assert not answers[0].context["adult_form"].errors
    assert not Membership.objects.exists()


def test_a_blocked_account_does_not_come_in_this_way(invitation):
    user = UserFactory(blocked_at=timezone.now())
    client = holding(invitation)
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert "bloqué" in str(answer.context["sign_in_form"].non_field_errors())
    assert not is_signed_in(client)
    assert not Membership.objects.exists()


def test_failures_here_count_for_the_account(invitation):
    user = UserFactory()
    holding(invitation).post(SIGN_IN, {"login": user.email, "password": "Faux-2026"})
    user.refresh_from_db()
    assert user.failure_count == 1


def test_a_deactivated_account_does_not_accept(invitation):
    user = UserFactory(is_active=False)
    client = holding(invitation)
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    assert not is_signed_in(client)
    assert not Membership.objects.exists()


# --- Signed in already ---------------------------------------------------------------------------


def test_somebody_signed_in_sees_the_account_and_accepts_with_a_button(invitation):
    person = sign_in(MembershipFactory())
    client = holding(invitation, person.client)
    page = client.get(JOIN).content.decode()
    assert person.user.full_name in page
    assert person.user.email in page
    assert not Membership.objects.of(invitation.organization).exists()  # looking accepts nothing
    answer = client.post(ACCEPT)
    assert (answer.status_code, answer.url) == (302, "/")
    assert Membership.objects.of(invitation.organization).get().user == person.user
    assert client.session["organization_id"] == invitation.organization_id


def test_a_member_learns_that_he_is_one_already(school):
    MembershipFactory(organization=school, admin=True)
    person = sign_in(MembershipFactory(organization=school))
    client = holding(InvitationFactory(organization=school), person.client)
    client.post(ACCEPT)
    assert "Vous êtes déjà membre" in client.get(reverse("organizations:team")).content.decode()


def test_the_button_is_useless_without_an_account(invitation):
    client = holding(invitation)
    assert client.post(ACCEPT).url == JOIN
    assert not Membership.objects.exists()


def test_the_panels_send_somebody_signed_in_to_the_button(invitation):
    person = sign_in(MembershipFactory())
    client = holding(invitation, person.client)
    for address in (REGISTER, SIGN_IN):
        assert client.post(address, ADA).url == JOIN
    assert not User.objects.filter(email=ADA["email"]).exists()


def test_changing_account_signs_out_and_keeps_the_link(invitation):
    person = sign_in(MembershipFactory())
    client = holding(invitation, person.client)
    assert client.post(SWITCH).url == JOIN
    assert not is_signed_in(client)
    assert "Je m’inscris" in client.get(JOIN).content.decode()


def test_going_back_after_joining_leads_home(invitation):
    client = holding(invitation)
    client.post(REGISTER, ADA)
    assert client.get(JOIN).url == "/"
    assert client.post(ACCEPT).url == "/"


# --- Everywhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize("next_url", ["https://ailleurs.example/", "//ailleurs.example/"])
def test_no_parameter_leads_elsewhere(invitation, next_url):
    user = UserFactory()
    query = f"?next={next_url}"
    assert holding(invitation).post(REGISTER + query, {**ADA, "next": next_url}).url == "/"
    again = InvitationFactory(organization=invitation.organization)
    credentials = {"login": user.email, "password": PASSWORD, "next": next_url}
    assert holding(again).post(SIGN_IN + query, credentials).url == "/"


def test_the_terms_come_before_anything_else(invitation):
    LegalDocumentFactory()
    client = holding(invitation)
    client.post(REGISTER, ADA)
    assert client.get(reverse("organizations:team")).url == reverse("accounts:terms")


def test_a_director_walks_from_the_form_to_the_team(db, client, run_jobs):
    """The whole of screens.md 4.1, with the link of the mail that really left."""
    school = OrganizationFactory(uai="0380010K")
    client.post(
        reverse("organizations:request_activation"),
        {"uai": "0380010k", "first_name": "Ada", "last_name": "Byron"},
    )
    run_jobs()
    assert client.get(mailed_link()).url == JOIN
    assert client.post(REGISTER, ADA).status_code == 302
    director = Membership.objects.get()
    assert (director.organization, director.role) == (school, Membership.Role.ADMIN)

    team = reverse("organizations:confirm_invite")
    assert client.post(team, {"addresses": "karim@ac-exemple.example"}).status_code == 302
    mail.outbox.clear()
    run_jobs()
    teacher = Client()
    teacher.get(mailed_link())
    teacher.post(REGISTER, {**ADA, "first_name": "Karim", "email": "karim.o@exemple.example"})
    assert Membership.objects.of(school).exclude(pk=director.pk).get().role == Membership.Role.MEMBER
    assert "Karim" in client.get(reverse("organizations:team")).content.decode()


# --- By another door -----------------------------------------------------------------------------


def test_whoever_signed_in_by_another_door_finds_the_invitation_that_he_opened(invitation):
    client = holding(invitation)
    user = UserFactory()
    client.post("/connexion/", {"login": user.email, "password": PASSWORD})
    page = client.get("/")
    assert page.status_code == 403
    assert "une invitation à rejoindre École primaire des Lilas" in page.text
    assert f'href="{JOIN}"' in page.text
    client.post(ACCEPT)
    assert client.get("/").status_code in (200, 302)


@pytest.mark.parametrize("trait", ["cancelled", "accepted", "expired"])
def test_an_invitation_that_is_over_is_no_way_in(school, trait):
    client = holding(InvitationFactory(organization=school, **{trait: True}))
    client.force_login(UserFactory())
    page = client.get("/").text
    assert "Vous n’êtes membre d’aucun établissement" in page
    assert "Lilas" not in page
