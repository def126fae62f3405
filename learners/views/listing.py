"""The pupils' list of a primary school, and the pupils whom somebody took off the list of any school."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learners.chosen import my_divisions
from learners.forms import LearnerFilters
from learners.lists import PAGE_SIZES, ByName, Choices, class_sizes, count_label, page_of
from learners.messages import VOICE_NEEDED, source_of
from learners.models import Learner
from organizations.access import orga_view
from organizations.models import Membership, Organization

Z_TO_A = "-nom"
# The columns that are read of each pupil.
OF_PUPIL = (
    "pk",
    "last_name",
    "first_name",
    "division",
    "is_provisional",
    "is_oralization_enabled",
)


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A pupil of the list."""

    pk: int
    last_name: str
    first_name: str
    division: str
    is_provisional: bool
    is_oralization_enabled: bool


@orga_view(kind=Organization.Kind.SCO_1D)
@require_safe
def learner_list(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Élèves (42) »: the pupils of the last import and those added by hand, by name."""
    pupils = Learner.objects.of(organization).active()
    sizes = class_sizes(organization)
    divisions = list(sizes)
    mine = my_divisions(request.user, organization, divisions, request.GET)
    filters = LearnerFilters(request.GET, divisions=mine.offered)
    wanted = filters.wanted
    is_reversed = request.GET.get("tri") == Z_TO_A
    total = sum(sizes.values())
    if filters.is_filtered or is_reversed:
        rows = pupils.search(wanted["nom"]).in_divisions(wanted["classes"]).by_name()
        rows = (rows.reverse() if is_reversed else rows).values_list(*OF_PUPIL)
    else:
        rows = ByName(organization, OF_PUPIL)
    page = _page(rows, request.GET, None if filters.is_filtered else total)
    context = {
        "filters": filters,
        "mine": mine,
        "is_filtered": filters.is_filtered,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "count_label": count_label(page.paginator.count),
        "total": total,
        "order": "descending" if is_reversed else "ascending",
        "source": source_of(organization),
        "divisions": Choices.of_divisions(divisions, wanted["classes"][:1]),
        "voice_needed": VOICE_NEEDED,
        "has_withdrawn": request.membership.is_admin
        and Learner.objects.of(organization).withdrawn().exists(),
    }
    return render(request, "learners/_list.html" if request.htmx else "learners/list.html", context)


@orga_view(role=Membership.Role.ADMIN)
@require_safe
def withdrawn(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Élèves retirés »: who was added by hand, then taken off the list."""
    page = page_of(Learner.objects.of(organization).withdrawn().by_name(), request.GET)
    return render(request, "learners/withdrawn.html", {"page": page, "page_sizes": PAGE_SIZES})


def _page(rows: QuerySet | ByName, query: QueryDict, count: int | None) -> Page:
    """Return a page of LearnerRow. rows: of OF_PUPIL."""
    page = page_of(rows, query, count=count)
    page.object_list = [LearnerRow(*values) for values in page.object_list]
    return page
