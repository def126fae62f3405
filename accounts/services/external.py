"""Accounts and who their owners are for other identity providers; linked by the owner alone."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.errors import IdentityTakenError
from accounts.models import ExternalIdentity, User
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
