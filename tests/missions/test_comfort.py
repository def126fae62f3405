"""« Aa »: larger letters, more space, black on white, for the sitting of one pupil."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from missions.comfort import COOKIE, Comfort
from organizations.models import Organization
from tests.challenges.bodies import multiple_choice
from tests.missions.factories import MissionFactory, make_class
from tests.missions.junior_cast import Play, come_in
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

CODE = "BKTSRV237"
SCHOOL = f"/junior/ecole/{CODE}/"
COMFORT = "/junior/confort/"
ALL = {"size": "larger", "spaced": "1", "contrast": "1"}
ALL_CLASSES = "comfort-larger comfort-spaced comfort-contrast"


@pytest.fixture
def pupils():
    school = OrganizationFactory(school_code=CODE, session_open=True)
    return make_class(school, "CM1 A", ["Aden SMITH", "Bilal KHAN"])


def classes(client: Client, path: str = "/junior/") -> str:
    return re.search(r'<html lang="fr" class="(.*?)">', client.get(path).text)[1]


def choose(client: Client, place: str = "/junior/", **sent: str):
    return client.post(COMFORT, {"place": place, **sent})


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({}, ""),
        ({"size": ""}, ""),
        ({"size": "large"}, "comfort-large"),
        ({"size": "huge"}, ""),
        ({"spaced": "1"}, "comfort-spaced"),
        ({"contrast": "1"}, "comfort-contrast"),
        (ALL, ALL_CLASSES),
    ],
)
def test_what_is_chosen_is_in_the_very_first_byte_of_every_page_that_follows(client, pupils, sent, expected):
    response = choose(client, place=SCHOOL, **sent)
    assert (response.status_code, response.url) == (303, SCHOOL)
    come_in(client, pupils[0])
    pages = ["/junior/", SCHOOL, f"{SCHOOL}eleves/?classe=CM1%20A", "/junior/missions/", "/junior/rien/"]
    assert {classes(client, page) for page in pages} == {expected}


def test_the_panel_shows_what_is_chosen_and_another_choice_replaces_it(client):
    choose(client, **ALL)
    page = client.get("/junior/").text
    assert re.findall(r'name="(\w+)" value="(\w*)"[^>]* checked', page) == [
        ("size", "larger"),
        ("spaced", "1"),
        ("contrast", "1"),
    ]
    choose(client, size="")
    assert classes(client) == ""


def test_the_choice_is_a_cookie_of_the_sitting_that_says_nothing_of_the_pupil(client, pupils):
    come_in(client, pupils[0])
    cookie = choose(client, **ALL).cookies[COOKIE]
    assert cookie.value == "larger.spaced.contrast"
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/junior/", True, "Lax")
    assert cookie["max-age"] == cookie["expires"] == ""


@pytest.mark.parametrize("value", ["", "nonsense", "larger.large", "contrast" * 500, "a.b.c", "é"])
def test_an_odd_cookie_is_no_error(client, value):
    client.cookies[COOKIE] = value
    assert client.get("/junior/").status_code == 200
    assert Comfort.from_cookie(value).size in ("", "large", "larger")


@pytest.mark.parametrize(
    "place",
    [
        "",
        "https://ailleurs.example/junior/",
        "//ailleurs.example/junior/",
        "/\\ailleurs.example",
        "/eleves/",
        "javascript:alert(1)",
        "/junior/" + "x" * 5_000,
    ],
)
def test_it_leads_nowhere_but_to_the_pupils_pages(client, place):
    assert choose(client, place=place).url == "/junior/"


def test_it_leads_back_to_the_same_page_with_its_class(client, pupils):
    page = client.get(f"{SCHOOL}eleves/?classe=CM1%20A").text
    place = re.search(r'name="place" value="(.*?)"', page)[1]
    assert place == f"{SCHOOL}eleves/?classe=CM1%20A"
    assert choose(client, place=place).url == place


def test_a_question_that_was_sent_back_is_shown_again_as_a_question(client, pupils):
    come_in(client, pupils[0])
    play = Play(client, pupils[0], multiple_choice())
    warned = play.send([])
    assert warned.status_code == 200
    place = re.search(r'name="place" value="(.*?)"', warned.text)[1]
    assert place == f"{play.url}question/"
    assert client.get(choose(client, place=place, **ALL).url).status_code == 200


def test_a_start_that_came_too_late_is_told_again_and_not_refused(client, pupils):
    come_in(client, pupils[0])
    mission = MissionFactory()
    Organization.objects.update(session_expires_at=timezone.now())
    told = client.post(f"/junior/missions/{mission.pk}/commencer/")
    place = re.search(r'name="place" value="(.*?)"', told.text)[1]
    assert place == f"/junior/missions/{mission.pk}/"
    assert "La séance est finie." in client.get(choose(client, place=place, **ALL).url).text


def test_a_change_in_the_middle_of_a_mission_changes_nothing_of_the_mission(client, pupils):
    come_in(client, pupils[0])
    play = Play(client, pupils[0], multiple_choice())
    before = play.asked
    choose(client, **ALL)
    assert (play.asked.activity, play.asked.position) == (before.activity, before.position)


def test_signing_out_gives_the_next_pupil_a_plain_page(client, pupils):
    come_in(client, pupils[0])
    choose(client, **ALL)
    client.post("/junior/deconnexion/")
    assert classes(client, SCHOOL) == ""


def test_another_pupil_who_sits_down_starts_afresh_and_the_same_one_does_not(client, pupils):
    aden, bilal = pupils
    choose(client, **ALL)
    come_in(client, aden)
    assert classes(client) == ALL_CLASSES
    come_in(client, aden)
    assert classes(client) == ALL_CLASSES
    come_in(client, bilal)
    assert classes(client) == ""


def test_the_note_about_telephones_is_read_once_for_the_sitting(client):
    choose(client, **ALL)
    assert "phone-note" in client.get("/junior/").text
    choose(client, phone="1")
    assert "phone-note" not in client.get("/junior/").text
    assert classes(client) == ALL_CLASSES
    choose(client, size="large")
    assert "phone-note" not in client.get("/junior/").text


def test_the_form_is_guarded_as_every_form():
    client = Client(enforce_csrf_checks=True)
    assert choose(client, **ALL).status_code == 403


def test_the_pages_of_staff_know_nothing_of_it(client):
    choose(client, **ALL)
    page = client.get("/connexion/").text
    assert '<html lang="fr" class="">' in page
    assert "data-comfort" not in page
