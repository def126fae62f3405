from datetime import UTC, datetime

import factory

from campaigns.models import Campaign, Participation, TargetProfile
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory


class TargetProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TargetProfile

    code = factory.Sequence(lambda n: f"parcours-{n}")
    title = factory.Sequence(lambda n: f"Parcours {n}")
    description = "Un parcours."
    category = "PREDEFINED"
    position = factory.Sequence(int)


class CampaignFactory(factory.django.DjangoModelFactory):
    """A campaign that collects profiles, which needs no framework. assessment: one with a course."""

    class Meta:
        model = Campaign

    organization = factory.SubFactory(OrganizationFactory, secondary=True)
    kind = Campaign.Kind.PROFILES_COLLECTION
    name = factory.Sequence(lambda n: f"Campagne {n}")
    code = factory.Sequence(lambda n: f"CMPGNE{n:03}")
    owner = factory.SubFactory(UserFactory)
    created_at = datetime(2026, 9, 7, 8, tzinfo=UTC)

    class Params:
        assessment = factory.Trait(
            kind=Campaign.Kind.ASSESSMENT, target_profile=factory.SubFactory(TargetProfileFactory)
        )
        archived = factory.Trait(archived_at=datetime(2026, 10, 1, tzinfo=UTC))


class ParticipationFactory(factory.django.DjangoModelFactory):
    """shared: its results were sent."""

    class Meta:
        model = Participation

    campaign = factory.SubFactory(CampaignFactory)
    learner = factory.SubFactory(
        LearnerFactory, organization=factory.SelfAttribute("..campaign.organization")
    )
    started_at = datetime(2026, 9, 14, 9, tzinfo=UTC)

    class Params:
        shared = factory.Trait(
            status=Participation.Status.SHARED, shared_at=datetime(2026, 9, 15, 9, tzinfo=UTC)
        )
