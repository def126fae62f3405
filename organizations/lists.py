"""Pages of lists, here and in the apps above."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

# What the address of a list asks.
PAGE_QUERY = ("page", "taille")
PAGE_SIZES = (10, 25, 50, 100)


def page_of(rows: Sequence | QuerySet, query: QueryDict, *, default: int = 10) -> Page:
    """Return the page that an address asks: `page`, of `taille` rows. Beyond the last page, the last."""
    size = query.get("taille", "")
    size = int(size) if size in map(str, PAGE_SIZES) else default
    return Paginator(rows, size).get_page(query.get("page"))
