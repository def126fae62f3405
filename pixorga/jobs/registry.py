"""What each kind of job does. Apps fill the registry from their AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from pixorga.jobs.models import Job


@dataclass(frozen=True, slots=True)
class Kind:
    """How to run one kind of job.

    run: gets the Claim; may call ``claim.finish()`` inside its own transaction, else the runner does.
    on_failure: told when the job is given up, with the job; must be safe to call twice.
    max_errors: exceptions before the job is given up; patience doubles the pause after each one.
    max_attempts: times that a worker may take the job, crashes (no exception, lease over) included.
    """

    run: Callable
    queue: str
    on_failure: Callable[[Job], None] | None
    max_errors: int
    max_attempts: int
    patience: timedelta


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    run: Callable,
    *,
    queue: str = "default",
    on_failure: Callable[[Job], None] | None = None,
    max_errors: int = 3,
    max_attempts: int = 8,
    patience: timedelta = timedelta(seconds=5),
) -> None:
    """Teach the workers the kind ``name``; the last registration wins, so that tests can replace one."""
    _kinds[name] = Kind(run, queue, on_failure, max_errors, max_attempts, patience)


def get_kind(name: str) -> Kind:
    """Return the kind ``name``. KeyError: no app registered it, which is a fault of ours."""
    return _kinds[name]
