"""Several pupils, accounts and schools at the same moment: one account for one pupil."""

from datetime import date
from functools import partial

import pytest

from accounts.models import User
from learners.errors import ConflictError
from learners.models import Learner
from learners.services import link_by_ine, link_learner, sign_up_pupil
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.crowd import at_once
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)

INE, ANOTHER_INE = "010000001AA", "020000002BB"


@pytest.fixture
def school() -> Organization:
    return OrganizationFactory(secondary=True)


def pupil(organization: Organization, **more: object) -> Learner:
    return LearnerFactory(organization=organization, **{"national_student_id": INE} | more)


def codes(answers: list) -> list[str]:
    """Return the codes of the refusals; anything else that was raised fails."""
    errors = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(error, ConflictError) for error in errors), errors
    return sorted(str(error.conflict) for error in errors)


def test_one_of_several_accounts_gets_the_pupil(school):
    learner, users = pupil(school), UserFactory.create_batch(4, pupil=True)
    answers = at_once(*[partial(link_learner, learner=learner, user=user) for user in users])
    assert codes(answers) == ["R32"] * 3
    assert Learner.objects.get().user in users


def test_the_same_link_several_times_is_one(school):
    learner, user = pupil(school), UserFactory(pupil=True)
    answers = at_once(*[lambda: link_learner(learner=learner, user=user)] * 4)
    assert codes(answers) == []
    assert Learner.objects.get().user == user


def test_one_account_gets_one_pupil_of_a_school(school):
    learners = [pupil(school), pupil(school, national_student_id=ANOTHER_INE)]
    user = UserFactory(pupil=True)
    answers = at_once(
        *[lambda learner=learner: link_learner(learner=learner, user=user) for learner in learners]
    )
    assert codes(answers) == ["R70"]
    assert Learner.objects.filter(user=user).count() == 1


def test_one_account_does_not_become_two_people_in_two_schools(school):
    other = OrganizationFactory(secondary=True)
    learners = [
        pupil(school, birthdate=date(2011, 5, 4)),
        pupil(other, birthdate=date(2012, 6, 5), national_student_id=ANOTHER_INE),
    ]
    user = UserFactory(pupil=True)
    answers = at_once(
        *[lambda learner=learner: link_learner(learner=learner, user=user) for learner in learners]
    )
    assert codes(answers) == ["R90"]


def test_one_pupil_does_not_get_two_accounts_in_two_schools(school):
    here, there = pupil(school), pupil(OrganizationFactory(secondary=True))
    one, two = UserFactory.create_batch(2, pupil=True)
    answers = at_once(
        lambda: link_learner(learner=here, user=one), lambda: link_learner(learner=there, user=two)
    )
    assert codes(answers) == ["R12"]
    assert Learner.objects.filter(user=None).count() == 1


def test_signing_up_twice_at_once_makes_one_account(school):
    learner = pupil(school)
    answers = at_once(
        *[
            partial(
                sign_up_pupil,
                learner=learner,
                password_hash="x",
                username=f"charles.babbage000{number}",
            )
            for number in range(4)
        ]
    )
    assert codes(answers) == ["S52"] * 3
    assert User.objects.get() == Learner.objects.get().user


def test_signing_up_in_two_schools_at_once_makes_one_account(school):
    learners = [pupil(school), pupil(OrganizationFactory(secondary=True))]
    answers = at_once(
        *[
            partial(
                sign_up_pupil,
                learner=learner,
                password_hash="x",
                email=f"charles{learner.pk}@pixmail.org",
            )
            for learner in learners
        ]
    )
    assert codes(answers) == ["S61"]
    assert User.objects.count() == 1


def test_two_pupils_want_one_identifier(school):
    learners = [pupil(school), pupil(school, national_student_id=ANOTHER_INE)]
    answers = at_once(
        *[
            partial(sign_up_pupil, learner=learner, password_hash="x", username="charles.babbage2612")
            for learner in learners
        ]
    )
    assert codes(answers) == ["S50"]
    assert Learner.objects.filter(user=None).count() == 1


def test_a_link_and_a_sign_up_at_once_leave_one_account(school):
    learner, user = pupil(school), UserFactory(pupil=True)
    answers = at_once(
        lambda: link_learner(learner=learner, user=user),
        lambda: sign_up_pupil(learner=learner, password_hash="x", username="charles.babbage2612"),
    )
    assert codes(answers) in (["R32"], ["S52"])
    assert Learner.objects.get().user is not None


def test_linking_by_ine_from_two_tabs_links_once(school):
    learner, user = pupil(school), UserFactory(pupil=True)
    pupil(OrganizationFactory(secondary=True), user=user)
    answers = at_once(*[lambda: link_by_ine(user=user, organization=school)] * 3)
    assert answers == [learner] * 3
