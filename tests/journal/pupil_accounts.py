"""What is done about the accounts of pupils; tests/journal/test_recorded.py asks how each act is told."""

from datetime import UTC, datetime
from typing import Protocol

from accounts import services as accounts
from accounts.models import User
from learners import services as learners
from learners.models import AccountRecovery, Learner
from learners.recovery_links import code_of, recognize
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Cast(Protocol):
    """Who acts, on what. facts: who does it, and when."""

    school: Organization
    them: User
    newcomer: User
    facts: dict


def pupil_without_account(cast: Cast) -> Learner:
    return LearnerFactory(organization=cast.school, first_name="Marie", last_name="Curie")


def pupil_with_account(cast: Cast) -> Learner:
    """Leave a pupil whose account has an address, and is blocked."""
    account = UserFactory(blocked_at=NOW, failure_count=30)
    return LearnerFactory(organization=cast.school, user=account)


def pupil_who_left(cast: Cast) -> Learner:
    return LearnerFactory(user=UserFactory(pupil=True), disabled=True)


def ask_recovery(cast: Cast) -> AccountRecovery:
    learner = Learner.objects.get()
    return learners.request_recovery(learner_id=learner.pk, email="ada@a.example", now=NOW)


def finish_recovery(cast: Cast) -> User:
    recovery = AccountRecovery.objects.get()
    generation, mark = recognize(recovery, code_of(recovery))
    link = {"recovery": recovery, "generation": generation, "mark": mark}
    return learners.finish_recovery(**link, password_hash="x", now=NOW)


# What is done, after what, and the verb that tells it.
PUPIL_ACCOUNTS = {
    "account.pupil_created": (
        None,
        lambda cast: accounts.create_pupil_account(
            first_name="Ada", last_name="Lovelace", username="ada.lovelace1012", now=NOW
        ),
    ),
    "account.one_time_password_given": (
        None,
        lambda cast: accounts.give_one_time_password(user=cast.them, password_hash="neuf", **cast.facts),
    ),
    "account.username_added": (
        None,
        lambda cast: accounts.add_username(user=cast.them, username="ada.lovelace1012", **cast.facts),
    ),
    "account.anonymised": (
        None,
        lambda cast: accounts.anonymise_account(user=cast.newcomer, **cast.facts),
    ),
    "account.one_time_password_given learner.account_helped": (
        pupil_with_account,
        lambda cast: learners.reset_learner_password(learner=Learner.objects.get(), **cast.facts),
    ),
    "account.username_added learner.account_helped": (
        pupil_with_account,
        lambda cast: learners.add_learner_username(learner=Learner.objects.get(), **cast.facts),
    ),
    "account.unblocked learner.account_helped": (
        pupil_with_account,
        lambda cast: learners.unblock_learner_account(learner=Learner.objects.get(), **cast.facts),
    ),
    "account.recovery_asked": (pupil_who_left, ask_recovery),
    "account.email_changed account.recovered": (
        lambda cast: (pupil_who_left(cast), ask_recovery(cast)),
        finish_recovery,
    ),
    "learner.account_linked": (
        pupil_without_account,
        lambda cast: learners.link_learner(learner=Learner.objects.get(), user=cast.newcomer, now=NOW),
    ),
    "account.pupil_created learner.account_linked": (
        pupil_without_account,
        lambda cast: learners.sign_up_pupil(
            learner=Learner.objects.get(), password_hash="x", username="marie.dupont0711", now=NOW
        ),
    ),
    "learner.account_unlinked": (
        pupil_with_account,
        lambda cast: learners.unlink_learner(learner=Learner.objects.get(), **cast.facts),
    ),
}
