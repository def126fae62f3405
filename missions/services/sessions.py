"""The 4-hour session of a school: opened, extended and closed by any of its members."""

from datetime import datetime

from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Q, Value, When

from accounts.models import User
from missions.domain.session import session_end
from organizations.models import Organization
from pixorga.journal.services import record

SESSION_FIELDS = ["session_expires_at", "session_opened_at", "session_opened_by"]


@transaction.atomic
def open_session(*, organization: Organization, by: User, now: datetime) -> None:
    """Open the school's session for four hours, or extend it: it then ends four hours after ``now``.

    Never shortens: of two people who press the button together, the later end stays. Who opened the session,
    and when, is told until it is closed. ``organization`` is brought up to date. Source: spec/junior.md 2.
    """
    ends_at = session_end(now)
    is_open = Q(session_expires_at__gt=now)
    changed = (
        Organization.objects.filter(pk=organization.pk)
        .filter(Q(session_expires_at=None) | Q(session_expires_at__lt=ends_at))
        .update(
            session_opened_at=Case(When(is_open, then=F("session_opened_at")), default=Value(now)),
            session_opened_by=Case(
                When(is_open, then=F("session_opened_by")),
                default=Value(by.pk),
                output_field=BigIntegerField(),
            ),
            session_expires_at=ends_at,
        )
    )
    organization.refresh_from_db(fields=SESSION_FIELDS)
    if changed:
        verb = "session.opened" if organization.session_opened_at == now else "session.extended"
        record(verb, actor_id=by.pk, organization_id=organization.pk, now=now)


@transaction.atomic
def close_session(*, organization: Organization, by: User, now: datetime) -> bool:
    """End the school's session now; return False when it was not open.

    Nobody comes in any more; a mission that was started may be finished (missions.domain.session.GRACE).
    Source: spec/decisions.md 31.
    """
    closed = Organization.objects.filter(pk=organization.pk, session_expires_at__gt=now).update(
        session_expires_at=now
    )
    organization.refresh_from_db(fields=SESSION_FIELDS)
    if closed:
        record("session.closed", actor_id=by.pk, organization_id=organization.pk, now=now)
    return bool(closed)
