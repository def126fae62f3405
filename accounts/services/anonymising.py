"""What is left of an account once its owner is forgotten: numbers, without anybody's name."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts.errors import AnonymisationRefusedError
from accounts.models import Acceptance, ExternalIdentity, User
from accounts.services.sessions import drop_other_sessions
from pixorga.journal.services import record

NOBODY = "(anonymisé)"

# Called with the locked account, who asks and when. Forgets what an app above this one holds of the person,
# or raises AnonymisationRefusedError: then nothing at all has changed.
Part = Callable[[User, User, datetime], None]
_parts: list[Part] = []


def also_when_anonymising(part: Part) -> None:
    """Have an app above this one take part, in the same transaction; called once, when the apps are ready."""
    _parts.append(part)


@transaction.atomic
def anonymise_account(*, user: User, by: User, now: datetime | None = None) -> None:
    """Forget who owns this account: no name, no way in, no exact date, no session; twice is once.

    Apps above this one forget what they hold of the person, or refuse (``also_when_anonymising``).
    AnonymisationRefusedError: one of them refuses, or the account has rights of the platform; nothing has
    changed. Source: spec/accounts.md 6.15.
    """
    now = now or timezone.now()
    account = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if account.anonymised_at:
        return
    if account.is_staff or account.is_superuser:
        raise AnonymisationRefusedError(AnonymisationRefusedError.PLATFORM_STAFF)
    for part in _parts:
        part(account, by, now)
    drop_other_sessions(user=account, session_key="")
    for model in (ExternalIdentity, EmailAddress, Authenticator, Acceptance):
        model.objects.filter(user=account).delete()
    _forget(account, by, now)
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    entries.filter(object_id=str(account.pk)).update(object_repr=NOBODY)
    record("account.anonymised", actor_id=by.pk, subject_id=account.pk, now=now)


def _forget(account: User, by: User, now: datetime) -> None:
    account.first_name = account.last_name = NOBODY
    account.email = account.username = account.one_time_password_until = None
    account.password = make_password(None)
    account.failure_count, account.blocked_until, account.blocked_at = 0, None, None
    account.date_joined = _month(account.date_joined)
    account.last_login = account.last_login and _month(account.last_login)
    account.is_active, account.anonymised_at, account.anonymised_by = False, now, by
    account.save()


def _month(moment: datetime) -> datetime:
    """Return when the month of ``moment`` began: enough for statistics."""
    return timezone.localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
