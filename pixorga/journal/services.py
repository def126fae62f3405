"""Write the audit trail."""

from datetime import datetime

from django.utils import timezone

from pixorga.journal.models import Event


def record(
    verb: str,
    *,
    actor_id: int | None = None,
    organization_id: int | None = None,
    subject_id: int | None = None,
    details: dict | None = None,
    now: datetime | None = None,
) -> Event:
    """Write one event, in the transaction of what it tells. ``details``: counts and codes, never a name."""
    return Event.objects.create(
        verb=verb,
        actor_id=actor_id,
        organization_id=organization_id,
        subject_id=subject_id,
        details=details or {},
        at=now or timezone.now(),
    )
