"""The files that a school sent before, and the errors of each as a file to download."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from imports.domain.errors import FileError
from imports.error_report import write_report
from imports.models import LearnerImport
from imports.reports import history_rows, runs_of
from imports.views.guard import administrators
from organizations.lists import PAGE_SIZES, page_of
from organizations.models import Organization


@administrators
@require_safe
def history(request: HttpRequest, organization: Organization) -> HttpResponse:
    page = page_of(runs_of(organization), request.GET)
    rows = history_rows(page.object_list, organization, timezone.now())
    context = {"page": page, "rows": rows, "sizes": PAGE_SIZES}
    template = "imports/_history.html" if request.htmx else "imports/history.html"
    return render(request, template, context)


@administrators
@require_safe
def errors(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """What is wrong with a file, as a table for whoever mends it; 404 for a run without errors."""
    runs = LearnerImport.objects.of(organization).exclude(error_count=0)
    run = get_object_or_404(runs, pk=pk)
    found = [FileError.from_dict(stored) for stored in run.errors]
    report = write_report(found, run.error_count, run.kind)
    response = HttpResponse(report, content_type="text/csv; charset=utf-8")
    # A name that says nothing of the school or of a pupil: it stays in the folder of downloads.
    response["Content-Disposition"] = f'attachment; filename="erreurs-import-{run.pk}.csv"'
    return response
