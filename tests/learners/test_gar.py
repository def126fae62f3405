"""Whose account it is when the GAR names a pupil; without any of its libraries (spec/accounts.md 6.8)."""

import pytest

from accounts import services as accounts
from accounts.errors import IdentityTakenError
from accounts.models import ExternalIdentity, User
from learners.errors import ConflictError, NoMatchError
from learners.services import join_from_gar, link_from_gar
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory

pytestmark = pytest.mark.django_db

NAMES = {"first_name": "Ada", "last_name": "Lovelace"}
NEW = NAMES | {"subject": "new"}


def of_the_mediacentre(subject: str = "old") -> User:
    user = UserFactory(email=None)
    accounts.link_external_identity(user=user, provider="gar", subject=subject)
    return user


def identities() -> set[tuple[int, str]]:
    return set(ExternalIdentity.objects.values_list("user", "subject"))


def test_twice_is_once():
    learner = LearnerFactory()
    user = join_from_gar(learner=learner, **NEW)
    learner.refresh_from_db()

    assert join_from_gar(learner=learner, **NEW) == user

    assert identities() == {(user.pk, "new")}
    assert User.objects.count() == 1


def test_the_account_of_an_identity_that_is_known_is_tied_and_no_other_is_made():
    user = of_the_mediacentre("new")
    learner = LearnerFactory()

    assert join_from_gar(learner=learner, **NEW) == user

    assert User.objects.count() == 1


def test_a_pupil_who_has_left_the_list_gets_no_account():
    learner = LearnerFactory(disabled_at="2026-09-01T08:00Z")

    with pytest.raises(NoMatchError):
        join_from_gar(learner=learner, **NEW)

    assert not User.objects.exists()


def test_an_account_with_a_password_alone_is_never_taken_over():
    owner = UserFactory(pupil=True)
    learner = LearnerFactory(user=owner)

    with pytest.raises(ConflictError) as refusal:
        join_from_gar(learner=learner, **NEW)

    assert (refusal.value.conflict, owner.username in refusal.value.value) == ("R32", False)
    assert identities() == set()


def test_the_former_identifier_gives_way_and_nobody_elses_does():
    owner, other = of_the_mediacentre(), of_the_mediacentre("of another")
    learner = LearnerFactory(user=owner, **NAMES)

    assert join_from_gar(learner=learner, **NEW) == owner

    assert identities() == {(owner.pk, "new"), (other.pk, "of another")}


def test_an_identifier_of_another_account_is_not_taken_from_it():
    owner, other = of_the_mediacentre(), of_the_mediacentre("new")
    learner = LearnerFactory(user=owner, **NAMES)

    with pytest.raises(IdentityTakenError):
        join_from_gar(learner=learner, **NEW)
    with pytest.raises(IdentityTakenError):
        link_from_gar(learner=LearnerFactory(), user=owner, subject="new")

    assert identities() == {(owner.pk, "old"), (other.pk, "new")}
    assert owner.learners.get() == learner


def test_a_refused_pupil_leaves_the_account_as_it_was():
    user = UserFactory(pupil=True)
    taken = LearnerFactory(user=UserFactory(pupil=True))

    with pytest.raises(ConflictError):
        link_from_gar(learner=taken, user=user, subject="new")

    assert identities() == set()
