"""The second step of signing in: codes that serve once, changes that the owner is told of, a lost phone."""

import logging
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import compare_user_code, format_hotp_value, hotp_value
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone

from accounts import mfa_emails
from accounts.domain.second_step import Change
from accounts.models import User
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record

logger = logging.getLogger(__name__)


@transaction.atomic
def record_mfa_change(
    *, user: User, change: Change, actor: User | None = None, now: datetime | None = None
) -> None:
    """Tell the journal and the owner, « si ce n’est pas vous… ». actor: who did it, if not the owner."""
    by, what = actor or user, {"what": change.value}
    record("account.mfa_changed", actor_id=by.pk, subject_id=user.pk, details=what, now=now)
    enqueue(mfa_emails.MFA_CHANGED, user.pk, payload=what, now=now)


@transaction.atomic
def redeem_code(*, user: User, code: str, now: datetime | None = None) -> Authenticator | None:
    """Return what of ``user`` gave the code, which serves no more, or None when nothing of his did.

    A used code is remembered in the row, not in the cache as allauth does: a cache that forgets or is away
    neither lets a code serve twice nor fails a page.
    """
    now = now or timezone.now()
    # The application before the codes of last resort.
    mine = Authenticator.objects.select_for_update().filter(user_id=user.pk).order_by("-type")
    for authenticator in mine.exclude(type=Authenticator.Type.WEBAUTHN):
        try:
            if _redeem(authenticator, code, now):
                return authenticator
        except (
            InvalidToken
        ):  # the secret key has changed, and the former one is not among SECRET_KEY_FALLBACKS
            logger.error("mfa.secret_unreadable", extra={"authenticator_id": authenticator.pk})
    return None


@transaction.atomic
def remove_second_step(
    *, user: User, actor: User, change: Change = Change.REMOVED_BY_STAFF, now: datetime | None = None
) -> bool:
    """Let somebody who lost his phone sign in by password alone; False when that was so already."""
    removed, _ = Authenticator.objects.filter(user_id=user.pk).delete()
    if removed:
        record_mfa_change(user=user, change=change, actor=actor, now=now)
    return bool(removed)


def _redeem(authenticator: Authenticator, code: str, now: datetime) -> bool:
    if authenticator.type == Authenticator.Type.TOTP:
        return _redeem_totp(authenticator, code, now)
    if not authenticator.wrap().validate_code(code):
        return False
    record_mfa_change(user=authenticator.user, change=Change.CODE_USED, now=now)
    return True


def _redeem_totp(authenticator: Authenticator, code: str, now: datetime) -> bool:
    """Accept a code of this half minute or of the ones beside it, later than the last that was accepted."""
    secret = get_adapter().decrypt(authenticator.data["secret"])
    current = int(now.timestamp()) // app_settings.TOTP_PERIOD
    tolerance = app_settings.TOTP_TOLERANCE
    for counter in range(current - tolerance, current + tolerance + 1):
        is_new = counter > authenticator.data.get("last_counter", 0)
        expected = format_hotp_value(hotp_value(secret, counter))
        if is_new and compare_user_code(actual=code, expected=expected):
            authenticator.data["last_counter"] = counter
            authenticator.save(update_fields=["data"])
            return True
    return False
