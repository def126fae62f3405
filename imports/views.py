"""The import page of primary schools' administrators: choose the file, follow the run, read its errors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from imports import services
from imports.forms import ImportForm
from imports.reports import last_import
from organizations.access import orga_view
from organizations.models import Membership, Organization

ALREADY_RUNNING = "Un import est déjà en cours pour votre établissement. Attendez sa fin, puis recommencez."

administrators = orga_view(role=Membership.Role.ADMIN, kind=Organization.Kind.SCO_1D)


@administrators
@require_safe
def page(request: HttpRequest, organization: Organization) -> HttpResponse:
    return _show(request, organization, ImportForm())


@administrators
@require_safe
def status(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The state of the last run alone, asked again and again while it runs."""
    return render(request, "imports/_status.html", {"last": last_import(organization)})


@administrators
@require_POST
def upload(request: HttpRequest, organization: Organization) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, organization, form)
    try:
        services.receive_file(organization=organization, by=request.user, file=form.cleaned_data["file"])
    except services.ImportRunningError:
        messages.error(request, ALREADY_RUNNING)
    return redirect("imports:page")


def _show(request: HttpRequest, organization: Organization, form: ImportForm) -> HttpResponse:
    return render(request, "imports/page.html", {"form": form, "last": last_import(organization)})
