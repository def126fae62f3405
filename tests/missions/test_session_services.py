"""Opening, extending and closing a school's session."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from missions.domain.session import is_open
from missions.services import close_session, open_session
from organizations.models import Organization
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.organizations.factories import OrganizationFactory

NOW = datetime(2026, 10, 1, 9, 42, tzinfo=UTC)
HOUR = timedelta(hours=1)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def lilas(db) -> Organization:
    return OrganizationFactory()


def test_a_session_opens_for_four_hours_and_tells_by_whom(lilas):
    user = UserFactory()
    open_session(organization=lilas, by=user, now=NOW)
    stored = Organization.objects.get()
    assert stored.session_expires_at == NOW + 4 * HOUR
    assert (stored.session_opened_at, stored.session_opened_by) == (NOW, user)
    assert lilas.session_expires_at == NOW + 4 * HOUR
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.organization_id) == ("session.opened", user.pk, lilas.pk)
    assert event.at == NOW


def test_extending_counts_four_hours_from_the_click_and_keeps_the_opener(lilas):
    opener, other = UserFactory(), UserFactory()
    open_session(organization=lilas, by=opener, now=NOW)
    open_session(organization=lilas, by=other, now=NOW + HOUR)
    assert lilas.session_expires_at == NOW + 5 * HOUR
    assert (lilas.session_opened_at, lilas.session_opened_by) == (NOW, opener)
    assert verbs() == ["session.opened", "session.extended"]


def test_a_new_session_after_the_last_one_has_its_own_opener(lilas):
    open_session(organization=lilas, by=UserFactory(), now=NOW)
    later, next_day = UserFactory(), NOW + 24 * HOUR
    open_session(organization=lilas, by=later, now=next_day)
    assert (lilas.session_opened_at, lilas.session_opened_by) == (next_day, later)
    assert lilas.session_expires_at == next_day + 4 * HOUR
    assert verbs() == ["session.opened", "session.opened"]


def test_a_session_opens_again_at_the_very_instant_of_its_end(lilas):
    open_session(organization=lilas, by=UserFactory(), now=NOW)
    open_session(organization=lilas, by=UserFactory(), now=NOW + 4 * HOUR)
    assert verbs() == ["session.opened", "session.opened"]


def test_a_slow_click_never_shortens_a_session(lilas):
    opener = UserFactory()
    open_session(organization=lilas, by=opener, now=NOW)
    open_session(organization=lilas, by=UserFactory(), now=NOW - timedelta(minutes=5))
    assert lilas.session_expires_at == NOW + 4 * HOUR
    assert lilas.session_opened_by == opener
    assert verbs() == ["session.opened"]


def test_the_same_click_twice_is_written_once(lilas):
    user = UserFactory()
    open_session(organization=lilas, by=user, now=NOW)
    open_session(organization=lilas, by=user, now=NOW)
    assert verbs() == ["session.opened"]


def test_a_stale_copy_of_the_school_does_not_undo_a_later_end(lilas):
    stale = Organization.objects.get()
    open_session(organization=lilas, by=UserFactory(), now=NOW + HOUR)
    open_session(organization=stale, by=UserFactory(), now=NOW)
    assert stale.session_expires_at == NOW + 5 * HOUR


def test_opening_changes_no_other_school(lilas):
    other = OrganizationFactory()
    open_session(organization=lilas, by=UserFactory(), now=NOW)
    other.refresh_from_db()
    assert other.session_expires_at is None


def test_closing_ends_the_session_now(lilas):
    user = UserFactory()
    open_session(organization=lilas, by=user, now=NOW)
    assert close_session(organization=lilas, by=user, now=NOW + HOUR)
    assert lilas.session_expires_at == NOW + HOUR
    assert not is_open(lilas.session_expires_at, NOW + HOUR)
    assert verbs() == ["session.opened", "session.closed"]


@pytest.mark.parametrize("expires_at", [None, NOW - HOUR, NOW])
def test_closing_what_is_not_open_does_nothing(db, expires_at):
    school = OrganizationFactory(session_expires_at=expires_at)
    assert not close_session(organization=school, by=UserFactory(), now=NOW)
    assert school.session_expires_at == expires_at
    assert verbs() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_open_together_one_opens_and_the_later_end_stays():
    school = OrganizationFactory()
    people = [UserFactory(), UserFactory()]
    moments = [NOW, NOW + timedelta(milliseconds=1)]
    start = threading.Barrier(2)

    def click(user, now):
        try:
            copy = Organization.objects.get(pk=school.pk)
            start.wait(timeout=10)
            open_session(organization=copy, by=user, now=now)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click, args=pair) for pair in zip(people, moments, strict=True)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    school.refresh_from_db()
    assert school.session_expires_at == moments[1] + 4 * HOUR
    assert verbs().count("session.opened") == 1
    assert school.session_opened_by in people
