"""Somebody who works in several schools: which one is shown, and how it is changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import services
from organizations.models import Membership
from tests.conftest import sign_in
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory
from tests.organizations.helpers import ACCEPT, holding

TEAM = reverse("organizations:team")
SCHOOLS = reverse("organizations:schools")


def choose(person, organization):
    return person.client.post(reverse("organizations:choose_school", args=[organization.pk]))


def shown(client):
    return client.get(TEAM).context["organization"]


@pytest.fixture
def port(director):
    """Another school of the same person."""
    return MembershipFactory(user=director.user, organization__name="École du Port").organization


def test_choosing_a_school_leads_home_and_changes_every_page(director, port):
    assert choose(director, port).url == "/"
    assert shown(director.client) == port
    assert "École du Port" in director.client.get("/").text


def test_the_page_of_schools_shows_them_all(director, port):
    page = director.client.get(SCHOOLS).text
    assert "École du Port" in page
    assert "École primaire des Lilas" in page


def test_the_school_chosen_last_is_shown_at_the_next_sign_in_on_any_computer(director, port):
    choose(director, port)
    elsewhere = Client()
    elsewhere.force_login(director.user)
    assert shown(elsewhere) == port
    choose(director, director.organization)
    again = Client()
    again.force_login(director.user)
    assert shown(again) == director.organization
    assert shown(elsewhere) == director.organization  # nothing was chosen in that browser


def test_a_browser_keeps_the_school_that_was_chosen_in_it(director, port):
    choose(director, director.organization)
    other = Client()
    other.force_login(director.user)
    other.post(reverse("organizations:choose_school", args=[port.pk]))
    assert shown(director.client) == director.organization
    assert shown(other) == port


def test_a_school_that_one_joins_is_the_one_shown_everywhere(director, school):
    invitation = InvitationFactory()
    holding(invitation, director.client).post(ACCEPT)
    elsewhere = Client()
    elsewhere.force_login(director.user)
    assert shown(director.client) == shown(elsewhere) == invitation.organization


def test_without_a_choice_the_oldest_school_is_shown(director, port):
    assert shown(director.client) == director.organization


def test_nobody_chooses_a_school_of_others_and_nothing_is_told_of_it(director):
    strange = OrganizationFactory(name="École secrète")
    left = MembershipFactory(user=director.user, disabled_at=timezone.now()).organization
    closed = MembershipFactory(user=director.user, organization__archived=True).organization
    for organization in (strange, left, closed):
        answer = choose(director, organization)
        assert answer.status_code == 404
        assert organization.name not in answer.text
    assert shown(director.client) == director.organization
    assert not Membership.objects.exclude(chosen_at=None).exists()


def test_when_the_school_shown_is_lost_the_next_click_shows_another(school):
    second = MembershipFactory(organization=school)
    person = sign_in(second)
    MembershipFactory(user=person.user, chosen_at=timezone.now() - timedelta(days=2))
    last = MembershipFactory(user=person.user, chosen_at=timezone.now() - timedelta(days=1)).organization
    choose(person, school)
    services.disable_membership(membership=second, by=person.user)
    assert shown(person.client) == last


def test_a_thing_of_the_school_just_lost_is_not_found(school):
    person = sign_in(MembershipFactory(organization=school, admin=True))
    MembershipFactory(organization=school, admin=True)
    colleague = MembershipFactory(organization=school)
    MembershipFactory(user=person.user, admin=True)
    removal = reverse("organizations:remove_member", args=[colleague.pk])
    assert person.client.get(removal).status_code == 200
    services.disable_membership(membership=person.membership, by=person.user)
    assert person.client.get(removal).status_code == 404
    assert person.client.post(removal).status_code == 404
    assert Membership.objects.active().filter(pk=colleague.pk).exists()


def test_changing_school_costs_nothing_more_for_many_schools(director, flat_queries):
    flat_queries(
        lambda: director.client.get(SCHOOLS),
        lambda n: MembershipFactory.create_batch(n, user=director.user),
        budget=8,
    )
