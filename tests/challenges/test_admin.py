"""The platform's staff look at questions as their authors wrote them."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.models import Challenge
from missions.content import load_content
from tests.accounts.factories import UserFactory


@pytest.fixture
def staff(db) -> Client:
    client = Client()
    client.force_login(UserFactory(platform_staff=True))
    return client


@pytest.mark.ignore_template_errors  # Django's own admin templates use undefined variables
def test_a_question_is_previewed_with_its_solution_and_cannot_be_edited(staff):
    load_content()
    challenge = Challenge.objects.filter(kind="SINGLE_CHOICE").first()
    page = staff.get(reverse("admin:challenges_challenge_change", args=[challenge.pk]))
    assert page.status_code == 200
    assert "Juste" in page.text
    assert 'type="submit" value="Enregistrer"' not in page.text


@pytest.mark.ignore_template_errors
def test_the_list_costs_the_same_for_any_number_of_questions(staff, flat_queries, django_user_model):
    from django.utils import timezone

    def grow(count):
        start = Challenge.objects.count()
        Challenge.objects.bulk_create(
            Challenge(code=f"q-{start + n}", kind="LESSON", body={}, digest="", created_at=timezone.now())
            for n in range(count)
        )

    flat_queries(lambda: staff.get(reverse("admin:challenges_challenge_changelist")), grow, budget=5)
