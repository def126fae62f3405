"""Doors inside a real worker that a test holds closed: the work waits there until the test lets it go.

A door is an advisory lock of PostgreSQL, which the test takes before the work comes to it. The worker imports
`gated_imports`, which puts the doors in; HALF_WRITTEN stands in the database itself.
"""

from enum import IntEnum

from django.db import connection


class Gate(IntEnum):
    """Where a worker waits; the number of the lock."""

    HALF_READ = 8101  # the first pieces of the file are read
    CHECKING = 8102  # the file is checked, nothing says so yet
    BEFORE_WRITING = 8103  # a worker has the job, and nothing more
    READ_AGAIN = 8104  # the file is read once more, by another worker than the one that checked it
    HALF_WRITTEN = 8105  # in the middle of a statement, some pupils are written
    BEFORE_COMMIT = 8106  # everything is written


# The test stores its files in pieces of so many bytes, so that small files have several.
SMALL_PIECE = 2048

# Stops before the pupil of this number is written, in whatever statement.
_HALF_WRITTEN = f"""
CREATE FUNCTION wait_half_written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_advisory_lock_shared({Gate.HALF_WRITTEN}), pg_advisory_unlock_shared({Gate.HALF_WRITTEN});
    RETURN NEW;
END $$;
CREATE TRIGGER half_written BEFORE INSERT ON learners_learner FOR EACH ROW
    WHEN (NEW.national_student_id ~ '021Z[AB]$') EXECUTE FUNCTION wait_half_written();
"""


def close(gate: Gate) -> None:
    if gate == Gate.HALF_WRITTEN:
        _do(_HALF_WRITTEN)
    _ask("SELECT pg_advisory_lock(%s)", gate)


def reopen(gate: Gate) -> None:
    _ask("SELECT pg_advisory_unlock(%s)", gate)


def reopen_all() -> None:
    """Open every gate and leave the database as it was."""
    _ask("SELECT pg_advisory_unlock_all()")
    _do("DROP FUNCTION IF EXISTS wait_half_written CASCADE")


def wait_at(gate: Gate) -> None:
    """Go through, now or when the test opens."""
    _ask("SELECT pg_advisory_lock_shared(%s)", gate)
    _ask("SELECT pg_advisory_unlock_shared(%s)", gate)


def is_closed(gate: Gate) -> bool:
    return bool(_ask("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted", gate))


def waiting_at(gate: Gate) -> list[int]:
    """Return the back-ends of PostgreSQL whose worker waits there."""
    found = _ask("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted", gate)
    return [pid for (pid,) in found]


def waiting_for_a_row() -> bool:
    """Return whether some worker waits for what another one is writing."""
    return bool(_ask("SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"))


def cut_connections() -> None:
    """End every back-end of the database but ours, as its restart does."""
    _ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


def _ask(sql: str, *values: int) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def _do(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
