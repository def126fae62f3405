"""A journal of a hundred thousand events, most of them an attack on accounts: the page stays quick."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from organizations import journal_report
from pixorga.journal.models import Event
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.services]


def fill(school, member, *, events: int) -> None:
    """Half of the events are other schools', a quarter this school's, a quarter failures to sign in."""
    now = timezone.now()
    verbs = ["session.opened", "session.closed", "import.sent", "account.sign_in_failed"]
    places = [10**6, 10**6 + 1, school.pk, None]
    Event.objects.bulk_create(
        (
            Event(
                verb=verbs[number % 4],
                organization_id=places[number % 4],
                actor_id=number % 50,
                subject_id=member.user_id if number % 4 == 3 else number,
                at=now - timedelta(seconds=100 * (events - number)),
            )
            for number in range(events)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_postgresql_reads_the_page_by_its_indexes():
    school = OrganizationFactory()
    long_ago = timezone.now() - timedelta(days=400)
    member = MembershipFactory(organization=school, created_at=long_ago)
    fill(school, member, events=100_000)
    team = journal_report.team_ever(school)
    events = journal_report.school_events(organization=school, team=team, wanted=journal_report.Wanted())
    plan = events[:10].explain(analyze=True)
    assert "Seq Scan on journal_event" not in plan
    assert "journal_by_organization" in plan
    assert "journal_by_account" in plan
    # A line for each of the school's own acts, and one a day for the failures.
    assert events.count() == pytest.approx(25_000 + 116, abs=2)
