"""An event is written once: neither our code nor a statement of somebody’s changes or deletes it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from pixorga.journal.models import Event, WrittenOnceError
from pixorga.journal.services import purge, record

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


CHANGES = {
    "a row saved again": lambda event: event.save(),
    "a row read and saved": lambda event: Event.objects.get(pk=event.pk).save(update_fields=["verb"]),
    "a row deleted": lambda event: event.delete(),
    "rows updated": lambda event: Event.objects.filter(pk=event.pk).update(verb="x"),
    "rows updated in bulk": lambda event: Event.objects.bulk_update([event], ["verb"]),
    "rows deleted": lambda event: Event.objects.filter(pk=event.pk).delete(),
    "every row deleted": lambda event: Event.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_our_code_can_neither_change_nor_delete_an_event(change):
    event = record("session.opened", now=NOW)
    with pytest.raises(WrittenOnceError):
        CHANGES[change](event)
    assert Event.objects.get().verb == "session.opened"


def test_events_may_be_written_in_bulk():
    Event.objects.bulk_create(Event(verb="session.opened", at=NOW) for _ in range(3))
    assert Event.objects.count() == 3


def test_an_event_cannot_take_the_place_of_another():
    event = record("session.opened", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event(pk=event.pk, verb="session.closed", at=NOW).save()
    assert Event.objects.get().verb == "session.opened"


def test_the_database_refuses_to_change_one():
    record("session.opened", now=NOW)
    with pytest.raises(IntegrityError, match="written once"):
        execute("UPDATE journal_event SET verb = 'x'")
    assert Event.objects.get().verb == "session.opened"


@pytest.mark.services
def test_postgresql_refuses_to_delete_one_outside_of_the_purge():
    record("session.opened", now=NOW)
    with pytest.raises(IntegrityError, match="written once"):
        execute("DELETE FROM journal_event")
    assert Event.objects.exists()


def test_the_purge_deletes_the_oldest_and_no_other():
    for days in (3, 5, 1, 4):
        record("session.opened", now=NOW - timedelta(days=days))
    before = NOW - timedelta(days=2)
    assert purge(before=before, limit=2) == 2
    kept = {(NOW - event.at).days for event in Event.objects.all()}
    assert kept == {1, 3}
    assert purge(before=before, limit=2) == 1
    assert purge(before=before, limit=2) == 0
