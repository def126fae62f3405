"""The pupils of a school as imports see them: read at once and locked, written a few hundred at a time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from imports.bulk import insert_many, update_many
from imports.domain.plan import StoredPupil
from imports.domain.rows import PupilRow
from imports.domain.undo import COLUMNS, values_of
from learners.locks import lock_pupils
from learners.models import Learner
from organizations.models import Organization

# Rows of one statement: many, and never a whole school of any size.
BATCH = 500

KEYS = ("search_key", "sort_key")
STATE = ("user_id", "is_provisional", "disabled_at")

Item = TypeVar("Item")


def load_pupils(organization: Organization) -> list[StoredPupil]:
    """Return every pupil of the school, locked until the end: whoever changes or adds one waits his turn.

    What refers to a pupil does not wait: the keys stay, and a class at work goes on answering.
    """
    lock_pupils(organization.pk)
    learners = Learner.objects.of(organization).order_by("pk").select_for_update(no_key=True)
    return [
        StoredPupil(pk, PupilRow(0, *values), disabled_at, is_provisional, account)
        for pk, account, is_provisional, disabled_at, *values in learners.values_list("pk", *STATE, *COLUMNS)
    ]


def create_pupils(
    organization: Organization, rows: Sequence[PupilRow], accounts: Sequence[int | None], now: datetime
) -> None:
    """Write new pupils. accounts: of each row, in their order."""
    common = Learner(organization=organization, created_at=now, updated_at=now)
    new = ((*values, account) for values, account in zip(_rows(rows), accounts, strict=True))
    insert_many(common, (*COLUMNS, *KEYS, "user_id"), new)


def write_pupils(pupils: Sequence[StoredPupil], now: datetime) -> None:
    """Write pupils as they are to be, over those of the same pk."""
    rows = (
        (pupil.pk, *values, pupil.account, pupil.is_provisional, pupil.disabled_at, now)
        for pupil, values in zip(pupils, _rows(pupil.row for pupil in pupils), strict=True)
    )
    if pupils:
        update_many(Learner, (*COLUMNS, *KEYS, *STATE, "updated_at"), rows)


def disable_pupils(organization: Organization, pks: Sequence[int], now: datetime) -> None:
    for batch in batches(pks):
        Learner.objects.of(organization).filter(pk__in=batch).update(disabled_at=now, updated_at=now)


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield the items, a statement's worth at a time."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _rows(rows: Iterable[PupilRow]) -> Iterator[tuple]:
    """Yield the values of the columns and of the keys."""
    learner = Learner()  # makes the keys of every row: an instance each would cost more than writing it
    for row in rows:
        learner.last_name, learner.first_name = row.last_name, row.first_name
        learner.set_keys()
        yield *values_of(row), learner.search_key, learner.sort_key
