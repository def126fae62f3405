"""What a teacher does for the account of one pupil of his collège or lycée: another password, an identifier,
an end to a block. Source: spec/accounts.md 6.9–6.11.

Who asks is a member of the pupil's school: the guard of the pages makes sure of it (organizations.access). An
account that follows its pupil is tied to a record in each of his schools, and the staff of any of them may
help with it. The account of an adult, who tied it to a pupil's record to try, is never touched from here:
otherwise any colleague could take it over.
"""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import services as accounts
from accounts.errors import UsernameTakenError
from accounts.models import User
from learners.errors import (
    ClosedAccountError,
    HasUsernameError,
    NoAccountError,
    NoPasswordError,
    NoWayInError,
    OffListError,
    StaffAccountError,
)
from learners.models import Learner
from learners.services.linking import propose_username_for
from organizations.models import Membership
from pixorga.journal.services import record

# Identifiers that are proposed before giving up: each was free a moment before it was taken.
MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class NewUsername:
    """An identifier that was added. one_time_password: in clear; None where the account keeps its own."""

    username: str
    one_time_password: str | None


def reset_learner_password(
    *,
    learner: Learner,
    by: User,
    seen: str | None = None,
    rng: Random | None = None,
    now: datetime | None = None,
) -> str | None:
    """Give the pupil's account a one-time password and return it in clear; nobody can read it again.

    None, and nothing changed, when the password is another than what ``seen`` (from ``password_state()``) or
    ``learner.user`` says: a colleague, or the first of two clicks, came before.
    HelpError: why it cannot be done. Source: spec/accounts.md 6.9.
    """
    user = account_to_help(learner)
    if not has_password_way(user):
        raise NoPasswordError
    if seen not in (None, password_state(user)):
        return None
    password = accounts.draw_one_time_password(rng)
    password_hash = accounts.hash_password(password)
    with transaction.atomic():
        _lock(learner, user)
        if not accounts.give_one_time_password(user=user, password_hash=password_hash, by=by, now=now):
            return None
        _record_help("PASSWORD", learner, by, now)
    return password


def add_learner_username(
    *, learner: Learner, by: User, rng: Random | None = None, now: datetime | None = None
) -> NewUsername:
    """Add the identifier of the pupil's record to his account, beside the ways in that it has.

    An account with a password keeps it; that of the médiacentre alone gets a one-time one.
    HelpError: why it cannot be done; HasUsernameError for the second of two clicks.
    Source: spec/accounts.md 6.11.
    """
    user = account_to_help(learner)
    if user.username:
        raise HasUsernameError
    if not (user.email or accounts.has_gar(user)):
        raise NoWayInError
    password = None if keeps_password(user) else accounts.draw_one_time_password(rng)
    password_hash = accounts.hash_password(password) if password else ""
    for tries_left in reversed(range(MOST_TRIES)):
        username = propose_username_for(learner=learner, rng=rng)
        try:
            _add_username(learner, user, by, username, password_hash, now)
        except UsernameTakenError:
            if not tries_left:
                raise
        else:
            break
    return NewUsername(username, password)


@transaction.atomic
def unblock_learner_account(*, learner: Learner, by: User, now: datetime | None = None) -> bool:
    """Let the pupil try his password again; False when nothing held him back. HelpError: why it cannot be."""
    now = now or timezone.now()
    user = _lock(learner, account_to_help(learner))
    if not user.is_blocked(now):
        return False
    accounts.unblock_account(user=user, actor=by, now=now)
    _record_help("UNBLOCKED", learner, by, now)
    return True


def account_to_help(learner: Learner) -> User:
    """Return the account of a pupil, whom staff may help with it; HelpError: why they may not."""
    if learner.disabled_at:
        raise OffListError
    user = learner.user
    if user is None:
        raise NoAccountError
    if not user.is_active or user.anonymised_at:
        raise ClosedAccountError
    if is_of_staff(user):
        raise StaffAccountError
    return user


def is_of_staff(user: User) -> bool:
    """Return whether the account is an adult's: of the platform, or of a school today or before."""
    return user.is_staff or user.is_superuser or Membership.objects.filter(user=user).exists()


def has_password_way(user: User) -> bool:
    """Return whether the account has something to type beside a password."""
    return bool(user.username or user.email)


def keeps_password(user: User) -> bool:
    """Return whether a new identifier goes with the password that the account has."""
    return bool(user.email) and user.has_usable_password()


def password_state(user: User) -> str:
    """Return what tells one password of an account from another, and nothing about either."""
    return salted_hmac("learners.password_state", f"{user.pk} {user.password}").hexdigest()[:20]


@transaction.atomic
def _add_username(
    learner: Learner, user: User, by: User, username: str, password_hash: str, now: datetime | None
) -> None:
    _lock(learner, user)
    if not accounts.add_username(user=user, username=username, by=by, now=now):
        raise HasUsernameError
    if password_hash and not accounts.give_one_time_password(
        user=user, password_hash=password_hash, by=by, now=now
    ):
        raise NoAccountError
    _record_help("USERNAME", learner, by, now)


def _lock(learner: Learner, user: User) -> User:
    """Return the account as it is now; until the transaction ends, nobody ties or unties it here.

    NoAccountError when the pupil has another one than ``user``.
    """
    # The account first, as whoever ties it does: the other way round, both could wait for each other.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    held = Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
    if held.user_id != user.pk:
        raise NoAccountError
    return account_to_help(held)


def _record_help(act: str, learner: Learner, by: User, now: datetime | None) -> None:
    record(
        "learner.account_helped",
        actor_id=by.pk,
        organization_id=learner.organization_id,
        subject_id=learner.pk,
        details={"act": act},
        now=now,
    )
