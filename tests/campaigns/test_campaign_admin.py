"""The platform's staff opens, finds, closes and opens campaigns again; participations are only read."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from organizations.domain.codes import is_code_shaped
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory, ParticipationFactory, TargetProfileFactory
from tests.organizations.factories import OrganizationFactory
from tests.pages import plain

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,  # Django's own admin templates use undefined variables
]
LIST, ADD = (reverse(f"admin:campaigns_campaign_{page}") for page in ("changelist", "add"))
PARTS = reverse("admin:campaigns_participation_changelist")


@pytest.fixture
def user():
    return UserFactory(platform_staff=True)


@pytest.fixture
def staff(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(**changes):
    school, owner = OrganizationFactory(secondary=True), UserFactory()
    fields = {"organization": school.pk, "kind": "PROFILES_COLLECTION", "name": "Rentrée"}
    return fields | {"owner": owner.pk, "target_profile": ""} | changes


def test_a_campaign_is_opened_under_a_code_of_its_own(staff, user):
    assert "code" not in staff.get(ADD).context["adminform"].form.fields
    answer = staff.post(ADD, typed(), follow=True)
    campaign = Campaign.objects.get()
    assert is_code_shaped(campaign.code)
    assert "Rentrée" in plain(answer.text)
    event = Event.objects.get(verb="campaign.created")
    assert (event.actor_id, event.subject_id) == (user.pk, campaign.pk)


def test_an_assessment_has_a_course_and_a_collection_has_none(staff):
    course = TargetProfileFactory().pk
    for changes in ({"kind": "ASSESSMENT"}, {"target_profile": course}):
        answer = staff.post(ADD, typed(**changes))
        assert "Une campagne d’évaluation a un parcours" in answer.text
    assert staff.post(ADD, typed(kind="ASSESSMENT", target_profile=course)).status_code == 302
    assert Campaign.objects.get().target_profile_id == course


@pytest.mark.parametrize("school", [{}, {"secondary": True, "archived_at": "2026-09-01T08:00Z"}])
def test_a_campaign_is_for_an_active_collège_or_lycée(staff, school):
    answer = staff.post(ADD, typed(organization=OrganizationFactory(**school).pk))
    assert "Choisissez un collège ou un lycée actif." in answer.text
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("term", ["QNTCVK357", "qntcvk 357", "rentrée", "0750655R"])
def test_a_campaign_is_found_by_code_name_and_school(staff, term):
    school = OrganizationFactory(secondary=True, uai="0750655R")
    CampaignFactory(organization=school, name="Rentrée 2026", code="QNTCVK357")
    CampaignFactory(name="Une autre")
    found = staff.get(LIST, {"q": term}).context["cl"].result_list
    assert [campaign.code for campaign in found] == ["QNTCVK357"]


def test_campaigns_are_closed_and_opened_again(staff):
    campaign, closed = CampaignFactory(), CampaignFactory(archived=True)
    both = {"_selected_action": [campaign.pk, closed.pk]}
    assert "1 campagne archivée." in staff.post(LIST, both | {"action": "archive"}, follow=True).text
    assert (
        "Aucune campagne n’est archivée." in staff.post(LIST, both | {"action": "archive"}, follow=True).text
    )
    text = staff.post(LIST, both | {"action": "unarchive"}, follow=True).text
    assert "2 campagnes désarchivées." in text
    assert Campaign.objects.active().count() == 2


def test_nothing_of_an_open_campaign_is_typed_again(staff):
    campaign = CampaignFactory(name="Rentrée")
    url = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
    assert campaign.code in staff.get(url).text
    staff.post(url, typed(name="Autre", code="AAAAAA222"))
    campaign.refresh_from_db()
    assert campaign.name == "Rentrée"
    assert campaign.code != "AAAAAA222"


def test_participations_are_found_and_only_read(staff):
    part = ParticipationFactory(
        learner__first_name="Ève", learner__last_name="ÉLAN", learner__search_key="eve elan"
    )
    ParticipationFactory()
    for term in ("élan ève", part.campaign.code):
        assert list(staff.get(PARTS, {"q": term}).context["cl"].result_list) == [part]
    url = reverse("admin:campaigns_participation_change", args=[part.pk])
    assert 'value="Enregistrer"' not in staff.get(url).text
    assert staff.post(url, {"status": "SHARED"}).status_code == 403


@pytest.mark.parametrize("url", [LIST, PARTS])
def test_a_list_costs_the_same_queries_however_long_it_is(staff, flat_queries, url):
    flat_queries(lambda: staff.get(url), ParticipationFactory.create_batch, budget=8)
