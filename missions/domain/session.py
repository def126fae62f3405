"""The 4-hour session during which a school's pupils may come in.

Instants are aware. ``expires_at`` is None for a school that never opened a session. A session that is closed
early expires at that moment, so that started missions can be finished.
Source: spec/junior.md 2, spec/decisions.md 31.
"""

from datetime import datetime, timedelta

SESSION_LENGTH = timedelta(hours=4)
# How long a mission that was started in time may go on after its session.
GRACE = timedelta(hours=4)
# How long a tablet may keep an answer that found no network: a class that works before the holidays and after
# them loses nothing.
KEPT = timedelta(days=21)
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


def may_send_kept(
    *, asked_at: datetime, started_at: datetime, expires_at: datetime | None, now: datetime
) -> bool:
    """Return whether an answer that a tablet may have kept is accepted now.

    asked_at: when we showed the question, which is never later than the answer. The network is no fault of a
    child: what counts is that an answer was accepted then, or is now. 21 days later it is over, so that the
    page of a question is no right for ever. Source: spec/decisions.md 31, 32.
    """
    if now >= asked_at + KEPT:
        return False
    return any(
        may_answer(started_at=started_at, expires_at=expires_at, now=instant) for instant in (asked_at, now)
    )


def seconds_left(expires_at: datetime | None, now: datetime) -> int:
    """Return the seconds until the session expires, a begun second counted as one; 0 when it is closed."""
    if not is_open(expires_at, now):
        return 0
    return -((now - expires_at) // _SECOND)


def ends_soon(expires_at: datetime | None, now: datetime) -> bool:
    """Return whether an open session has less than 15 minutes left, which is worth a warning."""
    return is_open(expires_at, now) and expires_at - now < ENDS_SOON
