"""The platform's staff look at the framework and at its courses; nothing is edited there."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.content.loading import store_catalogue
from campaigns.models import Skill, TargetProfile, Tube
from challenges.models import Tutorial
from tests.accounts.factories import UserFactory
from tests.campaigns.framework_files import catalogue_of, competence, profile, thematic

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,  # Django's own admin templates use undefined variables
]
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
LISTS = ("area", "competence", "thematic", "tube", "skill", "targetprofile")


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(UserFactory(platform_staff=True))
    return client


def codes(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{letter}" for letter in "abcdefghi"[:count]]


def grow(count: int) -> None:
    """Load a framework whose thematics, tubes and courses are as many."""
    tubes = codes("sujet", count)
    data = competence(*tubes, thematics=[thematic(f"theme-{code}", code) for code in tubes])
    profiles = [profile(code=f"cours-{code}", tubes=[f"{each} 3" for each in tubes]) for code in tubes]
    store_catalogue(catalogue_of(data, profiles=profiles), now=NOW)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_queries_however_long_it_is(staff, flat_queries, name):
    url = reverse(f"admin:campaigns_{name}_changelist")
    flat_queries(lambda: staff.get(url), grow, budget=8)


def test_the_list_of_tutorials_and_the_pages_cost_the_same_queries(staff, flat_queries):
    def look() -> None:
        rows = (Tube.objects.first(), Skill.objects.first(), TargetProfile.objects.first())
        names = ("tube", "skill", "targetprofile")
        for name, row in zip(names, rows, strict=True):
            url = reverse(f"admin:campaigns_{name}_change", args=[row.pk])
            assert staff.get(url).status_code == 200
        assert staff.get(reverse("admin:challenges_tutorial_changelist")).status_code == 200

    flat_queries(look, grow, budget=40)


def test_a_skill_leads_to_its_questions_and_its_tutorials(staff):
    store_catalogue(catalogue_of(competence()), now=NOW)
    skill = Skill.objects.get(code="mots-3")
    page = staff.get(reverse("admin:campaigns_skill_change", args=[skill.pk])).text
    for challenge in skill.challenges.all():
        assert reverse("admin:challenges_challenge_preview", args=[challenge.pk]) in page
    assert reverse("tutorials:page", args=["mots-lecon"]) in page
    assert Tutorial.objects.get(code="mots-lecon").title in page
    assert 'value="Enregistrer"' not in page


def test_a_course_lists_its_subjects_in_the_order_in_which_they_are_asked(staff):
    order = ("loin", "pres", "haut", "bas")
    thematics = [thematic("un", *order[:2]), thematic("deux", *order[2:])]
    data = competence(*order, thematics=thematics)
    course = profile(tubes=[f"{code} 1" for code in reversed(order)])
    store_catalogue(catalogue_of(data, profiles=[course]), now=NOW)
    row = TargetProfile.objects.get()
    page = staff.get(reverse("admin:campaigns_targetprofile_change", args=[row.pk])).text
    places = [page.index(f"Sujet {code} jusqu’au niveau 1") for code in order]
    assert places == sorted(places)
    assert "4 acquis" in page
