"""Who is signed in where, once an account was recovered."""

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.factories import UserFactory
from tests.accounts.second_steps import give_application
from tests.learners.recovering import DONE, LAST, LINK, NEW, PASSWORD, ask, leaver, link, open_link

pytestmark = pytest.mark.django_db


def sign_in(login: str, password: str) -> Client:
    client = Client()
    client.post("/app/connexion/", {"login": login, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_sessions_elsewhere_end_and_others_in_this_browser_stay():
    learner = leaver()
    elsewhere = sign_in(learner.user.username, "Chamois-2026")
    assert is_in(elsewhere)
    ask()
    client = open_link()
    brother = UserFactory(pupil=True)
    client.force_login(brother)
    client.get(link())
    assert client.post(LINK, LAST).url == DONE
    assert client.get("/app/").wsgi_request.user == brother
    assert not elsewhere.get("/app/").wsgi_request.user.is_authenticated


def test_a_second_step_is_still_asked():
    learner = leaver()
    give_application(learner.user)
    ask()
    assert open_link().post(LINK, LAST).url == DONE
    assert not is_in(sign_in(NEW, PASSWORD))


def test_it_works_for_somebody_who_is_signed_in_with_that_account():
    learner = leaver()
    client = sign_in(learner.user.username, "Chamois-2026")
    ask(client)
    assert client.get(link()).url == LINK
    assert client.post(LINK, LAST).url == DONE
    assert client.get(DONE).status_code == 200
    assert User.objects.get(pk=learner.user_id).email == NEW
