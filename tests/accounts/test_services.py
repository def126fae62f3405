from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import services
from accounts.domain.lockout import Outcome
from accounts.errors import EmailTakenError
from accounts.models import LegalDocument, User
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, AcceptanceFactory, LegalDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def register(**changes):
    data = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada@ac-exemple.example",
        "password_hash": services.hash_password(PASSWORD),
        "is_email_verified": False,
    }
    return services.register_adult(**(data | changes))


def test_registering_creates_an_account_that_signs_in_by_mail_only():
    user = User.objects.get(pk=register(email=" Ada@AC-exemple.example ", first_name=" Ada ").pk)

    assert (user.first_name, user.last_name, user.email) == ("Ada", "Lovelace", "ada@ac-exemple.example")
    assert user.username is None
    assert user.check_password(PASSWORD)
    assert Event.objects.filter(verb="account.created", subject_id=user.pk).count() == 1


@pytest.mark.parametrize("is_verified", [True, False])
def test_registering_asks_for_a_confirmation_unless_the_address_is_verified(is_verified):
    user = register(is_email_verified=is_verified)

    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.primary, address.verified) == (user.email, True, is_verified)
    assert Job.objects.filter(kind="accounts.email_confirmation").exists() is not is_verified


def test_registering_refuses_an_address_in_use_whatever_its_case():
    UserFactory(email="ada@ac-exemple.example")

    with pytest.raises(EmailTakenError) as caught:
        register(email="ADA@ac-exemple.example")

    assert caught.value.code == "EMAIL_TAKEN"
    assert User.objects.count() == 1
    assert not Job.objects.exists()


def test_changing_the_address_leaves_no_way_in_by_the_old_one():
    user = register(is_email_verified=True)
    user.email = "nouvelle@ac-exemple.example"
    user.save()

    services.align_email_address(user=user)

    addresses = EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified")
    assert list(addresses) == [("nouvelle@ac-exemple.example", True, False)]


def test_an_account_is_found_by_its_address_or_its_identifier():
    adult, pupil = UserFactory(), UserFactory(pupil=True)

    assert services.find_account(adult.email.upper()) == adult
    assert services.find_account(pupil.username.upper()) == pupil
    assert services.find_account("personne@ac-exemple.example") is None
    assert services.find_account("prenom.nom") is None


def test_ten_failures_pause_the_account_and_thirty_block_it():
    user, now = UserFactory(), timezone.now()

    outcomes = [services.record_failure(user=user, now=now) for _ in range(30)]
    user.refresh_from_db()

    assert [index for index, outcome in enumerate(outcomes, 1) if outcome.pause] == [10, 20]
    assert outcomes[-1] == Outcome(is_blocked=True)
    assert (user.failure_count, user.blocked_until, user.blocked_at) == (30, now + timedelta(minutes=4), now)
    assert Event.objects.filter(verb="account.blocked", subject_id=user.pk).count() == 1


def test_the_limits_are_settings(settings):
    settings.LOGIN_TEMPORARY_BLOCK_EVERY = 2
    settings.LOGIN_TEMPORARY_BLOCK_BASE = timedelta(seconds=30)
    settings.LOGIN_BLOCK_AFTER = 3
    user = UserFactory()

    outcomes = [services.record_failure(user=user) for _ in range(3)]

    assert outcomes == [
        Outcome(attempts_left=2),
        Outcome(pause=timedelta(seconds=30)),
        Outcome(is_blocked=True),
    ]


def test_a_failure_after_the_block_keeps_its_date():
    now = timezone.now()
    user = UserFactory(failure_count=30, blocked_at=now - timedelta(days=1))

    services.record_failure(user=user, now=now)

    user.refresh_from_db()
    assert user.blocked_at == now - timedelta(days=1)
    assert not Event.objects.filter(verb="account.blocked").exists()


def test_a_success_forgets_the_failures():
    now = timezone.now()
    user = UserFactory(failure_count=12, blocked_until=now)

    assert services.record_success(user=user, now=now)

    user.refresh_from_db()
    assert (user.failure_count, user.blocked_until) == (0, None)


@pytest.mark.parametrize("block", ["blocked_until", "blocked_at"])
def test_a_success_during_a_block_counts_for_nothing(block):
    now = timezone.now()
    user = UserFactory(failure_count=20, **{block: now + timedelta(seconds=1)})

    assert not services.record_success(user=user, now=now)

    user.refresh_from_db()
    assert user.failure_count == 20


def test_unblocking_lifts_both_blocks_and_is_told_in_the_journal():
    now = timezone.now()
    actor, user = UserFactory(), UserFactory(failure_count=30, blocked_until=now, blocked_at=now)

    services.unblock_account(user=user, actor=actor, now=now)

    user.refresh_from_db()
    assert (user.failure_count, user.blocked_until, user.blocked_at) == (0, None, None)
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.subject_id) == ("account.unblocked", actor.pk, user.pk)


def test_a_new_password_lifts_a_pause():
    user = UserFactory(failure_count=12, blocked_until=timezone.now() + timedelta(minutes=2))

    assert services.reset_password(user=user, password_hash=services.hash_password("Marmotte-2026"))

    user.refresh_from_db()
    assert user.check_password("Marmotte-2026")
    assert (user.failure_count, user.blocked_until) == (0, None)


def test_a_new_password_does_not_lift_a_block_for_good():
    now = timezone.now()
    user = UserFactory(failure_count=30, blocked_at=now)

    services.reset_password(user=user, password_hash=services.hash_password("Marmotte-2026"))

    user.refresh_from_db()
    assert (user.failure_count, user.blocked_at) == (30, now)


def test_a_link_changes_the_password_once():
    first = UserFactory()
    second = User.objects.get(pk=first.pk)

    assert services.reset_password(user=first, password_hash=services.hash_password("Marmotte-2026"))
    assert not services.reset_password(user=second, password_hash=services.hash_password("Bouquetin-2026"))

    second.refresh_from_db()
    assert second.check_password("Marmotte-2026")


def test_terms_are_asked_until_accepted_and_again_for_a_new_version(django_assert_num_queries):
    now = timezone.now()
    user = UserFactory()
    assert not services.must_accept_terms(user=user, now=now)

    first = LegalDocumentFactory(version="1", published_at=now - timedelta(days=2))
    with django_assert_num_queries(1):
        assert services.must_accept_terms(user=user, now=now)
    services.accept_terms(user=user, document=first, now=now)
    services.accept_terms(user=user, document=first, now=now)
    assert not services.must_accept_terms(user=user, now=now)

    second = LegalDocumentFactory(version="2", published_at=now - timedelta(days=1))
    assert services.current_terms(now=now) == second
    assert services.must_accept_terms(user=user, now=now)


@pytest.mark.parametrize(
    ("kind", "facts", "is_due"),
    [
        (LegalDocument.Kind.ORGA_TERMS, {}, True),
        (LegalDocument.Kind.ACCOUNT_TERMS, {}, True),
        (LegalDocument.Kind.ACCOUNT_TERMS, {"pupil": True}, False),
        (LegalDocument.Kind.ORGA_TERMS, {"pupil": True}, True),
    ],
)
def test_a_query_of_other_rows_tells_the_same(kind, facts, is_due):
    def told():
        row = User.objects.annotate(owes=services.owes_terms("pk")).get(pk=user.pk)
        assert row.owes == services.must_accept_terms(user=user)
        return row.owes

    user = UserFactory(**facts)
    AcceptanceFactory(document__kind=kind)
    assert told() is is_due
    services.accept_terms(user=user, document=LegalDocument.objects.get())
    assert told() is False
    LegalDocumentFactory(kind=kind, version="2", published_at=timezone.now())
    assert told() is is_due


def test_terms_are_not_asked_before_the_day_they_are_published():
    now = timezone.now()
    accepted = AcceptanceFactory(document__published_at=now - timedelta(days=1))
    LegalDocumentFactory(version="2027", published_at=now + timedelta(days=1))

    assert not services.must_accept_terms(user=accepted.user, now=now)
    assert services.must_accept_terms(user=accepted.user, now=now + timedelta(days=1))
