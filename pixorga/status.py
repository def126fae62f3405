"""The state of the service in words for people: /etat-du-service. Probes read health.py instead."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Q

from pixorga.jobs.models import Job

logger = logging.getLogger(__name__)

KEY = "service-state"
KEPT_FOR_SECONDS = 10
# What waits longer than this is late; the ordinary delay is a few seconds.
LATE_AFTER = timedelta(minutes=5)
# One letter that a server puts off delays no other; several are a server that is away.
SEVERAL = 3

MAIL, IMPORTS = "mail", "imports"


@dataclass(frozen=True, slots=True)
class ServiceState:
    """What is late. That the pages open is shown by the page itself: it reads the database."""

    mails_are_late: bool
    imports_are_late: bool

    @property
    def is_fine(self) -> bool:
        return not (self.mails_are_late or self.imports_are_late)


def service_state(*, now: datetime) -> ServiceState:
    """Return the state, at most ten seconds old: everybody may ask, as often as they like."""
    late = _remembered()
    if late is None:
        late = _late_queues(now)
        _remember(late)
    return ServiceState(mails_are_late=MAIL in late, imports_are_late=IMPORTS in late)


def _late_queues(now: datetime) -> list[str]:
    """Return the queues in which something old was never tried, or in which trying fails again and again."""
    long_ago = now - LATE_AFTER
    old = Job.objects.unfinished().filter(created_at__lt=long_ago)
    untried = old.due(long_ago).filter(errors=0)
    counts = (
        old.order_by()
        .values("queue")
        .annotate(
            untried=Count("pk", filter=Q(pk__in=untried.values("pk"))),
            failing=Count("pk", filter=Q(errors__gt=0)),
        )
    )
    return sorted(row["queue"] for row in counts if row["untried"] or row["failing"] >= SEVERAL)


def _remembered() -> list[str] | None:
    try:
        return cache.get(KEY)
    except Exception as error:  # whatever the cache's client raises: the page does without (decisions.md 10)
        logger.warning("cache failed, state not read: %s", type(error).__name__)
        return None


def _remember(late: list[str]) -> None:
    try:
        cache.set(KEY, late, KEPT_FOR_SECONDS)
    except Exception as error:  # as above
        logger.warning("cache failed, state not kept: %s", type(error).__name__)
