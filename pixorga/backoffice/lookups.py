"""What the address of a list in Django admin may ask for."""

from django.contrib import admin
from django.contrib.admin.filters import ListFilter
from django.http import HttpRequest


class OfferedLookups:
    """For every ModelAdmin: a list is narrowed by the filters that it offers, and by nothing else.

    Django takes any column of the model, also one that no page shows: ``?session_key__startswith=a`` would
    tell, letter by letter, what opens somebody else's session.
    """

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        is_offered = any(_offers(each, lookup) for each in self.get_list_filter(request))
        return is_offered and super().lookup_allowed(lookup, value, request)


def _offers(list_filter: str | tuple[str, type] | type[ListFilter], lookup: str) -> bool:
    if isinstance(list_filter, type) and issubclass(list_filter, admin.SimpleListFilter):
        return lookup == list_filter.parameter_name
    field = list_filter[0] if isinstance(list_filter, tuple) else list_filter
    return lookup == field or lookup.startswith(f"{field}__")
