"""A school’s space: opened, named, closed."""

from collections.abc import Collection
from datetime import datetime
from random import Random, SystemRandom

from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations.domain.codes import generate_school_code
from organizations.errors import UaiTakenError
from organizations.models import Organization
from organizations.services.invitations import cancel_for_other_mailboxes
from pixorga.journal.services import record


def has_school_code(code: str) -> bool:
    """Return whether a school has this code, archived ones included."""
    return Organization.objects.filter(school_code=code).exists()


@transaction.atomic
def create_organization(
    *, organization: Organization, by_id: int | None = None, rng: Random | None = None
) -> Organization:
    """Write a school that staff entered; a primary school gets its code with that.

    rng: a cryptographic one by default; the code is what pupils come in with.
    """
    if organization.is_primary:
        organization.school_code = generate_school_code(rng or SystemRandom(), has_school_code)
    organization.save(force_insert=True)
    record("organization.created", actor_id=by_id, organization_id=organization.pk)
    return organization


@transaction.atomic
def change_organization(
    *,
    organization: Organization,
    fields: Collection[str],
    by_id: int | None = None,
    now: datetime | None = None,
) -> Organization:
    """Write these fields of a school and no other: its session goes on while staff correct its name.

    Links that went to a mailbox which is corrected open nothing any more: it may have been a stranger’s.
    """
    organization.save(update_fields=fields)
    if "mailbox" in fields:
        cancel_for_other_mailboxes(organization, now or timezone.now())
    record(
        "organization.changed",
        actor_id=by_id,
        organization_id=organization.pk,
        details={"fields": sorted(fields)},
    )
    return organization


@transaction.atomic
def archive_organization(
    *, organization: Organization, by_id: int | None = None, now: datetime | None = None
) -> bool:
    """Close a school’s space: nobody enters any more, nothing is deleted. False when it was closed."""
    now = now or timezone.now()
    archived = Organization.objects.active().filter(pk=organization.pk).update(archived_at=now)
    if archived:
        record("organization.archived", actor_id=by_id, organization_id=organization.pk, now=now)
    organization.refresh_from_db(fields=["archived_at"])
    return bool(archived)


@transaction.atomic
def unarchive_organization(
    *, organization: Organization, by_id: int | None = None, now: datetime | None = None
) -> bool:
    """Open a closed space again. UaiTakenError when another active school has its UAI."""
    closed = Organization.objects.filter(pk=organization.pk).exclude(archived_at=None)
    try:
        with transaction.atomic():
            opened = closed.update(archived_at=None)
    except IntegrityError as error:
        raise UaiTakenError from error
    if opened:
        record("organization.unarchived", actor_id=by_id, organization_id=organization.pk, now=now)
    organization.refresh_from_db(fields=["archived_at"])
    return bool(opened)
