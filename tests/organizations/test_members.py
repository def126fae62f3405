"""A school with members always keeps an administrator (decisions.md 16)."""

import pytest

from organizations import services
from organizations.errors import LastAdministratorError
from organizations.models import Membership
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.organizations.factories import MembershipFactory, OrganizationFactory

ADMIN, MEMBER = Membership.Role.ADMIN, Membership.Role.MEMBER


def demote(membership):
    return services.change_role(membership=membership, role=MEMBER, by=UserFactory())


def disable(membership):
    return services.disable_membership(membership=membership, by=UserFactory())


def test_a_member_becomes_administrator_and_back(school):
    MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    services.change_role(membership=member, role=ADMIN, by=UserFactory())
    assert Membership.objects.get(pk=member.pk).role == ADMIN
    demote(member)
    assert Membership.objects.get(pk=member.pk).role == MEMBER
    assert Event.objects.filter(verb="membership.role_changed", subject_id=member.pk).count() == 2


def test_giving_the_role_somebody_has_writes_nothing(school):
    member = MembershipFactory(organization=school)
    demote(member)
    assert not Event.objects.exists()


@pytest.mark.parametrize("act", [demote, disable])
def test_the_last_administrator_stays(school, act):
    last = MembershipFactory(organization=school, admin=True)
    MembershipFactory(organization=school)
    MembershipFactory(organization=school, admin=True, user__is_active=False)
    MembershipFactory(admin=True)
    with pytest.raises(LastAdministratorError):
        act(last)
    last.refresh_from_db()
    assert (last.role, last.disabled_at) == (ADMIN, None)


def test_the_only_person_of_a_school_may_leave_and_not_be_demoted(school):
    only = MembershipFactory(organization=school, admin=True)
    with pytest.raises(LastAdministratorError):
        demote(only)
    assert disable(only).disabled_at


def test_a_departure_is_written_once(school):
    MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    first = disable(member).disabled_at
    assert disable(member).disabled_at == first
    assert Event.objects.filter(verb="membership.disabled").count() == 1


def test_somebody_who_left_gets_no_role(school):
    MembershipFactory(organization=school, admin=True)
    member = disable(MembershipFactory(organization=school))
    assert services.change_role(membership=member, role=ADMIN, by=UserFactory()).role == MEMBER


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [demote, disable])
def test_two_administrators_leaving_at_once_leave_one(act):
    school = OrganizationFactory()
    admins = MembershipFactory.create_batch(2, organization=school, admin=True)
    MembershipFactory(organization=school)
    results = at_once(*[lambda one=one: act(one) for one in admins])
    assert sum(isinstance(result, LastAdministratorError) for result in results) == 1
    assert Membership.objects.of(school).active().admins().count() == 1
