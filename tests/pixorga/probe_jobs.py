"""Kinds of jobs that a real worker imports for the tests of the service tools."""

from django.db import connection

from pixorga.jobs.registry import register
from pixorga.jobs.services import Claim


def wait_at_the_gate(claim: Claim) -> None:
    """Wait while a test holds the advisory lock whose number is the subject."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [claim.job.subject_id])


register("probe", lambda claim: None)
register("probe-gate", wait_at_the_gate)
