"""The journal in Django admin: names beside ids, found by school and by person, and nothing to change."""

import pytest
from django.test import Client
from django.urls import reverse

from organizations import services
from organizations.models import Membership
from pixorga.journal.models import Event
from pixorga.journal.services import record
from tests.accounts.factories import UserFactory
from tests.organizations.backoffice import platform_client
from tests.organizations.factories import MembershipFactory, OrganizationFactory

LIST = reverse("admin:journal_event_changelist")


@pytest.fixture
def platform(db) -> Client:
    return platform_client()


@pytest.fixture
def acts(db):
    """Two acts in one school, one in another, one on an account."""
    lilas = OrganizationFactory(name="École des Lilas", uai="0380000X")
    tilleuls = OrganizationFactory(name="École des Tilleuls", uai="0690000Y")
    louise = UserFactory(first_name="Louise", last_name="Martinet", email="louise@lilas.example")
    ada = UserFactory(first_name="Ada", last_name="Lovelace")
    MembershipFactory(organization=lilas, user=louise, admin=True)
    member = MembershipFactory(organization=lilas, user=ada)
    services.change_role(membership=member, role=Membership.Role.ADMIN, by=louise)
    record("session.opened", actor_id=louise.pk, organization_id=lilas.pk)
    record("session.closed", actor_id=10**9, organization_id=tilleuls.pk)
    record("account.blocked", subject_id=ada.pk)
    return {event.verb: event for event in Event.objects.all()}


def found(platform, **query) -> set[str]:
    return {event.verb for event in platform.get(LIST, query).context["cl"].result_list}


def test_a_row_names_who_and_where_beside_their_ids(platform, acts):
    page = platform.get(LIST).text
    change = acts["membership.role_changed"]
    assert f"Louise Martinet [{change.actor_id}]" in page
    assert f"École des Lilas (0380000X) [{change.organization_id}]" in page
    assert "Rôle changé\u00a0: Ada Lovelace, de membre à administrateur" in page
    assert "Compte d’Ada Lovelace\u00a0: bloqué" in page
    assert "[1000000000]" in page


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        ("0690000y", {"session.closed"}),
        ("tilleuls", {"session.closed"}),
        ("Martinet", {"membership.role_changed", "session.opened"}),
        ("louise@lilas.example", {"membership.role_changed", "session.opened"}),
        ("Ada Lovelace", {"membership.role_changed", "account.blocked"}),
        ("1000000000", {"session.closed"}),
        ("9" * 40, set()),
        ("personne d’autre", set()),
    ],
)
def test_events_are_found_by_school_person_and_id(platform, acts, words, verbs):
    assert found(platform, q=words) == verbs


def test_events_are_filtered_by_group_verb_and_date(platform, acts):
    assert found(platform, groupe="sessions") == {"session.opened", "session.closed"}
    assert found(platform, acte="account.blocked") == {"account.blocked"}
    day = {"at__gte": "2000-01-01 00:00:00+01:00", "at__lt": "2000-01-02 00:00:00+01:00"}
    assert found(platform, **day) == set()


def test_one_event_is_read_in_full_and_cannot_be_changed(platform, acts):
    event = acts["membership.role_changed"]
    url = reverse("admin:journal_event_change", args=[event.pk])
    page = platform.get(url).text
    assert "Louise Martinet" in page
    assert "&quot;former&quot;: &quot;MEMBER&quot;" in page
    assert 'name="_save"' not in page
    assert platform.post(url, {"verb": "x"}).status_code == 403
    for name, args in (("add", []), ("delete", [event.pk])):
        assert platform.post(reverse(f"admin:journal_event_{name}", args=args)).status_code == 403
    assert (
        platform.post(LIST, {"action": "delete_selected", "_selected_action": [event.pk]}).status_code < 400
    )
    assert Event.objects.count() == len(acts)
