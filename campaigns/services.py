"""Campaigns: opened under a code, closed, opened again. The way in for views and admin."""

from datetime import datetime
from random import Random, SystemRandom

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from campaigns.errors import NoCodeLeftError
from campaigns.models import Campaign, TargetProfile
from organizations.domain.codes import generate_school_code
from organizations.models import Organization
from pixorga.journal.services import record

# Another campaign may take the code between the look and the write: one chance in 76 billion.
TRIES = 3


@transaction.atomic
def create_campaign(
    *,
    organization: Organization,
    kind: Campaign.Kind,
    name: str,
    owner: User,
    target_profile: TargetProfile | None = None,
    by: User | None = None,
    now: datetime | None = None,
    rng: Random | None = None,
) -> Campaign:
    """Return a new campaign of a secondary school, with a code of its own.

    target_profile: of an assessment, and of nothing else (IntegrityError). by: who does it, the owner by
    default. rng: a cryptographic one by default. NoCodeLeftError when each code was taken meanwhile.
    """
    now = now or timezone.now()
    campaign = Campaign(
        organization=organization,
        kind=kind,
        name=name,
        owner=owner,
        target_profile=target_profile,
        created_at=now,
    )
    _save_with_code(campaign, rng or SystemRandom())
    _record("campaign.created", campaign, by or owner, now)
    return campaign


def has_campaign_code(code: str) -> bool:
    """Return whether a campaign has this code, archived ones included."""
    return Campaign.objects.filter(code=code).exists()


def _save_with_code(campaign: Campaign, rng: Random) -> None:
    for _ in range(TRIES):
        campaign.code = generate_school_code(rng, has_campaign_code)
        try:
            with transaction.atomic():
                campaign.save(force_insert=True)
            return
        except IntegrityError:
            if not has_campaign_code(campaign.code):
                raise
    raise NoCodeLeftError


@transaction.atomic
def archive_campaign(*, campaign: Campaign, by: User, now: datetime | None = None) -> bool:
    """Close a campaign: nobody joins it any more, its results stay. False when it was closed."""
    now = now or timezone.now()
    open_ones = Campaign.objects.filter(pk=campaign.pk, archived_at=None)
    return _change(campaign, open_ones.update(archived_at=now), "campaign.archived", by, now)


@transaction.atomic
def unarchive_campaign(*, campaign: Campaign, by: User, now: datetime | None = None) -> bool:
    """Open a closed campaign again, under the same code. False when it was open."""
    closed = Campaign.objects.filter(pk=campaign.pk, archived_at__isnull=False)
    return _change(
        campaign, closed.update(archived_at=None), "campaign.unarchived", by, now or timezone.now()
    )


def _change(campaign: Campaign, count: int, verb: str, by: User, now: datetime) -> bool:
    if count:
        _record(verb, campaign, by, now)
    campaign.refresh_from_db(fields=["archived_at"])
    return bool(count)


def _record(verb: str, campaign: Campaign, by: User, now: datetime) -> None:
    record(
        verb,
        actor_id=by.pk,
        organization_id=campaign.organization_id,
        subject_id=campaign.pk,
        now=now,
    )
