"""Keeping one’s account after school, with an e-mail address of one’s own. Source: spec/accounts.md 6.14."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts import services as accounts
from accounts.errors import DeadLinkError
from accounts.models import User
from learners import emails
from learners.domain.matching import find_match
from learners.errors import RecoveryError, RecoveryLink, RecoveryLinkError, RecoveryProblem
from learners.models import AccountRecovery, Learner
from learners.recovery_links import is_for_password
from learners.services.reconciliation import candidate_of
from organizations.links import new_nonce, next_nonce, split_nonce
from organizations.models import Membership
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record

# Between two clicks on the same button.
PRESSED_TWICE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who somebody says he was at school. ine: from ``read_ine()``."""

    ine: str
    first_name: str
    last_name: str
    birthdate: date


def find_left_account(*, leaver: Leaver) -> Learner:
    """Return the latest record with an account, in any school, of the pupil whom ``leaver`` describes.

    Left or not: whoever has left is disabled by the next import only. The names may be nearly right.
    RecoveryError: nobody, or an account that only the support can give back. One query in every case.
    """
    records = _records().filter(national_student_id=leaver.ine, birthdate=leaver.birthdate)
    latest = records.order_by("-updated_at", "-pk").first()
    if latest is None or find_match(leaver.first_name, leaver.last_name, [candidate_of(latest)]) is None:
        raise RecoveryError(RecoveryProblem.NOT_FOUND)
    _refuse_problem(latest)
    return latest


def found_learner(*, learner_id: int) -> Learner:
    """Return a record that ``find_left_account`` found a moment ago. RecoveryError: as there."""
    learner = _records().filter(pk=learner_id).first()
    if learner is None:
        raise RecoveryError(RecoveryProblem.NOT_FOUND)
    _refuse_problem(learner)
    return learner


@transaction.atomic
def request_recovery(*, learner_id: int, email: str, now: datetime | None = None) -> AccountRecovery:
    """Mail a link to ``email`` that gives the pupil’s account to its holder, and tell the address before.

    A demand that waits is used again: the links sent before are dead. The same address twice within a minute
    is one letter. Where another account has the address, its owner gets other words: the page tells nothing.
    email: in lower case; the account’s own is welcome. RecoveryError: as ``find_left_account``.
    """
    now = now or timezone.now()
    # Two demands at once would be two links that are good: the second one waits.
    User.objects.select_for_update(of=("self",)).filter(learners=learner_id).first()
    user = found_learner(learner_id=learner_id).user
    recovery = AccountRecovery.objects.filter(user=user, used_at=None).first()
    if recovery and recovery.email == email and now - recovery.created_at < PRESSED_TWICE:
        return recovery
    if recovery:
        recovery.nonce = next_nonce(recovery.nonce)
    else:
        recovery = AccountRecovery(user=user, nonce=new_nonce())
    recovery.email, recovery.created_at = email, now
    recovery.save()
    enqueue(emails.RECOVERY, user.pk, now=now)
    if user.email and user.email != email:
        enqueue(emails.RECOVERY_ASKED, user.pk, now=now)
    record("account.recovery_asked", subject_id=user.pk, now=now)
    return recovery


def link_state(
    *, recovery: AccountRecovery, generation: int, mark: str, now: datetime | None = None
) -> RecoveryLink:
    """Return what the holder of a link may do with it. generation, mark: as ``recognize()`` read them."""
    if recovery.used_at:
        return RecoveryLink.USED
    if generation != split_nonce(recovery.nonce)[1]:
        return RecoveryLink.OUTDATED
    if recovery.created_at + settings.ACCOUNT_RECOVERY_VALIDITY <= (now or timezone.now()):
        return RecoveryLink.EXPIRED
    user = recovery.user
    if not is_for_password(user, mark) or _is_out_of_reach(user) or _is_member(user):
        return RecoveryLink.CLOSED
    return RecoveryLink.OPEN


@transaction.atomic
def finish_recovery(
    *, recovery: AccountRecovery, generation: int, mark: str, password_hash: str, now: datetime | None = None
) -> User:
    """Give the account its new address and password, once in its life, and return it.

    RecoveryLinkError: the link is not open any more. EmailTakenError: another account got the address
    meanwhile. In both cases nothing has changed.
    """
    now = now or timezone.now()
    User.objects.select_for_update().get(pk=recovery.user_id)
    held = AccountRecovery.objects.select_related("user").filter(pk=recovery.pk).first()
    if held is None:
        raise RecoveryLinkError(RecoveryLink.UNKNOWN)
    state = link_state(recovery=held, generation=generation, mark=mark, now=now)
    if state != RecoveryLink.OPEN:
        raise RecoveryLinkError(state)
    _mark_used(held, now)
    try:
        accounts.recover_account(user=held.user, email=held.email, password_hash=password_hash, now=now)
    except DeadLinkError as error:
        raise RecoveryLinkError(RecoveryLink.CLOSED) from error
    return held.user


def _mark_used(recovery: AccountRecovery, now: datetime) -> None:
    """Write that the demand was used, and forget its address: the account has it now."""
    waiting = AccountRecovery.objects.filter(pk=recovery.pk, nonce=recovery.nonce, used_at=None)
    try:
        with transaction.atomic():
            is_first = waiting.update(used_at=now, email="")
    except IntegrityError as error:
        raise RecoveryLinkError(RecoveryLink.USED) from error
    if not is_first:
        raise RecoveryLinkError(RecoveryLink.USED)


def _records() -> QuerySet[Learner]:
    """Return the records that have an account, with all that is asked about it."""
    same_account = {"user": OuterRef("user")}
    others = Learner.objects.filter(**same_account).exclude(national_student_id="")
    return (
        Learner.objects.exclude(user=None)
        .select_related("user", "organization")
        .annotate(
            has_other_ine=Exists(others.exclude(national_student_id=OuterRef("national_student_id"))),
            is_recovered=Exists(AccountRecovery.objects.filter(**same_account).exclude(used_at=None)),
            is_member=Exists(Membership.objects.active().filter(**same_account)),
        )
    )


def _refuse_problem(learner: Learner) -> None:
    """RecoveryError: why the account of this record, one of ``_records()``, is not given back."""
    if learner.is_member or _is_out_of_reach(learner.user):
        raise RecoveryError(RecoveryProblem.OUT_OF_REACH)
    if learner.has_other_ine:
        raise RecoveryError(RecoveryProblem.SEVERAL_PUPILS)
    if learner.is_recovered:
        raise RecoveryError(RecoveryProblem.RECOVERED)


def _is_out_of_reach(user: User) -> bool:
    """Return whether the account must not be got by what a classmate may know."""
    is_closed = not user.is_active or user.anonymised_at or user.blocked_at
    return bool(is_closed or user.is_staff or user.is_superuser)


def _is_member(user: User) -> bool:
    return Membership.objects.active().filter(user=user).exists()
