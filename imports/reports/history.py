"""All the files that a school sent, the newest first, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from imports.models import LearnerImport
from imports.reports.told import by, counts_of, moment
from imports.services import can_undo
from organizations.models import Organization
from pixorga.lib.text import plural_fr

Status = LearnerImport.Status

NO_CHANGE = "Aucun changement"

LEVELS = {
    Status.IMPORTED: "success",
    Status.WAITING: "warning",
    Status.UPLOADED: "info",
    Status.VALIDATED: "info",
    Status.UPLOAD_ERROR: "error",
    Status.VALIDATION_ERROR: "error",
    Status.IMPORT_ERROR: "error",
}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One file. sent_by: empty for somebody who is forgotten. level: of the tag, empty for a plain one.

    note: when and by whom it was undone or confirmed. pupils: what it changed. errors: « 6 erreurs », or
    empty. can_undo: it is the last import. is_waiting: somebody has to decide.
    """

    pk: int
    sent_at: str
    sent_by: str
    source: str
    level: str
    state: str
    note: str
    pupils: str
    errors: str
    can_undo: bool
    is_waiting: bool


def runs_of(organization: Organization) -> QuerySet[LearnerImport]:
    """Return the runs of a school, the newest first, with their people."""
    runs = LearnerImport.objects.of(organization)
    return runs.select_related("created_by", "confirmed_by", "undone_by").defer("errors", "leaving")


def history_rows(
    runs: Iterable[LearnerImport], organization: Organization, now: datetime
) -> list[HistoryRow]:
    """Return the runs of one page of the history; one query at most for runs that `runs_of` gave."""
    runs = list(runs)
    imported = next((run for run in runs if run.status == Status.IMPORTED), None)
    last = imported if imported and can_undo(imported, now) else None
    return [_row(run, organization, is_undoable=run is last) for run in runs]


def _row(run: LearnerImport, organization: Organization, *, is_undoable: bool) -> HistoryRow:
    is_undone = run.undone_at is not None
    state = "annulé" if is_undone else run.get_status_display()
    errors = run.error_count
    return HistoryRow(
        pk=run.pk,
        sent_at=moment(run.created_at, organization),
        sent_by=run.created_by.full_name if run.created_by else "",
        source=run.get_kind_display(),
        level="" if is_undone else LEVELS.get(run.status, ""),
        state=state[:1].upper() + state[1:],
        note=_note(run, organization),
        pupils=_pupils(run),
        errors=f"{errors} {plural_fr(errors, 'erreur')}" if errors else "",
        can_undo=is_undoable,
        is_waiting=run.status == Status.WAITING,
    )


def _note(run: LearnerImport, organization: Organization) -> str:
    if run.undone_at:
        return f"le {moment(run.undone_at, organization)}{by(run.undone_by)}"
    if run.confirmed_at:
        return f"confirmé le {moment(run.confirmed_at, organization)}{by(run.confirmed_by)}"
    return ""


def _pupils(run: LearnerImport) -> str:
    """Return what changed: a class of pupils who stay as they are is no news."""
    has_changed = run.created_count or run.changed_count or run.back_count or run.left_count
    if run.status != Status.IMPORTED or not has_changed:
        return NO_CHANGE
    return ", ".join(f"{count} {word}" for count, word in counts_of(run) if count)
