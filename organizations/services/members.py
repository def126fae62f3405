"""The adults of a school: roles, departures. A school with members always keeps an administrator."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from organizations.errors import LastAdministratorError
from organizations.models import Membership
from organizations.services.schools import lock_organization
from pixorga.journal.services import record


@transaction.atomic
def change_role(*, membership: Membership, role: Membership.Role, by: User) -> Membership:
    """Give a member another role. LastAdministratorError when the school would keep no administrator.

    Source: spec/decisions.md 16.
    """
    lock_organization(membership.organization_id)
    membership.refresh_from_db(fields=["role", "disabled_at"])
    if membership.disabled_at or membership.role == role:
        return membership
    _require_another_administrator(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    _record("membership.role_changed", membership, by, {"role": role})
    return membership


@transaction.atomic
def disable_membership(*, membership: Membership, by: User, now: datetime | None = None) -> Membership:
    """End a membership; the person loses the school at once. LastAdministratorError as for change_role().

    The last person of a school may leave: the next one to join is its administrator again.
    """
    lock_organization(membership.organization_id)
    membership.refresh_from_db(fields=["role", "disabled_at"])
    if membership.disabled_at:
        return membership
    if _others(membership).exists():
        _require_another_administrator(membership)
    membership.disabled_at = now or timezone.now()
    membership.save(update_fields=["disabled_at"])
    _record("membership.disabled", membership, by, {})
    return membership


def _require_another_administrator(membership: Membership) -> None:
    if membership.is_admin and not _others(membership).admins().exists():
        raise LastAdministratorError


def _others(membership: Membership):
    return Membership.objects.of(membership.organization).active().exclude(pk=membership.pk)


def _record(verb: str, membership: Membership, by: User, details: dict) -> None:
    record(
        verb,
        actor_id=by.pk,
        organization_id=membership.organization_id,
        subject_id=membership.pk,
        details=details,
    )
