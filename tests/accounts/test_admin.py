from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts.admin import UserAdmin
from accounts.models import User
from pixorga.backoffice import actions
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import AcceptanceFactory, LegalDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db

USERS = "/admin/accounts/user/"
# What the page of an account sends of its schools, which are read-only.
SCHOOLS = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
DOCUMENTS = "/admin/accounts/legaldocument/"
ACCEPTANCES = "/admin/accounts/acceptance/"


@pytest.fixture
def staff() -> User:
    return UserFactory(platform_staff=True)


@pytest.fixture
def admin_client(staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.mark.parametrize(
    ("path", "factory"),
    [(USERS, UserFactory), (DOCUMENTS, LegalDocumentFactory), (ACCEPTANCES, AcceptanceFactory)],
)
def test_lists_take_the_same_queries_for_any_number_of_rows(admin_client, flat_queries, path, factory):
    versions = iter(range(100))

    def grow(count: int) -> None:
        for _ in range(count):
            match factory:
                case _ if factory is LegalDocumentFactory:
                    factory(version=f"v{next(versions)}")
                case _:
                    factory()

    flat_queries(lambda: admin_client.get(path), grow, budget=7)


@pytest.mark.parametrize("searched", ["Lovelace", "ada@ac", "ada.lovelace"])
def test_an_account_is_found_by_name_address_or_identifier(admin_client, searched):
    UserFactory(
        first_name="Ada", last_name="Lovelace", email="ada@ac-exemple.example", username="ada.lovelace1012"
    )
    UserFactory(first_name="Grace", last_name="Hopper")

    page = admin_client.get(USERS, {"q": searched})

    assertContains(page, "Ada Lovelace")
    assertNotContains(page, "Grace Hopper")


def test_blocked_accounts_are_listed_apart(admin_client):
    now = timezone.now()
    UserFactory(first_name="Suspendue", blocked_until=now + timedelta(minutes=5))
    UserFactory(first_name="Bloquée", blocked_at=now)
    UserFactory(first_name="Revenue", blocked_until=now - timedelta(minutes=5))

    blocked = admin_client.get(USERS, {"blocage": "oui"}).content.decode()
    others = admin_client.get(USERS, {"blocage": "non"}).content.decode()

    assert [name in blocked for name in ("Suspendue", "Bloquée", "Revenue")] == [True, True, False]
    assert [name in others for name in ("Suspendue", "Bloquée", "Revenue")] == [False, False, True]


def test_staff_unblock_accounts_and_the_journal_tells_who(admin_client, staff):
    user = UserFactory(failure_count=30, blocked_at=timezone.now())

    page = admin_client.post(USERS, {"action": "unblock", "_selected_action": [user.pk]}, follow=True)

    assertContains(page, "1 compte débloqué.")
    user.refresh_from_db()
    assert (user.failure_count, user.blocked_at) == (0, None)
    assert Event.objects.get(verb="account.unblocked").actor_id == staff.pk
    assertContains(admin_client.get(f"{USERS}{user.pk}/history/"), "Débloqué.")

    page = admin_client.post(USERS, {"action": "unblock", "_selected_action": [user.pk]}, follow=True)

    assertContains(page, "Aucun de ces comptes n’est bloqué.")
    assert Event.objects.filter(verb="account.unblocked").count() == 1


def test_a_link_to_choose_a_password_leaves_once_and_only_to_who_can_use_it(admin_client):
    ada, pupil, gone = UserFactory(), UserFactory(pupil=True), UserFactory(is_active=False)
    rows = {"action": "send_password_reset", "_selected_action": [ada.pk, pupil.pk, gone.pk]}

    assertContains(admin_client.post(USERS, rows, follow=True), "1 lien envoyé.")
    assertContains(admin_client.post(USERS, rows, follow=True), "Rien à envoyer")

    assert list(Job.objects.values_list("kind", "subject_id")) == [("accounts.password_reset", ada.pk)]
    assertContains(admin_client.get(f"{USERS}{ada.pk}/history/"), "Lien de nouveau mot de passe envoyé.")


def test_the_confirmation_of_an_address_leaves_once_and_only_while_it_is_awaited(admin_client):
    ada, confirmed = UserFactory(), UserFactory(with_address=True)
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True, verified=False)
    rows = {"action": "send_confirmation", "_selected_action": [ada.pk, confirmed.pk]}

    assertContains(admin_client.post(USERS, rows, follow=True), "1 e-mail envoyé.")
    assertContains(admin_client.post(USERS, rows, follow=True), "Rien à envoyer")

    assert list(Job.objects.values_list("kind", "subject_id")) == [("accounts.email_confirmation", ada.pk)]


@pytest.mark.parametrize("action", ["unblock", "send_password_reset", "send_confirmation", "deactivate"])
def test_only_somebody_with_all_rights_acts_on_the_accounts_of_the_staff(staff, action):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = Client()
    client.force_login(clerk)
    staff.failure_count = 3
    staff.save()
    data = {"action": action, "_selected_action": [staff.pk], "confirmed": "oui"}

    page = client.post(USERS, data, follow=True)

    assertContains(page, "Seule une personne qui a tous les droits")
    staff.refresh_from_db()
    assert (staff.is_active, staff.failure_count) == (True, 3)
    assert not Job.objects.exists()


@pytest.mark.parametrize("action", ["unblock", "send_password_reset", "send_confirmation", "deactivate"])
def test_who_may_only_look_has_no_action(action):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_user"))
    client = Client()
    client.force_login(reader)
    user = UserFactory(failure_count=3)

    client.post(USERS, {"action": action, "_selected_action": [user.pk], "confirmed": "oui"})

    user.refresh_from_db()
    assert (user.failure_count, user.is_active) == (3, True)
    assert not Job.objects.exists()


def test_an_action_takes_no_more_rows_than_somebody_can_read(admin_client, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ROWS", 2)
    users = [UserFactory(failure_count=3) for _ in range(3)]
    rows = {"action": "unblock", "_selected_action": [user.pk for user in users]}

    assertContains(admin_client.post(USERS, rows, follow=True), "Sélectionnez 2 lignes au plus.")

    assert User.objects.filter(failure_count=3).count() == 3


def test_open_sessions_are_listed_without_their_network_address(admin_client, staff):
    session = UserSession.objects.create(
        user=staff,
        ip="203.0.113.77",
        session_key="cle-de-session-secrete",
        user_agent="Windows Firefox/140.0",
    )
    base = "/admin/usersessions/usersession/"

    for page in (base, f"{base}{session.pk}/change/", f"{base}{session.pk}/history/"):
        assertNotContains(admin_client.get(page), "203.0.113.77")
        assertNotContains(admin_client.get(page), "cle-de-session-secrete")
    opened_at = f"{timezone.localtime(session.created_at):%H:%M}"
    for page in (base, f"{base}{session.pk}/change/"):
        assertContains(admin_client.get(page), "Firefox sur Windows")
        assertContains(admin_client.get(page), opened_at)
    assert admin_client.post(f"{base}{session.pk}/delete/", {"post": "yes"}).status_code == 403


def test_an_address_is_changed_on_the_page_of_the_account_only(admin_client):
    user = UserFactory(with_address=True)
    address = EmailAddress.objects.get(user=user)
    base = "/admin/account/emailaddress/"

    assertContains(admin_client.get(base, {"q": user.last_name}), user.email)
    assert admin_client.post(f"{base}{address.pk}/change/", {"email": "a@b.example"}).status_code == 403
    assert admin_client.get(f"{base}add/").status_code == 403


def test_no_page_shows_a_password(admin_client):
    user = UserFactory()

    page = admin_client.get(f"{USERS}{user.pk}/change/")

    assertContains(page, user.email)
    assertNotContains(page, user.password)
    assertNotContains(page, 'name="password"')


def test_somebody_added_by_hand_chooses_a_password_by_mail(admin_client):
    data = {"first_name": "Ada", "last_name": "Lovelace", "email": "Ada@AC-exemple.example", "username": ""}

    admin_client.post(f"{USERS}add/", data)

    user = User.objects.get(email="ada@ac-exemple.example")
    assert user.username is None
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified is False


def test_a_changed_address_is_the_only_one_that_signs_in(admin_client):
    user = UserFactory(with_address=True)
    data = {"first_name": "Ada", "last_name": "Lovelace", "email": "nouvelle@ac-exemple.example"}

    admin_client.post(f"{USERS}{user.pk}/change/", data | SCHOOLS)

    addresses = EmailAddress.objects.filter(user=user).values_list("email", "verified")
    assert list(addresses) == [("nouvelle@ac-exemple.example", False)]


def test_the_journal_tells_who_wrote_which_fields_of_an_account(admin_client, staff):
    user = UserFactory(first_name="Ada", last_name="Lovelace")
    data = {"first_name": "Ada", "last_name": "Byron", "email": user.email, "is_staff": "on"}
    for _ in range(2):  # the second time nothing is left to write
        admin_client.post(f"{USERS}{user.pk}/change/", data | SCHOOLS)

    event = Event.objects.get(verb="account.corrected")
    assert (event.actor_id, event.subject_id) == (staff.pk, user.pk)
    assert sorted(event.details["fields"]) == ["is_staff", "last_name"]


def test_an_address_in_use_is_refused_in_french(admin_client):
    UserFactory(email="ada@ac-exemple.example")
    data = {"first_name": "Ada", "last_name": "Lovelace", "email": "ADA@ac-exemple.example"}

    assertContains(admin_client.post(f"{USERS}add/", data), "Cette adresse e-mail est déjà utilisée.")


def test_nobody_gives_rights_that_he_has_not():
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = Client()
    client.force_login(clerk)
    data = {"first_name": "A", "last_name": "B", "email": clerk.email, "is_superuser": "on", "is_staff": "on"}

    response = client.post(f"{USERS}{clerk.pk}/change/", data | SCHOOLS)

    assert response.status_code == 302
    clerk.refresh_from_db()
    assert clerk.first_name == "A"
    assert not clerk.is_superuser


def test_nobody_takes_over_the_account_of_another_member_of_the_staff(staff):
    """A new address, then « Mot de passe oublié ? », would be a way to its rights."""
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = Client()
    client.force_login(clerk)
    data = {"first_name": "A", "last_name": "B", "email": "a@ac-exemple.example"}
    member = UserFactory()

    assert client.post(f"{USERS}{staff.pk}/change/", data).status_code == 403
    assert client.post(f"{USERS}{member.pk}/change/", data | SCHOOLS).status_code == 302

    staff.refresh_from_db()
    assert staff.first_name != "A"


def test_a_correction_leaves_the_password_that_is_chosen_at_the_same_moment(admin_client, monkeypatch):
    user = UserFactory(failure_count=3)
    save_model = UserAdmin.save_model

    def save_after_a_reset(*args):
        User.objects.filter(pk=user.pk).update(password="neuf", failure_count=0)
        save_model(*args)

    monkeypatch.setattr(UserAdmin, "save_model", save_after_a_reset)
    data = {"first_name": "Ada", "last_name": user.last_name, "email": user.email}
    admin_client.post(f"{USERS}{user.pk}/change/", data | SCHOOLS)

    user.refresh_from_db()
    assert (user.first_name, user.password, user.failure_count) == ("Ada", "neuf", 0)


@pytest.mark.parametrize("path", [USERS, DOCUMENTS, ACCEPTANCES])
def test_people_texts_and_acceptances_are_never_deleted(admin_client, path):
    acceptance = AcceptanceFactory()
    pk = {USERS: acceptance.user_id, DOCUMENTS: acceptance.document_id, ACCEPTANCES: acceptance.pk}[path]

    assert admin_client.post(f"{path}{pk}/delete/", {"post": "yes"}).status_code == 403
    assertNotContains(admin_client.get(path), "delete_selected")


def test_a_published_text_is_read_only_and_another_version_is_added(admin_client):
    document = LegalDocumentFactory(version="1")
    data = {"kind": "ORGA_TERMS", "version": "2", "body": "Neuf", "published_at_0": "01/01/2027"}

    assert admin_client.post(f"{DOCUMENTS}{document.pk}/change/", data).status_code == 403
    response = admin_client.post(f"{DOCUMENTS}add/", data | {"published_at_1": "00:00:00"})

    assert response.status_code == 302
    assert document.__class__.objects.filter(version="2", body="Neuf").exists()
