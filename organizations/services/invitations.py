"""Invitations by the administrators of a school: sent, sent again, cancelled."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from organizations import emails, links
from organizations.errors import InvitationError, InviteError, LinkState
from organizations.models import Invitation, Membership, Organization
from organizations.services.locks import lock_organization
from pixorga.jobs.services import enqueue
from pixorga.journal.models import Event
from pixorga.journal.services import record

SENT, RESENT = "invitation.sent", "invitation.resent"
A_DAY = timedelta(days=1)
RENEWED = ["nonce", "sent_at", "send_failed_at", "send_error", "invited_by"]


@transaction.atomic
def invite_members(
    *,
    organization: Organization,
    by: User,
    addresses: Iterable[str],
    role: Membership.Role = Membership.Role.MEMBER,
    now: datetime | None = None,
) -> list[Invitation]:
    """Invite each address once; return the invitations whose mail leaves.

    addresses: checked (organizations.domain.addresses). One that waits already gets a new link, and keeps its
    role if it is higher; one that was written to less than a minute ago is left alone, so that a form sent
    twice mails once. role: only the platform’s staff may invite an administrator. Raises InviteError beyond
    50 addresses, or 200 mails a day. Source: spec/accounts.md 2.2; spec/decisions.md 13, 19.
    """
    now = now or timezone.now()
    addresses = list(dict.fromkeys(address.lower() for address in addresses))
    if len(addresses) > settings.INVITATIONS_PER_SUBMIT:
        raise InviteError(InviteError.TOO_MANY_AT_ONCE)
    if role == Membership.Role.ADMIN and not by.is_staff:
        raise InviteError(InviteError.ROLE)
    lock_organization(organization.pk)
    waiting = Invitation.objects.of(organization).pending().to_addresses(addresses)
    if role == Membership.Role.ADMIN:
        waiting.update(role=role)
    known = list(waiting)
    again = [invitation for invitation in known if not was_just_sent(invitation, now)]
    new = set(addresses) - {invitation.email.lower() for invitation in known}
    _require_room(organization, len(again) + len(new), now)
    for invitation in again:
        _renew_link(invitation, by, now)
    Invitation.objects.bulk_update(again, RENEWED)
    who = {"organization": organization, "role": role, "invited_by": by}
    created = [_invitation(address, now, who) for address in addresses if address in new]
    sent = [*again, *Invitation.objects.bulk_create(created)]
    _mail(organization, by, sent, now)
    return sent


def _invitation(address: str, now: datetime, who: dict) -> Invitation:
    return Invitation(email=address, nonce=links.new_nonce(), created_at=now, sent_at=now, **who)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User, now: datetime | None = None) -> Invitation:
    """Send the mail again with a new link; the former one is dead.

    InvitationError when it waits no more, or its school is archived; InviteError when a mail left less than
    a minute ago, or beyond 200 mails a day.
    """
    now = now or timezone.now()
    invitation = _lock_pending(invitation)
    if invitation.organization.archived_at:
        raise InvitationError(LinkState.UNKNOWN)
    if was_just_sent(invitation, now):
        raise InviteError(InviteError.JUST_SENT)
    _require_room(invitation.organization, 1, now)
    _renew_link(invitation, by, now)
    invitation.save(update_fields=RENEWED)
    is_activation = invitation.origin == Invitation.Origin.ACTIVATION
    enqueue(emails.ACTIVATION if is_activation else emails.INVITATION, invitation.pk, now=now)
    _record(RESENT, invitation, by, now)
    return invitation


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User, now: datetime | None = None) -> Invitation:
    """Withdraw an invitation; its links are dead. InvitationError when it waits no more."""
    now = now or timezone.now()
    invitation = _lock_pending(invitation)
    _mark_cancelled(invitation, now)
    _record("invitation.cancelled", invitation, by, now)
    return invitation


def was_just_sent(invitation: Invitation, now: datetime) -> bool:
    """Return whether a mail is on its way: another one would only kill its link."""
    return not invitation.send_failed_at and invitation.sent_at > now - settings.INVITATION_PAUSE


def cancel_for_other_mailboxes(organization: Organization, now: datetime) -> None:
    """Cancel the links that went to a mailbox which is the school’s no more."""
    pending = Invitation.objects.of(organization).pending().filter(origin=Invitation.Origin.ACTIVATION)
    for invitation in pending.exclude(email__iexact=organization.mailbox):
        _mark_cancelled(invitation, now)


def _mark_cancelled(invitation: Invitation, now: datetime) -> None:
    """Write that a pending, locked invitation is cancelled."""
    invitation.status = Invitation.Status.CANCELLED
    invitation.cancelled_at = now
    invitation.nonce = links.next_nonce(invitation.nonce)
    invitation.requester_first_name = invitation.requester_last_name = ""
    invitation.save()


def _lock_pending(invitation: Invitation) -> Invitation:
    organization = lock_organization(invitation.organization_id)
    invitation = Invitation.objects.of(organization).get(pk=invitation.pk)
    if invitation.status != Invitation.Status.PENDING:
        raise InvitationError(invitation.status)
    return invitation


def _renew_link(invitation: Invitation, by: User, now: datetime) -> None:
    invitation.nonce = links.next_nonce(invitation.nonce)
    invitation.sent_at = now
    invitation.send_failed_at = None
    invitation.send_error = ""
    invitation.invited_by = by


def _require_room(organization: Organization, count: int, now: datetime) -> None:
    """Refuse mails that would be too many for one day; counted in the journal, which no cache can lose."""
    today = Event.objects.of(organization.pk).filter(verb__in=[SENT, RESENT], at__gt=now - A_DAY)
    already = sum(details.get("count", 1) for details in today.values_list("details", flat=True))
    if already + count > settings.INVITATIONS_PER_DAY_AND_SCHOOL:
        raise InviteError(InviteError.TOO_MANY_TODAY)


def _mail(organization: Organization, by: User, sent: Sequence[Invitation], now: datetime) -> None:
    if sent:
        ids = [invitation.pk for invitation in sent]
        enqueue(emails.INVITATION, *ids, now=now)
        details = {"count": len(ids), "invitations": ids}
        record(SENT, actor_id=by.pk, organization_id=organization.pk, details=details, now=now)


def _record(verb: str, invitation: Invitation, by: User, now: datetime) -> None:
    record(
        verb,
        actor_id=by.pk,
        organization_id=invitation.organization_id,
        subject_id=invitation.pk,
        now=now,
    )
