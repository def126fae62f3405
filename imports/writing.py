"""The write step of an import: from rows of a file to pupils, in the caller's transaction.

A fixed number of statements for each few hundred pupils; nothing is written for a pupil who does not change.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter

from imports.bulk import insert_many
from imports.domain.onde import PupilRow
from imports.domain.plan import PlanCounts, StoredPupil, build_plan
from imports.models import ImportedLearner, LearnerImport
from learners.models import Learner
from organizations.models import Organization

BATCH = 500

# What a file may change of a pupil; the account, the results and the reading aloud stay as they are.
COLUMNS = ("last_name", "first_name", "birthdate", "national_student_id", "level", "division")
NEW = (*COLUMNS, "search_key", "sort_key")
CHANGED = (*NEW, "is_provisional", "disabled_at", "updated_at")

Action = ImportedLearner.Action

# The pupil, what was done, and the values replaced as JSON.
Trace = tuple[int, Action, str]


def apply(run: LearnerImport, rows: Sequence[PupilRow], *, now: datetime) -> PlanCounts:
    """Write what the file changes, keep what it replaced, and return the counts.

    The traces of the school's earlier runs go: only the last import can be undone.
    """
    organization = run.organization
    stored = _stored(organization)
    plan = build_plan(stored, rows)
    traces: list[Trace] = []
    if plan.create:
        _create(organization, plan.create, now)
        traces += _created(organization, {pupil.pk for pupil in stored}, now)
    traces += _change(plan.update, Action.CHANGED, now)
    traces += _change(plan.enable, Action.BACK, now)
    traces += _disable(organization, plan.disable, now)
    ImportedLearner.objects.filter(run__organization=organization).exclude(run=run).delete()
    if traces:
        insert_many(ImportedLearner(run=run), ("learner_id", "action", "before"), traces)
    return plan.counts


def _stored(organization: Organization) -> list[StoredPupil]:
    """Return every pupil of the school, locked until the end: a change by hand waits its turn.

    What refers to a pupil does not wait: the keys stay, and a class at work goes on answering.
    """
    learners = Learner.objects.of(organization).order_by("pk").select_for_update(no_key=True)
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


def _create(organization: Organization, rows: Sequence[PupilRow], now: datetime) -> None:
    common = Learner(organization=organization, created_at=now, updated_at=now)
    insert_many(common, NEW, _new(rows))


def _new(rows: Sequence[PupilRow]) -> Iterator[tuple]:
    learner = Learner()  # makes the keys of every row: an instance each would cost more than writing it
    values = attrgetter(*COLUMNS)
    for row in rows:
        learner.last_name, learner.first_name = row.last_name, row.first_name
        learner.set_keys()
        yield *values(row), learner.search_key, learner.sort_key


def _created(organization: Organization, known: set[int], now: datetime) -> list[Trace]:
    """Return a trace of each pupil just created; known: those who were there before."""
    new = Learner.objects.of(organization).filter(created_at=now).order_by("pk")
    return [(pk, Action.CREATED, "{}") for pk in new.values_list("pk", flat=True) if pk not in known]


def _change(changes: Sequence[tuple[int, PupilRow]], action: Action, now: datetime) -> list[Trace]:
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
            traces.append((learner.pk, action, json.dumps(replaced)))
        # An INSERT that meets its own key is an UPDATE of many rows at once, far quicker than bulk_update().
        Learner.objects.bulk_create(
            learners, update_conflicts=True, unique_fields=["id"], update_fields=CHANGED
        )
    return traces


def _disable(organization: Organization, pks: Sequence[int], now: datetime) -> list[Trace]:
    for start in range(0, len(pks), BATCH):
        leaving = Learner.objects.of(organization).filter(pk__in=pks[start : start + BATCH])
        leaving.update(disabled_at=now, updated_at=now)
    return [(pk, Action.LEFT, '{"disabled_at": null}') for pk in pks]


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
