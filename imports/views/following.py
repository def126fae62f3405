"""The import page: choose the file, follow the run, read its errors, start it again."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from imports import services
from imports.formats import FORMATS, FileFormat
from imports.forms import ImportForm
from imports.reports import LastImport, last_import
from imports.services.reading import kind_of
from imports.views.guard import administrators
from organizations.models import Organization

MEGABYTE = 1024 * 1024

ALREADY_RUNNING = (
    "Un import est déjà en cours pour votre établissement\u00a0: voici où il en est. Quand il sera terminé, "
    "vous pourrez importer un autre fichier."
)
NOTHING_TO_RELAUNCH = "Cet import ne peut plus être relancé. Importez à nouveau le fichier."


@administrators
@require_safe
def page(request: HttpRequest, organization: Organization) -> HttpResponse:
    return _show(request, organization)


@administrators
@require_safe
def status(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The part of the page that changes while a run goes on; nothing when ``vu`` is what there is to see."""
    last = last_import(organization, timezone.now())
    if last is not None and last.key == request.GET.get("vu"):
        return HttpResponse(status=204)
    return render(request, "imports/_status.html", _context(organization, last))


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, organization: Organization) -> HttpResponse:
    if request.method != "POST":
        # Signed out meanwhile: signing in leads back to the address, without the file.
        return redirect("imports:page")
    form = ImportForm(request.POST, request.FILES, file_format=format_of(organization))
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


def format_of(organization: Organization) -> FileFormat:
    return FORMATS[kind_of(organization)]


def _show(request: HttpRequest, organization: Organization, form: ImportForm | None = None) -> HttpResponse:
    context = _context(organization, last_import(organization, timezone.now()), form)
    return render(request, "imports/page.html", context)


def _context(organization: Organization, last: LastImport | None, form: ImportForm | None = None) -> dict:
    file_format = format_of(organization)
    return {
        "form": form or ImportForm(file_format=file_format),
        "last": last,
        "file_format": file_format,
        "max_bytes": settings.MAX_UPLOAD_BYTES,
        "max_megabytes": settings.MAX_UPLOAD_BYTES // MEGABYTE,
    }
