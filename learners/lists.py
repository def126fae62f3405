"""What every list with filters shares, here and in the apps above: forgiving fields, and pages.

An address is typed, kept and shared: what it asks and nobody offers is forgotten, never an error.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django import forms
from django.core.cache import caches
from django.core.paginator import Page
from django.db.models import Case, Count, QuerySet, When
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from learners.domain.groups import split_groups
from learners.models import Learner, LearnerQuerySet
from organizations import lists
from organizations.models import Organization
from pixorga.db.prepared import Prepared
from pixorga.lib.plain import plain
from pixorga.lib.text import fold, plural_fr

PAGE_SIZES = lists.PAGE_SIZES
DEFAULT_PAGE_SIZE = 50
LONGEST_SEARCH = 100
# From so many on, what is counted of the pupils is kept.
MANY_PUPILS = 1000
AN_HOUR = 60 * 60


@plain
@dataclass(frozen=True, slots=True)
class Choices:
    """Check boxes of a filter. options: value and label of each; chosen: the values that are ticked."""

    id: str
    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]

    @classmethod
    def of_divisions(cls, divisions: Iterable[str], chosen: Iterable[str]) -> "Choices":
        """Return classes to choose among, for a select of its own."""
        return cls("", "", "", tuple((division, division) for division in divisions), tuple(chosen))


class KnownChoicesBoundField(forms.BoundField):
    @property
    def choices(self) -> Choices:
        """What the filter shows, as a value: those of a school of many classes are drawn once."""
        options = tuple(self.field.choices)
        return Choices(self.auto_id, self.html_name, self.label, options, tuple(self.value() or ()))


class KnownChoicesField(forms.MultipleChoiceField):
    """Several check boxes; values that are not offered are forgotten. choices: pairs of texts."""

    widget = forms.CheckboxSelectMultiple
    bound_field_class = KnownChoicesBoundField

    def __init__(self, **kwargs: object) -> None:
        super().__init__(required=False, **kwargs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return self._choices

    @choices.setter
    def choices(self, value: Iterable[tuple[str, str]]) -> None:
        self._choices = list(value)
        # Asked for where the widget draws itself: going through hundreds of classes takes a while.
        self.widget.choices = lambda: self._choices

    def clean(self, value: object) -> list[str]:
        offered = {option for option, _ in self.choices}
        return [item for item in self.to_python(value) if item in offered]

    def bound_data(self, data: object, initial: object) -> list[str]:
        return self.clean(data)


class SearchInput(forms.TextInput):
    """The field of a search, which every list draws."""

    input_type = "search"

    def render(
        self, name: str, value: object, attrs: dict | None = None, renderer: object = None
    ) -> SafeString:
        """Return the same HTML as Django’s two templates for it."""
        widget = self.get_context(name, value, attrs)["widget"]
        pairs = [("type", widget["type"]), ("name", widget["name"])]
        if widget["value"] is not None:
            pairs.append(("value", widget["value"]))
        return format_html("<input{}>", format_html_join("", ' {}="{}"', [*pairs, *widget["attrs"].items()]))


class SearchField(forms.CharField):
    """Words to look for; what no name holds is dropped, and so is what is too long."""

    widget = SearchInput(attrs={"autocomplete": "off"})

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
        if self._errors is None:
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


@lru_cache(maxsize=64)
def _some_by_name(start: int, stop: int, columns: tuple[str, ...]) -> Prepared[tuple]:
    return Prepared(
        lambda organization: (
            Learner.objects.filter(organization=organization)
            .active()
            .by_name()
            .values_list(*columns)[start:stop]
        ),
        1,
    )


@dataclass(frozen=True, slots=True)
class ByName:
    """The active pupils of a school by name, for page_of(): what a list without filters asks, as tuples."""

    organization: Organization
    columns: tuple[str, ...]

    def __getitem__(self, part: slice) -> list[tuple]:
        length = part.stop - part.start
        # One text for each size of a page, the last one's too.
        size = next((size for size in PAGE_SIZES if size >= length), length)
        some = _some_by_name(part.start, part.start + size, self.columns)
        return some(self.organization.pk)[:length] if length else []


_active_sizes = Prepared(
    lambda organization: class_counts(Learner.objects.filter(organization=organization).active()), 1
)


def class_counts(pupils: LearnerQuerySet) -> QuerySet:
    """Return each class of these pupils with how many it has."""
    return pupils.order_by().values_list("division").annotate(Count("pk"))


def class_sizes(organization: Organization) -> dict[str, int]:
    """Return how many active pupils each class has, in alphabetical order; one query, or none.

    Counting thousands of pupils takes longer than the rest of a page: it is done again once they changed.
    """
    key = f"class-sizes:{organization.pk}:{organization.pupils_version}"
    sizes = caches["local"].get(key)
    if sizes is None:
        sizes = in_order(dict(_active_sizes(organization.pk)))
        if sum(sizes.values()) >= MANY_PUPILS:
            caches["local"].set(key, sizes, AN_HOUR)
    return sizes


_active_groups = Prepared(
    lambda organization: (
        Learner.objects.filter(organization=organization)
        .active()
        .order_by()
        .values_list("division", "groups")
        .annotate(Count("pk"))
    ),
    1,
)


def classes_and_groups(organization: Organization) -> tuple[dict[str, int], list[str]]:
    """Return what class_sizes() does, and the groups that have active pupils; one query, or none.

    Both in alphabetical order; kept as class_sizes() is.
    """
    key = f"classes-and-groups:{organization.pk}:{organization.pupils_version}"
    found = caches["local"].get(key)
    if found is None:
        sizes, groups = Counter(), set()
        for division, joined, count in _active_groups(organization.pk):
            sizes[division] += count
            groups.update(split_groups(joined))
        found = in_order(sizes), sort_divisions(groups)
        if sizes.total() >= MANY_PUPILS:
            caches["local"].set(key, found, AN_HOUR)
    return found


def divisions_of(organization: Organization) -> list[str]:
    """Return the classes that have active pupils, in alphabetical order; one query, or none."""
    return list(class_sizes(organization))


def in_order(sizes: dict[str, int]) -> dict[str, int]:
    """Return the sizes of classes in alphabetical order of their names."""
    return {division: sizes[division] for division in sort_divisions(sizes)}


@dataclass(frozen=True, slots=True)
class ByClass:
    """Some pupils of a school by class, then by name, for page_of(), as tuples.

    sizes: how many of them each class has, in the order of the classes. Classes sort by their names as people
    read them, which no database does alike: only those of a page are asked for.
    """

    pupils: LearnerQuerySet
    sizes: dict[str, int]
    columns: tuple[str, ...]

    def __getitem__(self, part: slice) -> list[tuple]:
        shown, before, place = [], 0, 0
        for division, size in self.sizes.items():
            if place < part.stop and place + size > part.start:
                before = before if shown else place
                shown.append(division)
            place += size
        if not shown:
            return []
        order = Case(*[When(division=division, then=number) for number, division in enumerate(shown)])
        pupils = self.pupils.filter(division__in=shown).order_by(order, "sort_key", "pk")
        return list(pupils.values_list(*self.columns)[part.start - before : part.stop - before])


def page_of(rows: QuerySet | ByName | ByClass, query: QueryDict, *, count: int | None = None) -> Page:
    """Return the page that an address asks; a class fits on one, unless it asks otherwise."""
    return lists.page_of(rows, query, default=DEFAULT_PAGE_SIZE, count=count)


def count_label(count: int) -> str:
    """Return « 42 élèves », « 1 élève » or « Aucun élève »."""
    return f"{count} {plural_fr(count, 'élève')}" if count else "Aucun élève"


def sort_divisions(divisions: Iterable[str]) -> list[str]:
    """Return the names of classes in alphabetical order, each once; case and accents ignored."""
    return sorted(set(divisions), key=_division_key)


@lru_cache(maxsize=4096)
def _division_key(division: str) -> tuple[str, str]:
    return fold(division), division
