"""Code, classes, first names, « Tu es bien Aden ? »: every screen, and what is not told to whom."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.models import Organization
from tests.learners.factories import LearnerFactory
from tests.missions.factories import make_class
from tests.missions.junior_cast import NOW, come_in, lasting_headers, without_tokens
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

CODE = "BKTSRV237"
SCHOOL = f"/junior/ecole/{CODE}/"
PUPILS = f"{SCHOOL}eleves/"
REFUSAL = "Session inactive ou école non trouvée."


@pytest.fixture
def lilas():
    return OrganizationFactory(name="École des Lilas", school_code=CODE, session_open=True)


@pytest.fixture
def aden(lilas):
    return make_class(lilas, "CM1 A", ["Aden SMITH"])[0]


def close_session() -> None:
    Organization.objects.update(session_expires_at=timezone.now() - timedelta(seconds=1))


# --- The code ---------------------------------------------------------------------------------------


def test_the_code_page_asks_one_thing_and_shows_teachers_the_way(client):
    page = client.get("/junior/").text
    assert page.count("<h1") == 1
    assert '<label for="code">Code de l’école' in page
    assert "Je valide le code" in page
    assert 'href="/demande-administration-sco/" target="_blank"' in page
    assert "(nouvelle fenêtre)" in page


@pytest.mark.parametrize(
    "typed", ["BKTSRV237", "bktsrv237", " bkt srv 237 ", "BKTSRV-237", "ＢＫＴＳＲＶ２３７"]
)
def test_a_code_is_read_however_it_is_typed(client, lilas, typed):
    response = client.post("/junior/", {"code": typed})
    assert (response.status_code, response.url) == (303, SCHOOL)
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Écris d’abord"), ("  ", "Écris d’abord"), ("ABC", "9 lettres")]
)
def test_what_cannot_be_a_code_is_told_at_once_and_stays_in_the_field(client, typed, said):
    response = client.post("/junior/", {"code": typed})
    assert response.status_code == 200
    assert said in response.text
    assert "<title>Erreur" in response.text
    assert f'name="code" value="{typed}"' in response.text
    assert 'aria-invalid="true"' in response.text


@pytest.mark.parametrize("typed", ["<b>x</b>", "É" * 9, "A" * 5000, "AB\0CDEFGH", "../../../", "%2e%2e%2f"])
def test_noise_in_the_field_is_refused_and_escaped(client, typed):
    response = client.post("/junior/", {"code": typed})
    assert response.status_code == 200
    assert "<b>x</b>" not in response.text


def test_the_direct_link_takes_a_code_in_any_writing(client, lilas):
    assert client.get("/junior/ecole/bktsrv-237/").status_code == 200
    assert client.get(f"/e/{CODE}", follow=True).status_code == 200


# --- One answer for an unknown code and a closed session ----------------------------------------------


@pytest.mark.parametrize("path", ["", "eleves/", "eleves/?classe=CM1%20A", "eleves/{pk}/"])
def test_an_unknown_code_and_a_closed_session_get_the_same_bytes(client, aden, path):
    """The same status, body, headers and number of queries, on every page of a school."""
    answers = []
    for code in (CODE, "XXXXXX999"):
        close_session()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/junior/ecole/{code}/" + path.format(pk=aden.pk))
        body = without_tokens(response.text).replace(code, "CODE")
        answers.append((response.status_code, body, lasting_headers(response), len(queries)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
    assert REFUSAL in answers[0][1]


def test_so_does_the_button_that_confirms(client, aden):
    close_session()
    answers = [client.post(f"/junior/ecole/{code}/eleves/{aden.pk}/") for code in (CODE, "XXXXXX999")]
    bodies = [without_tokens(response.text).replace(CODE, "XXXXXX999") for response in answers]
    assert bodies[0] == bodies[1]
    assert [response.status_code for response in answers] == [404, 404]
    assert not any(response.cookies.get("junior_pupil") for response in answers)


def test_the_refusal_keeps_the_code_and_asks_again(client):
    response = client.post("/junior/", {"code": "xxx xxx 999"}, follow=True)
    assert response.status_code == 404
    assert REFUSAL in response.text
    assert 'name="code" value="XXXXXX999"' in response.text
    assert response.text.count("<h1") == 1


@pytest.mark.parametrize("changes", [{"archived_at": NOW}, {"kind": "SCO"}, {"session_expires_at": None}])
def test_other_schools_are_unknown(client, lilas, changes):
    Organization.objects.update(**changes)
    assert client.get(SCHOOL).status_code == 404


def test_opening_closing_and_opening_the_session_is_seen_at_once(client, lilas):
    assert client.get(SCHOOL).status_code == 200
    close_session()
    assert client.get(SCHOOL).status_code == 404
    Organization.objects.update(session_expires_at=timezone.now() + timedelta(hours=1))
    assert client.get(SCHOOL).status_code == 200


# --- Guessing codes ---------------------------------------------------------------------------------


def guess(client, number: int):
    return client.get(f"/junior/ecole/XXXXXX{number:03}/")


def test_the_twenty_first_wrong_code_of_an_address_is_one_too_many(client, lilas):
    assert {guess(client, number).status_code for number in range(20)} == {404}
    response = guess(client, 20)
    assert response.status_code == 429
    assert "Stop, on fait une pause" in response.text
    assert client.get(SCHOOL).status_code == 429
    assert client.post("/junior/", {"code": CODE}, follow=True).status_code == 429


def test_another_address_goes_on(client, lilas):
    for number in range(21):
        guess(client, number)
    assert client.get(SCHOOL, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_class_that_mistypes_one_code_is_no_attack(client, lilas):
    for _ in range(60):
        assert guess(client, 1).status_code == 404
    assert client.get(SCHOOL).status_code == 200


def test_a_closed_session_is_no_attack(client, lilas):
    close_session()
    assert {client.get(SCHOOL).status_code for _ in range(40)} == {404}


def test_what_cannot_be_a_code_is_no_guess(client, lilas):
    for number in range(30):
        assert client.get(f"/junior/ecole/{number}/").status_code == 404
    assert client.get(SCHOOL).status_code == 200


def test_a_class_of_thirty_behind_one_address_comes_in(client, lilas):
    pupils = LearnerFactory.create_batch(30, organization=lilas, division="CM2")
    for pupil in pupils:
        tablet = client.__class__()
        assert tablet.post("/junior/", {"code": CODE}, follow=True).status_code == 200
        assert tablet.get(f"{PUPILS}?classe=CM2").status_code == 200
        come_in(tablet, pupil)
        assert tablet.get("/junior/missions/").status_code == 200


def test_a_cache_that_is_away_lets_a_class_in(client, lilas, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    for method in ("get", "add", "incr"):
        monkeypatch.setattr(cache, method, fail)
    assert client.get(SCHOOL).status_code == 200
    assert guess(client, 1).status_code == 404


# --- Classes and names ------------------------------------------------------------------------------


def test_the_classes_are_those_of_the_active_pupils_in_order(client, lilas):
    for division in ("CM2 Léa B.", "cm1 & cm2", "CE2-CM1", "CM2 Léa B."):
        LearnerFactory(organization=lilas, division=division)
    LearnerFactory(organization=lilas, division="Partis", disabled=True)
    LearnerFactory(division="Ailleurs")
    page = client.get(SCHOOL)
    assert "Bienvenue sur la page de l’école : École des Lilas" in page.text
    assert re.findall(r'class="class-card" href="[^"]+">([^<]+)<', page.text) == [
        "CE2-CM1",
        "cm1 &amp; cm2",
        "CM2 Léa B.",
    ]
    assert f'href="{PUPILS}?classe=cm1%20%26%20cm2"' in page.text


def test_a_school_without_pupils_says_so(client, lilas):
    assert "Il n’y a pas encore de classe ici." in client.get(SCHOOL).text


def test_the_names_are_first_names_and_no_more_letters_than_needed(client, lilas):
    names = ["Léa MARTIN", "Léa MARCHAND", "Enzo GARCIA", "CLARISSE DUBOIS", "armand BLANC"]
    make_class(lilas, "CM1 A", names)
    make_class(lilas, "CM2", ["Enzo PETIT"])
    LearnerFactory(organization=lilas, division="CM1 A", first_name="Parti", disabled=True)
    page = client.get(f"{PUPILS}?classe=CM1 A").text
    shown = re.findall(r'class="name-card" href="[^"]+">([^<]+)<', page)
    assert shown == ["armand", "CLARISSE", "Enzo", "Léa MARC.", "Léa MART."]
    assert f'href="{SCHOOL}"' in page


@pytest.mark.parametrize(
    "query", ["", "?classe=", "?classe=CM7", "?classe=%00", "?classe=CM1%20A%00", "?autre=1"]
)
def test_a_class_that_is_not_there_leads_to_the_classes(client, lilas, query):
    LearnerFactory(organization=lilas, division="CM2")
    assert client.get(PUPILS + query).url == SCHOOL


def test_markup_in_names_stays_text(client, lilas):
    make_class(lilas, "<i>CM1</i>", ["<b>Léo</b> X"])
    assert "<i>CM1" not in client.get(SCHOOL).text
    page = client.get(f"{PUPILS}?classe=<i>CM1</i>").text
    assert "&lt;b&gt;Léo" in page
    assert "<b>Léo" not in page


def test_confirming_asks_the_name_then_signs_in(client, aden):
    url = f"{PUPILS}{aden.pk}/"
    page = client.get(url).text
    assert '<h1 class="bubble bubble-title">Tu es bien Aden ?</h1>' in page
    assert f'href="{PUPILS}?classe=CM1%20A"' in page
    assert "junior_pupil" not in client.cookies
    response = client.post(url)
    assert (response.status_code, response.url) == (303, "/junior/missions/")
    assert "Bonjour Aden" in client.get(response.url).text


def test_confirming_tells_namesakes_apart(client, lilas):
    pupil, _other = make_class(lilas, "CM1 A", ["Léa MARTIN", "Léa DURAND"])
    assert "Tu es bien Léa M. ?" in client.get(f"{PUPILS}{pupil.pk}/").text


@pytest.mark.parametrize("key", ["other", "gone", 999_999, 10**30])
def test_a_pupil_who_is_not_of_this_school_cannot_be_taken(client, lilas, key):
    known = {"other": LearnerFactory, "gone": lambda: LearnerFactory(organization=lilas, disabled=True)}
    pk = known[key]().pk if key in known else key
    for send in (client.get, client.post):
        response = send(f"{PUPILS}{pk}/")
        assert response.status_code == 404
        assert "Retour à l’accueil" in response.text
        assert "junior_pupil" not in response.cookies


def test_signing_out_leads_to_the_classes_of_the_school(client, aden):
    come_in(client, aden)
    response = client.post("/junior/deconnexion/")
    assert (response.status_code, response.url) == (303, SCHOOL)
    assert client.get("/junior/missions/").status_code == 302


def test_signing_out_is_a_button(client, aden):
    come_in(client, aden)
    assert client.get("/junior/deconnexion/").status_code == 405
    assert client.get("/junior/missions/").status_code == 200


def test_forms_need_their_token(aden):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/junior/", {"code": CODE}).status_code == 403
    assert strict.post(f"{PUPILS}{aden.pk}/").status_code == 403


# --- All of them ------------------------------------------------------------------------------------


def test_the_pages_stay_out_of_caches_and_search_engines(client, aden):
    for url in ("/junior/", SCHOOL, f"{PUPILS}?classe=CM1 A", f"{PUPILS}{aden.pk}/", "/junior/ecole/X/"):
        response = client.get(url)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_only_first_names_are_on_the_screens(client, lilas):
    pupil = make_class(lilas, "CM1 A", ["Aden SECRETNAME"])[0]
    for url in (SCHOOL, f"{PUPILS}?classe=CM1 A", f"{PUPILS}{pupil.pk}/"):
        page = client.get(url).text
        for word in ("SECRETNAME", pupil.national_student_id, "2016", lilas.uai):
            assert word not in page


def test_the_pages_cost_the_same_for_any_class(client, lilas, flat_queries):
    def grow(number: int) -> None:
        LearnerFactory.create_batch(number, organization=lilas, division="CM1 A")

    pupil = LearnerFactory(organization=lilas, division="CM1 A")
    flat_queries(lambda: client.get(SCHOOL), grow, budget=2)
    flat_queries(lambda: client.get(f"{PUPILS}?classe=CM1 A"), grow, budget=2)
    flat_queries(lambda: client.get(f"{PUPILS}{pupil.pk}/"), grow, budget=3)
