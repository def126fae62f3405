"""Authored questions and tutorials as rows: edited, a question is a new revision; removed, it is archived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from challenges.content import digest_of
from challenges.domain.schema import ChallengeSpec
from challenges.domain.tutorials import TutorialSpec
from challenges.models import Challenge, Tutorial

TUTORIAL_COLUMNS = ["title", "source", "format", "minutes", "body", "digest", "archived_at"]


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


@transaction.atomic
def store_tutorials(*, specs: Iterable[TutorialSpec]) -> StoreReport:
    """Bring the rows of these tutorials up to date; the rows of others stay as they are. Three queries."""
    wanted = {spec.code: spec for spec in specs}
    known = {row.code: row for row in Tutorial.objects.filter(code__in=wanted)}
    new, revised, restored = [], [], []
    for code, spec in wanted.items():
        body = spec.to_body()
        row, digest = known.get(code), digest_of(body)
        if row and row.digest == digest and row.archived_at is None:
            continue
        (new if row is None else restored if row.digest == digest else revised).append(
            Tutorial(
                pk=row and row.pk,
                code=code,
                title=spec.title,
                source=spec.source,
                format=spec.format.value,
                minutes=spec.minutes,
                body=body,
                digest=digest,
            )
        )
    Tutorial.objects.bulk_create(new)
    Tutorial.objects.bulk_update(revised + restored, TUTORIAL_COLUMNS)
    changed = len(new) + len(revised) + len(restored)
    return StoreReport(len(new), len(revised), len(restored), len(wanted) - changed)


def archive_tutorials(*, codes: Iterable[str], now: datetime) -> int:
    """Take these tutorials out of use and return how many were in use."""
    return Tutorial.objects.active().filter(code__in=list(codes)).update(archived_at=now)


def _latest_revisions(codes: Iterable[str]) -> dict[str, Challenge]:
    """Return the last revision of each question that has one, archived or not."""
    rows = Challenge.objects.filter(code__in=list(codes)).defer("body").order_by("code", "revision")
    return {row.code: row for row in rows}
