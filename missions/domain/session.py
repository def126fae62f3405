"""The 4-hour session during which a school's pupils may come in.

Instants are aware. ``expires_at`` is None for a school that never opened a session. A session that is closed
early expires at that moment, so that started missions can be finished.
Source: spec/junior.md 2, spec/decisions.md 31.
"""

from datetime import datetime, timedelta

SESSION_LENGTH = timedelta(hours=4)
# How long a mission that was started in time may go on after its session.
GRACE = timedelta(hours=4)
ENDS_SOON = timedelta(minutes=15)

_SECOND = timedelta(seconds=1)


def session_end(now: datetime) -> datetime:
    """Return when a session that is opened or extended now expires."""
    return now + SESSION_LENGTH


def is_open(expires_at: datetime | None, now: datetime) -> bool:
    """Return whether pupils may come in, and start or resume a mission."""
    return expires_at is not None and now < expires_at


def may_answer(*, started_at: datetime, expires_at: datetime | None, now: datetime) -> bool:
    """Return whether an answer to a mission that started at ``started_at`` is accepted.

    A session that expires cuts nobody in a started mission, for 4 hours more.
    """
    if expires_at is None:
        return False
    return is_open(expires_at, now) or (started_at <= expires_at and now < expires_at + GRACE)


def seconds_left(expires_at: datetime | None, now: datetime) -> int:
    """Return the seconds until the session expires, a begun second counted as one; 0 when it is closed."""
    if not is_open(expires_at, now):
        return 0
    return -((now - expires_at) // _SECOND)


def ends_soon(expires_at: datetime | None, now: datetime) -> bool:
    """Return whether an open session has less than 15 minutes left, which is worth a warning."""
    return is_open(expires_at, now) and expires_at - now < ENDS_SOON
