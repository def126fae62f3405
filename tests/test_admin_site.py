"""Django admin: all that exists is there, for the platform's staff alone.

Its templates hold no inline style or script as we use them, so that it has the same policy as every page.
"""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import LegalDocument
from imports.models import ImportChunk, ImportedLearner
from missions.models import ActivityAnswer
from tests.access_matrix import ACTORS
from tests.page_rules import header_problems, page_problems

pytestmark = pytest.mark.django_db

OURS = {"accounts", "challenges", "organizations", "learners", "imports", "missions", "jobs", "journal"}
BUDGET = 12

DJANGOS_OWN = {"a button without type"}

NOT_REGISTERED = {
    ImportChunk: "the bytes of a file that somebody sent: nobody reads them",
    ImportedLearner: "what an import replaced: kept to undo it, as many rows as pupils",
    ActivityAnswer: "read inside its activity",
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
    assert short <= {Group, LegalDocument, apps.get_model("account", "EmailConfirmation")}


def count(call: Callable) -> int:
    call()
    with CaptureQueriesContext(connection) as captured:
        assert call().status_code == 200
    return len(captured)
