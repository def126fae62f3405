"""Django admin for rows that only the product itself writes."""

from collections.abc import Callable, Sequence

from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from pixorga.backoffice.lookups import OfferedLookups


class ReadOnly:
    """For inlines, and what ``ReadOnlyAdmin`` is made of: nothing is added, changed or deleted by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, OfferedLookups, admin.ModelAdmin):
    """Rows to look at. Actions that call services may stand beside them, each with its own permission.

    list_title: of the list, where a library names its rows in English.
    """

    list_title = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        title = {"title": self.list_title} if self.list_title else {}
        return super().changelist_view(request, title | (extra_context or {}))


def column(field: str, words: str) -> Callable[[admin.ModelAdmin, Model], str]:
    """Return a column that shows ``field``, which a library names in English, under our words."""

    @admin.display(description=words, ordering=field)
    def show(model_admin: admin.ModelAdmin, row: Model) -> str:
        return display_for_value(getattr(row, field), "-")

    return show


class LatestFew(ReadOnly):
    """For inlines: the last rows of one object, with a link to the page of each.

    joined: the relations to read with them, one query for all.
    """

    most = 100
    joined: Sequence[str] = ()
    show_change_link = True
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related(*self.joined).order_by("-pk")
        # A slice cannot be filtered, and the formset filters: the slice chooses ids.
        owner = {self.fk_name: request.resolver_match.kwargs.get("object_id")}
        latest = self.model._default_manager.filter(**owner).order_by("-pk").values("pk")[: self.most]
        return rows.filter(pk__in=latest)
