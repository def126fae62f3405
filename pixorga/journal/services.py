"""Write the audit trail, and forget what is too old."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from pixorga.journal.models import Event
from pixorga.journal.verbs import find_verb

logger = logging.getLogger(__name__)


def record(
    verb: str,
    *,
    actor_id: int | None = None,
    organization_id: int | None = None,
    subject_id: int | None = None,
    details: dict | None = None,
    now: datetime | None = None,
) -> Event:
    """Write one event, in the transaction of what it tells. ``details``: counts and codes, never a name.

    verb: one that an app registered. Another is written all the same, since a missing label must not undo
    what somebody did; it is logged, and tests/journal/test_verbs.py fails.
    """
    if find_verb(verb) is None:
        logger.error("journal.unknown_verb", extra={"verb": verb})
    return Event.objects.create(
        verb=verb,
        actor_id=actor_id,
        organization_id=organization_id,
        subject_id=subject_id,
        details=details or {},
        at=now or timezone.now(),
    )


def record_each(
    verb: str, *, subject_ids: Iterable[int], actor_id: int, now: datetime | None = None
) -> list[Event]:
    """Write one event a subject, as ``record()`` does for one; in one statement, however many there are."""
    now = now or timezone.now()
    return Event.objects.bulk_create(
        Event(verb=verb, actor_id=actor_id, subject_id=subject_id, at=now) for subject_id in subject_ids
    )


@transaction.atomic
def purge(*, before: datetime, limit: int) -> int:
    """Delete the oldest events, ``limit`` at most, if they are older than ``before``; return how many.

    The only way to delete one. PostgreSQL is told until the end of the transaction (see models.py).
    """
    oldest = list(Event.objects.before(before).order_by("at").values_list("pk", flat=True)[:limit])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL pixorga.purges_journal = 'yes'")
    return Event.objects.filter(pk__in=oldest).purge()
