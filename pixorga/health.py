"""Is everything that the product stands on there? Read by /readyz, one word for each part."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from pixorga.jobs.models import Job

OLDEST_DUE_JOB = timedelta(minutes=2)
FREE_DISK_BYTES = 250 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """state: « ok », or a word for the fault. A part that pages do without stays fine."""

    name: str
    state: str
    is_fine: bool


def run_checks() -> list[Check]:
    """Return the state of each part; nothing after a silent database that would need it."""
    database = _check("database", _database_answers)
    checks = [database, _check("disk", _disk_has_room), _cache_check()]
    if database.is_fine:
        checks += [_check("migrations", _migrations_are_applied), _check("jobs", _jobs_are_taken)]
    return checks


def _check(name: str, answers: Callable[[], bool]) -> Check:
    try:
        is_fine = answers()
    except DatabaseError:
        is_fine = False
    return Check(name, "ok" if is_fine else "failing", is_fine)


def _cache_check() -> Check:
    # A dead cache only lifts the rate limits (decisions.md 10): told, but the site stays in service.
    try:
        cache.set("readyz", 1, 5)
        answers = cache.get("readyz") == 1
    except Exception:  # whatever the cache's client raises, the answer is the same
        answers = False
    return Check("cache", "ok" if answers else "silent", is_fine=True)


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _jobs_are_taken() -> bool:
    long_ago = timezone.now() - OLDEST_DUE_JOB
    return not Job.objects.due(long_ago).filter(created_at__lt=long_ago).exists()


def _disk_has_room() -> bool:
    folder = settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR
    return shutil.disk_usage(folder).free > FREE_DISK_BYTES
