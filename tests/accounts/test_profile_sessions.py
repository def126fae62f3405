from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import services
from accounts.models import User
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.accounts.pages import link_in, sign_in

pytestmark = pytest.mark.django_db

URL = "/profil/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) Version/17.4 Safari/604.1"


@pytest.fixture
def user() -> User:
    return UserFactory()


def sign_in_with(user: User, user_agent: str, address: str = "192.0.2.77") -> Client:
    client = Client(headers={"User-Agent": user_agent}, REMOTE_ADDR=address)
    sign_in(client, user.email)
    return client


@pytest.fixture
def browser(user) -> Client:
    return sign_in_with(user, FIREFOX)


def others_on(page) -> str:
    return page.text.partition("Autres appareils")[2]


def test_this_device_and_the_others_are_told_apart(user, browser):
    sign_in_with(user, SAFARI)

    page = browser.get(URL)

    assert "Firefox sur Windows" in page.text.partition("Autres appareils")[0]
    assert "Safari sur iPad" in others_on(page)
    assert timezone.localdate().strftime("%d/%m/%Y") in others_on(page)


def test_only_the_neighbourhood_of_an_address_is_kept_and_none_is_shown(user, browser):
    page = browser.get(URL)

    assert UserSession.objects.get(user=user).ip == "192.0.2.0"
    assertNotContains(page, "192.0.2")


def test_the_button_signs_out_at_once_everywhere_else(user, browser):
    elsewhere = sign_in_with(user, SAFARI)

    answer = browser.post(URL, follow=True)

    assertRedirects(answer, URL)
    assertContains(answer, "Les autres sessions sont fermées.")
    assertContains(answer, "nulle part ailleurs")
    assertRedirects(elsewhere.get(URL), f"/connexion/?next={URL}")
    event = Event.objects.get(verb="account.sessions_ended")
    assert (event.actor_id, event.subject_id, event.details) == (user.pk, user.pk, {"count": 1})


def test_nobody_elses_session_ends(user, browser):
    somebody = sign_in_with(UserFactory(), SAFARI)

    browser.post(URL)

    assert somebody.get(URL).status_code == 200
    assertNotContains(browser.get(URL), "iPad")


def test_the_button_without_other_sessions_writes_nothing(browser):
    browser.post(URL)

    assert not Event.objects.filter(verb="account.sessions_ended").exists()


def test_sessions_that_are_over_are_not_listed_and_looking_writes_nothing(user, browser):
    expired, signed_out = sign_in_with(user, SAFARI), sign_in_with(user, SAFARI)
    key = expired.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(minutes=1))
    signed_out.post("/deconnexion/")
    before = [*UserSession.objects.values()]

    page = browser.get(URL)

    assertContains(page, "nulle part ailleurs")
    assert [*UserSession.objects.values()] == before


def test_a_session_that_holds_an_older_password_is_not_listed(user):
    sign_in_with(user, SAFARI)
    services.reset_password(user=user, password_hash=services.hash_password("Marmotte-2027"))
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))  # without the page that forgets such sessions

    assertContains(client.get(URL), "nulle part ailleurs")


def test_a_session_from_before_such_lists_is_shown_without_a_date(user):
    client = Client(headers={"User-Agent": FIREFOX})
    client.force_login(user)

    page = client.get(URL)

    assertContains(page, "Firefox sur Windows")
    assertNotContains(page, "connecté le")


def test_the_list_asks_the_same_few_queries_for_many_sessions(user, browser, flat_queries):
    def sign_in_often(count: int) -> None:
        for _ in range(count):
            sign_in_with(user, SAFARI)

    flat_queries(lambda: browser.get(URL), sign_in_often, budget=5)


def away_for(user: User, **long: int) -> None:
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(**long))


def test_a_sign_in_after_more_than_a_year_is_told_by_mail(user, client, run_jobs):
    away_for(user, days=366)

    sign_in(client, user.email)

    job = Job.objects.get()
    assert (job.kind, job.subject_id, job.payload) == ("accounts.new_sign_in", user.pk, {})
    run_jobs()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([user.email], "Nouvelle connexion à votre compte")
    assert link_in(letter) == "/mot-de-passe-oublie/"
    day = timezone.localtime(job.created_at).strftime("%d/%m/%Y")
    assert day in letter.body
    assert day in letter.alternatives[0].content


@pytest.mark.parametrize("days", [1, 364])
def test_a_sign_in_within_a_year_is_not_told(user, client, days):
    away_for(user, days=days)

    sign_in(client, user.email)

    assert not Job.objects.exists()


def test_the_first_sign_in_is_not_told(user, client):
    sign_in(client, user.email)

    assert not Job.objects.exists()


def test_a_pupil_without_an_address_signs_in_after_a_year_all_the_same(client):
    pupil = UserFactory(pupil=True)
    away_for(pupil, days=400)

    sign_in(client, pupil.username)

    assert client.session["_auth_user_id"] == str(pupil.pk)
    assert not Job.objects.exists()
