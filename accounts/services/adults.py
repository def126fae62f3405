"""The accounts of adults: made, found, their address kept in step with the one that signs in."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import emails
from accounts.errors import EmailTakenError
from accounts.models import User
from accounts.services.terms import ACCOUNT_TERMS, accept_terms, due_terms
from pixorga.db.prepared import Prepared
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record

# Between two clicks on the same button, the slow hash of the first one included.
PRESSED_TWICE = timedelta(minutes=1)

# Asked for twice by each sign-in.
_by_email = Prepared(lambda email: User.objects.filter(email=email), 1)
_by_username = Prepared(lambda username: User.objects.filter(username=username), 1)


def hash_password(password: str) -> str:
    """Return the hash to store: called before any transaction, because it takes a third of a second."""
    return make_password(password)


@transaction.atomic
def register_adult(
    *,
    first_name: str,
    last_name: str,
    email: str,
    password_hash: str,
    is_email_verified: bool,
    now: datetime | None = None,
) -> User:
    """Create an adult's account and return it; unless the address is verified, mail a link that confirms it.

    The terms of the account in force are accepted with it: every door has the box to tick.
    password_hash: from ``hash_password()``. EmailTakenError: an account has this address, whatever its case.
    """
    now = now or timezone.now()
    user = User(
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        email=email.strip().lower(),
        password=password_hash,
        date_joined=now,
    )
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTakenError from error
    align_email_address(user=user, is_verified=is_email_verified)
    if not is_email_verified:
        enqueue(emails.EMAIL_CONFIRMATION, user.pk, now=now)
    record("account.created", actor_id=user.pk, subject_id=user.pk, now=now)
    for document in due_terms(user=user, kinds=ACCOUNT_TERMS, now=now):
        accept_terms(user=user, document=document, now=now)
    return user


def find_just_registered(*, email: str, password: str, now: datetime | None = None) -> User | None:
    """Return the account that this very form made a moment ago: the button was pressed twice.

    Older accounts are left to the sign-in page and its locks; nobody can try passwords here.
    """
    since = (now or timezone.now()) - PRESSED_TWICE
    user = User.objects.active().filter(email=email.lower(), date_joined__gt=since).first()
    return user if user and user.check_password(password) else None


@transaction.atomic
def align_email_address(*, user: User, is_verified: bool = False) -> None:
    """Make allauth's only address of ``user`` the one of the account, which signs in."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email or "").delete()
    if user.email:
        if is_verified:
            forget_former_owners(user.email)
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": is_verified}
        )


def forget_former_owners(*emails: str) -> None:
    """Drop what is left of accounts that had these addresses; one at most has an address confirmed."""
    EmailAddress.objects.filter(email__in=emails, primary=False, verified=True).delete()


def find_account(login: str) -> User | None:
    """Return the account of an e-mail address (it holds an « @ ») or of an identifier, in any case."""
    found = _by_email if "@" in login else _by_username
    return found.first(login.lower())
