"""/healthz and /readyz: what a supervisor reads."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from pixorga import health
from pixorga.jobs.models import Job


def test_healthz_asks_nothing_of_the_database(client):
    # Not marked django_db: a query would be an error.
    response = client.get("/healthz")
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_tells_each_part(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json()["checks"]) == {"database", "disk", "cache", "migrations", "jobs"}


@pytest.mark.django_db
def test_readyz_fails_when_a_due_job_waits_for_more_than_two_minutes(client):
    Job.objects.create(
        kind="x", queue="default", subject_id=1, created_at=timezone.now() - timedelta(minutes=3)
    )
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["jobs"] == "failing"


@pytest.mark.django_db
def test_readyz_knows_that_a_job_for_later_does_not_wait(client):
    now = timezone.now()
    sent, due = now - timedelta(days=1), now - timedelta(minutes=1)
    Job.objects.create(kind="x", queue="default", subject_id=1, created_at=sent, run_after=due)
    assert client.get("/readyz").status_code == 200
    Job.objects.update(run_after=now - timedelta(minutes=3))
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_readyz_stays_in_service_without_a_cache(client, monkeypatch):
    class Dead:
        def set(self, *args):
            raise ConnectionError

    monkeypatch.setattr(health, "cache", Dead())
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["checks"]["cache"] == "silent"


def test_readyz_says_that_the_database_is_silent(client, monkeypatch):
    def silent():
        raise DatabaseError

    monkeypatch.setattr(health, "_database_answers", silent)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "failing"
    assert "jobs" not in response.json()["checks"]
