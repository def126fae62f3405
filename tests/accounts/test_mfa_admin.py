"""Django admin and the second step: asked of the staff by a setting, and no secret is shown."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from accounts.models import User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.keys import SoftwareKey
from tests.accounts.pages import sign_in
from tests.accounts.second_steps import code_now, give_application
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/mfa/authenticator/"
INDEX = "/profil/connexion-en-deux-etapes/"


@pytest.fixture
def staff() -> User:
    return UserFactory(platform_staff=True)


@pytest.fixture
def admin_client(staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def remove(client: Client, *users: User):
    rows = Authenticator.objects.filter(user__in=users, type="totp")
    selected = list(rows.values_list("pk", flat=True))
    data = {"action": "remove_second_steps", "_selected_action": selected}
    return client.post(LIST, data, follow=True)


# --- ADMIN_REQUIRES_MFA -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/jsi18n/"])
def test_staff_without_a_second_step_are_led_to_it_and_told_why(admin_client, settings, path):
    settings.ADMIN_REQUIRES_MFA = True

    response = admin_client.get(path)

    assertRedirects(response, INDEX, fetch_redirect_response=False)
    assertContains(admin_client.get(INDEX), messages.ADMIN_WANTS_TWO_STEPS)


def test_a_form_of_the_admin_site_does_nothing_without_a_second_step(admin_client, settings):
    settings.ADMIN_REQUIRES_MFA = True
    user = UserFactory(failure_count=30)

    admin_client.post("/admin/accounts/user/", {"action": "unblock", "_selected_action": [user.pk]})

    user.refresh_from_db()
    assert user.failure_count == 30


@pytest.mark.parametrize("give", [give_application, lambda user: SoftwareKey().give(user)])
def test_staff_with_a_second_step_get_in(admin_client, staff, settings, give):
    settings.ADMIN_REQUIRES_MFA = True
    give(staff)

    assert admin_client.get("/admin/").status_code == 200


def test_codes_of_last_resort_alone_are_no_second_step(admin_client, staff, settings):
    settings.ADMIN_REQUIRES_MFA = True
    give_application(staff)
    Authenticator.objects.filter(type="totp").delete()

    assertRedirects(admin_client.get("/admin/"), INDEX)


def test_whoever_signs_in_by_both_steps_gets_in(client, staff, settings):
    settings.ADMIN_REQUIRES_MFA = True
    give_application(staff)
    sign_in(client, staff.email, next="/admin/")

    assertRedirects(client.post("/connexion/deux-etapes/", {"code": code_now()}), "/admin/")


@pytest.mark.parametrize("password", [PASSWORD, "Mauvais-2026"])
def test_staff_signed_in_try_no_passwords_of_others_at_the_admin_site(admin_client, staff, password):
    """Django's own form would take them past the lock, and past the second step."""
    other = UserFactory(platform_staff=True, username="collegue")

    response = admin_client.post("/admin/login/", {"username": other.username, "password": password})

    assertRedirects(response, "/admin/")
    assert admin_client.session["_auth_user_id"] == str(staff.pk)


def test_without_the_setting_a_password_is_enough(admin_client, settings):
    settings.ADMIN_REQUIRES_MFA = False

    assert admin_client.get("/admin/").status_code == 200


def test_people_who_are_no_staff_are_asked_for_nothing(settings):
    settings.ADMIN_REQUIRES_MFA = True
    member = MembershipFactory().user
    client = Client()
    client.force_login(member)

    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/profil/").status_code == 200


# --- The list -----------------------------------------------------------------------------------


def test_no_page_shows_a_secret(admin_client):
    user = UserFactory()
    totp = give_application(user)
    key = SoftwareKey().give(user)

    pages = [
        admin_client.get(path).text for path in (LIST, f"{LIST}{totp.pk}/change/", f"{LIST}{key.pk}/change/")
    ]

    assert all(str(user) in page for page in pages)
    assert totp.data["secret"] not in "".join(pages)
    assert "attestationObject" not in "".join(pages)


def test_a_second_step_is_found_by_its_owner(admin_client):
    ada = UserFactory(first_name="Ada", email="ada@ac-exemple.example")
    other = UserFactory(first_name="Grace")
    for user in (ada, other):
        give_application(user)

    page = admin_client.get(LIST, {"q": "ada@ac"})

    assertContains(page, "Ada")
    assertNotContains(page, "Grace")


def test_the_list_takes_the_same_queries_for_any_number_of_rows(admin_client, flat_queries):
    def grow(count: int) -> None:
        for _ in range(count):
            give_application(UserFactory())

    flat_queries(lambda: admin_client.get(LIST), grow, budget=7)


def test_staff_help_somebody_who_lost_the_phone(admin_client, staff, run_jobs):
    user = UserFactory()
    give_application(user)

    page = remove(admin_client, user)
    run_jobs()

    assertContains(page, "1 compte se connecte maintenant en une étape.")
    assert not Authenticator.objects.exists()
    event = Event.objects.get(verb="account.mfa_changed")
    assert (event.actor_id, event.subject_id, event.details) == (
        staff.pk,
        user.pk,
        {"what": "removed_by_staff"},
    )
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([user.email], "Connexion en deux étapes retirée")


def test_only_a_superuser_takes_it_from_another_member_of_the_staff(staff):
    give_application(staff)
    clerk = UserFactory(is_staff=True)
    names = ("view_authenticator", "change_authenticator", "delete_authenticator")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(clerk)

    page = remove(client, staff)

    assertContains(page, "réservé à qui a tous les droits")
    assert Authenticator.objects.filter(user=staff).exists()


def test_whoever_may_only_look_takes_nothing_away(staff):
    user = UserFactory()
    give_application(user)
    reader = UserFactory(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_authenticator"))
    client = Client()
    client.force_login(reader)

    remove(client, user)

    assert Authenticator.objects.filter(user=user).exists()
