"""The code of a school is renewed when it has leaked: once, by an administrator; the old one is dead."""

import threading
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from missions.services import codes, renew_school_code
from organizations.domain.codes import generate_school_code, is_code_shaped
from organizations.models import Organization
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.french import visible_text
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory
from tests.organizations.factories import OrganizationFactory

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
CHANGE, PAPER = "/missions/code/changer/", "/missions/affiches/"
OLD = "LYQXJB237"


def renew(school, **changes):
    facts = {"organization": school, "old_code": OLD, "by": UserFactory(), "now": NOW}
    return renew_school_code(**facts | changes)


def test_a_new_code_takes_the_place_of_the_old_one(school):
    user = UserFactory()
    assert renew(school, by=user)
    assert school.school_code != OLD
    assert is_code_shaped(school.school_code)
    assert Organization.objects.get().school_code == school.school_code
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.organization_id) == ("session.code_renewed", user.pk, school.pk)
    assert OLD not in str(event.details)
    assert school.school_code not in str(event.details)


def test_a_form_that_was_sent_twice_changes_the_code_once(school):
    renew(school)
    new = school.school_code
    assert not renew(school)
    assert school.school_code == new
    assert Event.objects.count() == 1


def test_a_school_without_a_code_gets_one(db):
    school = OrganizationFactory(school_code=None)
    assert renew(school, old_code="")
    assert is_code_shaped(school.school_code)


def test_a_code_of_another_school_is_not_drawn(school):
    taken = generate_school_code(Random(3), lambda code: False)
    OrganizationFactory(school_code=taken)
    assert renew(school, rng=Random(3))
    assert school.school_code != taken


def test_a_code_that_is_taken_at_the_last_moment_is_drawn_again(school, monkeypatch):
    taken = generate_school_code(Random(3), lambda code: False)
    OrganizationFactory(school_code=taken)
    monkeypatch.setattr(codes, "has_school_code", lambda code: False)
    assert renew(school, rng=Random(3))
    assert school.school_code not in {taken, OLD}


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_press_together_one_changes_the_code():
    school = OrganizationFactory(school_code=OLD)
    people, changed = [UserFactory(), UserFactory()], []
    start = threading.Barrier(2)

    def press(user):
        try:
            copy = Organization.objects.get(pk=school.pk)
            start.wait(timeout=10)
            changed.append(renew(copy, by=user))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(changed) == [False, True]
    assert Event.objects.count() == 1


# --- The page ---------------------------------------------------------------------------------------


def test_the_page_says_what_changes_before_it_does(director, school):
    page = director.client.get(CHANGE)
    assert OLD in page.text
    for words in ("favoris", "affiches", "QR codes", "élèves déjà connectés"):
        assert words in page.text
    school.refresh_from_db()
    assert school.school_code == OLD


def test_an_administrator_changes_the_code_and_is_led_to_the_new_poster(director, school):
    answer = director.client.post(CHANGE, {"code": OLD}, follow=True)
    school.refresh_from_db()
    assert school.school_code != OLD
    assert answer.redirect_chain == [(PAPER, 302)]
    notice = answer.text.partition('class="messages"')[2].partition("<button")[0]
    assert f"Le nouveau code de l’école est {school.school_code}." in notice
    assert f'href="{reverse("missions:poster")}"' in notice


def test_pressed_twice_the_second_time_tells_the_code_and_changes_nothing(director, school):
    director.client.post(CHANGE, {"code": OLD})
    school.refresh_from_db()
    new = school.school_code
    answer = director.client.post(CHANGE, {"code": OLD}, follow=True)
    school.refresh_from_db()
    assert school.school_code == new
    assert f"Le code avait déjà été changé. Le code de l’école est {new}." in answer.text


@pytest.mark.parametrize("sent", [{}, {"code": ""}, {"code": "BKTSRV237"}])
def test_a_form_that_does_not_hold_the_code_changes_nothing(director, school, sent):
    director.client.post(CHANGE, sent)
    school.refresh_from_db()
    assert school.school_code == OLD


def test_a_member_learns_who_can_and_finds_no_link(teacher, director, school):
    for method in (teacher.client.get, teacher.client.post):
        answer = method(CHANGE)
        assert answer.status_code == 403
        assert "réservée aux administrateurs" in answer.text
    assert CHANGE not in teacher.client.get(PAPER).text
    assert CHANGE in director.client.get(PAPER).text


def test_the_old_code_opens_what_an_unknown_one_opens_and_pupils_at_work_go_on(director, school, client):
    now = timezone.now()
    Organization.objects.update(session_opened_at=now, session_expires_at=now + timedelta(hours=1))
    MissionFactory(playable=True)
    learner = LearnerFactory(organization=school)
    client.post(reverse("junior:confirm", args=[OLD, learner.pk]))
    director.client.post(CHANGE, {"code": OLD})
    school.refresh_from_db()
    old, unknown = (client.get(reverse("junior:school", args=[code])) for code in (OLD, "BKTSRV999"))
    assert old.status_code == unknown.status_code == 404
    assert "Session inactive ou école non trouvée." in old.text
    assert visible_text(old.text) == visible_text(unknown.text)
    assert client.get(reverse("junior:school", args=[school.school_code])).status_code == 200
    assert client.get(reverse("junior:missions")).status_code == 200
