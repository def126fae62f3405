"""What a class does with its missions: hidden from its pupils, or first in their list."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from missions.models import MissionChoice
from organizations.models import Organization
from pixorga.journal.services import record
from pixorga.lib.school_year import school_year_of

State = MissionChoice.State


@transaction.atomic
def choose_missions(
    *, organization: Organization, division: str, states: Mapping[int, str], by: User, now: datetime
) -> int:
    """Write what a class does with these missions this school year; return for how many it is something new.

    states: by key of the mission, a State, or "" to show it as everywhere. Missions that are not named keep
    what they have. A pupil who started a mission may finish it. Source: spec/decisions.md 37.
    """
    scope = {
        "organization": organization,
        "school_year": school_year_of(organization.local(now).date()),
        "division": division,
    }
    own = MissionChoice.objects.filter(**scope)
    # Locked in one order: two people who choose for the same class come one after the other.
    known = dict(own.select_for_update().order_by("mission").values_list("mission", "state"))
    changed = {pk: state for pk, state in states.items() if known.get(pk, "") != state}
    if not changed:
        return 0
    own.filter(mission__in=[pk for pk, state in changed.items() if not state]).delete()
    rows = [
        MissionChoice(**scope, mission_id=pk, state=state) for pk, state in sorted(changed.items()) if state
    ]
    MissionChoice.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[*scope, "mission"],
        update_fields=["state"],
    )
    record(
        "mission_choices.changed",
        actor_id=by.pk,
        organization_id=organization.pk,
        details=_details(changed),
        now=now,
    )
    return len(changed)


def _details(changed: Mapping[int, str]) -> dict[str, list[int]]:
    """Return the keys of the missions by what they became."""
    words = {"hidden": State.HIDDEN, "first": State.FIRST, "shown": ""}
    return {word: [pk for pk, state in changed.items() if state == wanted] for word, wanted in words.items()}
