"""Missions, attempts and answers in Django admin: all to look at, nothing to change."""

import pytest
from django.urls import reverse

from challenges.models import Challenge
from missions.models import Activity, ActivityAnswer
from tests.accounts.factories import UserFactory
from tests.challenges.bodies import ALL_KINDS
from tests.learners.factories import LearnerFactory
from tests.missions.factories import STARTED_AT, AttemptFactory, MissionFactory, make_challenges
from tests.missions.junior_cast import mission_asking
from tests.page_rules import header_problems, page_problems
from tests.pages import plain


@pytest.fixture
def platform(client, db):
    client.force_login(UserFactory(platform_staff=True))
    return client


def add_activity(attempt, rank=1, answers=0):
    challenges = make_challenges(MissionFactory())
    activity = Activity.objects.create(
        attempt=attempt,
        rank=rank,
        level="VALIDATION",
        step=0,
        variant=0,
        challenge_ids=[challenge.pk for challenge in challenges],
    )
    ActivityAnswer.objects.bulk_create(
        ActivityAnswer(
            activity=activity,
            position=position,
            challenge=challenge,
            value=["c1"],
            verdict="RIGHT",
            answered_at=STARTED_AT,
        )
        for position, challenge in enumerate(challenges[:answers])
    )
    return activity


def test_a_mission_shows_what_it_holds(platform):
    mission = MissionFactory(code="chercher", playable=True)
    text = platform.get(reverse("admin:missions_mission_change", args=[mission.pk])).text
    assert "Les bons mots 2" in text
    assert "/admin/challenges/challenge/?q=chercher-e1-va-2-v1&amp;is_current__exact=1" in text
    assert (
        platform.get("/admin/challenges/challenge/?q=chercher-e1-va-2-v1&is_current__exact=1").status_code
        == 200
    )


def test_a_whole_mission_is_read_with_its_answers(platform, django_assert_max_num_queries):
    mission = mission_asking(*ALL_KINDS, level="tutorial")
    url = reverse("admin:missions_mission_preview", args=[mission.pk])
    with django_assert_max_num_queries(6):
        page = platform.get(url)
    assert page_problems(page.text) == []
    assert header_problems(page) == []
    assert "Étape 1 : Les mots, didacticiel (8)" in plain(page.text)
    assert page.text.count('class="panel corrected"') == 11
    assert page.text.count(" open>") == 10  # all but the lesson have an answer, which is unfolded
    for words in (
        "1. J’ouvre le texte.",
        "une photo → .jpg",
        "dans « Images ». Son nom",
        "Lis avant de cliquer.",
    ):
        assert words in plain(page.text)
    challenge = Challenge.objects.get(code=f"{mission.code}-dare")
    assert reverse("admin:challenges_challenge_preview", args=[challenge.pk]) in page.text


def test_positions_and_versions_are_told_apart(platform):
    mission = MissionFactory(code="chercher", playable=True)
    page = platform.get(reverse("admin:missions_mission_preview", args=[mission.pk]))
    assert "Position 2, version B" in page.text
    assert page.text.count('class="panel corrected"') == 25


def test_the_page_of_a_mission_leads_to_all_its_questions(platform):
    mission = MissionFactory()
    url = reverse("admin:missions_mission_preview", args=[mission.pk])
    assert url in platform.get(reverse("admin:missions_mission_change", args=[mission.pk])).text
    assert platform.get(reverse("admin:missions_mission_preview", args=[mission.pk + 1])).status_code == 404


def test_nobody_else_reads_a_mission(client, db):
    url = reverse("admin:missions_mission_preview", args=[MissionFactory().pk])
    assert client.get(url).status_code == 302
    client.force_login(UserFactory())
    assert client.get(url).status_code in (302, 403)


@pytest.mark.parametrize("model", ["mission", "attempt", "activity"])
def test_nothing_is_added_changed_or_deleted(platform, model):
    activity = add_activity(AttemptFactory())
    row = {"mission": activity.attempt.mission, "attempt": activity.attempt, "activity": activity}[model]
    base = f"/admin/missions/{model}/"
    assert platform.get(f"{base}add/").status_code == 403
    assert platform.post(f"{base}{row.pk}/change/", {"title": "X"}).status_code == 403
    assert platform.post(f"{base}{row.pk}/delete/").status_code == 403
    assert platform.get(f"{base}{row.pk}/change/").status_code == 200


@pytest.mark.parametrize("text", ["gœuff", "0380000X"])
def test_attempts_are_found_by_the_pupils_name_or_the_schools_uai(platform, text):
    attempt = AttemptFactory(learner=LearnerFactory(last_name="LE GOEUFF", organization__uai="0380000X"))
    other = AttemptFactory()
    found = platform.get("/admin/missions/attempt/", {"q": text}).text
    assert reverse("admin:missions_attempt_change", args=[attempt.pk]) in found
    assert reverse("admin:missions_attempt_change", args=[other.pk]) not in found


def test_an_attempt_leads_to_its_activities_and_they_to_their_answers(platform):
    activity = add_activity(AttemptFactory(), answers=2)
    url = reverse("admin:missions_activity_change", args=[activity.pk])
    attempt_url = reverse("admin:missions_attempt_change", args=[activity.attempt_id])
    assert url in platform.get(attempt_url).text
    assert platform.get(url).text.count("juste") == 2


@pytest.mark.parametrize(("model", "budget"), [("mission", 5), ("attempt", 6), ("activity", 5)])
def test_lists_ask_the_same_queries_for_any_number_of_rows(platform, flat_queries, model, budget):
    mission = MissionFactory()

    def grow(n):
        for _ in range(n):
            add_activity(AttemptFactory(mission=mission))

    flat_queries(lambda: platform.get(f"/admin/missions/{model}/"), grow, budget=budget)


def test_an_activity_asks_the_same_queries_for_any_number_of_answers(platform, flat_queries):
    activity = add_activity(AttemptFactory(), answers=0)
    challenges = iter(make_challenges(MissionFactory(positions=5)))
    positions = iter(range(100))

    def grow(n):
        for _ in range(n):
            ActivityAnswer.objects.create(
                activity=activity,
                position=next(positions),
                challenge=next(challenges),
                value=["c1"],
                verdict="WRONG",
                answered_at=STARTED_AT,
            )

    url = reverse("admin:missions_activity_change", args=[activity.pk])
    flat_queries(lambda: platform.get(url), grow, budget=6)
