"""How long things are kept (docs/exploitation.md): each night, what is too old is deleted or emptied.

In batches of one short transaction each: a night that is cut off has done what it did, and the next run does
the rest. Doing it twice is doing it once. What limits count the day's events by is kept for a month at least.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from imports.models import LearnerImport
from learners.models import AccountRecovery, CredentialBatch
from learners.services.credential_making import forget_contents
from missions.models import Presence
from organizations.services.retention import forget_addresses
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim, enqueue
from pixorga.journal import services as journal
from pixorga.journal.models import Event
from pixorga.support.models import SupportRequest

JOB = "pixorga.purge"
BATCH = 1000
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of thing. forget: deals with ``BATCH`` of them at most and returns with how many it did."""

    label: str
    forget: Callable[[datetime], int]


def request_purge(*, now: datetime | None = None) -> None:
    """Leave a job for the purge of the day, once a day however often it is asked for."""
    now = now or timezone.now()
    day = now.date().toordinal()
    if not Job.objects.filter(kind=JOB, subject_id=day).exists():
        enqueue(JOB, day, now=now)


def run(claim: Claim) -> None:
    """Do the job; its lease is renewed batch by batch."""
    purge(now=timezone.now(), after_batch=claim.renew)


def purge(*, now: datetime, after_batch: Callable[[], None] = lambda: None) -> dict[str, int]:
    """Forget all that is too old at ``now``; return how many of each, by label."""
    return {step.label: _repeat(step, now, after_batch) for step in STEPS}


def _repeat(step: Step, now: datetime, after_batch: Callable[[], None]) -> int:
    total = 0
    while done := step.forget(now):
        total += done
        after_batch()
    return total


def _delete(rows: QuerySet) -> int:
    ids = list(rows.order_by().values_list("pk", flat=True)[:BATCH])
    rows.model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def _sessions(now: datetime) -> int:
    return _delete(Session.objects.filter(expire_date__lt=now))


def _user_sessions(now: datetime) -> int:
    """A session of today may still be on its way into the database."""
    is_over = ~Exists(Session.objects.filter(pk=OuterRef("session_key"))) & Q(created_at__lt=now - A_DAY)
    is_old = Q(created_at__lt=now - settings.USER_SESSIONS_KEPT_FOR)
    return _delete(UserSession.objects.filter(is_over | is_old))


def _invitations(now: datetime) -> int:
    return forget_addresses(before=now - settings.INVITATIONS_KEPT_FOR, limit=BATCH, now=now)


def _jobs(now: datetime) -> int:
    over = Job.objects.filter(state__in=[Job.State.DONE, Job.State.FAILED])
    return _delete(over.filter(ended_at__lt=now - settings.JOBS_KEPT_FOR))


def _events(now: datetime) -> int:
    return journal.purge(before=now - settings.JOURNAL_KEPT_FOR, limit=BATCH)


def _support_requests(now: datetime) -> int:
    """A request that no mail could carry is kept as long, from the day it was written."""
    long_ago = now - settings.SUPPORT_REQUESTS_KEPT_FOR
    old = Q(sent_at__lt=long_ago) | Q(sent_at=None, created_at__lt=long_ago)
    return _delete(SupportRequest.objects.filter(old))


def _email_changes(now: datetime) -> int:
    """allauth's rows bear no date: the journal knows who asked lately."""
    asked = Event.objects.filter(
        verb="account.email_change_requested",
        subject_id=OuterRef("user_id"),
        at__gte=now - settings.EMAIL_CHANGES_KEPT_FOR,
    )
    return _delete(EmailAddress.objects.filter(~Exists(asked), primary=False, verified=False))


def _recoveries(now: datetime) -> int:
    """Those that nobody went through with hold an address; a used one says that the account had its turn."""
    long_ago = now - settings.RECOVERIES_KEPT_FOR
    return _delete(AccountRecovery.objects.filter(used_at=None, created_at__lt=long_ago))


def _import_errors(now: datetime) -> int:
    """They name pupils, by their INE where they have one; the history keeps that there were some."""
    old = LearnerImport.objects.filter(error_count__gt=0, ended_at__lt=now - settings.IMPORT_ERRORS_KEPT_FOR)
    ids = list(old.order_by().values_list("pk", flat=True)[:BATCH])
    return LearnerImport.objects.filter(pk__in=ids).update(errors=[], error_count=0)


def _credentials(now: datetime) -> int:
    """A job empties each list when its time is over; this is for one that was lost."""
    return forget_contents(now=now, limit=BATCH)


def _credential_batches(now: datetime) -> int:
    return _delete(CredentialBatch.objects.filter(ended_at__lt=now - settings.CREDENTIAL_BATCHES_KEPT_FOR))


def _presences(now: datetime) -> int:
    """They tell the board of a class who is there now."""
    return _delete(Presence.objects.filter(seen_at__lt=now - settings.PRESENCES_KEPT_FOR))


STEPS = [
    Step("sessions expirées", _sessions),
    Step("connexions terminées", _user_sessions),
    Step("adresses d’invitations", _invitations),
    Step("travaux terminés", _jobs),
    Step("événements du journal", _events),
    Step("demandes au support", _support_requests),
    Step("changements d’adresse abandonnés", _email_changes),
    Step("récupérations de compte abandonnées", _recoveries),
    Step("erreurs de fichiers d’élèves", _import_errors),
    Step("listes de mots de passe", _credentials),
    Step("demandes de mots de passe", _credential_batches),
    Step("présences d’élèves", _presences),
]
