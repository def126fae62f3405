"""What a class does with its missions: hidden from its pupils, or first in their list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from missions.models import MissionChoice
from organizations.models import Organization
from pixorga.journal.services import record
from pixorga.lib.school_year import school_year_of

State = MissionChoice.State


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of a choice. taken: missions that somebody else changed meanwhile, left as they are."""

    written: int
    taken: tuple[int, ...] = ()


@transaction.atomic
def choose_missions(
    *,
    organization: Organization,
    division: str,
    states: Mapping[int, str],
    shown: Mapping[int, str],
    by: User,
    now: datetime,
) -> Chosen:
    """Write what a class does with these missions this school year; return for how many it is something new.

    states: by key of the mission, a State, or "" to show it as everywhere. Missions that are not named keep
    what they have. shown: what the person saw before; what is the same was not chosen, and what has become
    something else since is left as it is. A pupil who started a mission may finish it.
    Source: spec/decisions.md 37.
    """
    scope = {
        "organization": organization,
        "school_year": school_year_of(organization.local(now).date()),
        "division": division,
    }
    # A mission without a choice has no row to lock: those who choose for a school come one after the other.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    own = MissionChoice.objects.filter(**scope)
    known = dict(own.values_list("mission", "state"))
    meant = {pk: state for pk, state in states.items() if shown.get(pk) != state}
    changed = {pk: state for pk, state in meant.items() if known.get(pk, "") != state}
    taken = tuple(pk for pk in changed if known.get(pk, "") != shown.get(pk, known.get(pk, "")))
    for pk in taken:
        del changed[pk]
    if changed:
        _write(scope, changed)
        record(
            "mission_choices.changed",
            actor_id=by.pk,
            organization_id=organization.pk,
            details=_details(changed),
            now=now,
        )
    return Chosen(len(changed), taken)


def _write(scope: Mapping[str, object], changed: Mapping[int, str]) -> None:
    own = MissionChoice.objects.filter(**scope)
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


def _details(changed: Mapping[int, str]) -> dict[str, list[int]]:
    """Return the keys of the missions by what they became."""
    words = {"hidden": State.HIDDEN, "first": State.FIRST, "shown": ""}
    return {word: [pk for pk, state in changed.items() if state == wanted] for word, wanted in words.items()}
