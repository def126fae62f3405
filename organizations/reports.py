"""What the team pages show: members, and invitations that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from organizations import emails, messages
from organizations.lists import page_of
from organizations.models import Invitation, Membership, Organization
from pixorga.jobs.models import Job
from pixorga.lib.text import sort_key


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One invitation that waits.

    level, state: how its mail and its link are, as a tag and in words; advice: what to do then, or nothing.
    is_refused: the address does not exist as it was typed.
    """

    pk: int
    email: str
    sent_at: str
    level: str
    state: str
    advice: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class InvitedPerson:
    """An address about to be invited. note: what is known of it, or nothing."""

    email: str
    note: str


def team_members(organization: Organization) -> list[Membership]:
    """Return the members of a school in alphabetical order, with their accounts; one query.

    The whole team: no database sorts French names as people do, and a team is small.
    """
    members = Membership.objects.of(organization).active().select_related("user")
    return sorted(
        members, key=lambda member: (sort_key(member.user.last_name, member.user.first_name), member.pk)
    )


def waiting_invitations(organization: Organization, page: Page, now: datetime) -> list[InvitationRow]:
    """Return the rows of one page of invitations; one query."""
    invitations: Sequence[Invitation] = page.object_list
    unsent = Job.objects.unfinished().filter(
        kind__in=[emails.ACTIVATION, emails.INVITATION],
        subject_id__in=[invitation.pk for invitation in invitations],
    )
    leaving = set(unsent.values_list("subject_id", flat=True))
    return [
        InvitationRow(
            invitation.pk,
            invitation.email,
            f"{organization.local(invitation.sent_at):%d/%m/%Y - %H:%M}",
            *_state(invitation, is_leaving=invitation.pk in leaving, now=now),
            is_refused=invitation.send_error == Invitation.SendError.REFUSED,
        )
        for invitation in invitations
    ]


def invited_people(organization: Organization, addresses: Sequence[str]) -> list[InvitedPerson]:
    """Return the addresses with a warning for members and for those who wait already; two queries."""
    members = Membership.objects.of(organization).active().filter(user__email__in=addresses)
    already_in = set(members.values_list("user__email", flat=True))
    pending = Invitation.objects.of(organization).pending().to_addresses(addresses)
    waiting = {email.lower() for email in pending.values_list("email", flat=True)}
    return [InvitedPerson(address, _note(address, already_in, waiting)) for address in addresses]


def team_tabs(
    *, membership: Membership, members: int, invitations: int | None = None, current: str
) -> list[Tab]:
    """Return « Membres (4) » and, for administrators, « Invitations (-) » and « Journal ».

    current: the route shown.
    """
    tabs = [_tab("Membres", members, "organizations:team", current)]
    if membership.is_admin:
        tabs.append(_tab("Invitations", invitations, "organizations:invitations", current))
        journal = "organizations:journal"
        tabs.append(Tab("Journal", reverse(journal), journal == current))
    return tabs


def page_with(member: Membership | None, members: Sequence[Membership], query: QueryDict) -> Page:
    """Return the page that an address asks; if ``member`` is not on it, the one on which he is."""
    page = page_of(members, query)
    if member is None or member in page.object_list:
        return page
    return page.paginator.get_page(members.index(member) // page.paginator.per_page + 1)


def _tab(label: str, count: int, route: str, current: str) -> Tab:
    return Tab(f"{label} ({count or '-'})", reverse(route), route == current)


def _note(address: str, already_in: set[str], waiting: set[str]) -> str:
    if address in already_in:
        return "Un membre de l’équipe a déjà cette adresse."
    if address in waiting:
        return "Déjà invitée : un nouvel e-mail remplacera le précédent."
    return ""


def _state(invitation: Invitation, *, is_leaving: bool, now: datetime) -> tuple[str, str, str]:
    if invitation.send_failed_at:
        return "error", "Échec de l’envoi", messages.SEND_ADVICE[invitation.send_error]
    if is_leaving:
        return "info", "Envoi en cours", ""
    if invitation.is_expired(now):
        return "warning", "Lien expiré", messages.EXPIRED_ADVICE
    return "success", "Envoyée", ""
