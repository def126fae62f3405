"""« Élèves », the pupils' list of a collège or lycée."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.forms import LearnerFilters
from campaigns.reports.learners import (
    OF_PUPIL,
    by_certifiability,
    by_methods,
    by_participations,
    rows_of,
)
from learners.chosen import my_divisions
from learners.lists import (
    PAGE_SIZES,
    ByClass,
    ByName,
    class_counts,
    classes_and_groups,
    count_label,
    in_order,
    page_of,
)
from learners.messages import source_of
from learners.models import Learner, LearnerQuerySet
from organizations.access import orga_view
from organizations.models import Organization

# What the address of the list asks as its order; « - » before one reverses it.
NAME, DIVISION, PARTICIPATIONS = "nom", "classe", "participations"
ORDERS = (NAME, DIVISION, PARTICIPATIONS)


@dataclass(frozen=True, slots=True)
class Order:
    """How the list is sorted: by name unless its address says otherwise."""

    by: str
    is_reversed: bool

    @classmethod
    def asked(cls, asked: str) -> "Order":
        by = asked.removeprefix("-")
        return cls(by, asked.startswith("-")) if by in ORDERS else cls(NAME, is_reversed=False)

    @property
    def is_usual(self) -> bool:
        return self == Order(NAME, is_reversed=False)

    @property
    def columns(self) -> dict[str, dict[str, str | None]]:
        """What the heading of each column that sorts shows, and asks when it is pressed."""
        return {by: self._column(by) for by in ORDERS}

    def _column(self, by: str) -> dict[str, str | None]:
        is_this = by == self.by
        state = ("descending" if self.is_reversed else "ascending") if is_this else "none"
        turned = f"-{by}" if state == "ascending" else by
        return {"state": state, "turned": None if turned == NAME else turned}


@orga_view(kind=Organization.Kind.SCO)
@require_safe
def learner_list(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Élèves (42) »: the pupils of the last import and those added by hand, by name."""
    sizes, groups = classes_and_groups(organization)
    mine = my_divisions(request.user, organization, list(sizes), request.GET)
    filters = LearnerFilters(request.GET, divisions=mine.offered, groups=groups)
    order = Order.asked(request.GET.get("tri", ""))
    context = {
        "filters": filters,
        "mine": mine,
        "is_filtered": filters.is_filtered,
        "page": _page(request, organization, filters, order, sizes),
        "page_sizes": PAGE_SIZES,
        "total": sum(sizes.values()),
        "columns": order.columns,
        "source": source_of(organization),
        "has_withdrawn": request.membership.is_admin
        and Learner.objects.of(organization).withdrawn().exists(),
    }
    context["count_label"] = count_label(context["page"].paginator.count)
    return render(request, "campaigns/_learners.html" if request.htmx else "campaigns/learners.html", context)


def _page(
    request: HttpRequest,
    organization: Organization,
    filters: LearnerFilters,
    order: Order,
    sizes: Mapping[str, int],
) -> Page:
    """Return a page of LearnerRow. sizes: of the classes of the school."""
    count = None if filters.is_filtered else sum(sizes.values())
    pupils = _wanted(Learner.objects.of(organization).active(), filters.wanted)
    if order.by == DIVISION:
        if filters.is_filtered:
            sizes = in_order(dict(class_counts(pupils)))
        rows = _by_class(pupils, sizes, order)
        count = sum(sizes.values())
    elif order.is_usual and not filters.is_filtered:
        rows = ByName(organization, OF_PUPIL)
    else:
        rows = _sorted(pupils, order).values_list(*OF_PUPIL)
    page = page_of(rows, request.GET, count=count)
    page.object_list = rows_of(page.object_list, organization, timezone.now())
    return page


def _wanted(pupils: LearnerQuerySet, wanted: Mapping) -> LearnerQuerySet:
    pupils = pupils.search(wanted["nom"]).in_divisions(wanted["classes"])
    pupils = pupils.in_groups(wanted.get("groupes", []))
    return by_certifiability(by_methods(pupils, wanted["connexion"]), wanted["certificabilite"])


def _by_class(pupils: LearnerQuerySet, sizes: Mapping[str, int], order: Order) -> ByClass:
    divisions = reversed(sizes) if order.is_reversed else sizes
    return ByClass(pupils, {division: sizes[division] for division in divisions}, OF_PUPIL)


def _sorted(pupils: LearnerQuerySet, order: Order) -> QuerySet[Learner]:
    if order.by == PARTICIPATIONS:
        return by_participations(pupils, is_reversed=order.is_reversed)
    return pupils.by_name().reverse() if order.is_reversed else pupils.by_name()
