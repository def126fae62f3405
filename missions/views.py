"""Missions on the staff's side: home of a primary school, session, list of missions, pupils of a mission."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from challenges.markdown import render_markdown
from learners.lists import PAGE_SIZES, count_label
from missions import progress, reports, services
from missions.forms import ActivityFilters, PupilFilters, ResultFilters
from missions.specs import spec_of
from organizations.access import orga_view
from organizations.models import Organization


@orga_view(kind=Organization.Kind.SCO_1D)
def home(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The home page of a primary school; pixorga.views.home leads here."""
    return render(request, "missions/home.html")


@require_POST
@orga_view(kind=Organization.Kind.SCO_1D)
def open_session(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Open or extend the session, and go back to the page where the button was."""
    now = timezone.now()
    services.open_session(organization=organization, by=request.user, now=now)
    until = reports.clock_label(organization, organization.session_expires_at, now)
    messages.success(request, f"Session active jusqu’à {until}.")
    return HttpResponseRedirect(_page_before(request))


@require_http_methods(["GET", "HEAD", "POST"])
@orga_view(kind=Organization.Kind.SCO_1D)
def close_session(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Say what closing would stop; close on POST."""
    now = timezone.now()
    if request.method == "POST":
        if services.close_session(organization=organization, by=request.user, now=now):
            messages.success(request, "La session est fermée.")
        else:
            messages.info(request, "La session était déjà fermée.")
        return HttpResponseRedirect(_page_before(request))
    context = {"closing": reports.closing_report(organization, now), "next_url": _page_before(request)}
    return render(request, "missions/close_session.html", context)


def _page_before(request: HttpRequest) -> str:
    """Return the page of ours from which the person came, else home; never the page to close from.

    To be followed as it is: `redirect()` would look for a view of that name.
    """
    url = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours and reverse("missions:close_session") not in url else reverse("pixorga:home")


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def mission_list(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Missions »: how to begin, and which classes started what."""
    years = reports.years_of(organization, request.GET, timezone.now())
    code = organization.school_code
    context = {
        "years": years,
        "missions": reports.mission_rows(organization, years),
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
    mission = get_object_or_404(progress.missions_of(organization), pk=pk)
    years = reports.years_of(organization, request.GET, timezone.now())
    pupils = progress.pupils_of(organization, mission, years)
    filters = tab.filters(request.GET, divisions=progress.divisions_of(pupils))
    page = tab.make_page(pupils, mission, years, filters.wanted, request.GET)
    context = {
        "mission": mission,
        "spec": spec_of(mission),
        "years": years,
        "tabs": [
            {
                "label": each.label,
                "url": reverse(each.url_name, args=[mission.pk]) + years.query,
                "is_current": each is tab,
            }
            for each in (ACTIVITIES, RESULTS)
        ],
        "list_url": request.path,
        "filters": filters,
        "is_filtered": filters.is_filtered,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "count_label": count_label(page.paginator.count),
        "legend": progress.LEGEND,
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
