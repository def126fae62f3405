"""The write step of an import: from rows of a file to pupils, in the caller's transaction.

A fixed number of statements for each few hundred pupils; nothing is written for a pupil who does not change.
"""

from collections.abc import Sequence
from datetime import datetime

from imports.domain.onde import PupilRow
from imports.domain.plan import ImportPlan, PlanCounts, StoredPupil, build_plan
from imports.models import ImportedLearner, LearnerImport
from learners.models import Learner
from organizations.models import Organization

BATCH = 500

# What a file may change of a pupil; the account, the results and the reading aloud stay as they are.
COLUMNS = ("last_name", "first_name", "birthdate", "national_student_id", "level", "division")
WRITTEN = (*COLUMNS, "search_key", "sort_key", "is_provisional", "disabled_at", "updated_at")

Action = ImportedLearner.Action


def apply(run: LearnerImport, rows: Sequence[PupilRow], *, now: datetime) -> PlanCounts:
    """Write what the file changes, keep what it replaced, and return the counts.

    The traces of the school's earlier runs go: only the last import can be undone.
    """
    organization = run.organization
    plan = build_plan(_stored(organization), rows)
    created = _create(organization, plan, now)
    traces = [ImportedLearner(run=run, learner=learner, action=Action.CREATED) for learner in created]
    traces += _change(run, plan.update, Action.CHANGED, now)
    traces += _change(run, plan.enable, Action.BACK, now)
    traces += _disable(run, organization, plan.disable, now)
    ImportedLearner.objects.filter(run__organization=organization).exclude(run=run).delete()
    ImportedLearner.objects.bulk_create(traces, batch_size=BATCH)
    return plan.counts


def _stored(organization: Organization) -> list[StoredPupil]:
    """Return every pupil of the school, locked until the end: a change by hand waits its turn."""
    learners = Learner.objects.of(organization).select_for_update()
    columns = learners.values_list("pk", *COLUMNS, "disabled_at", "is_provisional")
    return [
        StoredPupil(
            pk=pk,
            last_name=last_name,
            first_name=first_name,
            birthdate=birthdate,
            national_student_id=ine,
            level=level,
            division=division,
            is_active=disabled_at is None,
            is_provisional=is_provisional,
        )
        for pk, last_name, first_name, birthdate, ine, level, division, disabled_at, is_provisional in columns
    ]


def _create(organization: Organization, plan: ImportPlan, now: datetime) -> list[Learner]:
    learners = []
    for row in plan.create:
        learner = Learner(organization=organization, created_at=now)
        _fill(learner, row, now)
        learners.append(learner)
    return Learner.objects.bulk_create(learners, batch_size=BATCH)


def _change(
    run: LearnerImport, changes: Sequence[tuple[int, PupilRow]], action: Action, now: datetime
) -> list[ImportedLearner]:
    """Write the rows over the pupils they found; return a trace of each with the values replaced."""
    traces = []
    for start in range(0, len(changes), BATCH):
        rows = dict(changes[start : start + BATCH])
        learners = list(Learner.objects.filter(pk__in=rows))
        for learner in learners:
            before = _values(learner)
            _fill(learner, rows[learner.pk], now)
            after = _values(learner)
            replaced = {name: value for name, value in before.items() if value != after[name]}
            traces.append(ImportedLearner(run=run, learner=learner, action=action, before=replaced))
        # An INSERT that meets its own key is an UPDATE of many rows at once, far quicker than bulk_update().
        Learner.objects.bulk_create(
            learners, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
        )
    return traces


def _disable(
    run: LearnerImport, organization: Organization, pks: Sequence[int], now: datetime
) -> list[ImportedLearner]:
    for start in range(0, len(pks), BATCH):
        leaving = Learner.objects.of(organization).filter(pk__in=pks[start : start + BATCH])
        leaving.update(disabled_at=now, updated_at=now)
    return [ImportedLearner(run=run, learner_id=pk, action=Action.LEFT) for pk in pks]


def _fill(learner: Learner, row: PupilRow, now: datetime) -> None:
    for name in COLUMNS:
        setattr(learner, name, getattr(row, name))
    learner.set_keys()
    learner.is_provisional = False
    learner.disabled_at = None
    learner.updated_at = now


def _values(learner: Learner) -> dict:
    """Return the columns that undoing puts back, as JSON values."""
    values = {name: getattr(learner, name) for name in COLUMNS}
    values["birthdate"] = learner.birthdate.isoformat()
    values["is_provisional"] = learner.is_provisional
    values["disabled_at"] = learner.disabled_at.isoformat() if learner.disabled_at else None
    return values
