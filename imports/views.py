"""The import page of primary schools' administrators: choose the file, follow the run, read its errors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from imports import services
from imports.forms import ImportForm
from imports.reports import last_import
from organizations.access import orga_view
from organizations.models import Membership, Organization

ALREADY_RUNNING = "Un import est déjà en cours pour votre établissement. Attendez sa fin, puis recommencez."
NOTHING_TO_RELAUNCH = "Cet import ne peut plus être relancé. Importez à nouveau le fichier."

administrators = orga_view(role=Membership.Role.ADMIN, kind=Organization.Kind.SCO_1D)


@administrators
@require_safe
def page(request: HttpRequest, organization: Organization) -> HttpResponse:
    return _show(request, organization, ImportForm())


@administrators
@require_safe
def status(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The part of the page that changes while a run goes on; nothing when ``vu`` is what there is to see."""
    last = last_import(organization)
    if last is not None and last.key == request.GET.get("vu"):
        return HttpResponse(status=204)
    return render(request, "imports/_status.html", {"form": ImportForm(), "last": last})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, organization: Organization) -> HttpResponse:
    if request.method != "POST":
        # Signed out meanwhile: signing in leads back to the address, without the file.
        return redirect("imports:page")
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, organization, form)
    try:
        services.receive_file(organization=organization, by=request.user, file=form.cleaned_data["file"])
    except services.ImportRunningError:
        messages.error(request, ALREADY_RUNNING)
    return redirect("imports:page")


@administrators
@require_POST
def retry(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Relancer » an import that failed through no fault of its file."""
    try:
        services.relaunch(organization=organization, by=request.user)
    except services.ImportRunningError:
        messages.error(request, ALREADY_RUNNING)
    except services.NothingToRelaunchError:
        messages.error(request, NOTHING_TO_RELAUNCH)
    return redirect("imports:page")


def _show(request: HttpRequest, organization: Organization, form: ImportForm) -> HttpResponse:
    return render(request, "imports/page.html", {"form": form, "last": last_import(organization)})
