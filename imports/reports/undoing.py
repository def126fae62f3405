"""What undoing an import would do, before somebody does it (decisions.md 29)."""

from dataclasses import dataclass

from imports.models import ImportedLearner, LearnerImport
from imports.pupils import batches
from imports.reports.told import by, day, moment
from imports.services import UNDO_LENGTH
from learners.work import who_worked
from organizations.models import Organization
from pixorga.lib.text import plural_fr


@dataclass(frozen=True, slots=True)
class Undoing:
    """imported: « le 05/09/2026 à 10:31 par Louise Dupont ». effects: a sentence for each kind of change."""

    pk: int
    imported: str
    effects: list[str]


def undo_until(run: LearnerImport, organization: Organization) -> str:
    """Return the last day on which an import can be undone: 12/09/2026."""
    return day(run.ended_at + UNDO_LENGTH, organization)


def undoing_of(run: LearnerImport, organization: Organization) -> Undoing:
    """Return what undoing a run would do; one query, and those that tell who has worked."""
    traces = run.learners.filter(action=ImportedLearner.Action.CREATED)
    created = list(traces.values_list("learner", flat=True))
    kept = sum(len(who_worked(batch)) for batch in batches(created))
    effects = [
        _disabled(len(created) - kept, "nouvel élève", "nouveaux élèves"),
        _kept(kept),
        _restored(run.changed_count),
        _disabled(run.back_count, "élève de retour", "élèves de retour"),
        _back(run.left_count),
    ]
    when = f"le {moment(run.ended_at, organization)}{by(run.created_by)}"
    return Undoing(pk=run.pk, imported=when, effects=list(filter(None, effects)))


def _disabled(count: int, one: str, many: str) -> str:
    verb = plural_fr(count, f"{one} ne sera plus", f"{many} ne seront plus")
    return f"{count} {verb} dans vos listes." if count else ""


def _kept(count: int) -> str:
    words = plural_fr(
        count,
        "nouvel élève a déjà travaillé\u00a0: il reste dans vos listes.",
        "nouveaux élèves ont déjà travaillé\u00a0: ils restent dans vos listes.",
    )
    return f"{count} {words}" if count else ""


def _restored(count: int) -> str:
    words = plural_fr(
        count,
        "élève modifié retrouvera son nom et sa classe d’avant.",
        "élèves modifiés retrouveront leur nom et leur classe d’avant.",
    )
    return f"{count} {words}" if count else ""


def _back(count: int) -> str:
    verb = plural_fr(count, "élève désactivé reviendra", "élèves désactivés reviendront")
    return f"{count} {verb} dans vos listes." if count else ""
