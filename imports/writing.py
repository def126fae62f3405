"""The write step of an import: from rows of a file to pupils, in the caller's transaction.

A fixed number of statements for each few hundred pupils; nothing is written for a pupil who does not change.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from imports.bulk import insert_many
from imports.domain.plan import ImportPlan, StoredPupil, build_plan
from imports.domain.rows import PupilRow
from imports.domain.undo import replaced
from imports.linking import accounts_of
from imports.models import ImportedLearner, LearnerImport
from imports.pupils import create_pupils, disable_pupils, load_pupils, write_pupils
from learners.models import Learner

Action = ImportedLearner.Action

# The pupil, what was done, the values replaced and those written instead, as JSON.
Trace = tuple[int, Action, str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan, and what it was made from.

    known: the pupils whom the school had, locked since. accounts: to be linked, by INE.
    """

    plan: ImportPlan
    known: Mapping[int, StoredPupil]
    accounts: Mapping[str, int]


def prepare(run: LearnerImport, rows: Sequence[PupilRow]) -> Draft:
    """Return what the file would change, for `apply` in the same transaction."""
    stored = load_pupils(run.organization)
    accounts = accounts_of(run, stored, rows)
    return Draft(build_plan(stored, rows, accounts), {pupil.pk: pupil for pupil in stored}, accounts)


def apply(run: LearnerImport, draft: Draft, *, now: datetime) -> None:
    """Write what the file changes, and keep what it replaced.

    The traces of the school's earlier runs go: only the last import can be undone.
    """
    school, plan = run.organization, draft.plan
    traces: list[Trace] = []
    if plan.create:
        accounts = [draft.accounts.get(row.national_student_id) for row in plan.create]
        create_pupils(school, plan.create, accounts, now)
        traces += _created(run, draft, now)
    changed, back = ([_met(draft, pk, row) for pk, row in found] for found in (plan.update, plan.enable))
    write_pupils([after for _, after in changed + back], now)
    traces += _traces(Action.CHANGED, changed)
    traces += _traces(Action.BACK, back)
    disable_pupils(school, plan.disable, now)
    leaving = [draft.known[pk] for pk in plan.disable]
    traces += _traces(Action.LEFT, [(pupil, replace(pupil, disabled_at=now)) for pupil in leaving])
    ImportedLearner.objects.filter(run__organization=school).exclude(run=run).delete()
    if traces:
        insert_many(ImportedLearner(run=run), ("learner_id", "action", "before", "after"), traces)


def _met(draft: Draft, pk: int, row: PupilRow) -> tuple[StoredPupil, StoredPupil]:
    """Return a pupil whom the file has, as he was and as he becomes; he keeps the account that he has."""
    before = draft.known[pk]
    account = before.account or draft.accounts.get(row.national_student_id)
    return before, StoredPupil(pk, row, account=account)


def _created(run: LearnerImport, draft: Draft, now: datetime) -> Iterator[Trace]:
    new = Learner.objects.of(run.organization).filter(created_at=now).order_by("pk")
    for pk in new.values_list("pk", flat=True):
        if pk not in draft.known:
            yield pk, Action.CREATED, "{}", "{}"


def _traces(action: Action, pupils: Sequence[tuple[StoredPupil, StoredPupil]]) -> Iterator[Trace]:
    for before, after in pupils:
        old, new = replaced(before, after)
        yield before.pk, action, json.dumps(old), json.dumps(new)
