"""Joining a school with an invitation link, by a new account or an existing one."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from organizations import emails, links
from organizations.errors import InvitationError, LinkState
from organizations.models import Invitation, Membership, Organization
from organizations.services.locks import lock_organization
from organizations.services.members import choose_school
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an accepted invitation made. is_new: False for somebody who was a member already."""

    membership: Membership
    is_new: bool
    becomes_admin: bool


def link_state(*, invitation: Invitation, generation: int, now: datetime | None = None) -> LinkState:
    """Return what the holder of a link of this generation may do (links.recognize() says which one it is)."""
    now = now or timezone.now()
    if invitation.organization.archived_at:
        return LinkState.UNKNOWN
    if invitation.status != Invitation.Status.PENDING:
        return LinkState(invitation.status)
    if invitation.is_expired(now):
        return LinkState.EXPIRED
    return LinkState.OPEN if generation == links.generation_of(invitation) else LinkState.OUTDATED


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, now: datetime | None = None) -> Arrival:
    """Make ``user`` a member by this invitation, once and for all; whatever e-mail the account has.

    The link must be the one that ``invitation``, as it was read, holds. Raises InvitationError when somebody
    else was quicker, or when it was cancelled, sent again or has expired meanwhile.
    Source: spec/accounts.md 2.5; spec/decisions.md 12, 13, 16.
    """
    now = now or timezone.now()
    organization = lock_organization(invitation.organization_id)
    _claim(invitation, user, now)
    role = _role_for(invitation, organization)
    membership = Membership.objects.of(organization).filter(user=user, disabled_at=None).first()
    is_new = membership is None
    becomes_admin = role == Membership.Role.ADMIN and (is_new or not membership.is_admin)
    if is_new:
        membership = Membership.objects.create(
            organization=organization, user=user, role=role, created_at=now
        )
        _record("membership.created", membership, {"role": role, "invitation_id": invitation.pk}, now)
    elif becomes_admin:
        details = {"role": role, "former": membership.role, "invitation_id": invitation.pk}
        membership.role = role
        membership.save(update_fields=["role"])
        _record("membership.role_changed", membership, details, now)
    choose_school(membership=membership, now=now)
    if becomes_admin and invitation.origin == Invitation.Origin.ACTIVATION:
        _tell_administrators(membership, now)
    return Arrival(membership, is_new, becomes_admin)


@transaction.atomic
def register_and_accept(
    *,
    invitation: Invitation,
    first_name: str,
    last_name: str,
    email: str,
    password_hash: str,
    now: datetime | None = None,
) -> Arrival:
    """Create an account and make it a member by this invitation: both, or neither.

    password_hash: made before, by accounts.services.hash_password(). Raises InvitationError as
    accept_invitation(), and whatever accounts.services.register_adult() raises.
    """
    now = now or timezone.now()
    user = accounts.register_adult(
        first_name=first_name,
        last_name=last_name,
        email=email,
        password_hash=password_hash,
        is_email_verified=email.lower() == invitation.email.lower(),
        now=now,
    )
    return accept_invitation(invitation=invitation, user=user, now=now)


def _claim(invitation: Invitation, user: User, now: datetime) -> None:
    """Take the invitation, if it is still as it was read: two people on one link, one wins."""
    open_link = Invitation.objects.pending().filter(
        pk=invitation.pk,
        nonce=invitation.nonce,
        sent_at__gt=now - settings.INVITATION_VALIDITY,
        organization__archived_at=None,
    )
    claimed = open_link.update(
        status=Invitation.Status.ACCEPTED,
        accepted_at=now,
        accepted_by=user,
        requester_first_name="",
        requester_last_name="",
    )
    if not claimed:
        current = Invitation.objects.select_related("organization").get(pk=invitation.pk)
        generation = links.generation_of(invitation)
        raise InvitationError(link_state(invitation=current, generation=generation, now=now))


def _role_for(invitation: Invitation, organization: Organization) -> Membership.Role:
    """Return the invitation’s role; the first person of a school is its administrator."""
    if Membership.objects.of(organization).active().exists():
        return Membership.Role(invitation.role)
    return Membership.Role.ADMIN


def _tell_administrators(newcomer: Membership, now: datetime) -> None:
    admins = Membership.objects.of(newcomer.organization).active().admins().exclude(pk=newcomer.pk)
    told = admins.exclude(user__email=None).values_list("pk", flat=True)
    enqueue(emails.NEW_ADMINISTRATOR, *told, payload={"membership_id": newcomer.pk}, now=now)


def _record(verb: str, membership: Membership, details: dict, now: datetime) -> None:
    record(
        verb,
        actor_id=membership.user_id,
        organization_id=membership.organization_id,
        subject_id=membership.pk,
        details=details,
        now=now,
    )
