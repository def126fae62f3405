"""Files of results that somebody takes away."""

from datetime import datetime

from accounts.models import User
from organizations.models import Organization
from pixorga.journal.services import record


def record_export(
    *, organization: Organization, by: User, school_year: int, class_count: int, now: datetime
) -> None:
    """Write in the journal that somebody took the results of all missions. class_count: 0 for every class."""
    details = {"school_year": school_year, "classes": class_count}
    record("results.exported", actor_id=by.pk, organization_id=organization.pk, details=details, now=now)
