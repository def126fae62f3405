"""Authored questions as rows: an edited question becomes a new revision, a removed one is archived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from challenges.content import digest_of
from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge


@dataclass(frozen=True, slots=True)
class StoreReport:
    """How many questions are new, have a new revision, are back from the archives, or are as they were."""

    created: int = 0
    revised: int = 0
    restored: int = 0
    unchanged: int = 0


@transaction.atomic
def store_challenges(*, specs: Iterable[ChallengeSpec], now: datetime) -> StoreReport:
    """Bring the rows of these questions up to date; the rows of other questions stay as they are.

    A row that pupils may have answered is never rewritten: a changed body is a new row, the next revision.
    Four queries, whatever the number of questions.
    """
    wanted = {spec.code: spec for spec in specs}
    latest = _latest_revisions(wanted)
    new, superseded, restored = [], [], []
    for code, spec in wanted.items():
        body = spec.to_body()
        row, digest = latest.get(code), digest_of(body)
        if row is None or row.digest != digest:
            revision = row.revision + 1 if row else 1
            new.append(
                Challenge(
                    code=code,
                    revision=revision,
                    kind=spec.kind.value,
                    body=body,
                    digest=digest,
                    created_at=now,
                )
            )
            superseded += [row.pk] if row else []
        elif not row.is_current:
            restored.append(row.pk)
    # The older revision steps down first: the database allows one current revision a question.
    Challenge.objects.filter(pk__in=superseded).update(is_current=False)
    Challenge.objects.filter(pk__in=restored).update(is_current=True, archived_at=None)
    Challenge.objects.bulk_create(new)
    return StoreReport(
        created=len(new) - len(superseded),
        revised=len(superseded),
        restored=len(restored),
        unchanged=len(wanted) - len(new) - len(restored),
    )


def archive_challenges(*, codes: Iterable[str], now: datetime) -> int:
    """Take these questions out of use and return how many were in use; their answers keep their row."""
    return Challenge.objects.current().filter(code__in=list(codes)).update(is_current=False, archived_at=now)


def _latest_revisions(codes: Iterable[str]) -> dict[str, Challenge]:
    """Return the last revision of each question that has one, archived or not."""
    rows = Challenge.objects.filter(code__in=list(codes)).defer("body").order_by("code", "revision")
    return {row.code: row for row in rows}
