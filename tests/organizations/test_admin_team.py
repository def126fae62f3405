"""Django admin of members and invitations, and of accounts as members of schools."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from organizations.models import Invitation, Membership
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.organizations.backoffice import act, address, confirm, notices, platform_client
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

LONG_AGO = timedelta(days=2)


@pytest.fixture
def platform(db) -> Client:
    return platform_client()


def reader(*codenames: str) -> Client:
    """Return the browser of somebody of the staff who may only look."""
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def history(client, model, row) -> str:
    return client.get(address(model, "history", row.pk)).text


def found(client, model, **query) -> list:
    return list(client.get(address(model), query).context["cl"].result_list)


# --- Members -------------------------------------------------------------------------------------


def test_ending_a_membership_asks_first_and_tells_after(platform, school):
    MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    asked = act(platform, "membership", "end", member)
    assert f"{member.user}, {school}" in asked.text
    member.refresh_from_db()
    assert member.disabled_at is None
    assert "1 personne retirée." in notices(confirm(platform, "membership", "end", member))
    member.refresh_from_db()
    assert member.disabled_at is not None
    assert "Personne n’est retiré." in notices(confirm(platform, "membership", "end", member))
    assert Event.objects.filter(verb="membership.disabled").count() == 1
    assert "Retiré de l’établissement." in history(platform, "membership", member)


@pytest.mark.parametrize("action", ["end", "make_member"])
def test_the_last_administrator_stays(platform, school, action):
    admin = MembershipFactory(organization=school, admin=True)
    MembershipFactory(organization=school)
    answer = confirm(platform, "membership", action, admin)
    assert f"{school}\u00a0: nommez d’abord un autre administrateur." in notices(answer)
    admin.refresh_from_db()
    assert (admin.disabled_at, admin.role) == (None, Membership.Role.ADMIN)


def test_roles_change_both_ways_and_the_history_tells(platform, school):
    MembershipFactory(organization=school, admin=True)
    member, gone = MembershipFactory.create_batch(2, organization=school)
    Membership.objects.filter(pk=gone.pk).update(disabled_at=timezone.now())
    assert "1 rôle changé." in notices(act(platform, "membership", "make_administrator", member, gone))
    assert "Aucun rôle" in notices(act(platform, "membership", "make_administrator", member, gone))
    member.refresh_from_db()
    assert member.is_admin
    assert "1 rôle changé." in notices(act(platform, "membership", "make_member", member))
    member.refresh_from_db()
    assert not member.is_admin
    assert "Rôle changé\u00a0: Administrateur." in history(platform, "membership", member)


def test_ones_own_role_is_somebody_elses_to_change(school):
    me = UserFactory(platform_staff=True)
    mine = MembershipFactory(organization=school, user=me)
    client = Client()
    client.force_login(me)
    assert "Votre propre rôle" in notices(act(client, "membership", "make_administrator", mine))
    mine.refresh_from_db()
    assert not mine.is_admin


@pytest.mark.parametrize("query", ["Zoélie", "quenneville", "zq@", "0380000X", "lilas"])
def test_a_member_is_found_by_name_address_or_school(platform, school, query):
    user = UserFactory(first_name="Zoélie", last_name="Quenneville", email="zq@ac-exemple.example")
    member = MembershipFactory(organization=school, user=user)
    MembershipFactory()
    assert found(platform, "membership", q=query) == [member]


@pytest.mark.parametrize("action", ["end", "make_member", "make_administrator"])
def test_who_may_only_look_at_members_changes_none(school, action):
    MembershipFactory(organization=school, admin=True)
    admin = MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    client = reader("view_membership")
    assert client.get(address("membership")).status_code == 200
    confirm(client, "membership", action, admin, member)
    assert list(
        Membership.objects.filter(pk__in=[admin.pk, member.pk]).values_list("role", "disabled_at")
    ) == [
        ("ADMIN", None),
        ("MEMBER", None),
    ]


# --- Invitations ---------------------------------------------------------------------------------


def test_an_invitation_is_sent_again_with_a_new_link(platform, school):
    old = timezone.now() - LONG_AGO
    waiting = InvitationFactory(organization=school, sent_at=old, send_failed_at=old, send_error="REFUSED")
    accepted = InvitationFactory(organization=school, accepted=True)
    answer = act(platform, "invitation", "resend", waiting, accepted)
    assert "1 invitation renvoyée." in notices(answer)
    assert f"{accepted.email}\u00a0: cette invitation n’attend plus." in notices(answer)
    nonce = waiting.nonce
    waiting.refresh_from_db()
    assert waiting.nonce != nonce
    assert (waiting.send_failed_at, waiting.send_error) == (None, "")
    assert "un e-mail vient de partir" in notices(act(platform, "invitation", "resend", waiting))
    assert Job.objects.get().subject_id == waiting.pk
    assert "Renvoyée." in history(platform, "invitation", waiting)


def test_nothing_is_said_to_leave_for_an_archived_school(platform):
    waiting = InvitationFactory(organization__archived=True)
    assert "cette invitation n’attend plus" in notices(act(platform, "invitation", "resend", waiting))
    assert not Job.objects.exists()
    assert "1 invitation annulée." in notices(confirm(platform, "invitation", "cancel", waiting))


def test_too_many_invitations_of_one_day_are_told(platform, school, settings):
    settings.INVITATIONS_PER_DAY_AND_SCHOOL = 0
    waiting = InvitationFactory(organization=school, sent_at=timezone.now() - LONG_AGO)
    assert "trop d’invitations aujourd’hui" in notices(act(platform, "invitation", "resend", waiting))
    assert not Job.objects.exists()


def test_cancelling_asks_first_and_kills_the_link(platform, school):
    waiting = InvitationFactory(organization=school)
    assert waiting.email in act(platform, "invitation", "cancel", waiting).text
    waiting.refresh_from_db()
    assert waiting.status == Invitation.Status.PENDING
    assert "1 invitation annulée." in notices(confirm(platform, "invitation", "cancel", waiting))
    waiting.refresh_from_db()
    assert waiting.status == Invitation.Status.CANCELLED
    assert "n’attend plus" in notices(confirm(platform, "invitation", "cancel", waiting))
    assert Event.objects.filter(verb="invitation.cancelled").count() == 1
    assert "Annulée." in history(platform, "invitation", waiting)


@pytest.mark.parametrize("action", ["resend", "cancel"])
def test_who_may_only_look_at_invitations_changes_none(school, action):
    waiting = InvitationFactory(organization=school, sent_at=timezone.now() - LONG_AGO)
    confirm(reader("view_invitation"), "invitation", action, waiting)
    waiting.refresh_from_db()
    assert waiting.status == Invitation.Status.PENDING
    assert not Job.objects.exists()


@pytest.mark.parametrize("query", ["attendue@", "0380000X", "lilas"])
def test_an_invitation_is_found_by_address_or_school(platform, school, query):
    waiting = InvitationFactory(organization=school, email="attendue@ac-exemple.example")
    InvitationFactory()
    assert found(platform, "invitation", q=query) == [waiting]


def test_an_invitation_is_shown_without_what_makes_a_link_or_a_letter(platform, school):
    invitation = InvitationFactory(organization=school, activation=True, nonce="secretbase.0")
    page = platform.get(address("invitation", "change", invitation.pk)).text
    assert invitation.email in page
    assert "secretbase" not in page
    assert "Dupont" not in page


@pytest.mark.parametrize("model", ["membership", "invitation"])
def test_teams_are_only_looked_at(platform, school, model):
    row = {"membership": MembershipFactory, "invitation": InvitationFactory}[model](organization=school)
    assert platform.get(address(model, "add")).status_code == 403
    assert platform.get(address(model, "change", row.pk)).status_code == 200
    assert platform.post(address(model, "change", row.pk), {"role": "ADMIN"}).status_code == 403
    assert platform.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


# --- Accounts, with their schools -----------------------------------------------------------------


@pytest.mark.parametrize("query", ["0380000X", "038 0000x"])
def test_the_people_of_a_school_are_found_by_its_uai_each_once(platform, school, query):
    user = UserFactory()
    MembershipFactory(organization=school, user=user, disabled_at=timezone.now())
    MembershipFactory(organization=school, user=user)
    MembershipFactory()
    assert found(platform, "user", q=query) == [user]


@pytest.mark.parametrize(("value", "names"), [("administre", ["A"]), ("membre", ["M"]), ("aucun", ["N"])])
def test_accounts_are_listed_by_what_they_are_in_their_schools(platform, value, names):
    MembershipFactory(admin=True, user__last_name="A")
    MembershipFactory(user__last_name="M")
    MembershipFactory(user__last_name="N", disabled_at=timezone.now())
    users = found(platform, "user", etablissement=value, is_staff__exact=0)
    assert [user.last_name for user in users] == names


def test_deactivating_asks_first_with_the_schools_and_keeps_an_administrator(platform, school):
    admin = MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    asked = act(platform, "user", "deactivate", admin.user, member.user)
    assert f"{member.user}\u00a0: {school}" in asked.text
    answer = confirm(platform, "user", "deactivate", admin.user, member.user)
    assert "1 compte désactivé." in notices(answer)
    assert f"nommez un autre administrateur d’{school}" in notices(answer)
    admin.user.refresh_from_db()
    member.user.refresh_from_db()
    assert (admin.user.is_active, member.user.is_active) == (True, False)
    assert "Aucun compte" in notices(confirm(platform, "user", "deactivate", member.user))
    assert "1 compte réactivé." in notices(act(platform, "user", "reactivate", member.user))
    assert "Aucun compte n’est réactivé." in notices(act(platform, "user", "reactivate", member.user))
    member.user.refresh_from_db()
    assert member.user.is_active
    assert Event.objects.filter(verb__in=["account.deactivated", "account.reactivated"]).count() == 2
    assert "Désactivé." in history(platform, "user", member.user)
    assert "Réactivé." in history(platform, "user", member.user)


def test_nobody_deactivates_himself(db):
    me = UserFactory(platform_staff=True)
    client = Client()
    client.force_login(me)
    assert "votre propre compte" in notices(confirm(client, "user", "deactivate", me))
    me.refresh_from_db()
    assert me.is_active


def test_the_page_of_an_account_shows_its_schools(platform, school, flat_queries):
    member = MembershipFactory(organization=school)

    def grow(count):
        for _ in range(count):
            MembershipFactory(user=member.user, organization=OrganizationFactory())

    assert school.name in platform.get(address("user", "change", member.user.pk)).text
    flat_queries(lambda: platform.get(address("user", "change", member.user.pk)), grow, budget=12)
