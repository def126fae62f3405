"""The missions on the staff's side: their list, the pupils of one, its sheet."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from challenges.markdown import render_markdown
from learners.lists import PAGE_SIZES, count_label
from missions.forms import ActivityFilters, PupilFilters, ResultFilters
from missions.reports import progress
from missions.reports.missions import mission_rows
from missions.reports.years import years_of
from missions.specs import spec_of
from missions.views.lists import read_list
from missions.views.sections import LIST, sections
from organizations.access import orga_view
from organizations.models import Organization


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def mission_list(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Missions »: how to begin, and which classes started what."""
    years = years_of(organization, request.GET, timezone.now())
    code = organization.school_code
    context = {
        "tabs": sections(LIST, years.query),
        "years": years,
        "missions": mission_rows(organization, years),
        "junior_url": request.build_absolute_uri(reverse("junior:code")),
        "school_url": request.build_absolute_uri(reverse("junior:school", args=[code])) if code else "",
    }
    return render(request, "missions/list.html", context)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the two views of a mission: where it is, what it filters on, how it makes a page of rows."""

    label: str
    url_name: str
    template: str
    filters: type[PupilFilters]
    make_page: Callable[..., Page]


ACTIVITIES = Tab("Activités", "missions:detail", "activities", ActivityFilters, progress.activity_page)
RESULTS = Tab("Résultats", "missions:results", "results", ResultFilters, progress.result_page)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def detail(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The tab « Activités » of a mission: how far each pupil is."""
    return _show_tab(request, organization, pk, ACTIVITIES)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def results(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The tab « Résultats » of a mission: what each pupil reached, step by step."""
    return _show_tab(request, organization, pk, RESULTS)


def _show_tab(request: HttpRequest, organization: Organization, pk: int, tab: Tab) -> HttpResponse:
    asked = read_list(request, organization, pk, tab.filters)
    of, filters = asked.of, asked.filters
    needs_help_first = tab is RESULTS and request.GET.get("tri") == progress.HELP_FIRST
    rows = asked.rows(needs_help_first=needs_help_first)
    page = tab.make_page(rows, of.mission, request.GET, year=of.years.shown, total=asked.total)
    context = {
        "mission": of.mission,
        "spec": spec_of(of.mission),
        "years": of.years,
        "tabs": [
            {
                "label": each.label,
                "url": reverse(each.url_name, args=[of.mission.pk]) + asked.query,
                "is_current": each is tab,
            }
            for each in (ACTIVITIES, RESULTS)
        ],
        "list_url": request.path,
        "filters": filters,
        "is_filtered": filters.is_filtered,
        "mine": of.mine,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "count_label": count_label(page.paginator.count),
        "legend": progress.LEGEND,
        "query": asked.query,
        "hides_names": asked.hides_names,
        "needs_help_first": needs_help_first,
    }
    fragment = "_" if request.htmx else ""
    return render(request, f"missions/{fragment}{tab.template}.html", context)


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def sheet(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """The teacher's sheet of a mission, to read or to print."""
    mission = get_object_or_404(progress.missions_of(organization), pk=pk)
    text = render_markdown(spec_of(mission).sheet, links=True)
    return render(
        request, "missions/sheet.html", {"mission": mission, "spec": spec_of(mission), "text": text}
    )
