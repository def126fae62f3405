"""How failures to sign in block an account, and who lifts a block (accounts.md 4.4)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.domain.lockout import LockoutRules, Outcome, judge_failure
from accounts.models import User
from pixorga.journal.services import record


@transaction.atomic
def record_failure(*, user: User, now: datetime | None = None) -> Outcome:
    """Count a wrong password or code and return what it leads to; two at once are two: the row is locked.

    The journal tells that the account was tried, never from where.
    """
    now = now or timezone.now()
    account = User.objects.filter(pk=user.pk)
    account.update(failure_count=F("failure_count") + 1)
    outcome = judge_failure(account.values_list("failure_count", flat=True).get(), _lockout_rules())
    record("account.sign_in_failed", subject_id=user.pk, now=now)
    if outcome.pause:
        account.update(blocked_until=now + outcome.pause)
        record("account.paused", subject_id=user.pk, now=now)
    if outcome.is_blocked and account.filter(blocked_at=None).update(blocked_at=now):
        record("account.blocked", subject_id=user.pk, now=now)
    return outcome


def record_success(*, user: User, now: datetime | None = None) -> bool:
    """Forget the failures of somebody who comes in; False, and nothing forgotten, when he must not.

    The account is blocked, or closed since the password was checked.

    Called at the end of signing in: a right password alone would give endless attempts at the second step.
    """
    unblocked = User.objects.unblocked(now or timezone.now()).active().filter(pk=user.pk)
    return unblocked.update(failure_count=0, blocked_until=None) == 1


@transaction.atomic
def unblock_account(*, user: User, actor: User, now: datetime | None = None) -> None:
    """Lift every block of ``user`` and forget the failures, on behalf of ``actor``."""
    User.objects.filter(pk=user.pk).update(failure_count=0, blocked_until=None, blocked_at=None)
    record("account.unblocked", actor_id=actor.pk, subject_id=user.pk, now=now)


def _lockout_rules() -> LockoutRules:
    return LockoutRules(
        block_after=settings.LOGIN_BLOCK_AFTER,
        pause_every=settings.LOGIN_TEMPORARY_BLOCK_EVERY,
        first_pause=settings.LOGIN_TEMPORARY_BLOCK_BASE,
    )
