"""Every refusal is a French page with a way out, and nothing of it needs the database."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client

from pixorga import errors, views
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import come_in

PAGES = {
    400: "Demande illisible",
    403: "Accès réservé",
    404: "Page introuvable",
    405: "Page à rouvrir",
    413: "Fichier trop lourd",
    429: "Trop d’essais",
    500: "Une erreur est survenue",
    503: "Service momentanément indisponible",
}


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, lambda request: errors.bad_request(request, ValueError())),
        (403, lambda request: errors.forbidden(request, PermissionDenied("Réservé à la direction."))),
        (404, lambda request: errors.not_found(request, ValueError())),
        (405, lambda request: errors.not_allowed(request, "POST")),
        (413, errors.too_large),
        (429, errors.too_many_requests),
        (500, errors.server_error),
        (503, errors.unavailable),
    ],
)
def test_error_pages_are_french_whole_and_need_no_database(rf, status, answer):
    response = answer(rf.get("/quelque-part/"))
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{PAGES[status]}</h1>" in page
    assert '<html lang="fr" class="">' in page


def test_a_missing_role_is_told_who_can(rf):
    page = errors.forbidden(rf.get("/"), PermissionDenied("Réservé à la direction.")).content.decode()
    assert "Réservé à la direction." in page


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (403, errors.csrf_failure),
        (404, lambda request: errors.not_found(request, ValueError())),
        (405, lambda request: errors.not_allowed(request, "POST")),
        (429, errors.too_many_requests),
        (500, errors.server_error),
        (503, errors.unavailable),
    ],
)
def test_a_pupil_gets_a_page_for_children_that_leads_back_to_theirs(rf, status, answer):
    """The pages of adults say « vous » and lead to the sign-in page of the staff."""
    response = answer(rf.get("/junior/quelque-part/"))
    page = response.content.decode()
    assert response.status_code == status
    assert 'class="junior' in page
    ways = re.findall(r'<a class="button[^"]*" href="([^"]*)"', page)
    assert ways
    assert all(way.startswith("/junior/") for way in ways)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("is_pupil", "way"), [(False, "/junior/"), (True, "/junior/missions/")])
def test_from_an_address_that_is_not_there_a_pupil_goes_back_to_his_missions(client, db, is_pupil, way):
    if is_pupil:
        come_in(client, LearnerFactory(organization__session_open=True))
    page = client.get("/junior/nulle-part/")
    assert page.status_code == 404
    assert "no-store" in page["Cache-Control"]
    assert re.findall(r'<a class="button[^"]*" href="([^"]*)"', page.text) == [way]


@pytest.mark.parametrize(
    ("address", "words"),
    [("/missions/session/ouvrir/", "Page à rouvrir"), ("/junior/deconnexion/", "Retourne à tes missions.")],
)
def test_the_address_of_a_button_opened_as_a_page_is_told(teacher, address, words):
    answer = teacher.client.get(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert words in answer.text


def test_a_silent_database_is_a_503_that_says_when_to_come_back(director, monkeypatch):
    def silent(request):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(views, "current_membership", silent)
    director.client.raise_request_exception = False
    response = director.client.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Service momentanément indisponible" in response.text


def test_a_form_without_its_token_is_refused_kindly(db):
    response = Client(enforce_csrf_checks=True).post("/connexion/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "le formulaire n’a pas été enregistré" in response.text
