"""The session's buttons, the home page and the page that closes a session."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.missions.factories import AttemptFactory
from tests.pages import announced

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
OPEN, CLOSE, HOME = "/missions/session/ouvrir/", "/missions/session/fermer/", "/"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Every page is asked on a Thursday at 11:42 in Paris."""
    stopped = SimpleNamespace(now=lambda: NOW)
    monkeypatch.setattr("missions.views.sessions.timezone", stopped)
    monkeypatch.setattr("pixorga.context.timezone", stopped)


@pytest.fixture
def open_school(school):
    school.session_opened_at = NOW - timedelta(hours=1)
    school.session_expires_at = NOW + timedelta(hours=3)
    school.session_opened_by = UserFactory(first_name="Karim", last_name="Okoye")
    school.save()
    return school


def test_home_tells_the_school_and_offers_to_open_a_session(teacher, school):
    page = teacher.client.get(HOME)
    assert page.status_code == 200
    assert f"<h1>Bonjour {teacher.user.first_name}</h1>" in page.text
    assert "<dt>Nom de votre organisation</dt><dd>École primaire des Lilas</dd>" in page.text
    assert "Session inactive" in page.text
    assert "Prolonger la session" not in page.text
    assert f'<a class="button" href="{reverse("missions:list")}">Voir les missions</a>' in page.text


def test_home_of_an_open_school_offers_to_extend(teacher, open_school):
    text = teacher.client.get(HOME).text
    assert "Session active jusqu’à 14:42" in text
    assert "Prolonger la session" in text
    assert "Activer la session" not in text


@pytest.mark.parametrize("person", ["director", "teacher"])
def test_any_member_opens_a_session(person, school, request):
    person = request.getfixturevalue(person)
    answer = person.client.post(OPEN, follow=True)
    school.refresh_from_db()
    assert school.session_expires_at == NOW + timedelta(hours=4)
    assert answer.redirect_chain == [(HOME, 302)]
    assert "Session active jusqu’à 15:42." in answer.text
    assert 'role="status"' in answer.text


def test_opening_again_extends(teacher, open_school):
    teacher.client.post(OPEN)
    open_school.refresh_from_db()
    assert open_school.session_expires_at == NOW + timedelta(hours=4)
    assert open_school.session_opened_by.last_name == "Okoye"


def test_the_button_leads_back_to_the_page_where_it_was(teacher):
    page = "http://testserver/missions/?annee=2025"
    answer = teacher.client.post(OPEN, headers={"referer": page})
    assert answer.url == page


@pytest.mark.parametrize(
    "referer",
    [
        "https://evil.example/missions/",
        "//evil.example",
        "http://testserver.evil.example/",
        "javascript:alert(1)",
        "http://testserver" + CLOSE,
    ],
)
def test_the_button_leads_nowhere_else(teacher, referer):
    assert teacher.client.post(OPEN, headers={"referer": referer}).url == HOME


def test_a_session_is_opened_by_post_alone(teacher, school):
    assert teacher.client.get(OPEN).status_code == 405
    school.refresh_from_db()
    assert school.session_expires_at is None


def test_others_open_nothing(outsider, principal, client, school):
    outsider.client.post(OPEN)
    assert principal.client.post(OPEN).status_code == 404
    assert client.post(OPEN).status_code == 302
    school.refresh_from_db()
    assert school.session_expires_at is None


def test_closing_first_tells_who_opened_and_who_is_at_work(teacher, open_school):
    for _ in range(2):
        AttemptFactory(learner__organization=open_school, started_at=NOW - timedelta(minutes=3))
    AttemptFactory(started_at=NOW)
    page = teacher.client.get(CLOSE)
    assert page.status_code == 200
    assert "<strong>Karim Okoye</strong> le 01/10/2026 à 10:42, active jusqu’à 14:42" in page.text
    assert "<strong>2 élèves travaillent</strong> en ce moment" in page.text
    open_school.refresh_from_db()
    assert open_school.session_expires_at > NOW


def test_closing_with_nobody_at_work_says_so(teacher, open_school):
    assert "Aucun élève ne travaille en ce moment" in teacher.client.get(CLOSE).text


def test_posting_closes_and_leads_back(teacher, open_school):
    page = teacher.client.get(CLOSE, headers={"referer": "http://testserver/missions/"})
    assert 'name="next" value="http://testserver/missions/"' in page.text
    answer = teacher.client.post(CLOSE, {"next": "http://testserver/"}, follow=True)
    assert answer.redirect_chain == [("http://testserver/", 302)]
    assert "La session est fermée." in answer.text
    open_school.refresh_from_db()
    assert open_school.session_expires_at == NOW


def test_closing_twice_is_no_error(teacher, open_school):
    teacher.client.post(CLOSE)
    answer = teacher.client.post(CLOSE, {"next": "https://evil.example/"}, follow=True)
    assert answer.redirect_chain == [(HOME, 302)]
    assert "La session était déjà fermée." in answer.text


def test_there_is_nothing_to_close_without_a_session(teacher, school):
    page = teacher.client.get(CLOSE)
    assert "Aucune session n’est active." in page.text
    assert "button-danger" not in page.text


def test_closing_is_for_members_of_the_school(outsider, principal, open_school):
    outsider.client.post(CLOSE)
    assert principal.client.get(CLOSE).status_code == 404
    open_school.refresh_from_db()
    assert open_school.session_expires_at > NOW


# --- The page that stays open -----------------------------------------------------------------------

STATE = "/missions/session/etat/"


def key_of(page) -> str:
    return page.context["session_block"].key


def at(monkeypatch, moment):
    later = SimpleNamespace(now=lambda: moment)
    monkeypatch.setattr("missions.views.sessions.timezone", later)
    monkeypatch.setattr("pixorga.context.timezone", later)


def test_a_page_asks_for_the_state_that_it_does_not_show_yet(teacher, open_school):
    page = teacher.client.get("/missions/")
    asks = re.search(r'id="session-state" hx-get="([^"]+)" hx-trigger="every 60s, session-end"', page.text)
    answer = teacher.client.get(asks[1])
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_page_left_open_learns_that_the_session_is_over(teacher, open_school, monkeypatch):
    seen = key_of(teacher.client.get(HOME))
    at(monkeypatch, NOW + timedelta(hours=3))
    answer = teacher.client.get(STATE, {"vu": seen})
    assert "Session inactive" in answer.text
    assert "Activer la session" in answer.text
    assert announced(answer.text) == "La session est terminée."
    assert answer["HX-Trigger"] == "session-changed"
    assert "Session inactive" in teacher.client.get(STATE, {"carte": "1"}).text


def test_the_warning_comes_to_a_page_left_open_and_is_said_once(teacher, open_school, monkeypatch):
    seen = key_of(teacher.client.get(HOME))
    at(monkeypatch, NOW + timedelta(hours=2, minutes=46))
    answer = teacher.client.get(STATE, {"vu": seen})
    assert "Prolongez la session si la classe continue" in answer.text
    assert announced(answer.text) == "La session se termine bientôt, à 14:42."
    at(monkeypatch, NOW + timedelta(hours=2, minutes=58))
    assert teacher.client.get(STATE, {"vu": key_of(answer)}).status_code == 204


def test_a_page_left_open_learns_the_new_code_of_the_school(teacher, open_school):
    page = teacher.client.get(HOME)
    seen = key_of(page)
    assert open_school.school_code not in seen
    Organization.objects.filter(pk=open_school.pk).update(school_code="NVCDBK234")
    answer = teacher.client.get(STATE, {"vu": seen})
    assert re.search(r'id="session-code" hx-swap-oob="true">\s*<span[^>]*>NVCDBK234</span>', answer.text)
    assert announced(answer.text) == "Le code de l’école a changé."
    assert teacher.client.get(STATE, {"vu": key_of(answer)}).status_code == 204
    # What did not change stays as it is: the code may be selected.
    assert "hx-swap-oob" not in teacher.client.get(HOME).text
    teacher.client.post(OPEN)
    assert "session-code" not in teacher.client.get(STATE, {"vu": key_of(answer)}).text


def test_a_colleague_who_extends_is_seen_without_a_word(teacher, open_school, monkeypatch):
    seen = key_of(teacher.client.get(HOME))
    teacher.client.post(OPEN)
    answer = teacher.client.get(STATE, {"vu": seen})
    assert "Session active jusqu’à 15:42" in answer.text
    assert "data-announce" not in answer.text


def test_the_state_is_for_members_of_the_school(client, outsider, principal, open_school):
    assert client.get(STATE).status_code == 302
    assert principal.client.get(STATE).status_code == 404
    assert "Session inactive" in outsider.client.get(STATE).text


def test_the_state_costs_few_queries(teacher, open_school, django_assert_num_queries):
    teacher.client.get(STATE)
    for query in ({"vu": "fermee"}, {"carte": "1"}):
        with django_assert_num_queries(3):
            teacher.client.get(STATE, query)


def test_to_htmx_the_answer_is_the_page_to_go_to(teacher, school):
    headers = {"HX-Request": "true", "referer": "http://testserver/missions/?annee=2025"}
    answer = teacher.client.post(OPEN, headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "http://testserver/missions/?annee=2025")
    assert "Session active jusqu’à 15:42." in teacher.client.get(HOME).text


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Indian/Reunion", "17:42"),
        ("America/Martinique", "09:42"),
        ("Pacific/Noumea", "00:42 le 02/10/2026"),
    ],
)
def test_overseas_the_end_is_on_the_schools_own_clock_everywhere(teacher, school, zone, label):
    school.time_zone = zone
    school.save(update_fields=["time_zone"])
    page = teacher.client.post(OPEN, follow=True).text
    assert f"Session active jusqu’à {label}." in page  # the notice
    assert page.count(f"Session active jusqu’à {label}<") == 2  # side bar and card
    assert f"active jusqu’à {label}.</p>" in teacher.client.get(CLOSE).text


def test_home_asks_the_same_queries_for_any_number_of_pupils(teacher, school, flat_queries):
    def grow(n):
        for _ in range(n):
            AttemptFactory(learner__organization=school)

    flat_queries(lambda: teacher.client.get(HOME), grow, budget=4)


def test_the_closing_page_asks_the_same_queries_for_any_number_of_pupils(teacher, open_school, flat_queries):
    def grow(n):
        for _ in range(n):
            AttemptFactory(learner__organization=open_school, started_at=NOW)

    flat_queries(lambda: teacher.client.get(CLOSE), grow, budget=6)
