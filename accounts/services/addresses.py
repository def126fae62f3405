"""The e-mail address of an account: confirmed, or changed for another one that is confirmed first.

allauth's rows say where things stand. Primary: the address that signs in. Neither primary nor confirmed: the
address asked for, at most one. Confirmed and no longer primary: the address before, kept until it was told.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts import emails
from accounts.errors import DeadLinkError, EmailTakenError, SameEmailError
from accounts.models import User
from accounts.services.adults import forget_former_owners
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record


def pending_address(user: User) -> EmailAddress | None:
    """Return the address that takes the place of the account's once it is confirmed, or None."""
    return _pending(user.pk).first()


@transaction.atomic
def resend_confirmation(*, user: User, now: datetime | None = None) -> bool:
    """Mail the link that confirms the account's address once more; False when it is confirmed already."""
    if not user.email:
        return False
    # Accounts that were not made by ``register_adult`` have no row yet.
    current, _ = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    if current.verified:
        return False
    enqueue(emails.EMAIL_CONFIRMATION, user.pk, now=now)
    return True


@transaction.atomic
def request_email_change(*, user: User, email: str, now: datetime | None = None) -> None:
    """Mail a link to ``email``: once it is followed, that is the account's address. An earlier request ends.

    The same is done when somebody has that address: the letter is another one, and goes to its owner.
    SameEmailError: it is the account's address already.
    """
    if email == _lock(user.pk).email:
        raise SameEmailError
    _pending(user.pk).delete()
    address, _ = EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"primary": False, "verified": False}
    )
    enqueue(emails.EMAIL_CHANGE, user.pk, payload={"address_id": address.pk}, now=now)
    enqueue(emails.EMAIL_CHANGE_REQUESTED, user.pk, now=now)
    record("account.email_change_requested", actor_id=user.pk, subject_id=user.pk, now=now)


@transaction.atomic
def resend_email_change(*, user: User, now: datetime | None = None) -> bool:
    """Mail the link to the address asked for once more; False when there is none any more."""
    address = pending_address(user)
    if address is None:
        return False
    enqueue(emails.EMAIL_CHANGE, user.pk, payload={"address_id": address.pk}, now=now)
    return True


@transaction.atomic
def cancel_email_change(*, user: User) -> bool:
    """Forget the address asked for: the link that was mailed leads nowhere. False when there was none."""
    _lock(user.pk)
    deleted, _ = _pending(user.pk).delete()
    return deleted > 0


@transaction.atomic
def confirm_address(*, address: EmailAddress, now: datetime | None = None) -> None:
    """Confirm the account's own address, or make the one asked for the account's address.

    DeadLinkError: confirmed before, given up, replaced by a newer request, or the account is closed.
    EmailTakenError: another account got the address meanwhile; nothing changes.
    """
    user = _lock(address.user_id)
    address = EmailAddress.objects.filter(pk=address.pk, user=user, verified=False).first()
    if address is None or not user.is_active:
        raise DeadLinkError
    if address.primary:
        forget_former_owners(address.email)
        EmailAddress.objects.filter(pk=address.pk).update(verified=True)
    else:
        replace_address(user, address, now)


@transaction.atomic
def prove_own_address(*, user: User) -> bool:
    """Write that ``user`` reads what is mailed to the account's address; False when that was known."""
    current = _lock(user.pk)
    if current.email != user.email:
        return False
    forget_former_owners(user.email)
    address, _ = EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    return EmailAddress.objects.filter(pk=address.pk, verified=False).update(verified=True) == 1


def replace_address(user: User, address: EmailAddress, now: datetime | None) -> None:
    """Make ``address``, a row of ``user`` that is proved, the account's; the one before is told, if any.

    EmailTakenError: another account has it; call it in a transaction.
    """
    if User.objects.filter(email=address.email).exclude(pk=user.pk).exists():
        raise EmailTakenError
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=address.email)
    except IntegrityError as error:
        raise EmailTakenError from error
    if user.email:
        _keep_until_told(user, address, now)
    else:
        forget_former_owners(address.email)
    EmailAddress.objects.filter(pk=address.pk).update(primary=True, verified=True)
    record("account.email_changed", actor_id=user.pk, subject_id=user.pk, now=now)


def _keep_until_told(user: User, address: EmailAddress, now: datetime | None) -> None:
    forget_former_owners(address.email, user.email)
    EmailAddress.objects.filter(user=user, primary=True).update(primary=False, verified=True)
    former, _ = EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"primary": False, "verified": True}
    )
    enqueue(emails.EMAIL_CHANGED, user.pk, payload={"address_id": former.pk}, now=now)


def _lock(user_id: int) -> User:
    """Return the account; who asks, gives up or confirms at the same time waits, and finds what was done."""
    return User.objects.select_for_update().get(pk=user_id)


def _pending(user_id: int) -> QuerySet[EmailAddress]:
    return EmailAddress.objects.filter(user_id=user_id, primary=False, verified=False)
