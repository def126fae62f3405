"""htmx asks for a fragment, and caches keep it apart from the page; a cookie made by hand harms nobody."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client

from pixorga.middleware import HtmxMiddleware
from tests.accounts.factories import PASSWORD


@pytest.mark.parametrize(
    ("headers", "is_fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "false"}, False),
        # Back, when htmx has kept nothing: the whole page is wanted.
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_fragment_is_for_htmx_alone(rf, headers, is_fragment):
    request = rf.get("/", headers=headers)
    response = HtmxMiddleware(lambda request: HttpResponse())(request)
    assert request.htmx is is_fragment
    assert response["Vary"] == "HX-Request"


def test_what_else_an_answer_varies_on_is_kept(rf):
    answer = HttpResponse(headers={"Vary": "Cookie"})
    assert HtmxMiddleware(lambda request: answer)(rf.get("/"))["Vary"] == "Cookie, HX-Request"


def test_a_fragment_that_is_elsewhere_has_the_page_asked_for_again(rf):
    """Whoever is signed out meanwhile would find the sign-in page inside of a list."""
    middleware = HtmxMiddleware(lambda request: HttpResponseRedirect("/connexion/?next=/eleves/"))
    answer = middleware(rf.get("/eleves/", headers={"HX-Request": "true"}))
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (204, "true", b"")
    assert middleware(rf.get("/eleves/")).status_code == 302


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "junior_pupil"])
def test_a_cookie_with_a_nul_is_no_cookie(db, name):
    """Written « \\000 » between quotes, as browsers never do; PostgreSQL would fail on the session's."""
    client = Client(headers={"Cookie": f'{name}="\\000{"a" * 20}"'})
    assert client.get("/connexion/").status_code == 200
    assert client.get("/junior/missions/").url == "/junior/"


SIGN_IN = "/connexion/?next="


@pytest.mark.parametrize(
    ("referer", "then"),
    [
        ("http://testserver/missions/3/?page=2", "/missions/3/%3Fpage%3D2"),
        ("http://ailleurs.example/missions/", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_a_button_pressed_after_the_session_leads_back_to_its_page(db, referer, then):
    answer = Client().post("/missions/session/ouvrir/", headers={"Referer": referer})
    assert answer.url == SIGN_IN + then


def test_a_page_asked_for_after_the_session_is_opened_after_signing_in(db):
    assert Client().get("/missions/?annee=2026").url == SIGN_IN + "/missions/%3Fannee%3D2026"


def test_a_teacher_who_was_signed_out_over_night_finds_the_button_again(teacher):
    page = "http://testserver/missions/"
    teacher.client.logout()
    door = teacher.client.post("/missions/session/ouvrir/", headers={"Referer": page}).url
    credentials = {"login": teacher.user.email, "password": PASSWORD}
    answer = teacher.client.post(door, credentials, follow=True)
    assert answer.request["PATH_INFO"] == "/missions/"
    assert "Activer la session" in answer.text
