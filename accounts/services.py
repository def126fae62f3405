"""What is done to accounts; sign-in itself is allauth's (accounts/adapter.py)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts import emails, legal
from accounts.domain.lockout import LockoutRules, Outcome, judge_failure
from accounts.errors import EmailTakenError, LegalTextChangedError
from accounts.models import Acceptance, LegalDocument, User
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record

# --- Accounts -----------------------------------------------------------------------------------------------


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
    return user


@transaction.atomic
def align_email_address(*, user: User, is_verified: bool = False) -> None:
    """Make allauth's only address of ``user`` the one of the account, which signs in."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email or "").delete()
    if user.email:
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True, "verified": is_verified}
        )


def find_account(login: str) -> User | None:
    """Return the account of an e-mail address (it holds an « @ ») or of an identifier, in any case."""
    field = "email" if "@" in login else "username"
    return User.objects.filter(**{field: login.lower()}).first()


# --- Lock-out (accounts.md 4.4) -----------------------------------------------------------------------------


@transaction.atomic
def record_failure(*, user: User, now: datetime | None = None) -> Outcome:
    """Count a wrong password and return what it leads to; two at once count two, the UPDATE locks the row."""
    now = now or timezone.now()
    account = User.objects.filter(pk=user.pk)
    account.update(failure_count=F("failure_count") + 1)
    outcome = judge_failure(account.values_list("failure_count", flat=True).get(), _lockout_rules())
    if outcome.pause:
        account.update(blocked_until=now + outcome.pause)
    if outcome.is_blocked and account.filter(blocked_at=None).update(blocked_at=now):
        record("account.blocked", subject_id=user.pk, now=now)
    return outcome


def record_success(*, user: User, now: datetime | None = None) -> bool:
    """Forget the failures; False when the account was blocked while the password was being checked."""
    unblocked = User.objects.unblocked(now or timezone.now()).filter(pk=user.pk)
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


# --- Forgotten password -------------------------------------------------------------------------------------


def request_password_reset(*, email: str, now: datetime | None = None) -> None:
    """Mail a link to the owner of ``email``; an unknown address costs the same: a job that sends nothing."""
    user_id = User.objects.active().filter(email=email.lower()).values_list("pk", flat=True).first()
    enqueue(emails.PASSWORD_RESET, user_id or emails.NOBODY, now=now)


@transaction.atomic
def reset_password(*, user: User, password_hash: str, now: datetime | None = None) -> bool:
    """Give ``user`` a new password; False when it has changed since ``user`` was read: the link was used.

    Lifts a temporary block, never a block for good. Other sessions end by themselves: they hold the old hash.
    """
    changed = User.objects.filter(pk=user.pk, password=user.password).update(password=password_hash)
    if not changed:
        return False
    User.objects.filter(pk=user.pk, blocked_at=None).update(failure_count=0, blocked_until=None)
    enqueue(emails.PASSWORD_CHANGED, user.pk, now=now)
    record("account.password_reset", actor_id=user.pk, subject_id=user.pk, now=now)
    return True


# --- Terms --------------------------------------------------------------------------------------------------


def current_terms(*, now: datetime | None = None) -> LegalDocument | None:
    """Return the terms of Pix Orga in force, or None before the first text is loaded."""
    return LegalDocument.objects.terms(now or timezone.now()).first()


def must_accept_terms(*, user: User, now: datetime | None = None) -> bool:
    """Return True until ``user`` accepts the terms in force; one query."""
    in_force = LegalDocument.objects.terms(now or timezone.now()).values("pk")[:1]
    return LegalDocument.objects.filter(pk__in=in_force).exclude(acceptances__user=user).exists()


def accept_terms(*, user: User, document: LegalDocument, now: datetime | None = None) -> None:
    """Write that ``user`` accepts ``document``; twice is once."""
    Acceptance.objects.get_or_create(
        user=user, document=document, defaults={"accepted_at": now or timezone.now()}
    )


@transaction.atomic
def load_legal_documents() -> bool:
    """Store the project's own terms under their version; True when they are new. Twice is once.

    LegalTextChangedError: the version is stored with other words; a new text needs a new version.
    """
    text = legal.read_terms()
    document, is_new = LegalDocument.objects.get_or_create(
        kind=LegalDocument.Kind.ORGA_TERMS,
        version=text.version,
        defaults={"body": text.body, "published_at": text.published_at},
    )
    if document.body != text.body:
        raise LegalTextChangedError
    return is_new
