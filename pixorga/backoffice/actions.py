"""Actions of Django admin: the page that asks before what touches many people, and what is told after."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from pixorga.lib.text import plural_fr

# What one answer is about: a list that somebody can read, and a form that Django takes (1000 fields).
MOST_ROWS = 200
CONFIRMED = "confirmed"


def ask(
    model_admin: admin.ModelAdmin,
    request: HttpRequest,
    queryset: QuerySet,
    *,
    question: str,
    consequence: str,
    answer: str,
    form: forms.Form | None = None,
    describe: Callable[[Model], str] = str,
) -> HttpResponse | None:
    """Return the page that lists what an action would touch, or None once the person has said yes.

    describe: the line of a row. form: what else the action has to know; asked again until it is valid.
    """
    if CONFIRMED in request.POST and (form is None or form.is_valid()):
        return None
    rows = few(model_admin, request, queryset)
    if not rows:
        return HttpResponseRedirect(request.get_full_path())
    context = model_admin.admin_site.each_context(request) | {
        "title": question,
        "opts": model_admin.opts,
        "consequence": consequence,
        "rows": [(row.pk, describe(row)) for row in rows],
        "form": form,
        "answer": answer,
        "action": request.POST["action"],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "backoffice/confirm.html", context)


def few(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> list:
    """Return the rows of a selection, or none with an error when they are too many for one click."""
    rows = list(queryset[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        model_admin.message_user(request, f"Sélectionnez {MOST_ROWS} lignes au plus.", messages.ERROR)
        return []
    return rows


def tell(
    model_admin: admin.ModelAdmin, request: HttpRequest, count: int, singular: str, plural: str, *, none: str
) -> None:
    """Say how many rows an action changed; ``none`` when there was nothing left to do."""
    if count:
        model_admin.message_user(request, f"{count} {plural_fr(count, singular, plural)}.", messages.SUCCESS)
    else:
        model_admin.message_user(request, none, messages.WARNING)
