"""« Compétences »: what classes and pupils reached in the framework of the schools (CRCN)."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.chosen import my_divisions
from learners.lists import count_label
from missions.competence_forms import CompetenceFilters, is_said
from missions.reports import crcn
from missions.reports.years import years_of
from missions.views.sections import COMPETENCES, sections
from organizations.access import orga_view
from organizations.models import Organization


@require_safe
@orga_view(kind=Organization.Kind.SCO_1D)
def competences(request: HttpRequest, organization: Organization) -> HttpResponse:
    """The classes that are asked for; at first one's own, else all. One class shows its pupils too."""
    years = years_of(organization, request.GET, timezone.now())
    sizes = crcn.class_sizes(organization, years)
    mine = my_divisions(request.user, organization, list(sizes), request.GET)
    if not is_said(request.GET):
        mine = replace(mine, is_shown=bool(mine.chosen))
    filters = CompetenceFilters(request.GET, mine=mine)
    divisions = filters.wanted["classes"] or (list(sizes) if len(sizes) == 1 else [])
    page = crcn.competence_page(organization, years, divisions, sizes)
    context = {
        "tabs": sections(COMPETENCES, years.query),
        "years": years,
        "mine": mine,
        "filters": filters,
        "divisions": divisions,
        "page": page,
        "count_label": count_label(page.pupils),
        "labels": [crcn.CELLS[mastery].label for mastery in crcn.ORDER],
        "legend": crcn.LEGEND,
    }
    fragment = "_" if request.htmx else ""
    return render(request, f"missions/{fragment}competences.html", context)
