"""The collège of the demonstration: pupils with every way of signing in, three campaigns with their codes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from accounts import services as accounts
from accounts.models import ExternalIdentity, User
from campaigns.models import Campaign, Participation, TargetProfile
from campaigns.services import create_campaign
from learners import services as learners
from learners.models import Learner
from organizations.models import Organization

# The newest last: what a pupil has started, he started in this order.
CAMPAIGNS = (
    ("RENTRE326", "Parcours de rentrée", "rentree-3e"),
    ("BASESN248", "Les bases du numérique", "bases-du-numerique"),
    ("PRXFSG573", "Profils du collège", ""),
)
PROFILES = CAMPAIGNS[-1][0]
FIRST_CAMPAIGN = timedelta(days=60)
BETWEEN_CAMPAIGNS = timedelta(days=14)
BETWEEN_PUPILS = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of the school's file, and how he signs in. Source: seed 002, the pages about accounts.

    started: the codes of his campaigns. is_certifiable: what the profile that he sent says, None for none.
    """

    last_name: str
    started: tuple[str, ...]
    email: str | None = None
    has_username: bool = False
    has_gar: bool = False
    is_certifiable: bool | None = None


PUPILS = (
    Pupil("BABBAGE", ("RENTRE326", "BASESN248", PROFILES), has_username=True, is_certifiable=True),
    Pupil("CAILLIAU", ("RENTRE326",), has_username=True),
    Pupil("JACKSON", ("RENTRE326", PROFILES), has_username=True, is_certifiable=False),
    Pupil("LOVELACE", ("BASESN248", PROFILES), email="ada.lovelace@pixmail.example", is_certifiable=False),
    Pupil("POUZIN", ("RENTRE326",), email="louis.pouzin@pixmail.example", has_username=True),
    Pupil("SANTA", ("RENTRE326", "BASESN248", PROFILES), has_gar=True, is_certifiable=True),
)


def make_college(school: Organization, owner: User, *, password_hash: str, now: datetime) -> None:
    """Give six pupils of the school their accounts, and what they have done so far."""
    campaigns = {
        code: _campaign(school, owner, code, name, profile, now - FIRST_CAMPAIGN + rank * BETWEEN_CAMPAIGNS)
        for rank, (code, name, profile) in enumerate(CAMPAIGNS)
    }
    for rank, pupil in enumerate(PUPILS):
        learner = Learner.objects.of(school).active().get(last_name=pupil.last_name)
        _give_account(learner, pupil, password_hash, now)
        for code in pupil.started:
            _take_part(learner, pupil, campaigns[code], late=rank * BETWEEN_PUPILS)


def _campaign(
    school: Organization, owner: User, code: str, name: str, profile: str, then: datetime
) -> Campaign:
    campaign = create_campaign(
        organization=school,
        owner=owner,
        kind=Campaign.Kind.ASSESSMENT if profile else Campaign.Kind.PROFILES_COLLECTION,
        name=name,
        target_profile=TargetProfile.objects.get(code=profile) if profile else None,
        rng=Random(code),  # noqa: S311 (readable codes, the same for everybody, replace those drawn)
        now=then,
    )
    Campaign.objects.filter(pk=campaign.pk).update(code=code)
    return campaign


def _give_account(learner: Learner, pupil: Pupil, password_hash: str, now: datetime) -> None:
    user = accounts.create_pupil_account(
        first_name=learner.first_name,
        last_name=learner.last_name,
        username=learners.propose_username_for(learner=learner) if pupil.has_username else None,
        email=pupil.email,
        password_hash=None if pupil.has_gar else password_hash,
        now=now,
    )
    if pupil.has_gar:
        subject = f"demonstration-{learner.pk}"
        accounts.link_external_identity(user=user, provider=ExternalIdentity.GAR, subject=subject, now=now)
    for document in accounts.due_terms(user=user, kinds=accounts.ACCOUNT_TERMS, now=now):
        accounts.accept_terms(user=user, document=document, now=now)
    learners.link_learner(learner=learner, user=user, now=now)


def _take_part(learner: Learner, pupil: Pupil, campaign: Campaign, *, late: timedelta) -> None:
    """Write that the pupil began a campaign; a profile that tells whether he is certifiable was sent."""
    is_sent = campaign.target_profile is None and pupil.is_certifiable is not None
    started_at = campaign.created_at + timedelta(days=1) + late
    Participation.objects.create(
        campaign=campaign,
        learner=learner,
        status=Participation.Status.SHARED if is_sent else Participation.Status.STARTED,
        started_at=started_at,
        shared_at=started_at + timedelta(hours=1) if is_sent else None,
        is_certifiable=pupil.is_certifiable if is_sent else None,
    )
