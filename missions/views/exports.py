"""Results to take away: files for a spreadsheet, and pages to print."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from learners.chosen import my_divisions
from learners.lists import KnownChoicesField, sort_divisions
from learners.models import LearnerQuerySet
from missions.forms import ResultFilters
from missions.models import Mission
from missions.reports import exports as reports
from missions.reports import progress
from missions.reports.years import Years, years_of
from missions.services.exports import record_export
from missions.specs import spec_of
from missions.views.lists import read_list
from organizations.access import orga_view
from organizations.models import Organization
from pixorga.lib.csv_out import csv_lines

# What a print holds: forty classes, far more than anybody staples.
MOST_PRINTED = 1000


class ExportForm(forms.Form):
    """Which classes the file of all results holds; none ticked means all."""

    classes = KnownChoicesField(label="Classes")

    def __init__(self, *args: object, divisions: Sequence[str]) -> None:
        super().__init__(*args)
        self.fields["classes"].choices = [(division, division) for division in divisions]


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(kind=Organization.Kind.SCO_1D)
def results_file(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The results of one mission, with the filters of its list, as a file on POST; before, the list."""
    asked = read_list(request, organization, pk, ResultFilters)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("missions:results", args=[pk]) + asked.query)
    of = asked.of
    record_export(
        organization=organization,
        by=request.user,
        school_year=of.years.shown,
        class_count=len(asked.filters.wanted["classes"]),
        mission=of.mission,
        now=timezone.now(),
    )
    name = of.mission.code if of.years.is_current else f"{of.years.label} {of.mission.code}"
    return _file(organization, asked.kept, [of.mission], of.years, name)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def results_print(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The results of one mission, with the filters of its list, a page of paper for each class."""
    asked = read_list(request, organization, pk, ResultFilters)
    of, pupils = asked.of, asked.kept
    if request.GET.get("tri") == progress.HELP_FIRST:
        pupils = progress.help_first(pupils, of.attempts)
    rows = progress.result_rows(pupils[: MOST_PRINTED + 1], of.attempts, of.mission)
    is_too_long = len(rows) > MOST_PRINTED
    classes = sort_divisions(row.division for row in rows)
    context = {
        "mission": of.mission,
        "spec": spec_of(of.mission),
        "years": of.years,
        "today": organization.local(timezone.now()).date(),
        "classes": [
            {"name": name, "rows": [row for row in rows if row.division == name]} for name in classes
        ],
        "is_too_long": is_too_long,
        "most_printed": MOST_PRINTED,
        "hides_names": asked.hides_names,
        "legend": progress.LEGEND,
        "query": asked.query,
    }
    return render(request, "missions/results_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(kind=Organization.Kind.SCO_1D)
def export(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Exporter les résultats »: say which year and classes; the file of all missions on POST."""
    now = timezone.now()
    query = request.POST if request.method == "POST" else request.GET
    years = years_of(organization, query, now)
    pupils = reports.pupils_of_year(organization, years)
    mine = my_divisions(request.user, organization, progress.divisions_of(pupils), query)
    form = ExportForm(query, divisions=mine.offered)
    form.full_clean()
    if request.method != "POST":
        return render(request, "missions/export.html", {"form": form, "years": years, "mine": mine})
    classes = form.cleaned_data["classes"]
    by, missions = request.user, list(reports.missions_played(organization, years))
    record_export(
        organization=organization, by=by, school_year=years.shown, class_count=len(classes), now=now
    )
    return _file(organization, pupils.in_divisions(classes), missions, years, years.label)


def _file(
    organization: Organization, pupils: LearnerQuerySet, missions: list[Mission], years: Years, name: str
) -> StreamingHttpResponse:
    """Return a file that is written while it is sent. name: what tells it from others."""
    lines = reports.result_lines(organization, pupils, missions, years)
    response = StreamingHttpResponse(
        csv_lines(reports.header(missions), lines), content_type="text/csv; charset=utf-8"
    )
    today = organization.local(timezone.now()).date()
    file_name = f"resultats-{slugify(name)[:60]}-{slugify(organization.name)[:60]}-{today:%Y-%m-%d}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name)
    return response
