"""A tablet that a pupil of the médiacentre has left to somebody else (spec/accounts.md 6.8, 7.4)."""

import pytest
from pytest_django.asserts import assertContains

from accounts.models import ExternalIdentity
from campaigns.models import Campaign
from learners.models import Learner
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.gar.identity_provider import IDO, come, providers
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.test_participant_gar import ADA, OLD, TYPED, identities, of_the_mediacentre
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.gar]


@pytest.fixture(autouse=True)
def _identity_provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = providers()


@pytest.fixture
def campaign() -> Campaign:
    return CampaignFactory(organization__has_gar=True)


@pytest.fixture
def learner(campaign) -> Learner:
    return LearnerFactory(organization=campaign.organization, **ADA)


def test_the_page_of_the_code_says_who_would_go_on_without_one(client):
    come(client)

    assertContains(client.get("/app/campagnes/"), "Ada Lovelace")


def test_whoever_signs_in_next_reads_whose_identity_it_is_before_linking_it(client):
    classmate = UserFactory(pupil=True)
    come(client)
    client.post("/app/connexion/", {"login": classmate.username, "password": PASSWORD})

    page = client.post("/gar/compte/", follow=True)

    assertContains(page, "Ada Lovelace")
    assertContains(page, "Ce n’est pas moi")
    assert not ExternalIdentity.objects.exists()


def test_the_account_of_a_teacher_is_never_tied_to_a_pupil_nor_opened_by_him(client, campaign, learner):
    teacher = MembershipFactory(organization=campaign.organization).user
    come(client)
    client.post("/app/connexion/", {"login": teacher.email, "password": PASSWORD})

    page = client.post(f"/app/campagnes/{campaign.code}/mediacentre/", TYPED)

    assertContains(page, "R90", status_code=409)
    learner.refresh_from_db()
    assert learner.user is None
    assert not ExternalIdentity.objects.exists()


@pytest.mark.parametrize(
    ("named", "is_opened"),
    [({"last_name": "Lovelac"}, False), ({"last_name": "Lovelase"}, False), ({"middle_name": "ada"}, True)],
)
def test_a_twin_who_is_not_on_the_list_yet_does_not_get_the_account_of_the_other(
    client, campaign, named, is_opened
):
    owner = of_the_mediacentre()
    more = {"first_name": "Augusta"} if "middle_name" in named else {}
    twin = LearnerFactory(organization=campaign.organization, user=owner, **ADA | more | named)
    come(client)

    page = client.post(f"/app/campagnes/{campaign.code}/mediacentre/", TYPED)

    twin.refresh_from_db()
    assert twin.user == owner
    assert ("_auth_user_id" in client.session) == is_opened
    assert identities() == [(owner.pk, IDO if is_opened else OLD)]
    if not is_opened:
        assertContains(page, "R33", status_code=409)
