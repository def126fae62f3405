"""Load the schools directory that the Ministry publishes: as a stream, in batches, as often as one likes."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from random import Random, SystemRandom

from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations.domain.codes import generate_school_code
from organizations.domain.directory import (
    DirectoryLine,
    LeftOutLine,
    RejectedLine,
    read_directory,
)
from organizations.errors import LineProblem
from organizations.models import Organization
from pixorga.journal.services import record

logger = logging.getLogger(__name__)

BATCH_SIZE = 1000
# Two loads at once may both insert a school; the slower one starts its batch again and finds it.
TRIES = 3

COLUMNS = ("name", "mailbox", "city", "department", "time_zone", "is_agricultural")


@dataclass(slots=True)
class LoadReport:
    """What a load did. rejected: line number and code (Reason or LineProblem), in their order.

    A line with the code MAILBOX is loaded all the same, without its mailbox.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    archived: int = 0
    left_out: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "LoadReport") -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.archived += other.archived
        self.left_out += other.left_out
        self.rejected += other.rejected

    @property
    def counts(self) -> dict[str, int]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "archived": self.archived,
            "left_out": self.left_out,
            "rejected": len(self.rejected),
        }


def load_directory(
    *,
    lines: Iterable[bytes],
    now: datetime | None = None,
    rng: Random | None = None,
    batch_size: int = BATCH_SIZE,
) -> LoadReport:
    """Create, update and archive schools by UAI; each batch is one transaction of a fixed number of queries.

    lines: the file opened in binary mode. Raises DirectoryError when the headings are not the directory’s.
    A name or mailbox set by hand is kept; a mailbox is never emptied; what was archived here stays archived;
    a school never changes its kind. Writes one line of journal.
    """
    now = now or timezone.now()
    rng = rng or SystemRandom()
    report = LoadReport()
    schools = _schools_of(read_directory(lines), report)
    while batch := list(islice(schools, batch_size)):
        report.add(_load_batch(batch, now, rng))
    report.rejected.sort()
    record("directory.loaded", details=report.counts, now=now)
    return report


def _schools_of(
    lines: Iterable[DirectoryLine | RejectedLine | LeftOutLine], report: LoadReport
) -> Iterator[DirectoryLine]:
    """Yield the schools, each UAI once; count the other lines."""
    seen: set[str] = set()
    for line in lines:
        match line:
            case LeftOutLine():
                report.left_out += 1
            case RejectedLine(number, reason):
                report.rejected.append((number, reason))
            case DirectoryLine(uai=uai) if uai in seen:
                report.rejected.append((line.number, LineProblem.DUPLICATE))
            case DirectoryLine():
                seen.add(line.uai)
                if line.problem:
                    report.rejected.append((line.number, line.problem))
                yield line


def _load_batch(batch: Sequence[DirectoryLine], now: datetime, rng: Random) -> LoadReport:
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _write_batch(batch, now, rng)
        except IntegrityError:
            if attempt == TRIES:
                raise
            logger.warning("directory.batch_again", extra={"attempt": attempt})
    raise AssertionError("unreachable")


def _write_batch(batch: Sequence[DirectoryLine], now: datetime, rng: Random) -> LoadReport:
    report = LoadReport()
    known = _lock_known(line.uai for line in batch)
    new, changed, closed = [], [], []
    for line in batch:
        school = known.get(line.uai)
        if _is_left_out(school, line):
            report.left_out += 1
        elif school is None:
            new.append(line)
        elif school.kind != line.kind:
            report.rejected.append((line.number, LineProblem.OTHER_KIND))
        elif line.is_closed and not school.archived_at:
            closed.append(school.pk)
        elif not line.is_closed and _update(school, line):
            changed.append(school)
        else:
            report.unchanged += 1
    # In one order everywhere: two loads that insert the same schools wait for each other, never in a circle.
    new.sort(key=lambda line: line.uai)
    Organization.objects.bulk_create(_new_schools(new, now, rng), batch_size=BATCH_SIZE)
    # The rows exist and are locked: an upsert by primary key is a bulk_update() several times as quick.
    Organization.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS, batch_size=BATCH_SIZE
    )
    report.archived = Organization.objects.filter(pk__in=closed).update(archived_at=now)
    report.created, report.updated = len(new), len(changed)
    return report


def _is_left_out(school: Organization | None, line: DirectoryLine) -> bool:
    """Closed before we knew it; or open, but archived here, which only staff take back."""
    if school is None:
        return line.is_closed
    return bool(school.archived_at) and not line.is_closed


def _lock_known(uais: Iterable[str]) -> dict[str, Organization]:
    """Return the schools with these UAIs, locked in order; of several, the active one, else the newest."""
    schools = Organization.objects.select_for_update().filter(uai__in=list(uais)).order_by("uai", "pk")
    known: dict[str, Organization] = {}
    for school in schools:
        best = known.get(school.uai)
        if best is None or best.archived_at:
            known[school.uai] = school
    return known


def _update(school: Organization, line: DirectoryLine) -> bool:
    """Give the school what the line says; return whether that changed anything."""
    kept = {
        "name": school.keeps_name,
        "mailbox": school.keeps_mailbox or not line.mailbox,
    }
    changes = {
        column: getattr(line, column)
        for column in COLUMNS
        if not kept.get(column) and getattr(line, column) != getattr(school, column)
    }
    for column, value in changes.items():
        setattr(school, column, value)
    return bool(changes)


def _new_schools(lines: Sequence[DirectoryLine], now: datetime, rng: Random) -> list[Organization]:
    primaries = [line for line in lines if line.kind == Organization.Kind.SCO_1D]
    codes = _free_codes(len(primaries), rng)
    return [
        Organization(
            uai=line.uai,
            kind=line.kind,
            created_at=now,
            school_code=codes.pop() if line.kind == Organization.Kind.SCO_1D else None,
            **{column: getattr(line, column) for column in COLUMNS},
        )
        for line in lines
    ]


def _free_codes(count: int, rng: Random) -> list[str]:
    """Return codes that no school has, in one query (one more for each chance in a hundred thousand)."""
    codes: set[str] = set()
    while len(codes) < count:
        wanted = count - len(codes)
        drawn = {generate_school_code(rng, codes.__contains__) for _ in range(wanted)}
        taken = Organization.objects.filter(school_code__in=drawn).values_list("school_code", flat=True)
        codes |= drawn.difference(taken)
    return sorted(codes)
