"""What is left of an account that the platform's staff anonymise. Source: accounts.md 6.15."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts import messages, services
from accounts.errors import AnonymisationRefusedError
from accounts.models import Acceptance, ExternalIdentity, User
from learners.models import AccountRecovery
from organizations.services.members import reactivate_account
from pixorga.journal.models import Event
from tests.accounts.factories import AcceptanceFactory, UserFactory
from tests.accounts.pages import sign_in
from tests.accounts.second_steps import give_application
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

USERS = "/admin/accounts/user/"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
JOINED = datetime(2025, 9, 17, 15, 42, tzinfo=UTC)


@pytest.fixture
def staff() -> User:
    return UserFactory(platform_staff=True)


@pytest.fixture
def ada() -> User:
    """With every way in, and a trace of everything."""
    ada = UserFactory(
        first_name="Ada",
        last_name="Lovelace",
        email="ada@exemple.example",
        username="ada.lovelace1012",
        with_address=True,
        date_joined=JOINED,
        last_login=JOINED,
        failure_count=3,
        one_time_password_until=NOW,
    )
    services.link_external_identity(user=ada, provider=ExternalIdentity.GAR, subject="ido")
    give_application(ada)
    AcceptanceFactory(user=ada)
    return ada


def anonymise(user: User, by: User) -> User:
    services.anonymise_account(user=user, by=by, now=NOW)
    return User.objects.get(pk=user.pk)


def test_nothing_tells_any_more_whose_it_was(ada, staff):
    left = anonymise(ada, staff)

    assert {left.first_name, left.last_name} == {"(anonymisé)"}
    assert (left.email, left.username, left.one_time_password_until) == (None, None, None)
    month = datetime(2025, 8, 31, 22, tzinfo=UTC)  # the first of September in Paris
    assert (left.date_joined, left.last_login) == (month, month)
    assert (left.is_active, left.anonymised_at, left.anonymised_by) == (False, NOW, staff)


@pytest.mark.parametrize("model", [ExternalIdentity, EmailAddress, Authenticator, Acceptance])
def test_no_way_in_is_left(ada, staff, model):
    other = UserFactory(with_address=True)

    left = anonymise(ada, staff)

    assert not left.has_usable_password()
    assert not model.objects.filter(user=ada).exists()
    assert EmailAddress.objects.filter(user=other).exists()


def test_sessions_end(client, staff):
    user = UserFactory()
    sign_in(client, user.email)
    assert UserSession.objects.exists()

    anonymise(user, staff)

    assert not UserSession.objects.exists()
    assert client.get("/profil/").status_code == 302


def test_the_journal_tells_who_did_it_once(ada, staff):
    anonymise(ada, staff)
    events = Event.objects.count()
    first = anonymise(ada, UserFactory(platform_staff=True))

    assert first.anonymised_by == staff
    assert Event.objects.count() == events
    event = Event.objects.get(verb="account.anonymised")
    assert (event.actor_id, event.subject_id, event.details) == (staff.pk, ada.pk, {})


def test_records_of_schools_are_kept_without_the_account(ada, staff):
    learner = LearnerFactory(user=ada, first_name="Ada")
    other = LearnerFactory(user=UserFactory())
    AccountRecovery.objects.create(user=ada, email="adulte@exemple.example", nonce="n")
    AccountRecovery.objects.create(user=other.user, email="autre@exemple.example", nonce="n")

    anonymise(ada, staff)

    learner.refresh_from_db()
    other.refresh_from_db()
    assert (learner.user_id, learner.first_name) == (None, "Ada")
    assert other.user_id
    assert AccountRecovery.objects.get().user == other.user
    assert Event.objects.filter(verb="learner.account_unlinked", subject_id=learner.pk).exists()


def test_whoever_is_in_a_team_is_refused_and_keeps_everything(staff):
    membership = MembershipFactory()

    with pytest.raises(AnonymisationRefusedError) as refusal:
        anonymise(membership.user, staff)

    assert refusal.value.code == "MEMBER"
    assert User.objects.get(pk=membership.user_id).email
    assert not Event.objects.exists()


def test_a_former_member_may_be_forgotten(staff):
    membership = MembershipFactory(disabled_at=NOW)

    assert anonymise(membership.user, staff).anonymised_at == NOW


def test_the_staff_of_the_platform_is_refused(staff):
    with pytest.raises(AnonymisationRefusedError) as refusal:
        anonymise(UserFactory(platform_staff=True), staff)

    assert refusal.value.code == "PLATFORM_STAFF"


def test_an_anonymised_account_stays_closed(ada, staff):
    left = anonymise(ada, staff)

    assert not reactivate_account(user=left, by=staff)
    assert not User.objects.get(pk=ada.pk).is_active


# --- Django admin -------------------------------------------------------------------------------


@pytest.fixture
def admin_client(staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def act(client: Client, *users: User, **more: str):
    chosen = {"action": "anonymise", "_selected_action": [user.pk for user in users]}
    return client.post(USERS, chosen | more, follow=True)


def test_the_action_asks_first(admin_client, ada):
    page = act(admin_client, ada)

    assertContains(page, "Anonymiser ces comptes\u00a0?")
    assertContains(page, "Ada Lovelace (ada@exemple.example)")
    assert not User.objects.get(pk=ada.pk).anonymised_at


def test_the_action_leaves_no_name_in_the_traces_of_django_admin(admin_client, ada, staff):
    names = {"first_name": "Ada", "last_name": "Byron", "email": ada.email, "username": ada.username}
    schools = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    admin_client.post(f"{USERS}{ada.pk}/change/", names | schools)
    assert "Byron" in LogEntry.objects.get().object_repr

    page = act(admin_client, ada, confirmed="yes")

    assertContains(page, "1 compte anonymisé.")
    assert User.objects.get(pk=ada.pk).anonymised_by == staff
    assert LogEntry.objects.count() == 2
    assert not any("Byron" in entry.object_repr for entry in LogEntry.objects.all())


def test_the_action_goes_on_after_a_refusal_and_gives_the_reason(admin_client, ada):
    member = MembershipFactory().user

    page = act(admin_client, ada, member, confirmed="yes")

    assertContains(page, messages.ANONYMISATION_REFUSED["MEMBER"])
    assertContains(page, "1 compte anonymisé.")


def test_the_action_does_nothing_the_second_time(admin_client, ada, staff):
    anonymise(ada, staff)

    assertContains(act(admin_client, ada, confirmed="yes"), "Aucun compte anonymisé.")


def test_an_anonymised_account_cannot_be_written_to_again(admin_client, ada, staff):
    anonymise(ada, staff)

    page = admin_client.get(f"{USERS}{ada.pk}/change/")

    assertNotContains(page, 'name="email"')
    assertContains(page, "(anonymisé)")
