"""What each kind of job does. Apps fill the registry from their AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from pixorga.jobs.models import Job


@dataclass(frozen=True, slots=True)
class Kind:
    """How to run one kind of job.

    run: gets the Claim; may call ``claim.finish()`` inside its own transaction, else the runner does.
    on_failure: told when the job is given up, with the job, its error_code set; must be safe to call twice.
    on_relaunch: told when somebody has a job that was given up done again: takes back what on_failure wrote.
    max_errors: exceptions before the job is given up; patience doubles the pause after each one.
    max_attempts: times that a worker may take the job, crashes (no exception, lease over) included.
    title, subject: the kind in French and the model of its subject (« accounts.User »), for Django admin.
    """

    run: Callable
    queue: str
    on_failure: Callable[[Job], None] | None
    max_errors: int
    max_attempts: int
    patience: timedelta
    on_relaunch: Callable[[Job], None] | None = None
    title: str = ""
    subject: str = ""


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
    on_relaunch: Callable[[Job], None] | None = None,
    title: str = "",
    subject: str = "",
) -> None:
    """Teach the workers the kind ``name``; the last registration wins, so that tests can replace one."""
    _kinds[name] = Kind(
        run, queue, on_failure, max_errors, max_attempts, patience, on_relaunch, title, subject
    )


def get_kind(name: str) -> Kind:
    """Return the kind ``name``. KeyError: no app registered it, which is a fault of ours."""
    return _kinds[name]


def find_kind(name: str) -> Kind | None:
    """Return the kind ``name``, or None: the row is of a newer or an older release."""
    return _kinds.get(name)


def names_of(queue: str | None = None) -> list[str]:
    """Return the kinds that a queue carries, in their order; every kind without one."""
    return sorted(name for name, kind in _kinds.items() if queue in (None, kind.queue))
