"""What the person who asked for a batch of passwords sees: how far it is, what it says, for how long."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from learners import credential_messages as messages
from learners.models import CredentialBatch
from learners.services.sealing import Credential, SealedError, unseal
from organizations.models import Organization
from pixorga.lib.csv_out import csv_bytes

HEADER = ("Classe", "Nom", "Prénom", "Identifiant", "Mot de passe")
FILE_NAME = "{:%Y%m%d_%H%M}_organization_learners_password_reset.csv"


@dataclass(frozen=True, slots=True)
class BatchState:
    """A batch, as its page shows it.

    count: pupils; done_count: those whose password is made. readable_until: « 15:42 » on the school's clock,
    "" when nobody reads the list any more. failure: why nothing has changed, "" unless the batch failed.
    key: another whenever the page says something else.
    """

    pk: int
    is_running: bool
    is_done: bool
    count: int
    done_count: int
    readable_until: str
    failure: str

    @property
    def key(self) -> str:
        return f"{self.is_running:d}{self.is_done:d}-{self.done_count}-{self.readable_until}"


@dataclass(frozen=True, slots=True)
class Cards:
    """What is printed. address: of the site, as somebody types it; before: when the passwords end."""

    credentials: list[Credential]
    address: str
    before: datetime


def find_batch(*, organization: Organization, user: User, pk: int) -> CredentialBatch | None:
    """Return the batch, to who asked for it and to nobody else; what it says may be over."""
    batches = CredentialBatch.objects.select_related("organization")
    return batches.filter(organization=organization, requested_by=user, pk=pk).first()


def state_of(batch: CredentialBatch, now: datetime) -> BatchState:
    status = batch.status
    is_done = status == CredentialBatch.Status.DONE
    is_readable = is_done and _is_readable(batch, now)
    until = batch.organization.local(readable_until(batch)) if is_readable else None
    return BatchState(
        pk=batch.pk,
        is_running=status == CredentialBatch.Status.RUNNING,
        is_done=is_done,
        count=len(batch.learner_ids),
        done_count=batch.done_count,
        readable_until=f"{until:%H:%M}" if until else "",
        failure=messages.failure(batch.error_code) if status == CredentialBatch.Status.FAILED else "",
    )


def readable_until(batch: CredentialBatch) -> datetime:
    """Return when a batch that is over says nothing any more."""
    return batch.ended_at + settings.CREDENTIALS_READABLE_FOR


def csv_of(batch: CredentialBatch, now: datetime) -> bytes:
    """Return the file. SealedError: too late. Source: spec/screens.md F-184, accounts.md 6.12."""
    rows = (
        (each.division, each.last_name, each.first_name, each.username, each.password)
        for each in unseal(batch=batch, now=now)
    )
    return csv_bytes(HEADER, rows)


def file_name(batch: CredentialBatch) -> str:
    """Return the name of the file, by the hour of the list on the school's clock."""
    return FILE_NAME.format(batch.organization.local(batch.ended_at))


def cards_of(batch: CredentialBatch, now: datetime) -> Cards:
    """Return the cards to cut. SealedError: too late."""
    address = urljoin(settings.SITE_URL, reverse("app:home"))
    return Cards(
        credentials=unseal(batch=batch, now=now),
        address=address.removeprefix("https://").rstrip("/"),
        before=batch.organization.local(batch.ended_at + settings.ONE_TIME_PASSWORD_VALIDITY),
    )


def _is_readable(batch: CredentialBatch, now: datetime) -> bool:
    try:
        unseal(batch=batch, now=now)
    except SealedError:
        return False
    return True
