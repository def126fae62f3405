"""Accepting an invitation: roles, states and races (spec/accounts.md 2.5, decisions.md 12 to 16)."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.errors import EmailTakenError
from accounts.models import User
from accounts.services import hash_password
from organizations import links, services
from organizations.errors import InvitationError, LinkState
from organizations.models import Invitation, Membership
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

ADMIN, MEMBER = Membership.Role.ADMIN, Membership.Role.MEMBER
ADA = {"first_name": "Ada", "last_name": "Byron", "email": "Ada.Byron@ac-exemple.example"}


def accept(invitation, user=None, **options):
    return services.accept_invitation(invitation=invitation, user=user or UserFactory(), **options)


# --- Roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("has_team", "invited_as", "expected"),
    [(True, MEMBER, MEMBER), (True, ADMIN, ADMIN), (False, MEMBER, ADMIN), (False, ADMIN, ADMIN)],
)
def test_a_newcomer_gets_the_role_of_the_invitation_and_the_first_one_administers(
    school, has_team, invited_as, expected
):
    if has_team:
        MembershipFactory(organization=school, admin=True)
    arrival = accept(InvitationFactory(organization=school, role=invited_as))
    assert arrival.is_new
    assert arrival.membership.role == expected
    assert arrival.becomes_admin == (expected == ADMIN)


@pytest.mark.parametrize(
    ("role", "invited_as", "expected"),
    [(MEMBER, MEMBER, MEMBER), (MEMBER, ADMIN, ADMIN), (ADMIN, MEMBER, ADMIN), (ADMIN, ADMIN, ADMIN)],
)
def test_a_member_is_raised_and_never_lowered(school, role, invited_as, expected):
    MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school, role=role)
    invitation = InvitationFactory(organization=school, role=invited_as)
    arrival = accept(invitation, member.user)
    assert not arrival.is_new
    assert arrival.membership == member
    assert Membership.objects.get(pk=member.pk).role == expected
    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.ACCEPTED


def test_somebody_who_left_comes_back_as_a_new_member(school):
    MembershipFactory(organization=school, admin=True)
    left = MembershipFactory(organization=school, admin=True, disabled_at=timezone.now())
    arrival = accept(InvitationFactory(organization=school), left.user)
    assert arrival.is_new
    assert arrival.membership != left
    assert arrival.membership.role == MEMBER


def test_members_of_another_school_make_nobody_less_of_a_first(school):
    MembershipFactory(admin=True)
    assert accept(InvitationFactory(organization=school)).membership.role == ADMIN


def test_the_accounts_address_may_differ_from_the_invited_one(school):
    user = UserFactory(email="personnelle@exemple.example")
    invitation = InvitationFactory(organization=school, email="academique@ac-exemple.example")
    assert accept(invitation, user).membership.user == user


# --- States --------------------------------------------------------------------------------------


def test_accepting_uses_the_link_up_and_forgets_the_requester(school):
    user = UserFactory()
    invitation = InvitationFactory(organization=school, activation=True)
    now = timezone.now()
    accept(invitation, user, now=now)
    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.ACCEPTED
    assert (invitation.accepted_at, invitation.accepted_by) == (now, user)
    assert (invitation.requester_first_name, invitation.requester_last_name) == ("", "")
    with pytest.raises(InvitationError) as refusal:
        accept(invitation)
    assert refusal.value.code == LinkState.ACCEPTED
    assert Membership.objects.count() == 1


def test_the_journal_tells_who_came_by_which_invitation(school):
    invitation = InvitationFactory(organization=school)
    arrival = accept(invitation)
    event = Event.objects.get(verb="membership.created")
    assert event.actor_id == arrival.membership.user_id
    assert event.subject_id == arrival.membership.pk
    assert event.details == {"role": "ADMIN", "invitation_id": invitation.pk}


@pytest.mark.parametrize(
    ("traits", "expected"),
    [
        ({}, LinkState.OPEN),
        ({"expired": True}, LinkState.EXPIRED),
        ({"cancelled": True}, LinkState.CANCELLED),
        ({"accepted": True}, LinkState.ACCEPTED),
        ({"organization__archived": True}, LinkState.UNKNOWN),
        ({"nonce": "base.1"}, LinkState.OUTDATED),
        ({"nonce": "base.1", "expired": True}, LinkState.EXPIRED),
        ({"nonce": "base.1", "cancelled": True}, LinkState.CANCELLED),
    ],
)
def test_a_first_link_is_in_one_state(db, traits, expected):
    invitation = InvitationFactory(**traits)
    assert services.link_state(invitation=invitation, generation=0) == expected


def test_a_link_lives_for_30_days_after_it_was_sent(school):
    now = timezone.now()
    invitation = InvitationFactory(organization=school, sent_at=now - timedelta(days=30))
    with pytest.raises(InvitationError) as refusal:
        accept(invitation, now=now)
    assert refusal.value.code == LinkState.EXPIRED
    assert accept(invitation, now=now - timedelta(seconds=1)).is_new


def test_an_invitation_sent_again_meanwhile_refuses_the_former_link(school):
    invitation = InvitationFactory(organization=school)
    held = Invitation.objects.get(pk=invitation.pk)
    services.resend_invitation(invitation=invitation, by=UserFactory())
    with pytest.raises(InvitationError) as refusal:
        accept(held)
    assert refusal.value.code == LinkState.OUTDATED


def test_a_school_archived_meanwhile_takes_nobody_in(school):
    invitation = InvitationFactory(organization=school)
    services.archive_organization(organization=school)
    with pytest.raises(InvitationError) as refusal:
        accept(invitation)
    assert refusal.value.code == LinkState.UNKNOWN
    assert not Membership.objects.exists()


# --- Administrators are told ---------------------------------------------------------------------


def test_every_administrator_is_told_of_one_made_by_activation(school, run_jobs):
    admins = [MembershipFactory(organization=school, admin=True) for _ in range(2)]
    MembershipFactory(organization=school)
    MembershipFactory(organization=school, admin=True, disabled_at=timezone.now())
    newcomer = UserFactory(first_name="Ada", last_name="Byron")
    accept(InvitationFactory(organization=school, activation=True), newcomer)
    run_jobs()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(admin.user.email for admin in admins)
    for text in (mail.outbox[0].body, mail.outbox[0].alternatives[0].content):
        assert "Ada Byron" in text
        assert school.name in text
        assert "http://localhost:8000/equipe/" in text


def test_a_member_raised_by_activation_is_told_of_too_and_gets_no_mail(school, run_jobs):
    admin = MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    accept(InvitationFactory(organization=school, activation=True), member.user)
    run_jobs()
    assert [message.to for message in mail.outbox] == [[admin.user.email]]


@pytest.mark.parametrize("traits", [{}, {"role": ADMIN}])
def test_nobody_is_told_of_those_whom_an_administrator_invited(school, traits):
    MembershipFactory(organization=school, admin=True)
    accept(InvitationFactory(organization=school, **traits))
    assert not Job.objects.exists()


def test_nobody_is_told_when_an_administrator_activates_again(school):
    admin = MembershipFactory(organization=school, admin=True)
    MembershipFactory(organization=school, admin=True)
    accept(InvitationFactory(organization=school, activation=True), admin.user)
    assert not Job.objects.exists()


# --- New accounts --------------------------------------------------------------------------------


def register(invitation, **changes):
    hashed = hash_password("Chamois-2026")
    return services.register_and_accept(invitation=invitation, password_hash=hashed, **{**ADA, **changes})


def test_registering_makes_account_and_membership(school):
    arrival = register(InvitationFactory(organization=school))
    user = arrival.membership.user
    assert user.email == "ada.byron@ac-exemple.example"
    assert user.check_password("Chamois-2026")
    assert user.username is None


@pytest.mark.parametrize(
    ("invited", "is_confirmed"), [("ADA.byron@ac-exemple.example", True), ("autre@ac-exemple.example", False)]
)
def test_the_invited_address_is_confirmed_at_once_and_another_one_by_mail(
    school, run_jobs, invited, is_confirmed
):
    arrival = register(InvitationFactory(organization=school, email=invited))
    address = EmailAddress.objects.get(user=arrival.membership.user)
    assert (address.email, address.verified) == ("ada.byron@ac-exemple.example", is_confirmed)
    run_jobs()
    assert [message.to for message in mail.outbox] == ([] if is_confirmed else [[address.email]])


def test_a_dead_link_leaves_no_account_behind(school):
    with pytest.raises(InvitationError):
        register(InvitationFactory(organization=school, expired=True))
    assert not User.objects.exists()
    assert not Job.objects.exists()


def test_a_taken_address_leaves_the_link_open(school):
    UserFactory(email=ADA["email"].lower())
    invitation = InvitationFactory(organization=school)
    with pytest.raises(EmailTakenError):
        register(invitation)
    invitation.refresh_from_db()
    assert invitation.status == Invitation.Status.PENDING
    assert not Membership.objects.exists()


# --- Two at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_people_on_one_link_make_one_member_and_the_second_is_told():
    invitation = InvitationFactory()
    people = UserFactory.create_batch(2)
    results = at_once(*[lambda user=user: accept(invitation, user) for user in people])
    refusals = [result for result in results if isinstance(result, InvitationError)]
    assert [refusal.code for refusal in refusals] == [LinkState.ACCEPTED]
    assert Membership.objects.count() == 1
    invitation.refresh_from_db()
    assert Membership.objects.get().user == invitation.accepted_by


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_sign_up_makes_one_account():
    invitation = InvitationFactory()
    results = at_once(*[lambda: register(invitation)] * 2)
    assert sum(isinstance(result, services.Arrival) for result in results) == 1
    assert sum(isinstance(result, EmailTakenError | InvitationError) for result in results) == 1
    assert User.objects.count() == 1
    assert Membership.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_first_two_to_join_a_school_make_one_administrator():
    school = OrganizationFactory()
    invitations = InvitationFactory.create_batch(2, organization=school)
    people = UserFactory.create_batch(2)
    pairs = zip(invitations, people, strict=True)
    results = at_once(*[lambda pair=pair: accept(*pair) for pair in pairs])
    assert sorted(result.membership.role for result in results) == [ADMIN, MEMBER]


@pytest.mark.django_db(transaction=True)
def test_one_person_with_two_invitations_is_one_member():
    school = OrganizationFactory()
    invitations = InvitationFactory.create_batch(2, organization=school)
    user = UserFactory()
    results = at_once(*[lambda one=one: accept(one, user) for one in invitations])
    assert sorted(result.is_new for result in results) == [False, True]
    assert Membership.objects.get().user == user


@pytest.mark.django_db(transaction=True)
def test_an_invitation_cancelled_while_it_is_accepted_ends_one_way():
    invitation = InvitationFactory()
    user, admin = UserFactory.create_batch(2)
    at_once(
        lambda: accept(invitation, user),
        lambda: services.cancel_invitation(invitation=invitation, by=admin),
    )
    invitation.refresh_from_db()
    is_accepted = invitation.status == Invitation.Status.ACCEPTED
    assert Membership.objects.exists() == is_accepted
    assert links.generation_of(invitation) == (0 if is_accepted else 1)
