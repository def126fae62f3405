"""Django admin: all that exists is there, for the platform's staff alone.

Its templates hold no inline style or script as we use them, so that it has the same policy as every page.
"""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import LegalDocument, User
from imports.models import ImportChunk, ImportedLearner
from learners.models import AccountRecovery, ChosenDivisions, CredentialBatch
from missions.models import Activity, ActivityAnswer, Presence
from organizations import links
from organizations.models import Invitation
from tests.access_line import ACTORS
from tests.accounts.factories import UserFactory
from tests.page_rules import header_problems, page_problems

pytestmark = pytest.mark.django_db

OURS = {"accounts", "challenges", "organizations", "learners", "imports", "missions", "jobs", "journal"}
OURS |= {"support"}
BUDGET = 12
RARE = (
    "account.EmailConfirmation",
    "support.SupportRequest",
)
RARE += ("accounts.ExternalIdentity", "admin.LogEntry", "campaigns.Campaign", "campaigns.Participation")

DJANGOS_OWN = {"a button without type"}

NOT_REGISTERED = {
    ImportChunk: "the bytes of a file that somebody sent: nobody reads them",
    ImportedLearner: "what an import replaced: kept to undo it, as many rows as pupils",
    ActivityAnswer: "read inside its activity",
    ChosenDivisions: "what a member of the staff sees first in his own lists: nobody else's business",
    CredentialBatch: "new passwords, for the eyes of the person who asked for them",
    AccountRecovery: "a letter on its way to somebody who left school; the journal tells what came of it",
    Presence: "the class board reads it while a session is open; it says nothing of a pupil afterwards",
}

REGISTERED = sorted(admin.site._registry.items(), key=lambda item: item[0]._meta.label)
every_model = pytest.mark.parametrize(
    ("model", "model_admin"), REGISTERED, ids=[model._meta.label for model, _ in REGISTERED]
)


def pages_of(model: type[models.Model]) -> dict[str, str]:
    """Return the addresses of a model's pages, by name; those of one row only if there is a row."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pages = {page: reverse(f"{name}_{page}") for page in ("changelist", "add")}
    if row := model._default_manager.order_by("pk").first():
        pages |= {page: reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")}
    return pages


def test_every_model_of_ours_is_registered_or_says_why_not():
    ours = {model for model in apps.get_models() if model._meta.app_label in OURS}
    assert ours - set(admin.site._registry) == set(NOT_REGISTERED)


@every_model
def test_the_platforms_staff_reads_each_page_and_opens_what_the_product_lets_them(world, model, model_admin):
    client = world.visit("staff")
    request = client.get(reverse("admin:index")).wsgi_request
    may = {
        "add": model_admin.has_add_permission(request),
        "delete": model_admin.has_delete_permission(request),
    }
    for page, url in pages_of(model).items():
        answer = client.get(url)
        assert answer.status_code == (200 if may.get(page, True) else 403), page
        assert header_problems(answer) == [], page
        assert set(page_problems(answer.text)) <= DJANGOS_OWN, page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_is_changed_where_everybody_changes_it(world, method):
    answer = getattr(world.visit("staff"), method)(reverse("admin:password_change"))
    assert answer.url == reverse("account_change_password")


@pytest.mark.parametrize("actor", [actor for actor in ACTORS if actor != "staff"])
def test_nobody_else_enters(world, actor):
    client = world.visit(actor)
    urls = [reverse("admin:index"), reverse("admin:jsi18n"), reverse("admin:password_change")]
    for model, _ in REGISTERED:
        urls += pages_of(model).values()
    for url in urls:
        for method in (client.get, client.post):
            answer = method(url)
            assert answer.status_code in (302, 403), url
            assert header_problems(answer) == []
            assert answer.status_code == 403 or answer.url.startswith(("/admin/login/", "/connexion/")), url


@every_model
def test_nothing_of_ours_is_deleted_and_everything_is_searched(model, model_admin, world):
    if model._meta.app_label in OURS:
        request = world.visit("staff").get(reverse("admin:index")).wsgi_request
        assert not model_admin.has_delete_permission(request)
        # What is not in the menu is reached from another list.
        assert model_admin.search_fields or not model_admin.has_module_permission(request)


@every_model
def test_a_list_asks_the_same_few_queries_for_one_row_and_for_all(world, monkeypatch, model, model_admin):
    client = world.visit("staff")
    url = pages_of(model)["changelist"]
    monkeypatch.setattr(model_admin, "list_per_page", 1)
    one = count(lambda: client.get(url))
    monkeypatch.setattr(model_admin, "list_per_page", 100)
    several = count(lambda: client.get(url))
    found = count(lambda: client.get(url, {"q": "0380411T"}))
    assert several == one
    assert max(several, found) <= BUDGET


def test_the_lists_are_long_enough_to_count_their_queries(world):
    short = {model for model, _ in REGISTERED if model._default_manager.count() < 2}
    assert short <= {Group, LegalDocument, *map(apps.get_model, RARE)}


def secrets_of_everybody() -> set[str]:
    """Return what opens a door: hashes, sessions, halves of links, and what second steps are made of."""
    found = set(User.objects.values_list("password", flat=True))
    found |= set(Session.objects.values_list("session_key", flat=True))
    found |= set(UserSession.objects.values_list("session_key", flat=True))
    for invitation in Invitation.objects.all():
        found |= {invitation.nonce.partition(".")[0], links.code_of(invitation)}
    for authenticator in Authenticator.objects.all():
        found |= {str(value) for key, value in authenticator.data.items() if key != "name"}
    return {secret for secret in found if len(secret) > 5}


def test_no_page_shows_a_secret_or_where_somebody_sits(world):
    client = world.visit("staff")
    session = {"ip": "203.0.113.77", "session_key": "k" * 32, "user_agent": "Firefox"}
    UserSession.objects.create(user=world.school.member, **session)
    for kind, data in (("totp", {"secret": "JBSWY3DPEHPK3PXP"}), ("recovery_codes", {"seed": "a1b2c3d4e5"})):
        Authenticator.objects.create(user=UserFactory(), type=kind, data=data)
    client.post(reverse("admin:accounts_user_changelist"), unblocking(world.school.member))
    secrets = secrets_of_everybody() | {"203.0.113.77"}
    assert len(secrets) > 20
    for model, _ in REGISTERED:
        urls = [url for page, url in pages_of(model).items() if page not in ("add", "delete")]
        if model in (User, Invitation, Authenticator, UserSession):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            urls += [reverse(name, args=[row.pk]) for row in model._default_manager.all()]
        for url in urls:
            text = client.get(url).text
            assert not [secret for secret in secrets if secret in text], url


# Of Django itself, and without a secret.
UNGUARDED = {Group}


@every_model
def test_no_list_tells_letter_by_letter_what_it_does_not_show(world, model, model_admin):
    client = world.visit("staff")
    request = client.get(reverse("admin:index")).wsgi_request
    offered = {each[0] if isinstance(each, tuple) else each for each in model_admin.get_list_filter(request)}
    asked = [f"{field.name}__startswith" for field in model._meta.fields if field.name not in offered]
    if model not in UNGUARDED:
        assert [lookup for lookup in asked if model_admin.lookup_allowed(lookup, "a", request)] == []
        assert client.get(pages_of(model)["changelist"], {asked[0]: "a"}).status_code == 400


@pytest.mark.parametrize(
    ("row", "guess"),
    [
        (UserSession, {"session_key__startswith": "a"}),
        (UserSession, {"ip": "203.0.113.77"}),
        (Authenticator, {"data__secret__startswith": "J"}),
        (User, {"password__startswith": "argon2"}),
        (Invitation, {"nonce__startswith": "a"}),
        (Invitation, {"invited_by__password__startswith": "argon2"}),
    ],
)
def test_nobody_guesses_a_secret_through_the_address_of_a_list(world, row, guess):
    assert world.visit("staff").get(pages_of(row)["changelist"], guess).status_code == 400


@every_model
def test_every_choice_of_every_filter_is_answered(world, model, model_admin):
    client = world.visit("staff")
    url = pages_of(model)["changelist"]
    changelist = client.get(url).context["cl"]
    for spec in changelist.filter_specs:
        for choice in spec.choices(changelist):
            assert client.get(url + choice["query_string"]).status_code == 200, choice["query_string"]


def unblocking(user: User) -> dict:
    User.objects.filter(pk=user.pk).update(failure_count=3)
    return {"action": "unblock", "_selected_action": [user.pk]}


def test_the_first_page_is_in_the_words_and_order_of_the_staff(world):
    page = world.visit("staff").get(reverse("admin:index"))
    headings = [app["name"] for app in page.context["app_list"]]
    assert headings == ["Établissements et équipes", "Comptes", "Élèves", "Suivi", "Contenus", "Autres"]
    listed = [model["model"] for app in page.context["app_list"] for model in app["models"]]
    hidden = {model for model, _ in REGISTERED} - set(listed)
    assert hidden == {Activity}
    assert len(listed) == len(set(listed))
    for english in ("Authenticators", "User sessions", "MFA"):
        assert english not in page.text


def test_staff_with_few_rights_sees_their_lists_only(client):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename="view_organization"))
    client.force_login(clerk)
    page = client.get(reverse("admin:index"))
    listed = [model["name"] for app in page.context["app_list"] for model in app["models"]]
    assert listed == ["Établissements"]
    assert client.get(reverse("admin:admin_logentry_changelist")).status_code == 403


def test_who_changed_what_in_admin_is_listed_for_a_fixed_price(client, flat_queries):
    staff = UserFactory(platform_staff=True, last_name="Quenneville")
    client.force_login(staff)
    address = reverse("admin:admin_logentry_changelist")

    def grow(number: int) -> None:
        for user in UserFactory.create_batch(number):
            client.post(reverse("admin:accounts_user_changelist"), unblocking(user))

    flat_queries(lambda: client.get(address), grow, budget=BUDGET)
    entry = LogEntry.objects.first()
    page = client.get(address, {"q": "quenneville"}).text
    assert "Débloqué." in page
    assert reverse("admin:accounts_user_change", args=[entry.object_id]) in page
    assert client.get(reverse("admin:admin_logentry_change", args=[entry.pk])).status_code == 200
    assert client.post(reverse("admin:admin_logentry_delete", args=[entry.pk])).status_code == 403


def count(call: Callable) -> int:
    call()
    with CaptureQueriesContext(connection) as captured:
        assert call().status_code == 200
    return len(captured)
