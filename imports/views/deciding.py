"""« Confirmer l'import » and « Abandonner »: what somebody decides of a run that waits (decisions.md 28)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from imports import services
from imports.forms import RunForm
from imports.views.guard import administrators
from organizations.models import Organization

DECIDED_ALREADY = (
    "Cet import n’attend plus de décision\u00a0: quelqu’un a déjà décidé, ou le délai est passé. "
    "Voici où il en est."
)


@administrators
@require_POST
def confirm(request: HttpRequest, organization: Organization) -> HttpResponse:
    return _decide(request, organization, services.confirm)


@administrators
@require_POST
def abandon(request: HttpRequest, organization: Organization) -> HttpResponse:
    return _decide(request, organization, services.abandon)


def _decide(request: HttpRequest, organization: Organization, decide: Callable[..., None]) -> HttpResponse:
    form = RunForm(request.POST)
    try:
        if not form.is_valid():
            raise services.NothingToDecideError
        decide(organization=organization, run_id=form.cleaned_data["run"], by=request.user)
    except services.NothingToDecideError:
        messages.warning(request, DECIDED_ALREADY)
    return redirect("imports:page")
