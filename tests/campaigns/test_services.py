"""Campaigns are opened under a code of their own, closed and opened again; each twice is once."""

from random import Random

import pytest
from django.db import IntegrityError

from campaigns import services
from campaigns.errors import NoCodeLeftError
from campaigns.models import Campaign
from campaigns.services import archive_campaign, create_campaign, unarchive_campaign
from organizations.domain.codes import generate_school_code, is_code_shaped
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory, TargetProfileFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

COLLECTION, ASSESSMENT = Campaign.Kind.PROFILES_COLLECTION, Campaign.Kind.ASSESSMENT


def opened(**fields):
    school = OrganizationFactory(secondary=True)
    fields = {"organization": school, "kind": COLLECTION, "name": "Rentrée", "owner": UserFactory()} | fields
    return create_campaign(**fields)


def test_a_campaign_is_opened_under_a_code_and_told(db):
    campaign = opened(kind=ASSESSMENT, target_profile=TargetProfileFactory())
    campaign.refresh_from_db()
    assert is_code_shaped(campaign.code)
    assert campaign.archived_at is None
    event = Event.objects.get(verb="campaign.created")
    told = (event.actor_id, event.organization_id, event.subject_id)
    assert told == (campaign.owner_id, campaign.organization_id, campaign.pk)


def test_a_code_that_is_taken_is_not_given_again():
    taken = generate_school_code(Random(3), lambda code: False)
    CampaignFactory(code=taken)
    assert opened(rng=Random(3)).code != taken


def test_a_code_taken_meanwhile_is_drawn_again(monkeypatch):
    taken = generate_school_code(Random(3), lambda code: False)
    CampaignFactory(code=taken)
    seen = []

    def look(code):
        # The other campaign is written between the look and the write.
        seen.append(code)
        return len(seen) > 1 and code == taken

    monkeypatch.setattr(services, "has_campaign_code", look)
    assert opened(rng=Random(3)).code != taken
    assert seen[0] == taken


def test_no_code_left_is_told_and_nothing_is_written(monkeypatch):
    taken = CampaignFactory().code
    monkeypatch.setattr(services, "generate_school_code", lambda rng, is_taken: taken)
    with pytest.raises(NoCodeLeftError):
        opened()
    assert Campaign.objects.count() == 1
    assert not Event.objects.filter(verb="campaign.created").exists()


@pytest.mark.parametrize("fields", [{"kind": ASSESSMENT}, {"target_profile": True}])
def test_an_assessment_alone_has_a_course(fields):
    if "target_profile" in fields:
        fields = {"target_profile": TargetProfileFactory()}
    with pytest.raises(IntegrityError):
        opened(**fields)


def test_closing_and_opening_twice_is_once():
    campaign, by = CampaignFactory(), UserFactory()
    assert archive_campaign(campaign=campaign, by=by)
    first = campaign.archived_at
    assert not archive_campaign(campaign=campaign, by=by)
    assert campaign.archived_at == first
    assert Campaign.objects.active().count() == 0
    assert unarchive_campaign(campaign=campaign, by=by)
    assert not unarchive_campaign(campaign=campaign, by=by)
    assert list(Campaign.objects.active()) == [campaign]
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["campaign.archived", "campaign.unarchived"]
