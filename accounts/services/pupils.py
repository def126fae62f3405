"""The accounts of pupils: made when they join, and what a teacher does for those who cannot get in.

Source: spec/accounts.md 6.3, 6.7, 6.10, 6.11. A password is hashed before any of these is called.
"""

from datetime import datetime
from random import Random, SystemRandom

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import emails
from accounts.domain import one_time_passwords
from accounts.errors import EmailTakenError, UsernameTakenError
from accounts.models import ExternalIdentity, User
from accounts.services.adults import align_email_address
from accounts.services.passwords import lift_temporary_block, replace_password
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record

LONGEST_NAME = User._meta.get_field("last_name").max_length


@transaction.atomic
def create_pupil_account(
    *,
    first_name: str,
    last_name: str,
    username: str | None = None,
    email: str | None = None,
    password_hash: str | None = None,
    now: datetime | None = None,
) -> User:
    """Create the account of a pupil and return it; an e-mail address gets a link that confirms it.

    password_hash: from ``hash_password()``; None for somebody who comes from his médiacentre only.
    UsernameTakenError, EmailTakenError: another account has it, whatever its case; nothing is created.
    """
    now = now or timezone.now()
    user = User(
        # A school's list has longer ones.
        first_name=first_name.strip()[:LONGEST_NAME],
        last_name=last_name.strip()[:LONGEST_NAME],
        username=username.strip().lower() if username else None,
        email=email.strip().lower() if email else None,
        password=password_hash or make_password(None),
        date_joined=now,
    )
    _insert(user)
    if user.email:
        align_email_address(user=user)
        enqueue(emails.EMAIL_CONFIRMATION, user.pk, now=now)
    record("account.pupil_created", actor_id=user.pk, subject_id=user.pk, now=now)
    return user


def draw_one_time_password(rng: Random | None = None) -> str:
    """Return a password such as drxhtn74, to be shown once. rng: for tests."""
    return one_time_passwords.draw_one_time_password(rng or SystemRandom())


@transaction.atomic
def give_one_time_password(*, user: User, password_hash: str, by: User, now: datetime | None = None) -> bool:
    """Give ``user`` a password that opens one page only, where he chooses his own, for some days.

    False: the password has changed since ``user`` was read, and nothing is written. Lifts a temporary block,
    never a block for good. Every session ends by itself: it holds the former hash.
    """
    now = now or timezone.now()
    until = now + settings.ONE_TIME_PASSWORD_VALIDITY
    if not replace_password(user, password_hash, now, one_time_until=until):
        return False
    user.password, user.one_time_password_until = password_hash, until
    lift_temporary_block(user)
    record("account.one_time_password_given", actor_id=by.pk, subject_id=user.pk, now=now)
    return True


@transaction.atomic
def choose_own_password(*, user: User, password_hash: str, now: datetime | None = None) -> bool:
    """Put the password that ``user`` chose in the place of the one that staff gave.

    False: the password has changed since ``user`` was read; another browser was quicker, or a teacher.
    """
    if not replace_password(user, password_hash, now):
        return False
    user.password, user.one_time_password_until = password_hash, None
    record("account.password_changed", actor_id=user.pk, subject_id=user.pk, now=now)
    return True


@transaction.atomic
def add_username(*, user: User, username: str, by: User, now: datetime | None = None) -> bool:
    """Give an identifier to an account without one; False when it has one already, which stays.

    UsernameTakenError: another account has this identifier.
    """
    username = username.lower()
    try:
        with transaction.atomic():
            added = User.objects.filter(pk=user.pk, username=None).update(username=username)
    except IntegrityError as error:
        raise UsernameTakenError from error
    if not added:
        return False
    user.username = username
    record("account.username_added", actor_id=by.pk, subject_id=user.pk, now=now)
    return True


def is_username_taken(username: str) -> bool:
    """Return whether an account, open or closed, has this identifier, in any case."""
    return User.objects.filter(username=username.lower()).exists()


def has_gar(user: User) -> bool:
    """Return whether ``user`` may come from the médiacentre of a school."""
    return ExternalIdentity.objects.filter(user=user, provider=ExternalIdentity.GAR).exists()


def _insert(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        if user.username and is_username_taken(user.username):
            raise UsernameTakenError from error
        raise EmailTakenError from error
