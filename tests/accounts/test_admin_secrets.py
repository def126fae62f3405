"""Django admin is no oracle: no list narrows, sorts or finds rows by what opens a door."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.urls import reverse

pytestmark = pytest.mark.django_db

SECRETS = {
    "account.EmailConfirmation.key",
    "accounts.User.password",
    "imports.ImportChunk.data",
    "learners.AccountRecovery.nonce",
    "learners.CredentialBatch.sealed",
    "mfa.Authenticator.data",
    "organizations.Invitation.nonce",
    "sessions.Session.session_data",
    "sessions.Session.session_key",
    "usersessions.UserSession.data",
    "usersessions.UserSession.session_key",
}
# allauth's, where the médiacentre lets pupils in: their tables stay empty, Django admin has no page of them.
SECRETS_OF_GAR = {
    "socialaccount.SocialApp.key",
    "socialaccount.SocialApp.secret",
    "socialaccount.SocialToken.token",
    "socialaccount.SocialToken.token_secret",
}
# They look like secrets by their names alone.
HARMLESS = {
    "auth.Permission.codename": "the name of a right",
    "accounts.User.one_time_password_until": "a date",
    "campaigns.Campaign.code": "a teacher writes it on the board",
    "challenges.Challenge.code": "the name of a question",
    "challenges.Tutorial.code": "the name of a tutorial",
    **{
        f"campaigns.{model}.code": "the name of a part of the framework"
        for model in ("Area", "Competence", "Thematic", "Tube", "Skill", "TargetProfile")
    },
    "jobs.Job.error_code": "why a job failed",
    "learners.CredentialBatch.error_code": "why nothing was changed",
    "learners.Learner.search_key": "the name, folded",
    "learners.Learner.sort_key": "the name, folded",
    "missions.Mission.code": "the name of a mission",
    "organizations.Organization.school_code": "the platform’s staff reads it to teachers",
}
SUSPICIOUS = re.compile(r"pass|secret|token|key|nonce|code|seed|otp|^data$|^sealed$|session_data")
LOOKUPS = ("", "__startswith", "__regex", "__gt", "__in", "__isnull", "__length__gt", "__secret__startswith")
# How far from its own table an address may reach: the school of the member that a session is of.
MOST_HOPS = 3

REGISTERED = sorted(admin.site._registry.items(), key=lambda item: item[0]._meta.label)
every_model = pytest.mark.parametrize(
    ("model", "model_admin"), REGISTERED, ids=[model._meta.label for model, _ in REGISTERED]
)


def is_secret(field: models.Field) -> bool:
    return f"{field.model._meta.label}.{field.name}" in SECRETS


def paths_to_secrets(model: type[models.Model], hops: int = MOST_HOPS, came: str = "") -> Iterator[str]:
    """Return every way from a model to a secret column, as the address of its list would write it."""
    for field in model._meta.get_fields():
        if not field.is_relation:
            if is_secret(field):
                yield came + field.name
        elif hops and field.related_model:
            yield from paths_to_secrets(field.related_model, hops - 1, f"{came}{field.name}__")


def changelist(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_every_column_that_looks_like_a_secret_is_one_or_says_why_not():
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if not field.is_relation and SUSPICIOUS.search(field.name)
    }
    assert columns - set(HARMLESS) == SECRETS | (SECRETS_OF_GAR if settings.GAR_ENABLED else set())


@every_model
def test_no_list_is_narrowed_by_a_secret_however_far(world, model, model_admin):
    client = world.visit("staff")
    request = client.get(reverse("admin:index")).wsgi_request
    paths = list(paths_to_secrets(model))
    asked = [path + lookup for path in paths for lookup in LOOKUPS]

    assert [lookup for lookup in asked if model_admin.lookup_allowed(lookup, "a", request)] == []
    for path in paths[:10]:
        assert client.get(changelist(model), {f"{path}__startswith": "a"}).status_code == 400, path


@every_model
def test_no_list_sorts_or_searches_by_a_secret(world, model, model_admin):
    request = world.visit("staff").get(reverse("admin:index")).wsgi_request
    secrets = set(paths_to_secrets(model))
    shown = [getattr(model_admin, str(name), None) or name for name in model_admin.get_list_display(request)]
    sorted_by = {getattr(each, "admin_order_field", each) for each in shown} | {
        str(field).lstrip("-") for field in model_admin.get_ordering(request)
    }
    searched = {field.lstrip("^=@").partition("__i")[0] for field in model_admin.get_search_fields(request)}

    assert not secrets & sorted_by
    assert not secrets & searched
    assert model_admin.date_hierarchy not in secrets


@every_model
def test_no_page_of_a_row_is_asked_for_by_a_secret(world, model, model_admin):
    client = world.visit("staff")
    for path in (path for path in paths_to_secrets(model) if "__" not in path):
        assert client.get(changelist(model), {"_to_field": path}).status_code == 400
