"""The page of the live board, and what an open board asks for every ten seconds."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.chosen import choose_divisions
from missions.services import presence
from organizations.models import Organization
from pixorga.templatetags import components
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory
from tests.missions.junior_cast import give, start

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
BOARD, NEWS = "/missions/direct/", "/missions/direct/nouvelles/"
ASKED = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    stopped = SimpleNamespace(time=NOW)
    stopped.now = lambda: stopped.time
    monkeypatch.setattr("missions.views.board.timezone", stopped)
    monkeypatch.setattr("pixorga.context.timezone", stopped)
    return stopped


@pytest.fixture
def lilas(school):
    school.session_opened_at = NOW - timedelta(hours=1)
    school.session_expires_at = NOW + timedelta(hours=3)
    school.save()
    return school


@pytest.fixture
def mission(db):
    return MissionFactory(title="Rechercher sur internet", playable=True)


@pytest.fixture
def aden(lilas):
    return LearnerFactory(organization=lilas, first_name="Aden", last_name="SMITH", division="CM1 A")


def fail_twice(learner, mission):
    presence.come_in(learner, NOW)
    start(learner, mission, now=NOW)
    for _ in range(2):
        give(learner, mission, "WRONG", now=NOW)


def ask(person, etag="", **query):
    headers = ASKED | ({"If-None-Match": etag} if etag else {})
    return person.client.get(NEWS, query, headers=headers)


def test_the_page_tells_who_needs_help_in_words_first(teacher, aden, mission):
    lea = LearnerFactory(organization=aden.organization, first_name="Léa", division="CM1 A")
    presence.come_in(lea, NOW)
    fail_twice(aden, mission)
    page = teacher.client.get(BOARD).text
    assert "<strong>2 élèves en ligne, 1 a besoin d’aide</strong> · Session active jusqu’à 14:42" in page
    assert page.index("Ont besoin d’aide (1)") < page.index("Au travail (1)")
    for words in ("2 essais de suite sans réussir à l’étape 1", "Rechercher sur internet", "à l’instant"):
        assert words in page
    assert "SMITH" not in page


def test_the_page_holds_what_is_asked_for_again(teacher, aden):
    presence.come_in(aden, NOW)
    page = teacher.client.get(BOARD).text
    again = ask(teacher)
    assert again.status_code == 200
    assert again.text.strip() in page


def test_nothing_new_is_304_without_a_word(teacher, aden, mission):
    presence.come_in(aden, NOW)
    page = teacher.client.get(BOARD).text
    etag = re.search(r'data-etag="&quot;(\w+)&quot;"', page)[1]
    same = ask(teacher, f'"{etag}"')
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", f'"{etag}"')
    assert "no-store" in same["Cache-Control"]
    fail_twice(aden, mission)
    changed = ask(teacher, f'"{etag}"')
    assert changed.status_code == 200
    assert changed["ETag"] != f'"{etag}"'
    assert "a besoin d’aide" in changed.text


def test_the_same_pupils_a_minute_later_are_news(teacher, aden, clock):
    presence.come_in(aden, NOW)
    etag = ask(teacher)["ETag"]
    clock.time = NOW + timedelta(seconds=50)
    assert ask(teacher, etag).status_code == 304
    clock.time = NOW + timedelta(seconds=70)
    assert "il y a 1\xa0min" in ask(teacher, etag).text


def test_no_name_is_kept_in_memory_with_what_pages_share(teacher, aden, mission):
    fail_twice(aden, mission)
    components.forget()
    assert "Aden" in teacher.client.get(BOARD).text
    kept = repr(components._written)
    assert "2 essais de suite sans réussir à l’étape 1" in kept
    for name in ("Aden", teacher.user.last_name, teacher.user.get_full_name()):
        assert name not in kept


@pytest.mark.parametrize("count", [3, 60])
def test_what_is_asked_for_again_takes_four_queries_for_any_class(teacher, lilas, mission, count):
    for number in range(count):
        pupil = LearnerFactory(organization=lilas, first_name=f"P{number}", division=f"CM{number % 2}")
        fail_twice(pupil, mission)
    for etag in ("", ask(teacher)["ETag"]):
        with CaptureQueriesContext(connection) as captured:
            answer = ask(teacher, etag)
        assert answer.status_code == (304 if etag else 200)
        # The session, the account, its schools with the terms, the pupils.
        assert len(captured) == 4


def test_the_page_takes_the_same_queries_for_any_number_of_pupils(teacher, lilas, mission, flat_queries):
    def grow(count):
        for pupil in LearnerFactory.create_batch(count, organization=lilas, division="CM1 A"):
            fail_twice(pupil, mission)

    flat_queries(lambda: teacher.client.get(BOARD), grow, budget=6)


def test_classes_are_chosen_and_kept_by_what_is_asked_again(teacher, aden):
    LearnerFactory(organization=aden.organization, first_name="Noé", division="CM2 B & C")
    page = teacher.client.get(BOARD, {"classes": "CM2 B & C"}).text
    assert ("Noé" in page, "Aden" in page) == (True, False)
    assert f'hx-get="{NEWS}?classes=CM2+B+%26+C"' in page
    assert "Noé" in ask(teacher, classes="CM2 B & C").text
    fragment = teacher.client.get(BOARD, {"classes": "CM1 A"}, headers=ASKED).text
    assert ("<!doctype" in fragment, "Aden" in fragment, "Noé" in fragment) == (False, True, False)


def test_ones_own_classes_come_first(teacher, aden):
    school = aden.organization
    LearnerFactory(organization=school, division="CM2 B")
    choose_divisions(user=teacher.user, organization=school, divisions=["CM2 B"])
    page = teacher.client.get(BOARD).text
    assert 'href="?classes=CM2+B"' in page
    assert page.index('value="CM2 B"') < page.index('value="CM1 A"')


def test_a_class_that_nobody_has_is_forgotten(teacher, aden):
    presence.come_in(aden, NOW)
    assert "Aden" in teacher.client.get(BOARD, {"classes": ["CE2\0", "xyz"]}).text
    assert "Aden" not in ask(teacher, classes="xy\0z").text


def test_nobody_online_says_how_to_come_in(teacher, aden):
    page = teacher.client.get(BOARD).text
    assert "Aucun élève en ligne" in page
    assert "http://testserver/junior/" in page
    assert f'<span class="code">{aden.organization.school_code}</span></p>' in page
    presence.come_in(aden, NOW)
    assert "Faire entrer les élèves" not in teacher.client.get(BOARD).text


def test_a_new_code_is_news(teacher, school, aden):
    old, etag = school.school_code, ask(teacher)["ETag"]
    Organization.objects.filter(pk=school.pk).update(school_code="NVCDBK234")
    page = ask(teacher, etag).text
    assert "NVCDBK234" in page
    assert old not in page


def test_a_school_that_never_opened_a_session_is_not_told_that_one_is_over(teacher, school):
    page = teacher.client.get(BOARD).text
    assert "Aucune session n’est ouverte" in page
    assert "Session terminée" not in page
    assert page.count("Activer la session") == 2


def test_a_closed_session_offers_to_open_one(teacher, school):
    Organization.objects.filter(pk=school.pk).update(session_expires_at=NOW)
    page = teacher.client.get(BOARD).text
    assert "Session terminée" in page
    assert "data-live" not in page
    assert page.count("Activer la session") == 2  # in the side bar too


def test_the_board_stops_when_the_session_ends(teacher, aden, clock):
    presence.come_in(aden, NOW)
    etag = ask(teacher)["ETag"]
    clock.time = aden.organization.session_expires_at
    over = ask(teacher, etag)
    assert "Session terminée" in over.text
    assert ("data-live" in over.text, "Aden" in over.text) == (False, False)


def test_opened_as_a_page_the_news_lead_to_the_board(teacher, lilas):
    answer = teacher.client.get(NEWS)
    assert (answer.status_code, answer.url) == (302, BOARD)


def test_a_page_of_another_school_is_loaded_again(teacher, outsider, aden):
    presence.come_in(aden, NOW)
    headers = ASKED | {"School-Id": str(outsider.organization.pk)}
    answer = teacher.client.get(NEWS, headers=headers)
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (204, "true", b"")


def test_another_school_sees_nothing_of_it(outsider, aden):
    outsider.organization.session_expires_at = NOW + timedelta(hours=1)
    outsider.organization.save()
    presence.come_in(aden, NOW)
    assert "Aden" not in outsider.client.get(BOARD, {"classes": "CM1 A"}).text
    assert "Aden" not in ask(outsider, classes="CM1 A").text
