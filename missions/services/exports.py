"""Files of results that somebody takes away."""

from datetime import datetime

from accounts.models import User
from missions.models import Mission
from organizations.models import Organization
from pixorga.journal.services import record


def record_export(
    *,
    organization: Organization,
    by: User,
    school_year: int,
    class_count: int,
    mission: Mission | None = None,
    now: datetime,
) -> None:
    """Write in the journal that somebody took the results of a mission, of all of them for None.

    class_count: 0 for every class.
    """
    details = {"school_year": school_year, "classes": class_count}
    if mission:
        details["mission"] = mission.pk
    record("results.exported", actor_id=by.pk, organization_id=organization.pk, details=details, now=now)
