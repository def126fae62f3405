"""The goals of imports, measured: P1, P2, P3, P4 and P12. Source: ../shared/design/performance.md."""

from collections.abc import Iterator

from bench import yardsticks
from bench.import_runs import (
    ONDE,
    SIECLE,
    as_delivered,
    file_of,
    imported,
    new_school,
    receive,
    statements_of_each_job,
    timed,
    versions,
    work,
)
from bench.import_worker import worker
from bench.report import Measure

MS = 1000


def times(goal: str, kind: str, pupils: int, rounds: int) -> Iterator[Measure]:
    """P1 or P2, then P4: the same file twice into a new school, each time beside the yardstick."""
    yardstick = yardsticks.csv_and_copy if kind == ONDE else yardsticks.expat_and_copy
    rows = yardsticks.rows_to_write(kind, pupils)
    floors, firsts, agains = [], [], []
    for _ in range(rounds):
        school = new_school(kind)
        data = file_of(school, pupils)
        floors += [yardstick(data, rows) for _ in range(3)]
        firsts.append(imported(school, data))
        agains.append(imported(school, data))
    floor, first, again = min(floors), min(firsts), min(agains)
    first_release, ambition, passed = (10, 4, "csv") if kind == ONDE else (6, 3.5, "expat")
    yield Measure(
        goal,
        f"{kind.label} {pupils}, queued to imported ÷ ({passed} pass + COPY)",
        first / floor,
        "",
        first_release,
        ambition,
        f"{first * MS:.0f} ms ÷ {floor * MS:.0f} ms",
    )
    yield from unchanged(kind, school, data, again / first)


def unchanged(kind: str, school, data: bytes, ratio: float) -> Iterator[Measure]:
    """P4: a file that says nothing new."""
    before = versions(school)
    delivered = {kind.label: as_delivered(kind, data)}
    if kind == SIECLE:
        delivered[f"{kind.label}, bare XML,"] = data
    for name, file in delivered.items():
        checking, writing = statements_of_each_job(school, file)
        detail = f"and {checking} to check the file; both with those of their jobs"
        yield Measure("P4", f"{name} unchanged: statements to write", writing, "", 15, 15, detail)
    rewritten = len(versions(school) - before)
    yield Measure("P4", f"{kind.label} unchanged: pupils written", rewritten, "rows", 0, 0)
    yield Measure("P4", f"{kind.label} unchanged ÷ first import", ratio, "", None, 0.7)


def memory(kind: str, small: int, large: int) -> Iterator[Measure]:
    """P3: the peak of one process that imports a small school, then a large one, each file twice."""
    with worker() as peak_after_work:
        _, few = [peak_after_work() for _ in _sent_twice(kind, small)]
        peaks = [peak_after_work() for _ in _sent_twice(kind, large)]
    for what, peak in zip(("first import", "unchanged again"), peaks, strict=True):
        name = f"{kind.label} {what}: peak at {large} − at {small}"
        yield Measure("P3", name, peak - few, "MB", 80, 32, f"{peak:.0f} MB − {few:.0f} MB")


def _sent_twice(kind: str, pupils: int) -> Iterator[None]:
    school = new_school(kind)
    data = file_of(school, pupils)
    for _ in range(2):
        yield receive(school, as_delivered(kind, data))


def queue(schools: int, pupils: int) -> Iterator[Measure]:
    """P12: many schools at once, beside as many yardsticks."""
    rows = yardsticks.rows_to_write(ONDE, pupils)
    queued = [new_school() for _ in range(schools)]
    files = [file_of(school, pupils) for school in queued]
    for school, data in zip(queued, files, strict=True):
        receive(school, data)
    seconds = timed(work)
    for name, yardstick in (
        ("bare imports: read, check, COPY, upsert, disable", yardsticks.bare_import),
        ("(csv pass + COPY)", yardsticks.csv_and_copy),
    ):
        floor = sum(yardstick(data, rows) for data in files)
        detail = f"{seconds / schools * MS:.1f} ms ÷ {floor / schools * MS:.1f} ms a school"
        what = f"{schools} queued imports of {pupils} ÷ as many {name}"
        yield Measure("P12", what, seconds / floor, "", 5, 2.5, detail)


def measure_all(options) -> Iterator[Measure]:
    yield from times("P1", ONDE, options.pupils, options.rounds)
    yield from times("P2", SIECLE, options.pupils, options.rounds)
    for kind in (ONDE, SIECLE):
        yield from memory(kind, options.small, options.large)
    yield from queue(options.schools, options.school_pupils)
