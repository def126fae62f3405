"""The pupils' own cookie: who is let in, who is led back to the code page."""

from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from learners.models import Learner
from missions.pupils import COOKIE, LIFETIME, SALT, current_pupil, find_open_school, forget, remember
from organizations.models import Organization
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import NOW, come_in
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

MISSIONS = "/junior/missions/"


@pytest.fixture
def aden():
    school = OrganizationFactory(session_open=True, name="École des Lilas")
    return LearnerFactory(organization=school, first_name="Aden", last_name="SMITH", division="CM1 A")


def signed(*identity: object, salt: str = SALT) -> str:
    return signing.Signer(salt=salt).sign_object(list(identity))


def stamp(age: timedelta = timedelta(0)) -> int:
    return int((timezone.now() - age).timestamp())


def page_with(cookie: str):
    client = Client()
    client.cookies = SimpleCookie({COOKIE: cookie})
    return client.get(MISSIONS)


def test_the_cookie_is_for_the_pupils_pages_and_for_this_browser_session(client, aden):
    come_in(client, aden)
    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/junior/", True, "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    for word in ("Aden", "SMITH", aden.national_student_id):
        assert word not in cookie.value


@pytest.mark.parametrize("is_secure", [True, False])
def test_the_cookie_is_as_secure_as_the_sessions(aden, is_secure):
    response = HttpResponse()
    with override_settings(SESSION_COOKIE_SECURE=is_secure):
        remember(response, aden, NOW)
    assert bool(response.cookies[COOKIE]["secure"]) is is_secure


def test_a_pupil_who_came_in_sees_his_missions(client, aden):
    come_in(client, aden)
    assert "Bonjour Aden" in client.get(MISSIONS).text


def test_nobody_else_does(client):
    response = client.get(MISSIONS)
    assert (response.status_code, response.url) == (302, "/junior/")


@pytest.mark.parametrize(
    "make",
    [
        lambda aden: "",
        lambda aden: "noise",
        lambda aden: f"{aden.organization_id}.{aden.pk}",
        lambda aden: signed(aden.organization_id, aden.pk, stamp())[:-1],
        lambda aden: "A" + signed(aden.organization_id, aden.pk, stamp()),
        lambda aden: signed(aden.organization_id, aden.pk, stamp(), salt="another.purpose"),
        lambda aden: signed(OrganizationFactory().pk, aden.pk, stamp()),
        lambda aden: signed(aden.organization_id, aden.pk + 1000, stamp()),
        lambda aden: signed(aden.organization_id, aden.pk, stamp(LIFETIME)),
    ],
    ids=["empty", "noise", "unsigned", "cut", "changed", "other-salt", "other-school", "nobody", "expired"],
)
def test_a_cookie_that_is_not_ours_or_not_his_any_more_leads_to_the_code_page(aden, make):
    response = page_with(make(aden))
    assert (response.status_code, response.url.partition("?")[0]) == (302, "/junior/")


def test_the_same_cookie_without_the_attack_lets_in(aden):
    assert page_with(signed(aden.organization_id, aden.pk, stamp())).status_code == 200


def test_a_cookie_lasts_twelve_hours(aden):
    request = RequestFactory().get(MISSIONS)
    request.COOKIES[COOKIE] = signed(aden.organization_id, aden.pk, int(NOW.timestamp()))
    assert current_pupil(request, NOW + timedelta(hours=12) - timedelta(seconds=1)) == aden
    assert current_pupil(request, NOW + timedelta(hours=12)) is None


def test_a_copy_of_a_cookie_is_worth_nothing_after_sign_out(client, aden):
    come_in(client, aden)
    copy = client.cookies[COOKIE].value
    assert page_with(copy).status_code == 200
    client.post("/junior/deconnexion/")
    assert page_with(copy).status_code == 302


def test_signing_out_on_one_tablet_leaves_another_alone(aden):
    """A pupil who took the wrong name must not send its owner away, even one who came in a moment before."""
    mine, other = Client(), Client()
    now = timezone.now()
    for tablet, instant in ((mine, now), (other, now + timedelta(microseconds=1))):
        response = HttpResponse()
        remember(response, aden, instant)
        tablet.cookies[COOKIE] = response.cookies[COOKIE].value
    other.post("/junior/deconnexion/")
    assert mine.get(MISSIONS).status_code == 200


def test_a_cache_that_is_away_signs_nobody_out(aden, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "get", fail)
    assert page_with(signed(aden.organization_id, aden.pk, stamp())).status_code == 200


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Learner, {"disabled_at": NOW}),
        (Organization, {"archived_at": NOW}),
        (Organization, {"kind": Organization.Kind.SCO}),
    ],
)
def test_a_pupil_who_left_or_whose_school_closed_is_led_to_the_code_page(client, aden, model, changes):
    come_in(client, aden)
    model.objects.update(**changes)
    assert client.get(MISSIONS).url == "/junior/?retour=1"


def test_who_is_led_back_is_told_kindly(client, aden):
    come_in(client, aden)
    Learner.objects.update(disabled_at=NOW)
    page = client.get(MISSIONS, follow=True)
    assert page.status_code == 200
    assert "Ta connexion est finie." in page.text


def test_another_name_replaces_the_one_before(client, aden):
    lea = LearnerFactory(organization=aden.organization, first_name="Léa", division="CM1 A")
    come_in(client, aden)
    come_in(client, lea)
    page = client.get(MISSIONS).text
    assert "Bonjour Léa" in page
    assert "Aden" not in page


def test_staff_and_pupil_share_a_browser_without_meeting(aden):
    teacher = MembershipFactory(organization=OrganizationFactory())
    client = Client()
    client.force_login(teacher.user)
    come_in(client, aden)
    assert "Bonjour Aden" in client.get(MISSIONS).text
    client.post("/junior/deconnexion/")
    assert client.get(MISSIONS).status_code == 302
    assert client.session["_auth_user_id"] == str(teacher.user_id)


def test_staff_are_no_pupils(director):
    assert director.client.get(MISSIONS).url == "/junior/"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("missions", []),
        ("mission", [1]),
        ("introduction", [1]),
        ("question", [1]),
        ("feedback", [1, 1, 0]),
        ("result", [1]),
        ("start", [1]),
        ("answer", [1]),
        ("sign_out", []),
    ],
)
def test_every_page_of_a_pupil_leads_strangers_to_the_code_page(client, name, arguments):
    send = client.post if name in ("start", "answer", "sign_out") else client.get
    response = send(reverse(f"junior:{name}", args=arguments))
    assert (response.status_code, response.url) == (302, "/junior/")
    assert "no-store" in response["Cache-Control"]


def test_forgetting_removes_the_cookie_where_it_was_set(aden):
    request, response = RequestFactory().get(MISSIONS), HttpResponse()
    forget(request, response)
    cookie = response.cookies[COOKIE]
    assert (cookie["path"], cookie["max-age"]) == ("/junior/", 0)


def test_the_key_of_another_site_signs_nothing_here(aden):
    with override_settings(SECRET_KEY=settings.SECRET_KEY + "x"):
        foreign = signed(aden.organization_id, aden.pk, stamp())
    assert page_with(foreign).status_code == 302


@pytest.mark.parametrize(
    "changes",
    [{"session_expires_at": NOW}, {"session_expires_at": None}, {"archived_at": NOW}, {"kind": "SCO"}],
)
def test_a_code_opens_only_an_active_primary_school_with_an_open_session(changes):
    school = OrganizationFactory(school_code="BKTSRV237", session_expires_at=NOW + timedelta(hours=1))
    assert find_open_school("bktsrv 237", NOW) == school
    Organization.objects.update(**changes)
    assert find_open_school("BKTSRV237", NOW) is None


def test_a_school_of_any_time_zone_is_open_at_the_same_instants():
    school = OrganizationFactory(
        time_zone="Pacific/Noumea", session_expires_at=datetime(2026, 10, 1, 9, tzinfo=UTC)
    )
    assert find_open_school(school.school_code, NOW) == school
