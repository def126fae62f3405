"""The adults of a school: roles, departures. A school with members always keeps an administrator."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.errors import AnonymisationRefusedError
from accounts.models import User
from organizations.errors import LastAdministratorError, MembershipError
from organizations.models import Membership, MembershipQuerySet
from organizations.services.locks import lock_organization
from pixorga.journal.services import record


@transaction.atomic
def change_role(
    *, membership: Membership, role: Membership.Role, by: User, now: datetime | None = None
) -> Membership:
    """Give a member another role; somebody who left meanwhile gets none.

    LastAdministratorError when the school would keep no administrator; MembershipError for one's own role,
    and when ``by`` is no administrator any more. Source: spec/accounts.md 3.1; spec/decisions.md 16.
    """
    if by.pk == membership.user_id:
        raise MembershipError(MembershipError.OWN_ROLE)
    _lock_team(membership, by)
    if membership.disabled_at or membership.role == role:
        return membership
    _require_another_administrator(membership)
    _set_role(membership, role, by, now or timezone.now())
    return membership


@transaction.atomic
def disable_membership(*, membership: Membership, by: User, now: datetime | None = None) -> Membership:
    """End a membership, one's own or another's; the person loses the school at once.

    The last person of a school may leave: the next one to join is its administrator again. Raises
    LastAdministratorError and MembershipError as change_role().
    """
    now = now or timezone.now()
    _lock_team(membership, by)
    if membership.disabled_at:
        return membership
    _require_a_successor(membership)
    membership.disabled_at = now
    membership.save(update_fields=["disabled_at"])
    verb = "membership.left" if by.pk == membership.user_id else "membership.disabled"
    _record(verb, membership, by, {}, now)
    return membership


def choose_school(*, membership: Membership, now: datetime | None = None) -> None:
    """Write that the person works with this school from now on, on whatever computer."""
    membership.chosen_at = now or timezone.now()
    membership.save(update_fields=["chosen_at"])


@transaction.atomic
def deactivate_account(*, user: User, by: User, now: datetime | None = None) -> bool:
    """Close an account: its sessions end at their next request. False when it was closed already.

    LastAdministratorError names the school that would be left with members and without an administrator.
    """
    for membership in _lock_schools_of(user):
        _require_a_successor(membership)
    return _set_active(user, False, by, now)


@transaction.atomic
def reactivate_account(*, user: User, by: User, now: datetime | None = None) -> bool:
    """Open a closed account again, with the schools that it had. False when it was open.

    A school that everybody left meanwhile gets its administrator in whom it finds again, as in the first
    person to join.
    """
    now = now or timezone.now()
    memberships = _lock_schools_of(user)
    changed = _set_active(user, True, by, now)
    for membership in memberships if changed else ():
        if not membership.is_admin and not _others(membership).exists():
            _set_role(membership, Membership.Role.ADMIN, by, now)
    return changed


def refuse_to_forget_a_member(account: User, by: User, now: datetime) -> None:
    """AnonymisationRefusedError: the account is in a school’s team (accounts/services/anonymising.py)."""
    if Membership.objects.filter(user=account, disabled_at=None).exists():
        raise AnonymisationRefusedError(AnonymisationRefusedError.MEMBER)


def may_leave(membership: Membership) -> bool:
    """Return whether the school would keep an administrator, or nobody; asked again under the lock."""
    try:
        _require_a_successor(membership)
    except LastAdministratorError:
        return False
    return True


def _lock_team(membership: Membership, by: User) -> None:
    """Let one change of a team happen at a time, by somebody who is still entitled to it.

    Without the second question, two administrators who remove each other would leave nobody.
    """
    organization = lock_organization(membership.organization_id)
    membership.refresh_from_db(fields=["role", "disabled_at"])
    if by.pk == membership.user_id or by.is_staff:
        return
    administrators = Membership.objects.of(organization).active().admins()
    if not administrators.filter(user=by).exists():
        raise MembershipError(MembershipError.NOT_ADMINISTRATOR)


def _require_another_administrator(membership: Membership) -> None:
    if membership.is_admin and not _others(membership).admins().exists():
        raise LastAdministratorError(membership.organization)


def _require_a_successor(membership: Membership) -> None:
    """Whoever leaves nobody behind may go."""
    if _others(membership).exists():
        _require_another_administrator(membership)


def _others(membership: Membership) -> MembershipQuerySet:
    """Keep who else works there, or would if an archived school opened again."""
    present = Membership.objects.of(membership.organization).filter(disabled_at=None, user__is_active=True)
    return present.exclude(pk=membership.pk)


def _lock_schools_of(user: User) -> list[Membership]:
    """Return the memberships of a person, their schools locked in one order; archived ones too.

    Read after the locks are held: a role may have changed while we waited.
    """
    memberships = Membership.objects.filter(user=user, disabled_at=None).order_by("organization_id")
    for organization_id in memberships.values_list("organization_id", flat=True):
        lock_organization(organization_id)
    return list(memberships.select_related("organization"))


def _set_role(membership: Membership, role: Membership.Role, by: User, now: datetime) -> None:
    former, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    _record("membership.role_changed", membership, by, {"role": role, "former": former}, now)


def _set_active(user: User, is_active: bool, by: User, now: datetime | None) -> bool:
    whoever_has_an_owner = User.objects.filter(pk=user.pk, anonymised_at=None)
    changed = whoever_has_an_owner.filter(is_active=not is_active).update(is_active=is_active)
    user.refresh_from_db(fields=["is_active"])
    if changed:
        verb = "account.reactivated" if is_active else "account.deactivated"
        record(verb, actor_id=by.pk, subject_id=user.pk, now=now)
    return bool(changed)


def _record(verb: str, membership: Membership, by: User, details: dict, now: datetime) -> None:
    record(
        verb,
        actor_id=by.pk,
        organization_id=membership.organization_id,
        subject_id=membership.pk,
        details=details,
        now=now,
    )
