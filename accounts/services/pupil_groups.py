"""One-time passwords for many accounts at once: what accounts.services.pupils does for one, in few queries.

A teacher helps a whole year of 500 pupils; one by one they would keep 6,000 statements in one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import emails
from accounts.models import User
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record_each


@dataclass(frozen=True, slots=True)
class Gift:
    """What an account gets. user: as it was read; username: one to add, "" where the account has its own."""

    user: User
    password_hash: str
    username: str = ""


@transaction.atomic
def give_one_time_passwords(*, gifts: Sequence[Gift], by: User, now: datetime | None = None) -> bool:
    """Do ``give_one_time_password`` and ``add_username`` for all of these accounts, or for none.

    False: an account has another password or identifier than when it was read, or is closed; nothing is
    written. IntegrityError: somebody took an identifier a moment before. Hash the passwords before.
    """
    now = now or timezone.now()
    if not _are_unchanged(gifts):
        return False
    _write(gifts, now)
    ids = [gift.user.pk for gift in gifts]
    with_email = [gift.user.pk for gift in gifts if gift.user.email]
    EmailAddress.objects.filter(user__in=with_email, primary=False, verified=False).delete()
    enqueue(emails.PASSWORD_CHANGED, *with_email, now=now)
    named = [gift.user.pk for gift in gifts if gift.username]
    record_each("account.username_added", subject_ids=named, actor_id=by.pk, now=now)
    record_each("account.one_time_password_given", subject_ids=ids, actor_id=by.pk, now=now)
    return True


def _are_unchanged(gifts: Sequence[Gift]) -> bool:
    """Lock the accounts, always in the same order, and return whether each is as it was read."""
    accounts = User.objects.active().filter(pk__in=[gift.user.pk for gift in gifts], anonymised_at=None)
    locked = accounts.select_for_update().order_by("pk").values_list("pk", "password", "username")
    now = {pk: state for pk, *state in locked}
    return all(now.get(gift.user.pk) == [gift.user.password, gift.user.username] for gift in gifts)


def _write(gifts: Sequence[Gift], now: datetime) -> None:
    for gift in gifts:
        gift.user.password = gift.password_hash
        gift.user.username = gift.username.lower() or gift.user.username
        gift.user.one_time_password_until = now + settings.ONE_TIME_PASSWORD_VALIDITY
    users = [gift.user for gift in gifts]
    User.objects.bulk_update(users, ["password", "username", "one_time_password_until"])
    # As for one: a temporary block ends, one for good stays.
    given = User.objects.filter(pk__in=[user.pk for user in users])
    given.filter(blocked_at=None).update(failure_count=0, blocked_until=None)
