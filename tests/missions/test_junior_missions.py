"""The pupil's list of missions, the start and the end of a mission, and the end of a session."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from missions.domain.results import Result
from missions.models import Attempt, Mission
from missions.questions import question_of
from organizations.models import Organization
from pixorga.lib.school_year import school_year_of
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.missions.junior_cast import NOW, answer_form, come_in, give, mission_asking, right_value, start
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

MISSIONS = "/junior/missions/"
CARD = re.compile(
    r'<a class="mission-card mission-(\w+) domain-(\d)" href="/junior/missions/(\d+)/" data-once>'
)


@pytest.fixture
def aden(client):
    learner = LearnerFactory(
        organization=OrganizationFactory(session_open=True, school_code="BKTSRV237"),
        first_name="Aden",
        last_name="SECRETNAME",
        division="CM1 A",
    )
    come_in(client, learner)
    return learner


def this_year() -> int:
    return school_year_of(timezone.localdate())


def expire(ago: timedelta = timedelta(seconds=1)) -> None:
    Organization.objects.update(session_expires_at=timezone.now() - ago)


def cards(client) -> list[tuple[str, str, int]]:
    """Return (status, area, mission) of each card, in the order of the page."""
    return [(status, area, int(pk)) for status, area, pk in CARD.findall(client.get(MISSIONS).text)]


# --- The list ---------------------------------------------------------------------------------------


def test_missions_in_progress_come_first_and_finished_ones_last(client, aden):
    todo, done, doing, todo_too = (MissionFactory(competence=code) for code in ("1.1", "2.1", "3.1", "4.1"))
    AttemptFactory(mission=done, learner=aden, completed=True, school_year=this_year())
    AttemptFactory(mission=doing, learner=aden, school_year=this_year())
    MissionFactory(archived=True)
    assert cards(client) == [
        ("doing", "3", doing.pk),
        ("todo", "1", todo.pk),
        ("todo", "4", todo_too.pk),
        ("done", "2", done.pk),
    ]
    page = client.get(MISSIONS).text
    for word in ("En cours", "Reprendre", "À faire", "Commencer", "Terminé", "Recommencer"):
        assert word in page


def test_a_mission_played_again_is_in_progress_again(client, aden):
    mission = MissionFactory(playable=True)
    AttemptFactory(mission=mission, learner=aden, completed=True, school_year=this_year())
    start(aden, mission, now=timezone.now())
    assert cards(client) == [("doing", "1", mission.pk)]


def test_a_mission_of_last_year_is_to_do_again(client, aden):
    mission = MissionFactory()
    AttemptFactory(mission=mission, learner=aden, completed=True, school_year=this_year() - 1)
    assert cards(client) == [("todo", "1", mission.pk)]


def test_what_others_play_changes_nothing(client, aden):
    mission = MissionFactory()
    AttemptFactory(mission=mission, school_year=this_year())
    assert cards(client) == [("todo", "1", mission.pk)]


def test_an_archived_mission_stays_for_the_pupil_who_is_playing_it(client, aden):
    mission = MissionFactory(playable=True)
    start(aden, mission, now=timezone.now())
    Mission.objects.update(archived_at=NOW)
    assert cards(client) == [("doing", "1", mission.pk)]
    assert client.get(f"{MISSIONS}{mission.pk}/").url == f"{MISSIONS}{mission.pk}/question/"


def test_the_list_greets_by_the_name_of_the_class_list(client, aden):
    MissionFactory()
    LearnerFactory(organization=aden.organization, division="CM1 A", first_name="Aden", last_name="ROUX")
    page = client.get(MISSIONS).text
    assert "Bonjour Aden S., choisis ta mission !" in page
    assert "/junior/ecole/BKTSRV237/eleves/?classe=CM1%20A" in page
    assert "Se déconnecter" in page
    assert "SECRETNAME" not in page


def test_no_mission_yet(client, aden):
    assert "Il n’y a pas encore de mission." in client.get(MISSIONS).text


# --- The start --------------------------------------------------------------------------------------


def test_the_start_page_tells_the_objectives(client, aden):
    mission = mission_asking(objectives=["Choisir de bons mots", "Trier <vite>"])
    page = client.get(f"{MISSIONS}{mission.pk}/").text
    assert '<h1 class="junior-title">Chercher une image</h1>' in page
    assert "<li>Choisir de bons mots</li><li>Trier &lt;vite&gt;</li>" in page
    assert f'action="/junior/missions/{mission.pk}/commencer/"' in page
    assert Attempt.objects.count() == 0


def test_starting_leads_to_the_question(client, aden):
    mission = mission_asking()
    response = client.post(f"{MISSIONS}{mission.pk}/commencer/")
    assert (response.status_code, response.url) == (303, f"{MISSIONS}{mission.pk}/question/")
    assert client.get(response.url).status_code == 200
    assert Attempt.objects.get().learner == aden


def test_starting_leads_through_the_introduction_where_there_is_one(client, aden):
    picture = {"file": "missions/x.svg", "alt": "Une loupe.", "width": 520, "height": 320}
    mission = mission_asking(introduction={"bubbles": ["Un **robot** cherche."], "picture": picture})
    response = client.post(f"{MISSIONS}{mission.pk}/commencer/")
    assert response.url == f"{MISSIONS}{mission.pk}/introduction/"
    page = client.get(response.url).text
    assert "Un <strong>robot</strong> cherche." in page
    assert 'src="/static/missions/x.svg" alt="Une loupe." width="520" height="320"' in page
    assert f'href="{MISSIONS}{mission.pk}/question/"' in page


def test_a_mission_without_introduction_has_no_such_page(client, aden):
    mission = mission_asking()
    assert client.get(f"{MISSIONS}{mission.pk}/introduction/").url == f"{MISSIONS}{mission.pk}/question/"


def test_a_double_click_on_the_start_is_one_attempt(client, aden):
    mission = mission_asking()
    urls = {client.post(f"{MISSIONS}{mission.pk}/commencer/").url for _ in range(3)}
    assert urls == {f"{MISSIONS}{mission.pk}/question/"}
    assert Attempt.objects.count() == 1


def test_a_started_mission_goes_on_where_it_was(client, aden):
    mission = mission_asking()
    start(aden, mission, now=timezone.now())
    assert client.get(f"{MISSIONS}{mission.pk}/").url == f"{MISSIONS}{mission.pk}/question/"


def test_starting_is_a_button(client, aden):
    mission = mission_asking()
    assert client.get(f"{MISSIONS}{mission.pk}/commencer/").status_code == 405
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize("key", ["archived", 999_999, 10**30])
def test_missions_that_are_not_there_are_pages_that_do_not_exist(client, aden, key):
    pk = MissionFactory(archived=True).pk if key == "archived" else key
    for url in (f"{MISSIONS}{pk}/", f"{MISSIONS}{pk}/introduction/"):
        assert client.get(url).status_code == 404
    assert client.post(f"{MISSIONS}{pk}/commencer/").status_code == 404


# --- The end ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trait", "overall", "said", "states"),
    [
        ("exceeded", Result.EXCEEDED, "tu as relevé le défi", ["reached", "reached"]),
        ("completed", Result.REACHED, "ta mission est réussie", ["reached", "reached"]),
        ("partly_reached", Result.PARTLY_REACHED, "une partie de la mission", ["reached", "worked"]),
        ("not_reached", Result.NOT_REACHED, "Tu as bien travaillé", ["worked", "ahead"]),
    ],
)
def test_the_end_encourages_and_never_marks(client, aden, trait, overall, said, states):
    attempt = AttemptFactory(learner=aden, **{trait: True})
    page = client.get(f"{MISSIONS}{attempt.mission_id}/fin/").text
    assert said in page
    assert f'<body class="junior scene-{overall.value.lower()}">' in page
    assert re.findall(r'<li class="is-(\w+)">', page) == states
    main = page.partition("<main")[2].partition("</main>")[0]
    assert re.search(r"non atteint|dépassé|partiellement|\d+ ?%|\d sur \d", main, re.I) is None
    assert f'href="{MISSIONS}"' in page


def test_the_end_is_that_of_the_last_finished_attempt(client, aden):
    mission = MissionFactory(playable=True)
    AttemptFactory(mission=mission, learner=aden, not_reached=True)
    AttemptFactory(mission=mission, learner=aden, exceeded=True)
    start(aden, mission, now=timezone.now())
    assert "tu as relevé le défi" in client.get(f"{MISSIONS}{mission.pk}/fin/").text


def test_the_last_answer_leads_to_the_end(client, aden):
    mission = mission_asking()
    start(aden, mission, now=timezone.now())
    for _ in range(2):
        give(aden, mission, "RIGHT", now=timezone.now())
    page = client.get(f"{MISSIONS}{mission.pk}/question/", follow=True)
    assert page.redirect_chain[-1][0] == f"{MISSIONS}{mission.pk}/fin/"
    assert "tu as relevé le défi" in page.text


@pytest.mark.parametrize("page", ["question", "fin"])
def test_a_mission_that_was_never_played_has_neither_question_nor_end(client, aden, page):
    response = client.get(f"{MISSIONS}{mission_asking().pk}/{page}/", follow=True)
    assert response.redirect_chain[-1][0] == MISSIONS


# --- The session ends meanwhile ---------------------------------------------------------------------


def test_after_the_session_nothing_starts_or_resumes(client, aden):
    started, other = mission_asking(), mission_asking()
    start(aden, started, now=timezone.now() - timedelta(minutes=1))
    expire()
    assert "La séance est finie." in client.get(MISSIONS).text
    for mission in (started, other):
        response = client.get(f"{MISSIONS}{mission.pk}/")
        assert response.status_code == 403
        assert "Tes réponses sont gardées." in response.text
        assert client.post(f"{MISSIONS}{mission.pk}/commencer/").status_code == 403
    assert Attempt.objects.count() == 1


def test_after_the_session_a_started_mission_is_finished(client, aden):
    mission = mission_asking()
    attempt = start(aden, mission, now=timezone.now() - timedelta(hours=2))
    expire(timedelta(hours=1))
    for _ in range(2):
        assert client.get(f"{MISSIONS}{mission.pk}/question/").status_code == 200
        asked = answer_form(aden, mission, right_value(question_of(aden, mission.pk).challenge))
        response = client.post(f"{MISSIONS}{mission.pk}/repondre/", asked)
        assert client.get(response.url).status_code == 200
    attempt.refresh_from_db()
    assert attempt.overall_result == "EXCEEDED"
    assert client.get(f"{MISSIONS}{mission.pk}/fin/").status_code == 200


def test_four_hours_after_the_session_it_is_over_and_nothing_is_lost(client, aden):
    mission = mission_asking()
    start(aden, mission, now=timezone.now() - timedelta(hours=6))
    expire(timedelta(hours=4))
    form = answer_form(aden, mission, right_value(question_of(aden, mission.pk).challenge))
    for response in (
        client.get(f"{MISSIONS}{mission.pk}/question/"),
        client.post(f"{MISSIONS}{mission.pk}/repondre/", form),
    ):
        assert response.status_code == 403
        assert "La séance est finie." in response.text
    assert Attempt.objects.get().completed_at is None


# --- All of them ------------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_any_number_of_missions(client, aden, flat_queries):
    def grow(number: int) -> None:
        for _ in range(number):
            AttemptFactory(learner=aden, school_year=this_year())
            AttemptFactory(learner=aden, completed=True, school_year=this_year())
            LearnerFactory(organization=aden.organization, division="CM1 A")

    flat_queries(lambda: client.get(MISSIONS), grow, budget=4)


def test_the_other_pages_cost_few_queries(client, aden, django_assert_max_num_queries):
    mission = mission_asking(introduction={"bubbles": ["Un robot cherche."]})
    done = AttemptFactory(learner=aden, completed=True).mission
    for url, budget in ((f"{mission.pk}/", 3), (f"{mission.pk}/introduction/", 3), (f"{done.pk}/fin/", 3)):
        with django_assert_max_num_queries(budget):
            assert client.get(MISSIONS + url).status_code == 200
    with django_assert_max_num_queries(10):
        client.post(f"{MISSIONS}{mission.pk}/commencer/")
