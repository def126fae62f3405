"""A school with members always keeps an administrator (decisions.md 16)."""

import pytest

from organizations import services
from organizations.errors import LastAdministratorError, MembershipError
from organizations.models import Membership
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.organizations.factories import MembershipFactory, OrganizationFactory

ADMIN, MEMBER = Membership.Role.ADMIN, Membership.Role.MEMBER


def demote(membership, by=None):
    by = by or UserFactory(platform_staff=True)
    return services.change_role(membership=membership, role=MEMBER, by=by)


def disable(membership, by=None):
    return services.disable_membership(membership=membership, by=by or UserFactory(platform_staff=True))


def leave(membership):
    return disable(membership, by=membership.user)


def test_a_member_becomes_administrator_and_back(school):
    admin = MembershipFactory(organization=school, admin=True).user
    member = MembershipFactory(organization=school)
    services.change_role(membership=member, role=ADMIN, by=admin)
    assert Membership.objects.get(pk=member.pk).role == ADMIN
    demote(member, by=admin)
    assert Membership.objects.get(pk=member.pk).role == MEMBER
    written = Event.objects.filter(verb="membership.role_changed", subject_id=member.pk).order_by("pk")
    assert [(event.details, event.actor_id) for event in written] == [
        ({"role": ADMIN, "former": MEMBER}, admin.pk),
        ({"role": MEMBER, "former": ADMIN}, admin.pk),
    ]


def test_giving_the_role_somebody_has_writes_nothing(school):
    member = MembershipFactory(organization=school)
    demote(member)
    assert not Event.objects.exists()


@pytest.mark.parametrize("act", [demote, disable, leave])
def test_the_last_administrator_stays(school, act):
    last = MembershipFactory(organization=school, admin=True)
    MembershipFactory(organization=school)
    MembershipFactory(organization=school, admin=True, user__is_active=False)
    MembershipFactory(admin=True)
    with pytest.raises(LastAdministratorError) as refusal:
        act(last)
    assert refusal.value.organization == school
    last.refresh_from_db()
    assert (last.role, last.disabled_at) == (ADMIN, None)


def test_the_only_person_of_a_school_may_leave_and_not_be_demoted(school):
    only = MembershipFactory(organization=school, admin=True)
    with pytest.raises(LastAdministratorError):
        demote(only)
    assert leave(only).disabled_at


@pytest.mark.parametrize(("act", "verb"), [(disable, "membership.disabled"), (leave, "membership.left")])
def test_a_departure_is_written_once(school, act, verb):
    MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    first = act(member).disabled_at
    assert act(member).disabled_at == first
    assert Event.objects.get().verb == verb


def test_somebody_who_left_gets_no_role(school):
    MembershipFactory(organization=school, admin=True)
    member = disable(MembershipFactory(organization=school))
    by = UserFactory(platform_staff=True)
    assert services.change_role(membership=member, role=ADMIN, by=by).role == MEMBER


def test_nobody_changes_his_own_role(school):
    one, _ = MembershipFactory.create_batch(2, organization=school, admin=True)
    with pytest.raises(MembershipError) as refusal:
        demote(one, by=one.user)
    assert refusal.value.code == MembershipError.OWN_ROLE


@pytest.mark.parametrize("act", [demote, disable])
@pytest.mark.parametrize("is_stranger", [False, True])
def test_only_an_administrator_of_the_school_changes_its_team(school, act, is_stranger):
    one, _ = MembershipFactory.create_batch(2, organization=school, admin=True)
    by = (MembershipFactory(admin=True) if is_stranger else MembershipFactory(organization=school)).user
    with pytest.raises(MembershipError) as refusal:
        act(one, by=by)
    assert refusal.value.code == MembershipError.NOT_ADMINISTRATOR
    assert Membership.objects.of(school).active().admins().count() == 2


# --- Several at once -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acts", [(demote, demote), (disable, disable), (leave, leave), (leave, demote)])
def test_two_administrators_leaving_at_once_leave_one(acts):
    school = OrganizationFactory()
    admins = MembershipFactory.create_batch(2, organization=school, admin=True)
    MembershipFactory(organization=school)
    results = at_once(*[lambda act=act, one=one: act(one) for act, one in zip(acts, admins, strict=True)])
    assert sum(isinstance(result, LastAdministratorError) for result in results) == 1
    assert Membership.objects.of(school).active().admins().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("acts", [(demote, demote), (disable, disable), (disable, demote)])
@pytest.mark.parametrize("others", [0, 1])
def test_two_administrators_who_dismiss_each_other_leave_one(acts, others):
    school = OrganizationFactory()
    one, other = MembershipFactory.create_batch(2, organization=school, admin=True)
    MembershipFactory.create_batch(others, organization=school)
    first, second = acts
    results = at_once(lambda: first(one, by=other.user), lambda: second(other, by=one.user))
    refused = [result for result in results if isinstance(result, MembershipError)]
    assert [refusal.code for refusal in refused] == [MembershipError.NOT_ADMINISTRATOR]
    assert Membership.objects.of(school).active().admins().count() == 1


# --- Closed accounts -----------------------------------------------------------------------------


def close(user, by=None):
    return services.deactivate_account(user=user, by=by or UserFactory(platform_staff=True))


def test_a_closed_account_loses_its_session_and_its_place_in_the_team(school, teacher):
    MembershipFactory(organization=school, admin=True)
    by = UserFactory(platform_staff=True)
    assert teacher.client.get("/equipe/").status_code == 200
    assert close(teacher.user, by=by)
    assert teacher.client.get("/equipe/").url.startswith("/connexion/")
    assert not Membership.objects.of(school).active().filter(user=teacher.user).exists()
    event = Event.objects.get(verb="account.deactivated")
    assert (event.actor_id, event.subject_id, event.details) == (by.pk, teacher.user.pk, {})


def test_an_account_that_opens_again_finds_its_schools(school, teacher):
    MembershipFactory(organization=school, admin=True)
    by = UserFactory(platform_staff=True)
    close(teacher.user)
    assert services.reactivate_account(user=teacher.user, by=by)
    teacher.client.force_login(teacher.user)
    assert teacher.client.get("/equipe/").status_code == 200
    assert Event.objects.get(verb="account.reactivated").actor_id == by.pk


def test_closing_and_opening_are_written_once(db):
    user, by = UserFactory(), UserFactory(platform_staff=True)
    assert [close(user), close(user)] == [True, False]
    opened = [services.reactivate_account(user=user, by=by) for _ in range(2)]
    assert opened == [True, False]
    assert Event.objects.count() == 2


def test_the_account_of_a_last_administrator_stays_open_in_whichever_school(school):
    user = MembershipFactory(admin=True).user  # alone there
    MembershipFactory(user=user, organization__archived=True, admin=True)
    last = MembershipFactory(organization=school, user=user, admin=True)
    MembershipFactory(organization=school)
    with pytest.raises(LastAdministratorError) as refusal:
        close(user)
    assert refusal.value.organization == school
    user.refresh_from_db()
    assert user.is_active
    MembershipFactory(organization=last.organization, admin=True)
    assert close(user)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_of_two_schools_closed_at_once_leave_one_in_each():
    schools = OrganizationFactory.create_batch(2)
    users = UserFactory.create_batch(2)
    for school, order in zip(schools, (users, users[::-1]), strict=True):
        for user in order:
            MembershipFactory(organization=school, user=user, admin=True)
        MembershipFactory(organization=school)
    results = at_once(*[lambda user=user: close(user) for user in users])
    assert sum(result is True for result in results) == 1
    assert sum(isinstance(result, LastAdministratorError) for result in results) == 1
    for school in schools:
        assert Membership.objects.of(school).active().admins().count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_administrator_closed_while_the_other_leaves_leave_one():
    school = OrganizationFactory()
    one, other = MembershipFactory.create_batch(2, organization=school, admin=True)
    MembershipFactory(organization=school)
    results = at_once(lambda: close(one.user), lambda: leave(other))
    assert sum(isinstance(result, LastAdministratorError) for result in results) == 1
    assert Membership.objects.of(school).active().admins().count() == 1


# --- What opens again ----------------------------------------------------------------------------


@pytest.mark.parametrize("act", [demote, disable, lambda membership: close(membership.user)])
def test_an_archived_school_keeps_its_administrator_for_the_day_it_opens_again(school, act):
    last = MembershipFactory(organization=school, admin=True)
    MembershipFactory(organization=school)
    services.archive_organization(organization=school)
    with pytest.raises(LastAdministratorError):
        act(last)
    services.unarchive_organization(organization=school)
    assert Membership.objects.of(school).active().admins().get() == last


def test_one_of_two_administrators_of_an_archived_school_may_be_demoted(school):
    one, _ = MembershipFactory.create_batch(2, organization=school, admin=True)
    services.archive_organization(organization=school)
    assert demote(one).role == MEMBER


def test_whoever_comes_back_to_a_school_that_everybody_left_administers_it(school):
    last = MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    kept = MembershipFactory(user=member.user)
    MembershipFactory(organization=kept.organization, admin=True)
    by = UserFactory(platform_staff=True)
    close(member.user)
    leave(last)
    assert services.reactivate_account(user=member.user, by=by)
    assert Membership.objects.of(school).active().admins().get() == member
    kept.refresh_from_db()
    assert kept.role == MEMBER
    event = Event.objects.get(verb="membership.role_changed")
    assert (event.actor_id, event.organization_id, event.subject_id) == (by.pk, school.pk, member.pk)
    assert event.details == {"role": ADMIN, "former": MEMBER}
