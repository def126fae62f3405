"""The last run of a school: what the import page shows of it, and the reminder above the pupils' list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from imports.models import LearnerImport
from imports.reports.departures import Departures, departures_of
from imports.reports.faults import Faults, faults_of
from imports.reports.told import Told, tell
from imports.reports.undoing import undo_until
from imports.services import can_undo
from organizations.models import Organization

# The pupils' list reminds administrators of the last run during this time (spec/imports.md 5.2).
REMINDER = timedelta(days=15)

Status = LearnerImport.Status


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last run as the page tells it.

    key: changes with what there is to tell. is_running: no other file is taken. is_working: a worker has it,
    or will. can_relaunch: it failed and still has its file. undo_until: the last day on which it can be
    undone, or nothing. faults: what is wrong with its file. departures: who would leave, while it waits for
    a yes.
    """

    pk: int
    key: str
    told: Told
    is_running: bool
    is_working: bool
    can_relaunch: bool
    undo_until: str
    faults: Faults | None
    departures: Departures | None


@dataclass(frozen=True, slots=True)
class ImportBanner:
    """One line above the pupils' list, with a link to the page."""

    level: str
    text: str
    url: str


def last_import(organization: Organization, now: datetime) -> LastImport | None:
    """Return the last run of the school as the page shows it, or None before the first; 1 or 2 queries."""
    run = _last_run(organization)
    if run is None:
        return None
    can_relaunch = run.can_relaunch
    is_waiting = run.status == Status.WAITING
    return LastImport(
        pk=run.pk,
        key=f"{run.pk}-{run.status}",
        told=tell(run, organization, can_relaunch=can_relaunch),
        is_running=run.is_running,
        is_working=run.is_working,
        can_relaunch=can_relaunch,
        undo_until=undo_until(run, organization) if can_undo(run, now) else "",
        faults=faults_of(run),
        departures=departures_of(run, organization) if is_waiting else None,
    )


def import_banner(organization: Organization, now: datetime) -> ImportBanner | None:
    """Return the reminder of the last run for the pupils' list, or None when there is nothing recent."""
    run = _last_run(organization)
    if run is None or (run.undone_at or run.ended_at or run.created_at) < now - REMINDER:
        return None
    told = tell(run, organization)
    return ImportBanner(told.level, told.title, reverse("imports:page"))


def _last_run(organization: Organization) -> LearnerImport | None:
    people = ("created_by", "undone_by")
    return LearnerImport.objects.of(organization).select_related(*people).first()
