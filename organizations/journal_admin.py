"""The journal in Django admin, for the platform's staff: read-only, with the names beside the ids.

It stands here, on the lowest floor that knows accounts and schools; ``organizations.admin`` imports it.
"""

import json
from collections.abc import Sequence

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.models import User
from organizations.journal_words import Cast, invitation_ids, name_invitations
from organizations.models import Membership, Organization
from pixorga.backoffice.read_only import ReadOnlyAdmin
from pixorga.journal.models import Event
from pixorga.journal.verbs import Group, all_verbs

# People or schools that one search may mean; more of them is no search any more.
MOST_FOUND = 100
# Asked for with the ids of a page, so that every page asks the same queries.
NO_ID = 0


class GroupFilter(admin.SimpleListFilter):
    title, parameter_name = "nature", "groupe"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return Group.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        if not self.value():
            return queryset
        return queryset.filter(verb__in=[verb.code for verb in all_verbs() if verb.group == self.value()])


class VerbFilter(admin.SimpleListFilter):
    title, parameter_name = "acte", "acte"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(verb.code, verb.label) for verb in all_verbs()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class NamedEvents(ChangeList):
    """A page of events that knows its people and schools."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        name_events(self.result_list)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "sentence", "actor", "school", "subject_id"]
    list_filter = [GroupFilter, VerbFilter, "at"]
    search_fields = ["verb"]
    search_help_text = "UAI ou nom d’un établissement, nom ou adresse d’une personne, ou un identifiant"
    show_full_result_count = False
    fields = ["at", "verb", "sentence", "actor", "school", "subject_id", "facts"]
    readonly_fields = fields

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        return NamedEvents

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Event | None:
        event = super().get_object(request, object_id, from_field)
        if event is not None:
            name_events([event])
        return event

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        term = search_term.replace("\0", "").strip()
        return (queryset.filter(_about(term)) if term else queryset), False

    @admin.display(description="acte")
    def sentence(self, event: Event) -> str:
        return event.cast.sentence(event)

    @admin.display(description="par", ordering="actor_id")
    def actor(self, event: Event) -> str:
        return _named(event.actor_id, event.cast.people)

    @admin.display(description="établissement", ordering="organization_id")
    def school(self, event: Event) -> str:
        return _named(event.organization_id, event.schools)

    @admin.display(description="détails")
    def facts(self, event: Event) -> str:
        return json.dumps(event.details, ensure_ascii=False)


def name_events(events: Sequence[Event]) -> None:
    """Give each event ``cast`` and ``schools``, who and where it is about; always four queries."""
    told = [event.subject_id for event in events if event.verb.startswith("membership.")]
    members = dict(Membership.objects.filter(pk__in=[NO_ID, *told]).values_list("pk", "user_id"))
    ids = {event.actor_id for event in events} | {Cast({}, members).person_id(event) for event in events}
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=[NO_ID, *(ids - {None})])}
    invitations = name_invitations([NO_ID, *invitation_ids(events)], people)
    ids = {event.organization_id for event in events} - {None}
    schools = {pk: str(school) for pk, school in Organization.objects.in_bulk([NO_ID, *ids]).items()}
    for event in events:
        event.cast, event.schools = Cast(people, members, invitations), schools


def _about(term: str) -> Q:
    """Return the condition of the events that a search means."""
    if term.isascii() and term.isdigit():
        return _of_number(int(term))
    schools = _some(Organization.objects.filter(Q(uai__iexact=term) | Q(name__icontains=term)))
    people = _some(User.objects.filter(*map(_is_called, term.split())))
    members = list(Membership.objects.filter(user__in=people).values_list("pk", flat=True))
    return (
        Q(organization_id__in=schools)
        | Q(actor_id__in=people)
        | Q(verb__in=_verbs_about("account"), subject_id__in=people)
        | Q(verb__in=_verbs_about("membership"), subject_id__in=members)
    )


def _is_called(word: str) -> Q:
    return Q(email__istartswith=word) | Q(last_name__icontains=word) | Q(first_name__icontains=word)


def _some(rows: QuerySet) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True)[:MOST_FOUND])


def _verbs_about(subject: str) -> list[str]:
    return [verb.code for verb in all_verbs() if verb.code.startswith(f"{subject}.")]


def _of_number(number: int) -> Q:
    if number >= 2**63:
        return Q(pk__in=[])
    return Q(organization_id=number) | Q(actor_id=number) | Q(subject_id=number)


def _named(pk: int | None, names: dict[int, str]) -> str:
    if pk is None:
        return "–"
    return f"{names[pk]} [{pk}]" if pk in names else f"[{pk}]"
