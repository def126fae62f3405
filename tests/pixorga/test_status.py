"""/etat-du-service: for people, always open, cheap."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from pixorga import status
from pixorga.jobs.models import Job

pytestmark = pytest.mark.django_db
PAGE = "/etat-du-service/"


def wait(queue: str, *, minutes: int, **state: object) -> None:
    created_at = timezone.now() - timedelta(minutes=minutes)
    Job.objects.create(kind="tests.late", queue=queue, subject_id=1, created_at=created_at, **state)


def test_everything_is_on_time(client):
    wait("mail", minutes=1)

    page = client.get(PAGE)

    assertContains(page, "Tout fonctionne.")
    assertContains(page, "À l’heure", count=2)


@pytest.mark.parametrize(
    ("queue", "sentence"), [("mail", "ne refaites pas la demande"), ("imports", "ne le renvoyez pas")]
)
def test_what_is_late_is_told_with_what_to_do(client, queue, sentence):
    wait(queue, minutes=6)

    page = client.get(PAGE)

    assertContains(page, "avec du retard")
    assertContains(page, sentence)
    assertContains(page, "À l’heure", count=1)


@pytest.mark.parametrize(
    "state", [{"state": Job.State.DONE}, {"errors": 3, "state": Job.State.QUEUED}], ids=["done", "put off"]
)
def test_one_letter_that_is_put_off_makes_nobody_late(client, state):
    wait("mail", minutes=60, **state)

    assertContains(client.get(PAGE), "Tout fonctionne.")


def test_a_mail_server_that_is_away_is_told(client):
    for _ in range(status.SEVERAL):
        wait("mail", minutes=60, errors=2, run_after=timezone.now() + timedelta(minutes=10))

    assertContains(client.get(PAGE), "ne refaites pas la demande")


def test_what_waits_for_its_hour_is_not_late(client):
    wait("imports", minutes=60, run_after=timezone.now() + timedelta(hours=1))

    assertContains(client.get(PAGE), "Tout fonctionne.")


def test_the_state_is_asked_of_the_database_once_in_a_while(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(PAGE)
    with django_assert_num_queries(0):
        client.get(PAGE)


def test_without_a_cache_the_page_reads_the_database(client, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "get", fail)
    monkeypatch.setattr(cache, "set", fail)

    assertContains(client.get(PAGE), "Tout fonctionne.")


def test_without_a_database_there_is_the_page_of_that(monkeypatch):
    def fail(now: object) -> None:
        raise OperationalError

    monkeypatch.setattr(status, "_late_queues", fail)

    page = Client(raise_request_exception=False).get(PAGE)

    assert page.status_code == 503
    assert "Service momentanément indisponible" in page.text


def test_every_foot_of_page_leads_to_what_the_law_and_people_ask_for(client, director):
    for page in (client.get("/connexion/"), director.client.get("/equipe/"), client.get("/app/connexion/")):
        for path in ("/mentions-legales/", "/accessibilite/", "/donnees-personnelles/", PAGE, "/contact/"):
            assertContains(page, f'href="{path}"')
        assertContains(page, "Accessibilité\u00a0: partiellement conforme")
        assertContains(page, "licence MIT")
