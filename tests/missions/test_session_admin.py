"""Sessions of schools in Django admin: who is open now, and closing one that was forgotten."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.organizations.factories import OrganizationFactory

LIST = "/admin/missions/schoolsession/"


@pytest.fixture
def platform(client, db):
    client.force_login(UserFactory(platform_staff=True))
    return client


def school_open_for(hours: float, **facts) -> Organization:
    now = timezone.now()
    times = {
        "session_opened_at": now - timedelta(hours=1),
        "session_expires_at": now + timedelta(hours=hours),
    }
    return OrganizationFactory(**times, **facts)


def listed(page) -> list[str]:
    return [school.name for school in page.context["cl"].result_list]


def test_open_sessions_come_first_with_who_opened_them_and_until_when(platform):
    OrganizationFactory(name="École jamais ouverte")
    school_open_for(-5, name="École d’hier")
    opener = UserFactory(first_name="Karim", last_name="Okoye")
    school = school_open_for(2, name="École ouverte", session_opened_by=opener, time_zone="Indian/Reunion")
    OrganizationFactory(name="Collège", secondary=True)
    page = platform.get(LIST)
    assert listed(page) == ["École ouverte", "École d’hier", "École jamais ouverte"]
    assert "Karim Okoye" in page.text
    end = school.local(school.session_expires_at)
    assert f"Active jusqu’à {end:%H:%M}" in page.text
    assert reverse("admin:organizations_organization_change", args=[school.pk]) in page.text
    assert page.text.count("Inactive</td>") == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "0381111Z"}, ["École A"]),
        ({"q": "cole B"}, ["École B"]),
        ({"session": "active"}, ["École A"]),
        ({"session": "inactive"}, ["École B", "École C"]),
        ({"session": "jamais"}, ["École C"]),
    ],
)
def test_schools_are_found_by_name_uai_or_state(platform, query, found):
    school_open_for(1, name="École A", uai="0381111Z")
    school_open_for(-1, name="École B")
    OrganizationFactory(name="École C")
    assert listed(platform.get(LIST, query)) == found


def test_closing_asks_first_then_closes_what_is_open_and_tells_the_journal(platform):
    school, closed = school_open_for(2, name="École ouverte"), OrganizationFactory()
    data = {"action": "close", "_selected_action": [school.pk, closed.pk]}
    asked = platform.post(LIST, data)
    assert "Fermer la session de ces écoles" in asked.text
    assert "active jusqu’à" in asked.text
    school.refresh_from_db()
    assert school.session_expires_at > timezone.now()
    done = platform.post(LIST, data | {"confirmed": "oui"}, follow=True)
    assert "1 session fermée." in done.text
    school.refresh_from_db()
    assert school.session_expires_at <= timezone.now()
    assert list(Event.objects.values_list("verb", "organization_id")) == [("session.closed", school.pk)]
    again = platform.post(LIST, data | {"confirmed": "oui"}, follow=True)
    assert "Aucune session n’était active." in again.text


def test_looking_is_not_closing(client, db):
    clerk = UserFactory(is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename="view_schoolsession"))
    client.force_login(clerk)
    school = school_open_for(2)
    assert client.get(LIST).status_code == 200
    client.post(LIST, {"action": "close", "_selected_action": [school.pk], "confirmed": "oui"})
    school.refresh_from_db()
    assert school.session_expires_at > timezone.now()
    change = reverse("admin:missions_schoolsession_change", args=[school.pk])
    assert client.post(change, {"session_expires_at": ""}).status_code == 403


def test_the_list_asks_the_same_queries_for_any_number_of_schools(platform, flat_queries):
    def grow(n):
        for _ in range(n):
            school_open_for(1, session_opened_by=UserFactory())

    flat_queries(lambda: platform.get(LIST), grow, budget=6)
