"""The pupils' list of primary schools."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from learners.forms import LearnerFilters
from learners.lists import PAGE_SIZES, count_label, page_of, sort_divisions
from learners.models import Learner
from organizations.access import orga_view
from organizations.models import Organization

Z_TO_A = "-nom"


@orga_view(kind=Organization.Kind.SCO_1D)
def learner_list(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Élèves (42) »: the pupils of the last import, by name."""
    pupils = Learner.objects.of(organization).active()
    divisions = pupils.order_by().values_list("division", flat=True).distinct()
    filters = LearnerFilters(request.GET, divisions=sort_divisions(divisions))
    wanted = filters.wanted
    is_reversed = request.GET.get("tri") == Z_TO_A
    rows = pupils.search(wanted["nom"]).in_divisions(wanted["classes"]).by_name()
    page = page_of(rows.reverse() if is_reversed else rows, request.GET)
    is_filtered = filters.is_filtered
    context = {
        "filters": filters,
        "is_filtered": is_filtered,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "count_label": count_label(page.paginator.count),
        "total": pupils.count() if is_filtered else page.paginator.count,
        "order": "descending" if is_reversed else "ascending",
    }
    return render(request, "learners/_list.html" if request.htmx else "learners/list.html", context)
