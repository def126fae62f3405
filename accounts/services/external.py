"""Accounts and who their owners are for other identity providers; linked by the owner alone."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.errors import IdentityTakenError
from accounts.models import ExternalIdentity, User
from accounts.services.pupils import create_pupil_account
from pixorga.journal.services import record


def find_external_account(*, provider: str, subject: str) -> User | None:
    """Return the account that is linked to this identity, active or not."""
    identity = ExternalIdentity.objects.filter(provider=provider, subject=subject)
    return User.objects.filter(external_identities__in=identity).first()


def note_external_use(*, provider: str, subject: str, now: datetime | None = None) -> None:
    """Write that the identity was used to sign in."""
    identity = ExternalIdentity.objects.filter(provider=provider, subject=subject)
    identity.update(last_used_at=now or timezone.now())


@transaction.atomic
def link_external_identity(*, user: User, provider: str, subject: str, now: datetime | None = None) -> None:
    """Link this identity to ``user``; twice is once. IdentityTakenError: it is another account's."""
    now = now or timezone.now()
    identity, is_new = ExternalIdentity.objects.get_or_create(
        provider=provider,
        subject=subject,
        defaults={"user": user, "linked_at": now, "last_used_at": now},
    )
    if identity.user_id != user.pk:
        raise IdentityTakenError
    if is_new:
        details = {"provider": provider}
        record("account.identity_linked", actor_id=user.pk, subject_id=user.pk, details=details, now=now)


def open_external_account(
    *, provider: str, subject: str, first_name: str, last_name: str, now: datetime | None = None
) -> User:
    """Return the account of this identity, made now for a pupil who has none; it has no password."""
    try:
        return _create_external_account(provider, subject, first_name, last_name, now)
    except IdentityTakenError:  # the button was pressed twice, or another device was quicker
        return find_external_account(provider=provider, subject=subject)


@transaction.atomic
def _create_external_account(
    provider: str, subject: str, first_name: str, last_name: str, now: datetime | None
) -> User:
    if find_external_account(provider=provider, subject=subject):
        raise IdentityTakenError
    user = create_pupil_account(first_name=first_name, last_name=last_name, now=now)
    link_external_identity(user=user, provider=provider, subject=subject, now=now)
    return user


@transaction.atomic
def replace_external_identity(
    *, user: User, provider: str, subject: str, now: datetime | None = None
) -> None:
    """Put this identity in the place of the one that ``user`` used last at the provider; twice is once.

    A pupil who changes schools gets another identifier: the former one opens nothing any more.
    IdentityTakenError: it is another account's. Source: spec/accounts.md 6.8.
    """
    now = now or timezone.now()
    theirs = ExternalIdentity.objects.select_for_update().filter(user=user, provider=provider)
    former = theirs.exclude(subject=subject).order_by("-last_used_at", "-pk").first()
    if former is None or theirs.filter(subject=subject).exists():
        link_external_identity(user=user, provider=provider, subject=subject, now=now)
        return
    former.subject, former.linked_at, former.last_used_at = subject, now, now
    try:
        with transaction.atomic():
            former.save(update_fields=["subject", "linked_at", "last_used_at"])
    except IntegrityError as error:
        raise IdentityTakenError from error
    details = {"provider": provider}
    record("account.identity_replaced", actor_id=user.pk, subject_id=user.pk, details=details, now=now)
