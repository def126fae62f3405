"""Who is at a tablet: noted at the entrance and now and then, forgotten at the door; never in the way."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from learners.models import Learner
from missions.models import Presence
from missions.pupils import READ_FIELDS
from missions.services import presence
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import come_in
from tests.organizations.factories import OrganizationFactory

NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
MISSIONS = "/junior/missions/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """A Thursday morning that goes on by hand."""
    stopped = SimpleNamespace(time=NOW)
    stopped.now = lambda: stopped.time
    for module in ("missions.pupils", "missions.junior_views.entrance", "missions.junior_views.choosing"):
        monkeypatch.setattr(f"{module}.timezone", stopped)
    return stopped


@pytest.fixture
def aden(clock):
    school = OrganizationFactory(session_expires_at=NOW + timedelta(hours=4))
    return LearnerFactory(organization=school, first_name="Aden", division="CM1 A")


def written(learner):
    return Presence.objects.filter(learner=learner).values_list("signed_in_at", "seen_at").first()


def test_looking_at_names_writes_nothing_and_saying_yes_does(client, aden):
    url = f"/junior/ecole/{aden.organization.school_code}/eleves/{aden.pk}/"
    client.get(url)
    assert written(aden) is None
    client.post(url)
    assert written(aden) == (NOW, NOW)
    assert Presence.objects.get().organization == aden.organization


def test_coming_in_again_counts_anew(client, aden, clock):
    come_in(client, aden)
    clock.time = later = NOW + timedelta(minutes=10)
    come_in(Client(), aden)
    assert written(aden) == (later, later)


@pytest.mark.parametrize(
    ("after", "is_written"),
    [(timedelta(seconds=24), False), (timedelta(seconds=25), True), (timedelta(hours=2), True)],
)
def test_a_page_notes_that_he_is_there_unless_it_was_noted_a_moment_ago(
    client, aden, clock, after, is_written
):
    come_in(client, aden)
    clock.time = NOW + after
    assert client.get(MISSIONS).status_code == 200
    assert written(aden) == (NOW, NOW + after if is_written else NOW)


def test_the_note_costs_no_query_and_one_when_it_is_old(client, aden, clock):
    come_in(client, aden)
    client.get(MISSIONS)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(MISSIONS)
        counts.append(len(captured))
        clock.time += timedelta(minutes=1)
    assert counts[1] == counts[0] + 1


def test_two_pages_at_once_write_once(aden):
    presence.come_in(aden, NOW)
    pages = Learner.objects.select_related("organization", "presence").only(*READ_FIELDS)
    first, second = pages.get(pk=aden.pk), pages.get(pk=aden.pk)
    presence.stay(first, NOW + timedelta(seconds=40))
    presence.stay(second, NOW + timedelta(seconds=41))
    assert written(aden) == (NOW, NOW + timedelta(seconds=40))


def test_signing_out_forgets_him_and_another_tablet_of_his_brings_him_back(client, aden, clock):
    other = Client()
    come_in(other, aden)
    clock.time = NOW + timedelta(microseconds=1)
    come_in(client, aden)
    client.post("/junior/deconnexion/")
    assert written(aden) is None
    clock.time = later = NOW + timedelta(minutes=1)
    assert other.get(MISSIONS).status_code == 200
    assert written(aden) == (later, later)


@pytest.mark.parametrize(
    "broken", ["Presence.objects.bulk_create", "Presence.objects.filter"], ids=["write", "update"]
)
def test_a_failure_never_stops_a_pupil(client, aden, clock, monkeypatch, broken, caplog):
    def fail(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(f"missions.services.presence.{broken}", fail)
    come_in(client, aden)
    clock.time = NOW + timedelta(minutes=1)
    assert "Bonjour Aden" in client.get(MISSIONS).text
    assert client.post("/junior/deconnexion/").status_code == 303
    assert f"presence of learner {aden.pk} not written" in caplog.text
