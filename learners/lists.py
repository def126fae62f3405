"""What every list with filters shares, here and in the apps above: forgiving fields, and pages.

An address is typed, kept and shared: what it asks and nobody offers is forgotten, never an error.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import QueryDict

from organizations import lists
from pixorga.lib.text import fold, plural_fr

PAGE_SIZES = lists.PAGE_SIZES
DEFAULT_PAGE_SIZE = 50
LONGEST_SEARCH = 100


class KnownChoicesField(forms.MultipleChoiceField):
    """Several check boxes; values that are not offered are forgotten."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: object) -> list[str]:
        return [item for item in self.to_python(value) if self.valid_value(item)]

    def bound_data(self, data: object, initial: object) -> list[str]:
        return self.clean(data)


class SearchField(forms.CharField):
    """Words to look for; what no name holds is dropped, and so is what is too long."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=False, max_length=LONGEST_SEARCH, **kwargs)

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\0", "")[:LONGEST_SEARCH]

    def bound_data(self, data: object, initial: object) -> str:
        return self.to_python(data)


class ListForm(forms.Form):
    """The filters of a list, read from its address.

    kept: how the list is shown, not what is in it; filters leave these values alone and nothing clears them.
    """

    kept: tuple[str, ...] = ("taille",)

    @property
    def wanted(self) -> dict[str, str | list[str]]:
        """What the list must match, by name of field; empty values match everything."""
        self.full_clean()
        return self.cleaned_data

    @property
    def is_filtered(self) -> bool:
        return any(self.wanted.values())

    @property
    def kept_values(self) -> dict[str, str]:
        """What the list's own links have set: hidden fields of the form that stand inside the fragment."""
        return {name: self.data[name] for name in self.kept if self.data.get(name)}

    @property
    def clear_query(self) -> str:
        """The query string of the same list without filters, « ? » included."""
        return f"?{urlencode(self.kept_values)}"


def page_of(rows: QuerySet, query: QueryDict, *, count: int | None = None) -> Page:
    """Return the page that an address asks; a class fits on one, unless it asks otherwise."""
    return lists.page_of(rows, query, default=DEFAULT_PAGE_SIZE, count=count)


def count_label(count: int) -> str:
    """Return « 42 élèves », « 1 élève » or « Aucun élève »."""
    return f"{count} {plural_fr(count, 'élève')}" if count else "Aucun élève"


def sort_divisions(divisions: Iterable[str]) -> list[str]:
    """Return the names of classes in alphabetical order, each once; case and accents ignored."""
    return sorted(set(divisions), key=lambda division: (fold(division), division))
