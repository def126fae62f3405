"""Where an account is signed in: what is ended, what is told."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import emails
from accounts.models import User
from pixorga.jobs.services import enqueue
from pixorga.journal.services import record


@transaction.atomic
def end_other_sessions(*, user: User, session_key: str, now: datetime | None = None) -> int:
    """Sign ``user`` out at once everywhere but in the session ``session_key``; return how many were ended."""
    ended = drop_other_sessions(user=user, session_key=session_key)
    if ended:
        record(
            "account.sessions_ended",
            actor_id=user.pk,
            subject_id=user.pk,
            details={"count": ended},
            now=now,
        )
    return ended


@transaction.atomic
def drop_other_sessions(*, user: User, session_key: str) -> int:
    """End the other sessions and what is kept of those that were over; return how many were still open."""
    others = UserSession.objects.filter(user=user).exclude(session_key=session_key)
    ended = 0
    for one in others:
        ended += one.exists()
        one.end()
    return ended


def follow_session(*, before: str, session_key: str) -> None:
    """Keep what is known of a session whose key has just changed, as it does with the password."""
    UserSession.objects.filter(session_key=before).update(session_key=session_key)


def tell_long_absence(*, user: User, last_login: datetime | None, now: datetime | None = None) -> None:
    """Mail the owner of an account that signs in again after a year (accounts.md 4.4).

    last_login: before this sign-in; None for the first one.
    """
    now = now or timezone.now()
    if user.email and last_login and now - last_login > settings.SIGN_IN_TOLD_AFTER:
        enqueue(emails.NEW_SIGN_IN, user.pk, now=now)
