"""Pages of lists, here and in the apps above."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

# What the address of a list asks.
PAGE_QUERY = ("page", "taille")
PAGE_SIZES = (10, 25, 50, 100)
FIRST_PAGE = "1"


def page_of(
    rows: Sequence | QuerySet, query: QueryDict, *, default: int = 10, count: int | None = None
) -> Page:
    """Return the page that an address asks: `page`, of `taille` rows. Beyond the last page, the last.

    count: of the rows, where it is known already.
    """
    size = query.get("taille", "")
    size = int(size) if size in map(str, PAGE_SIZES) else default
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    elif query.get("page", FIRST_PAGE) == FIRST_PAGE:
        return _first_page(paginator)
    return paginator.get_page(query.get("page"))


def _first_page(paginator: Paginator) -> Page:
    """Return the first page; where everything fits on it, nothing needs to be counted."""
    rows = list(paginator.object_list[: paginator.per_page + 1])
    if len(rows) <= paginator.per_page:
        paginator.count = len(rows)
    page = paginator.page(1)
    page.object_list = rows[: paginator.per_page]
    return page
