"""Invitations by the administrators of a school: sent, sent again, cancelled."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from organizations import emails, links
from organizations.errors import InvitationError, InviteError
from organizations.models import Invitation, Organization
from organizations.services.schools import lock_organization
from pixorga.jobs.services import enqueue
from pixorga.journal.models import Event
from pixorga.journal.services import record

SENT = "invitation.sent"
A_DAY = timedelta(days=1)


@transaction.atomic
def invite_members(
    *, organization: Organization, by: User, addresses: Iterable[str], now: datetime | None = None
) -> list[Invitation]:
    """Invite each address once, as a member; return the invitations whose mail leaves.

    addresses: checked (organizations.domain.addresses). One that waits already gets a new link, and keeps its
    role if it is higher; one that was written to less than a minute ago is left alone, so that a form sent
    twice mails once. Raises InviteError beyond 50 addresses, or 200 mails a day.
    Source: spec/accounts.md 2.2; spec/decisions.md 13, 19.
    """
    now = now or timezone.now()
    addresses = list(dict.fromkeys(address.lower() for address in addresses))
    if len(addresses) > settings.INVITATIONS_PER_SUBMIT:
        raise InviteError(InviteError.TOO_MANY_AT_ONCE)
    lock_organization(organization.pk)
    pending = {invitation.email.lower(): invitation for invitation in _pending(organization, addresses)}
    known = [pending[address] for address in addresses if address in pending]
    again = [invitation for invitation in known if invitation.sent_at <= now - settings.INVITATION_PAUSE]
    new = [address for address in addresses if address not in pending]
    _count_mails(organization, by, len(again) + len(new), now)
    for invitation in again:
        _renew_link(invitation, by, now)
    Invitation.objects.bulk_update(again, ["nonce", "sent_at", "send_failed_at", "invited_by"])
    created = Invitation.objects.bulk_create(
        Invitation(
            organization=organization,
            email=address,
            nonce=links.new_nonce(),
            invited_by=by,
            created_at=now,
            sent_at=now,
        )
        for address in new
    )
    sent = [*again, *created]
    enqueue(emails.INVITATION, *(invitation.pk for invitation in sent), now=now)
    return sent


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User, now: datetime | None = None) -> Invitation:
    """Send the mail again with a new link; the former one is dead. InvitationError when it waits no more."""
    now = now or timezone.now()
    invitation = _lock_pending(invitation)
    _count_mails(invitation.organization, by, 1, now)
    _renew_link(invitation, by, now)
    invitation.save(update_fields=["nonce", "sent_at", "send_failed_at", "invited_by"])
    is_activation = invitation.origin == Invitation.Origin.ACTIVATION
    enqueue(emails.ACTIVATION if is_activation else emails.INVITATION, invitation.pk, now=now)
    return invitation


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User, now: datetime | None = None) -> Invitation:
    """Withdraw an invitation; its links are dead. InvitationError when it waits no more."""
    now = now or timezone.now()
    invitation = _lock_pending(invitation)
    mark_cancelled(invitation, now)
    record(
        "invitation.cancelled",
        actor_id=by.pk,
        organization_id=invitation.organization_id,
        subject_id=invitation.pk,
        now=now,
    )
    return invitation


def mark_cancelled(invitation: Invitation, now: datetime) -> None:
    """Write that a pending, locked invitation is cancelled."""
    invitation.status = Invitation.Status.CANCELLED
    invitation.cancelled_at = now
    invitation.nonce = links.next_nonce(invitation.nonce)
    invitation.requester_first_name = invitation.requester_last_name = ""
    invitation.save()


def _pending(organization: Organization, addresses: Sequence[str]) -> Iterable[Invitation]:
    return Invitation.objects.of(organization).pending().to_addresses(addresses)


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
    invitation.invited_by = by


def _count_mails(organization: Organization, by: User, count: int, now: datetime) -> None:
    """Write how many mails leave; InviteError when that makes too many for one day."""
    today = Event.objects.of(organization.pk).filter(verb=SENT, at__gt=now - A_DAY)
    already = sum(details.get("count", 0) for details in today.values_list("details", flat=True))
    if already + count > settings.INVITATIONS_PER_DAY_AND_SCHOOL:
        raise InviteError(InviteError.TOO_MANY_TODAY)
    if count:
        record(SENT, actor_id=by.pk, organization_id=organization.pk, details={"count": count}, now=now)
