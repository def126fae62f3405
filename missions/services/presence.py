"""Who is at a tablet: written when a pupil comes in and leaves, and now and then while he is there.

It tells the live board of a class and nothing else: a failure is logged, and the pupil plays on.
"""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError

from learners.models import Learner
from missions.models import Presence

logger = logging.getLogger(__name__)

# Pages of a pupil that follow each other faster than this write once.
FRESH = timedelta(seconds=25)


def come_in(learner: Learner, now: datetime) -> None:
    """Write that a pupil said who he is; from another tablet, or again, it counts anew."""
    row = Presence(learner=learner, organization_id=learner.organization_id, signed_in_at=now, seen_at=now)
    try:
        Presence.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["learner"],
            update_fields=["organization", "signed_in_at", "seen_at"],
        )
    except DatabaseError as error:
        _go_on(learner, error)


def stay(learner: Learner, now: datetime) -> None:
    """Write that a pupil is still there, unless it was written a moment ago.

    learner: read with its presence, so that this asks nothing; one UPDATE when what is written is old.
    """
    presence = getattr(learner, "presence", None)
    if presence is None:
        # He left on another tablet, or has played since before the purge.
        return come_in(learner, now)
    if now - presence.seen_at < FRESH:
        return None
    try:
        Presence.objects.filter(pk=learner.pk, seen_at__lte=now - FRESH).update(seen_at=now)
    except DatabaseError as error:
        _go_on(learner, error)


def leave(learner: Learner) -> None:
    """Forget that a pupil is there."""
    try:
        Presence.objects.filter(pk=learner.pk).delete()
    except DatabaseError as error:
        _go_on(learner, error)


def _go_on(learner: Learner, error: DatabaseError) -> None:
    logger.warning("presence of learner %s not written: %s", learner.pk, type(error).__name__)
