"""Passwords: asked for, chosen again."""

from datetime import datetime

from django.db import transaction

from accounts import emails
from accounts.domain.second_step import Change
from accounts.models import ExternalIdentity, User
from accounts.services.addresses import cancel_email_change, prove_own_address
from accounts.services.second_step import remove_second_step
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record


def request_password_reset(*, email: str, now: datetime | None = None) -> None:
    """Mail a link to the owner of ``email``; an unknown address costs the same: a job that sends nothing."""
    user_id = User.objects.active().filter(email=email.lower()).values_list("pk", flat=True).first()
    enqueue(emails.PASSWORD_RESET, user_id or emails.NOBODY, now=now)


@transaction.atomic
def reset_password(*, user: User, password_hash: str, now: datetime | None = None) -> bool:
    """Give ``user`` a new password; False when it has changed since ``user`` was read: the link was used.

    Lifts a temporary block, never a block for good. Other sessions end by themselves: they hold the old hash.
    """
    if not replace_password(user, password_hash, now):
        return False
    lift_temporary_block(user)
    record("account.password_reset", actor_id=user.pk, subject_id=user.pk, now=now)
    if prove_own_address(user=user):
        _drop_unproven_ways_in(user, now)
    return True


@transaction.atomic
def change_password(*, user: User, password_hash: str, now: datetime | None = None) -> bool:
    """Give ``user``, who typed the old password, a new one; False when it has changed since then.

    Sessions end by themselves, save the one that takes over the new hash (``update_session_auth_hash``).
    """
    if not replace_password(user, password_hash, now):
        return False
    user.password = password_hash
    record("account.password_changed", actor_id=user.pk, subject_id=user.pk, now=now)
    return True


def replace_password(
    user: User, password_hash: str, now: datetime | None, *, one_time_until: datetime | None = None
) -> bool:
    """Write the new hash over the one that was read; False when another is there by now.

    Another address that somebody asked for is given up, and the owner told. one_time_until: until when a
    password that staff gave may be changed for one's own; None for every other one.
    """
    unchanged = User.objects.filter(pk=user.pk, password=user.password)
    if not unchanged.update(password=password_hash, one_time_password_until=one_time_until):
        return False
    if user.email:
        cancel_email_change(user=user)
        enqueue(emails.PASSWORD_CHANGED, user.pk, now=now)
    return True


def lift_temporary_block(user: User) -> None:
    """Forget the failures of ``user``, unless they blocked the account for good."""
    User.objects.filter(pk=user.pk, blocked_at=None).update(failure_count=0, blocked_until=None)


def _drop_unproven_ways_in(user: User, now: datetime | None) -> None:
    """Take away what lets in beside the password: anybody may have signed up with this address, and added it.

    The platform's staff keep theirs: a mailbox alone must not open Django admin.
    """
    if not user.is_staff:
        remove_second_step(user=user, actor=user, change=Change.REMOVED_BY_RESET, now=now)
        ExternalIdentity.objects.filter(user=user).delete()
