"""Doors inside a real worker that a test holds closed: the work waits there until the test lets it go.

A door is an advisory lock of PostgreSQL, which the test takes before the work comes to it. The worker imports
`gated_imports`, which puts the doors in.
"""

from django.db import connection

# The file is being checked; it is checked and nobody has begun to write; it is read again; all is written and
# nothing is committed.
CHECKING, BEFORE_WRITING, READ_AGAIN, BEFORE_COMMIT = 8101, 8102, 8103, 8104


def close(gate: int) -> None:
    _ask("SELECT pg_advisory_lock(%s)", gate)


def reopen(gate: int) -> None:
    _ask("SELECT pg_advisory_unlock(%s)", gate)


def reopen_all() -> None:
    _ask("SELECT pg_advisory_unlock_all()")


def wait_at(gate: int) -> None:
    """Go through, now or when the test opens."""
    _ask("SELECT pg_advisory_lock_shared(%s)", gate)
    _ask("SELECT pg_advisory_unlock_shared(%s)", gate)


def waiting_at(gate: int) -> list[int]:
    """Return the back-ends of PostgreSQL whose worker waits there."""
    found = _ask("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted", gate)
    return [pid for (pid,) in found]


def waiting_for_a_row() -> bool:
    """Return whether some worker waits for what another one is writing."""
    return bool(_ask("SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"))


def cut_connections_at(gate: int) -> None:
    """End the back-ends that wait there, as a restart of the database does."""
    for pid in waiting_at(gate):
        _ask("SELECT pg_terminate_backend(%s)", pid)


def _ask(sql: str, *values: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
