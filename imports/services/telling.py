"""Write to whoever sent a file that took its time, or that failed: he may have left the page."""

from datetime import datetime, timedelta

from imports.models import LearnerImport
from pixorga.jobs import services as jobs

# The mail, and the job that sends it; imports/emails.py writes it.
ENDED = "imports.ended"

# Who waits for less still looks at the page.
SLOW = timedelta(minutes=1)

Status = LearnerImport.Status
FAILED = (Status.VALIDATION_ERROR, Status.IMPORT_ERROR)


def tell_sender(run: LearnerImport, status: Status, now: datetime) -> None:
    """Enqueue the mail about a run that just came to this state, where there is a need for one.

    Called in the transaction that moves it there. Always for what failed, ours or the file's.
    """
    if run.created_by_id is None:
        return
    if status in FAILED or now - _looked_at(run) > SLOW:
        jobs.enqueue(ENDED, run.pk, payload={"status": str(status)}, now=now)


def _looked_at(run: LearnerImport) -> datetime:
    """Return when its sender last did something about it: nobody else's « Confirmer » is one's own."""
    if run.confirmed_at and run.confirmed_by_id == run.created_by_id:
        return run.confirmed_at
    return run.created_at
