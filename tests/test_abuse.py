"""Every limit that keeps somebody from guessing or flooding: its value, and what exceeds it.

Each is exceeded through the page that people use, behind one address, as a school has one.
"""

import logging
from datetime import timedelta

import pytest
from django.conf import settings as values
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from learners import limits as of_pupils
from organizations.models import Invitation
from pixorga.lib.throttle import hit, is_blocked
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import sign_in
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

ACTIVATE = reverse("organizations:request_activation")
INVITE = reverse("organizations:confirm_invite")
FORGOTTEN = reverse("account_reset_password")
ELSEWHERE = "198.51.100.7"
CODE = "LYQXJB237"
WRONG = "Marmotte-1999"


def ask_space(uai: str, **more):
    return Client().post(ACTIVATE, {"uai": uai, "first_name": "Louis", "last_name": "Dupont"}, **more)


def forget(email: str, **more):
    return Client().post(FORGOTTEN, {"email": email}, **more)


def guess(number: int, **more):
    return Client().get(f"/junior/ecole/XXXXXX{number:03}/", **more)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_values_are_those_that_were_decided():
    assert (3, timedelta(minutes=5)) == (values.ACTIVATIONS_PER_DAY_AND_SCHOOL, values.ACTIVATION_PAUSE)
    assert values.ACTIVATIONS_PER_HOUR_AND_ADDRESS == 30
    assert (values.LOGIN_TEMPORARY_BLOCK_EVERY, values.LOGIN_BLOCK_AFTER) == (10, 30)
    assert values.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS == 100
    assert (values.PASSWORD_RESETS_PER_HOUR_AND_ACCOUNT, values.PASSWORD_RESETS_PER_HOUR_AND_ADDRESS) == (
        5,
        60,
    )
    assert (values.INVITATIONS_PER_SUBMIT, values.INVITATIONS_PER_DAY_AND_SCHOOL) == (50, 200)
    assert values.WRONG_SCHOOL_CODES_PER_ADDRESS == 20


# --- Activation -----------------------------------------------------------------------------------


def test_a_school_gets_one_mail_in_five_minutes_and_three_a_day(school, run_jobs):
    assert ask_space(school.uai).status_code == 302
    assert ask_space(school.uai).status_code == 302
    run_jobs()
    assert len(mail.outbox) == 1
    answers = []
    for _ in range(3):
        Invitation.objects.update(sent_at=timezone.now() - timedelta(minutes=5))
        answers.append(ask_space(school.uai, REMOTE_ADDR=ELSEWHERE))
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "demain" in answers[-1].text
    run_jobs()
    assert len(mail.outbox) == 3


def test_an_address_asks_for_thirty_spaces_an_hour():
    schools = OrganizationFactory.create_batch(31)
    answers = [ask_space(school.uai).status_code for school in schools]
    assert answers == [302] * 30 + [429]
    assert ask_space(schools[-1].uai, REMOTE_ADDR=ELSEWHERE).status_code == 302


# --- Signing in -----------------------------------------------------------------------------------


def test_an_account_is_paused_at_ten_failures_and_blocked_at_thirty_wherever_they_come_from():
    user = UserFactory()
    for number in range(30):
        User.objects.update(blocked_until=None)
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), user.email, WRONG)
        user.refresh_from_db()
        if number + 1 in (10, 20):
            assert user.is_paused(timezone.now())
    assert user.blocked_at
    client = Client(REMOTE_ADDR=ELSEWHERE)
    assert "bloqué" in sign_in(client, user.email).text
    assert not is_in(client)


def test_an_address_fails_a_hundred_times_a_minute_then_waits():
    user = UserFactory()
    for number in range(100):
        assert sign_in(Client(), f"inconnu{number}@ac-exemple.example", WRONG).status_code == 200
    client = Client()
    refused = sign_in(client, user.email)
    assert refused.status_code == 429
    assert not is_in(client)
    other = Client(REMOTE_ADDR=ELSEWHERE)
    sign_in(other, user.email)
    assert is_in(other)


def test_a_class_behind_one_address_signs_in_although_each_pupil_mistypes():
    """One minute, thirty pupils with identifiers, one typo or two each: nobody is stopped."""
    pupils = [UserFactory(pupil=True) for _ in range(30)]
    tablets = [Client() for _ in pupils]
    for number, (pupil, tablet) in enumerate(zip(pupils, tablets, strict=True)):
        for _ in range(1 + number % 2):
            assert sign_in(tablet, pupil.username, WRONG).status_code == 200
    for pupil, tablet in zip(pupils, tablets, strict=True):
        assert sign_in(tablet, pupil.username, PASSWORD).status_code == 302
    assert all(map(is_in, tablets))


def test_django_admin_is_no_way_round_the_lock():
    staff = UserFactory(platform_staff=True)
    client = Client()
    for _ in range(10):
        door = client.get("/admin/login/", follow=True)
        sign_in(client, staff.email, WRONG, next="/admin/")
        assert door.redirect_chain[-1][0].startswith("/connexion/")
    staff.refresh_from_db()
    assert staff.is_paused(timezone.now())
    for path in ("/admin/login/", "/connexion/"):
        client.post(path, {"username": staff.email, "login": staff.email, "password": PASSWORD})
        assert not is_in(client)


@pytest.mark.parametrize("block", ["blocked_at", "blocked_until"])
def test_a_blocked_account_does_not_enter_django_admin(block):
    staff = UserFactory(platform_staff=True, **{block: timezone.now() + timedelta(minutes=5)})
    client = Client()
    answer = client.post("/admin/login/", {"username": staff.email, "password": PASSWORD, "next": "/admin/"})
    assert answer.status_code == 302
    assert answer.url.startswith("/connexion/")
    assert "bloqué" in sign_in(client, staff.email, next="/admin/").text
    assert client.get("/admin/").status_code == 302


# --- Forgotten password ---------------------------------------------------------------------------


def test_an_account_gets_five_links_an_hour_and_the_answer_stays_the_same(run_jobs):
    user = UserFactory()
    answers = {(forget(user.email).status_code, forget(user.email).url) for _ in range(4)}
    assert len(answers) == 1
    run_jobs()
    assert len(mail.outbox) == 5


def test_an_address_asks_for_sixty_links_an_hour():
    emails = [f"personne{number}@ac-exemple.example" for number in range(61)]
    assert [forget(email).status_code for email in emails] == [302] * 60 + [429]
    assert forget(emails[0], REMOTE_ADDR=ELSEWHERE).status_code == 302


# --- Invitations ----------------------------------------------------------------------------------


def addresses(first: int, count: int) -> str:
    return ", ".join(f"invite{number}@ac-exemple.example" for number in range(first, first + count))


def test_fifty_people_are_invited_at_once_and_no_more(director):
    answer = director.client.post(INVITE, {"addresses": addresses(0, 51)})
    assert "50 personnes au plus" in answer.text
    assert not Invitation.objects.exists()
    assert director.client.post(INVITE, {"addresses": addresses(0, 50)}).status_code == 302
    assert Invitation.objects.count() == 50


def test_a_school_sends_two_hundred_invitations_a_day(director, outsider):
    for first in range(0, 200, 50):
        assert director.client.post(INVITE, {"addresses": addresses(first, 50)}).status_code == 302
    refused = director.client.post(INVITE, {"addresses": addresses(200, 1)})
    assert "attendez demain" in refused.text
    assert Invitation.objects.count() == 200
    assert outsider.client.post(INVITE, {"addresses": addresses(200, 1)}).status_code == 302


# --- School codes ---------------------------------------------------------------------------------


def open_school():
    return OrganizationFactory(school_code=CODE, session_open=True)


def test_an_address_tries_twenty_wrong_codes_in_ten_minutes():
    open_school()
    assert [guess(number).status_code for number in range(21)] == [404] * 20 + [429]
    assert Client().get(f"/junior/ecole/{CODE}/").status_code == 429
    assert Client().get(f"/junior/ecole/{CODE}/", REMOTE_ADDR=ELSEWHERE).status_code == 200


def test_a_class_comes_in_although_everybody_first_mistypes_the_code_on_the_board():
    school = open_school()
    pupils = LearnerFactory.create_batch(30, organization=school, division="CM2")
    for pupil in pupils:
        tablet = Client()
        assert tablet.post("/junior/", {"code": "LYQXJB273"}, follow=True).status_code == 404
        assert tablet.post("/junior/", {"code": CODE}, follow=True).status_code == 200
        assert tablet.get(f"/junior/ecole/{CODE}/eleves/", {"classe": "CM2"}, follow=True).status_code == 200
        tablet.post(reverse("junior:confirm", args=[CODE, pupil.pk]))
        assert tablet.get("/junior/missions/").status_code == 200


def test_right_codes_are_not_counted():
    open_school()
    assert {Client().get(f"/junior/ecole/{CODE}/").status_code for _ in range(60)} == {200}


# --- Limits whose pages come later ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "count", "window"),
    [
        (of_pupils.pupil_searches_of_browser, 10, 600),
        (of_pupils.pupil_searches_of_address, 2000, 3600),
        (of_pupils.recoveries_of_ine, 5, 3600),
        (of_pupils.recoveries_of_address, 60, 3600),
    ],
)
def test_pupils_are_looked_for_and_recovered_so_often(limit, count, window):
    assert (limit().count, limit().window) == (count, window)
    assert all(hit(cache, limit(), "subject") for _ in range(count))
    assert is_blocked(cache, limit(), "subject")
    assert not hit(cache, limit(), "subject")


# --- What holds for all ---------------------------------------------------------------------------


def test_a_refusal_says_what_to_do_and_when(settings):
    settings.PASSWORD_RESETS_PER_HOUR_AND_ADDRESS = 0
    page = forget("ada@ac-exemple.example")
    assert page.status_code == 429
    assert "Patientez une minute" in page.text
    assert "attendez une heure" in page.text
    assert page["Retry-After"]


def test_a_dead_cache_lets_people_in_and_is_logged(school, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise ConnectionError

    for method in ("get", "add", "incr", "set"):
        monkeypatch.setattr(cache, method, fail)
    Invitation.objects.all().delete()
    user, client = UserFactory(), Client()
    with caplog.at_level(logging.WARNING):
        sign_in(client, user.email, WRONG)
        sign_in(client, user.email)
        assert is_in(client)
        assert forget(user.email).status_code == 302
        assert ask_space(school.uai).status_code == 302
        assert guess(1).status_code == 404
    told = {record.getMessage() for record in caplog.records if record.name == "pixorga.lib.throttle"}
    for name in ("sign-in-failures", "password-resets-account", "activations-address", "wrong-school-codes"):
        assert f"cache failed, limit {name} not applied: ConnectionError" in told


def test_what_a_browser_claims_of_its_address_gives_it_no_other_tries(settings):
    settings.WRONG_SCHOOL_CODES_PER_ADDRESS = 3
    for number in range(3):
        guess(number, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert guess(4, headers={"X-Forwarded-For": "203.0.113.99"}).status_code == 429
