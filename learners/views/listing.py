"""The pupils' list, of both kinds of schools, and the pupils whom somebody took off it."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learners.chosen import my_divisions
from learners.domain.groups import split_groups
from learners.forms import LearnerFilters
from learners.lists import PAGE_SIZES, count_label, page_of, sort_divisions
from learners.messages import VOICE_NEEDED, source_of
from learners.models import Learner, LearnerQuerySet
from organizations.access import orga_view
from organizations.models import Membership, Organization

Z_TO_A = "-nom"


@orga_view()
@require_safe
def learner_list(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Élèves (42) »: the pupils of the last import and those added by hand, by name."""
    pupils = Learner.objects.of(organization).active()
    sizes = _class_sizes(organization)
    divisions = sort_divisions(sizes)
    mine = my_divisions(request.user, organization, divisions, request.GET)
    filters = LearnerFilters(request.GET, divisions=mine.offered, groups=_groups(organization, pupils))
    wanted = filters.wanted
    is_reversed = request.GET.get("tri") == Z_TO_A
    rows = pupils.search(wanted["nom"]).in_divisions(wanted["classes"]).by_name()
    rows = rows.in_groups(wanted.get("groupes", []))
    page = page_of(rows.reverse() if is_reversed else rows, request.GET)
    context = {
        "filters": filters,
        "mine": mine,
        "is_filtered": filters.is_filtered,
        "page": page,
        "page_sizes": PAGE_SIZES,
        "count_label": count_label(page.paginator.count),
        "total": sum(sizes.values()),
        "order": "descending" if is_reversed else "ascending",
        "source": source_of(organization),
        "divisions": divisions,
        "division": next(iter(wanted["classes"]), ""),
        "voice_needed": VOICE_NEEDED,
        "has_withdrawn": request.membership.is_admin and _withdrawn(organization).exists(),
    }
    return render(request, "learners/_list.html" if request.htmx else "learners/list.html", context)


@orga_view(role=Membership.Role.ADMIN)
@require_safe
def withdrawn(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Élèves retirés »: who was added by hand, then taken off the list."""
    page = page_of(_withdrawn(organization).by_name(), request.GET)
    return render(request, "learners/withdrawn.html", {"page": page, "page_sizes": PAGE_SIZES})


def divisions_of(organization: Organization) -> list[str]:
    """Return the classes that have pupils, in alphabetical order; one query."""
    return sort_divisions(_class_sizes(organization))


def _class_sizes(organization: Organization) -> dict[str, int]:
    """Return how many pupils each class has; one query."""
    pupils = Learner.objects.of(organization).active().order_by()
    return dict(pupils.values_list("division").annotate(Count("pk")))


def _groups(organization: Organization, pupils: LearnerQuerySet) -> list[str]:
    """Return the groups that have pupils, in alphabetical order; one query, none in a primary school."""
    if organization.is_primary:
        return []
    joined = pupils.order_by().values_list("groups", flat=True).distinct()
    return sort_divisions(name for names in joined for name in split_groups(names))


def _withdrawn(organization: Organization) -> LearnerQuerySet:
    return Learner.objects.of(organization).filter(is_provisional=True, disabled_at__isnull=False)
