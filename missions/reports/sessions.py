"""The session of a school as the staff's pages show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.db.models import Exists, OuterRef, Q

from missions.domain import session
from missions.models import ActivityAnswer, Attempt
from organizations.models import Organization

# A pupil who gave an answer, or began, this recently is at work.
AT_WORK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SessionBlock:
    """The state of the school's session, for the side bar and the home page.

    ends_at_label: « 15:42 » on the school's own clock, with the day when it is not today; "" when closed.
    seconds_left: until the session ends by itself. key: what a page shows, so that it is changed only when
    there is something new to see.
    """

    school_code: str
    is_open: bool
    ends_at_label: str
    seconds_left: int
    is_ending_soon: bool
    key: str


CLOSED, SOON = "fermee", "bientot"
CODE = "code-"


def session_block(organization: Organization, now: datetime) -> SessionBlock:
    """Return what the side bar shows; no query."""
    expires_at = organization.session_expires_at
    is_open = session.is_open(expires_at, now)
    is_ending_soon = session.ends_soon(expires_at, now)
    label = clock_label(organization, expires_at, now) if is_open else ""
    state = f"{SOON if is_ending_soon else 'ouverte'} {label}" if is_open else CLOSED
    return SessionBlock(
        school_code=organization.school_code or "",
        is_open=is_open,
        ends_at_label=label,
        seconds_left=session.seconds_left(expires_at, now),
        is_ending_soon=is_ending_soon,
        key=f"{_mark(organization)} {state}",
    )


def _mark(organization: Organization) -> str:
    """Return what changes with the code of the school; an address, which logs may keep, tells no code."""
    return CODE + blake2b((organization.school_code or "").encode(), digest_size=4).hexdigest()


def has_new_code(block: SessionBlock, seen: str) -> bool:
    """Return whether the school has another code since a page was shown the key ``seen``."""
    return seen.startswith(CODE) and seen.partition(" ")[0] != block.key.partition(" ")[0]


def session_news(block: SessionBlock, seen: str) -> str:
    """Return what is worth saying aloud to whoever was shown the key ``seen``, or the empty string.

    Another code, the end of the session, and its last quarter of an hour: each is told once.
    """
    if has_new_code(block, seen):
        return "Le code de l’école a changé."
    _, _, state = seen.partition(" ")
    if not state or state == CLOSED:
        return ""
    if not block.is_open:
        return "La session est terminée."
    if block.is_ending_soon and not state.startswith(SOON):
        return f"La session se termine bientôt, à {block.ends_at_label}."
    return ""


def clock_label(organization: Organization, instant: datetime, now: datetime) -> str:
    """Return « 15:42 », or « 01:30 le 02/10/2026 » when the day is not today, on the school's own clock."""
    local = organization.local(instant)
    is_today = local.date() == organization.local(now).date()
    return f"{local:%H:%M}" if is_today else f"{local:%H:%M} le {local:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class ClosingReport:
    """What somebody should know before closing the session. opened_by: "" when it is not known any more."""

    opened_by: str
    opened_at_label: str
    pupils_at_work: int


def closing_report(organization: Organization, now: datetime) -> ClosingReport:
    """Return who opened the session, when, and how many pupils are at work; two queries."""
    by, at = organization.session_opened_by, organization.session_opened_at
    return ClosingReport(
        opened_by=by.get_full_name() if by else "",
        opened_at_label=f"{organization.local(at):%d/%m/%Y à %H:%M}" if at else "",
        pupils_at_work=count_pupils_at_work(organization, now),
    )


def count_pupils_at_work(organization: Organization, now: datetime) -> int:
    """Return how many pupils are playing: a started mission, with its start or an answer just before."""
    since = now - AT_WORK
    recent_answers = ActivityAnswer.objects.filter(activity__attempt=OuterRef("pk"), answered_at__gte=since)
    at_work = (
        Attempt.objects.of(organization).started().filter(Q(started_at__gte=since) | Exists(recent_answers))
    )
    return at_work.values("learner").distinct().count()
