"""What the « Journal » page of a school shows: what was done in it, and to the accounts of its members.

An account belongs to no school: what befell it is told to a school while its owner was one of the team. The
failures to sign in of a person are one line a day, the last of them, with their number: an attack must not
push everything else off the page. Costs a fixed number of queries, whatever the number of events.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from accounts.models import User
from organizations.journal_words import Cast, invitation_ids, name_invitations
from organizations.models import Membership, Organization
from pixorga.journal.models import Event
from pixorga.journal.verbs import Group, all_verbs

SIGN_IN_FAILED = "account.sign_in_failed"

PLATFORM = "Équipe de la plateforme"
SITE = "Le site"
OUTSIDER = "Une personne extérieure à l’équipe"
DELETED = "Compte supprimé"
A_DAY = timedelta(days=1)
NEWEST_FIRST = ("-at", "-pk")

# What a school may look for; the platform's own acts concern none.
GROUPS = [group for group in Group if group != Group.PLATFORM]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page looks for; empty values look for everything. first, last: days of the school."""

    first: date | None = None
    last: date | None = None
    group: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the journal, in words."""

    at: str
    actor: str
    sentence: str


def team_ever(organization: Organization) -> list[Membership]:
    """Return every membership of a school, ended ones too, with their accounts; one query."""
    return list(Membership.objects.of(organization).select_related("user").order_by("pk"))


def school_events(
    *, organization: Organization, team: Sequence[Membership], wanted: Wanted
) -> QuerySet[Event]:
    """Return the events that a school may read, newest first. team: from ``team_ever()``."""
    verbs = [verb for verb in all_verbs() if verb.is_for_schools and wanted.group in ("", verb.group)]
    codes = [verb.code for verb in verbs]
    ours = _narrowed(Event.objects.of(organization.pk).filter(verb__in=codes), organization, team, wanted)
    codes = [verb.code for verb in verbs if verb.group == Group.ACCOUNTS]
    if not codes:
        return ours.order_by(*NEWEST_FIRST)
    theirs = _narrowed(_of_accounts(organization, team).filter(verb__in=codes), organization, team, wanted)
    return ours.order_by().union(theirs.order_by(), all=True).order_by(*NEWEST_FIRST)


def tell_acts(
    *, organization: Organization, team: Sequence[Membership], events: Sequence[Event]
) -> list[Act]:
    """Return the lines of one page of events; three queries at most."""
    people = {member.user_id: str(member.user) for member in team}
    members = {member.pk: member.user_id for member in team}
    cast = Cast(people, members, name_invitations(invitation_ids(events), people))
    strangers = _name_strangers({event.actor_id for event in events} - people.keys() - {None})
    failures = _count_failures(organization, events)
    return [
        Act(
            f"{organization.local(event.at):%d/%m/%Y - %H:%M}",
            _actor(event, people, strangers),
            cast.sentence(event) + _times(failures.get(_day_of(organization, event), 0)),
        )
        for event in events
    ]


def _of_accounts(organization: Organization, team: Sequence[Membership]) -> QuerySet[Event]:
    """Keep what befell the accounts of the team, while they were of the team."""
    then = Membership.objects.of(organization).filter(
        Q(disabled_at=None) | Q(disabled_at__gte=OuterRef("at")),
        user=OuterRef("subject_id"),
        created_at__lte=OuterRef("at"),
    )
    people = {member.user_id for member in team}
    events = Event.objects.filter(Exists(then), organization_id=None, subject_id__in=people)
    return _last_failures_of_days(events, organization)


def _last_failures_of_days(events: QuerySet[Event], organization: Organization) -> QuerySet[Event]:
    day = TruncDate("at", tzinfo=organization.zone)
    until = ExpressionWrapper(F("at") + A_DAY, DateTimeField())
    later = Event.objects.alias(day=day).filter(
        Q(at__gt=OuterRef("at")) | Q(pk__gt=OuterRef("pk")),
        organization_id=None,
        verb=SIGN_IN_FAILED,
        subject_id=OuterRef("subject_id"),
        day=OuterRef("day"),
        # What the index looks up: the next failure is near, or there is none.
        at__gte=OuterRef("at"),
        at__lt=OuterRef("until"),
    )
    return events.alias(day=day, until=until).filter(~Q(verb=SIGN_IN_FAILED) | ~Exists(later))


def _narrowed(
    events: QuerySet[Event], organization: Organization, team: Sequence[Membership], wanted: Wanted
) -> QuerySet[Event]:
    if wanted.first:
        events = events.filter(at__gte=_midnight(organization, wanted.first))
    if wanted.last:
        events = events.filter(at__lt=_midnight(organization, wanted.last + A_DAY))
    if wanted.person_id:
        memberships = [member.pk for member in team if member.user_id == wanted.person_id]
        events = events.filter(
            Q(actor_id=wanted.person_id)
            | Q(verb__startswith="account.", subject_id=wanted.person_id)
            | Q(verb__startswith="membership.", subject_id__in=memberships)
        )
    return events


def _midnight(organization: Organization, day: date) -> datetime:
    return datetime.combine(day, time.min, organization.zone)


def _actor(event: Event, people: dict[int, str], strangers: dict[int, str]) -> str:
    if event.actor_id is None:
        return SITE
    return people.get(event.actor_id) or strangers.get(event.actor_id, DELETED)


def _name_strangers(ids: Collection[int]) -> dict[int, str]:
    """Return what to call accounts that were never of the team, by id; one query, none without ids."""
    if not ids:
        return {}
    found = User.objects.filter(pk__in=ids).values_list("pk", "is_staff")
    return {pk: PLATFORM if is_staff else OUTSIDER for pk, is_staff in found}


def _count_failures(organization: Organization, events: Sequence[Event]) -> dict[tuple[int, date], int]:
    """Return how often the people of these events failed to sign in, by account and day; one query."""
    failed = [event for event in events if event.verb == SIGN_IN_FAILED]
    if not failed:
        return {}
    days = [organization.local(event.at).date() for event in failed]
    counted = (
        Event.objects.filter(
            organization_id=None,
            verb=SIGN_IN_FAILED,
            subject_id__in={event.subject_id for event in failed},
            at__gte=_midnight(organization, min(days)),
            at__lt=_midnight(organization, max(days) + A_DAY),
        )
        .annotate(day=TruncDate("at", tzinfo=organization.zone))
        .order_by()
        .values_list("subject_id", "day")
        .annotate(count=Count("pk"))
    )
    return {(subject_id, day): count for subject_id, day, count in counted}


def _day_of(organization: Organization, event: Event) -> tuple[int, date] | None:
    if event.verb != SIGN_IN_FAILED:
        return None
    return event.subject_id, organization.local(event.at).date()


def _times(count: int) -> str:
    return f" ({count} fois ce jour-là)" if count > 1 else ""
