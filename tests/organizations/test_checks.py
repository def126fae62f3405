"""What check_consistency says about schools: ids only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organizations import services
from organizations.checks import find_inconsistencies
from tests.accounts.factories import UserFactory
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory


def test_a_sound_school_has_nothing_to_say(school):
    admin = MembershipFactory(organization=school, admin=True)
    invitation = InvitationFactory(organization=school)
    arrival = services.accept_invitation(invitation=invitation, user=UserFactory())
    services.disable_membership(membership=arrival.membership, by=admin.user)
    OrganizationFactory(secondary=True)
    OrganizationFactory(archived=True, school_code=None)
    InvitationFactory(cancelled=True)
    assert list(find_inconsistencies()) == []


@pytest.mark.parametrize("traits", [{}, {"admin": True, "user__is_active": False}])
def test_members_without_administrator_are_found(school, traits):
    MembershipFactory(organization=school)
    MembershipFactory(organization=school, **traits)
    assert list(find_inconsistencies()) == [
        f"établissement {school.pk}\u00a0: des membres, aucun administrateur"
    ]


def test_a_primary_school_without_code_is_found(db):
    school = OrganizationFactory(school_code=None)
    assert list(find_inconsistencies()) == [f"établissement {school.pk}\u00a0: école sans code"]


def test_an_accepted_invitation_without_member_or_date_is_found(db):
    lost = InvitationFactory(accepted=True)
    undated = InvitationFactory(accepted=True, accepted_at=None, accepted_by=None)
    assert list(find_inconsistencies()) == [
        f"invitation {lost.pk}\u00a0: acceptée, aucun membre",
        f"invitation {undated.pk}\u00a0: acceptée, sans date",
    ]


def test_a_departure_before_the_arrival_is_found(school):
    MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school, disabled_at=timezone.now() - timedelta(days=1))
    assert list(find_inconsistencies()) == [f"membre {member.pk}\u00a0: parti avant d’arriver"]
