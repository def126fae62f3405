"""Tie a pupil of a school to the account that he uses: one that he has, or the one that he makes.

Nothing is ever written over: a pupil who got an account meanwhile keeps it. Source: spec/accounts.md 6.2–6.4.
"""

from datetime import datetime, timedelta
from random import Random, SystemRandom

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import services as accounts
from accounts.errors import UsernameTakenError
from accounts.models import User
from learners.domain.conflicts import Code
from learners.domain.usernames import propose_username
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from learners.services.reconciliation import check_link, check_sign_up, has_account
from organizations.models import Organization
from pixorga.journal.services import record

# Between two clicks on the same button, the slow hash of the first one included.
PRESSED_TWICE = timedelta(minutes=1)


def link_by_ine(*, user: User, organization: Organization, now: datetime | None = None) -> Learner | None:
    """Tie the account to the pupil of this school who has its INE, and return him; None if nobody is tied.

    The INE is that of the account's pupil who was written last. Source: spec/accounts.md 6.2, step 4.
    """
    numbered = Learner.objects.filter(user=user).exclude(national_student_id="")
    known = numbered.order_by("-updated_at", "-pk").first()
    if known is None:
        return None
    pupils = Learner.objects.of(organization).active()
    learner = pupils.filter(national_student_id=known.national_student_id).first()
    if learner is None:
        return None
    try:
        return link_learner(learner=learner, user=user, now=now)
    except (ConflictError, NoMatchError):
        return None


@transaction.atomic
def link_learner(*, learner: Learner, user: User, now: datetime | None = None) -> Learner:
    """Tie the account to the pupil and return him as he is now; twice is once.

    ConflictError: see ``check_link``, asked again here. NoMatchError: he left the school meanwhile.
    """
    # The account first: in two schools at the same moment, it cannot become two different pupils'.
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    learner = _lock(learner)
    if learner.user_id == user.pk:
        return learner
    check_link(learner=learner, user=user)
    if not _tie(learner, user, now):
        # Somebody was quicker, who did not wait for the lock.
        learner.refresh_from_db()
        check_link(learner=learner, user=user)
    return learner


def propose_username_for(*, learner: Learner, rng: Random | None = None) -> str:
    """Return an identifier that is free now, from the school's record of the pupil."""
    return propose_username(
        first_name=learner.first_name,
        last_name=learner.last_name,
        birthdate=learner.birthdate,
        is_taken=accounts.is_username_taken,
        rng=rng or SystemRandom(),
    )


@transaction.atomic
def sign_up_pupil(
    *,
    learner: Learner,
    password_hash: str,
    email: str | None = None,
    username: str | None = None,
    now: datetime | None = None,
) -> User:
    """Make the pupil's account and return it, tied to him: all of it or nothing.

    email, username: exactly one. password_hash: made before, outside of any transaction. ConflictError: he
    has an account (S5x, S6x), or the identifier is taken meanwhile (S50). EmailTakenError: of accounts.
    NoMatchError: he left the school meanwhile.
    """
    if (email is None) == (username is None):
        raise ValueError("an e-mail or an identifier")
    learner = _lock(learner)
    check_sign_up(learner=learner)
    try:
        user = accounts.create_pupil_account(
            first_name=learner.first_name,
            last_name=learner.last_name,
            username=username,
            email=email,
            password_hash=password_hash,
            now=now,
        )
    except UsernameTakenError as error:
        raise ConflictError(Code.S50) from error
    if not _tie(learner, user, now):
        learner.refresh_from_db()
        check_sign_up(learner=learner)
    return user


def find_just_signed_up(*, learner: Learner, password: str, now: datetime | None = None) -> User | None:
    """Return the account that this very form made for the pupil a moment ago: the button was pressed twice.

    Older accounts are left to the sign-in page and its locks; nobody can try passwords here.
    """
    since = (now or timezone.now()) - PRESSED_TWICE
    user = User.objects.active().filter(learners=learner, date_joined__gt=since).first()
    return user if user and user.check_password(password) else None


def _lock(learner: Learner) -> Learner:
    """Return the pupil as he is now, locked with his records in other schools until the transaction ends.

    In one order, so that nobody waits for each other. Who joins elsewhere at the same moment waits here.
    """
    same = Q(pk=learner.pk)
    if learner.national_student_id:
        same |= Q(national_student_id=learner.national_student_id)
    records = Learner.objects.filter(same).order_by("pk").select_for_update(no_key=True)
    found = {record.pk: record for record in records}.get(learner.pk)
    if found is None or found.disabled_at:
        raise NoMatchError
    return found


def _tie(learner: Learner, user: User, now: datetime | None) -> bool:
    """Write the account to the pupil's record; False when it has one meanwhile."""
    if learner.user_id and not has_account(learner):
        Learner.objects.filter(pk=learner.pk, user=learner.user_id).update(user=None)
    try:
        with transaction.atomic():
            is_tied = Learner.objects.filter(pk=learner.pk, user=None).update(user=user)
    except IntegrityError as error:  # an import has just given the account to another pupil of the school
        raise ConflictError(Code.R70) from error
    if not is_tied:
        return False
    learner.user = user
    record(
        "learner.account_linked",
        actor_id=user.pk,
        organization_id=learner.organization_id,
        subject_id=learner.pk,
        now=now,
    )
    return True
