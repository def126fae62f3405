"""The platform's staff look at questions as their authors wrote them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge
from challenges.services import store_challenges
from missions.content import load_content
from tests.accounts.factories import UserFactory
from tests.challenges.bodies import ALL_KINDS, single_choice
from tests.page_rules import header_problems, page_problems


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


def stored(body: dict) -> Challenge:
    store_challenges(specs=[ChallengeSpec.from_body(body)], now=timezone.now())
    return Challenge.objects.get(code=body["code"])


@pytest.mark.parametrize("body", ALL_KINDS, ids=lambda body: body["kind"])
def test_any_question_is_seen_as_a_pupil_sees_it_with_its_answer_below(staff, body):
    challenge = stored(body)
    url = reverse("admin:challenges_challenge_preview", args=[challenge.pk])
    page = staff.get(url)
    assert page_problems(page.text) == []
    assert header_problems(page) == []
    assert '<body class="junior' in page.text
    assert body["bubbles"][0] in page.text
    for line in ChallengeSpec.from_body(body).right_answers:
        assert f"<li><strong>{line}</strong></li>" in page.text
    assert ("Ce que l’élève ne voit pas" in page.text) is (body["kind"] != "LESSON")
    assert body.get("explanation", "") in page.text


@pytest.mark.ignore_template_errors
def test_what_comes_with_a_question_for_the_older_is_seen_too(staff):
    body = single_choice(
        hint="Sélectionnez une seule réponse.",
        files=["campaigns/x/clubs.ods", "campaigns/x/clubs.xlsx"],
        alternative="Un panda.",
        timer="60",
        focused="yes",
    )
    challenge = stored(body)
    page = staff.get(reverse("admin:challenges_challenge_preview", args=[challenge.pk]))
    assert page_problems(page.text) == []
    assert header_problems(page) == []
    for words in ("Choisissez un format", "alternative textuelle", "1\u00a0minute", "Restez sur cette page"):
        assert words in page.text
    form = staff.get(reverse("admin:challenges_challenge_change", args=[challenge.pk])).text
    for words in ("Un panda.", 'download="clubs.xlsx"', "1\u00a0minute", "doit rester affichée"):
        assert words in form


@pytest.mark.ignore_template_errors
def test_the_page_of_a_question_leads_to_its_preview(staff):
    challenge = stored(ALL_KINDS[0])
    url = reverse("admin:challenges_challenge_preview", args=[challenge.pk])
    assert url in staff.get(reverse("admin:challenges_challenge_change", args=[challenge.pk])).text
    assert (
        staff.get(reverse("admin:challenges_challenge_preview", args=[challenge.pk + 1])).status_code == 404
    )


def test_nobody_else_sees_a_solution(client, db):
    url = reverse("admin:challenges_challenge_preview", args=[stored(ALL_KINDS[0]).pk])
    assert client.get(url).status_code == 302
    client.force_login(UserFactory())
    assert client.get(url).status_code in (302, 403)
    client.force_login(UserFactory(is_staff=True))
    assert client.get(url).status_code in (302, 403)


@pytest.mark.ignore_template_errors
def test_the_list_costs_the_same_for_any_number_of_questions(staff, flat_queries, django_user_model):
    def grow(count):
        start = Challenge.objects.count()
        Challenge.objects.bulk_create(
            Challenge(code=f"q-{start + n}", kind="LESSON", body={}, digest="", created_at=timezone.now())
            for n in range(count)
        )

    flat_queries(lambda: staff.get(reverse("admin:challenges_challenge_changelist")), grow, budget=5)
