"""Which pupil somebody is, and why an account cannot be his. Source: spec/accounts.md 6.2 to 6.6, 6.16."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from accounts.models import ExternalIdentity, User
from learners.domain.conflicts import Method
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from learners.services import (
    Person,
    check_link,
    check_sign_up,
    describe_account,
    find_learner,
    linked_learner,
)
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
BORN, ANOTHER_DAY = date(2011, 5, 4), date(2011, 5, 5)
INE, ANOTHER_INE = "010000001AA", "020000002BB"


@pytest.fixture
def school() -> Organization:
    return OrganizationFactory(secondary=True)


@pytest.fixture
def elsewhere() -> Organization:
    return OrganizationFactory(secondary=True)


@pytest.fixture
def charles(school) -> Learner:
    return pupil(school)


def pupil(organization: Organization, **more: object) -> Learner:
    facts = {"first_name": "Charles", "last_name": "Babbage", "birthdate": BORN}
    return LearnerFactory(organization=organization, **facts | {"national_student_id": INE} | more)


def account(way: str) -> User:
    """way: last digit of the code that tells it."""
    if way == "1":
        return UserFactory(email="lovelace@pixmail.org")
    user = UserFactory(pupil=True, username="charles.babbage2612")
    if way == "3":
        ExternalIdentity.objects.create(user=user, provider="gar", subject="abcdef", linked_at=NOW)
    return user


def refused(*, learner: Learner, user: User | None = None) -> tuple[str, str]:
    """Return the code and the value of the refusal; user: who links, None to sign up."""
    check = partial(check_link, user=user) if user else check_sign_up
    with pytest.raises(ConflictError) as refusal:
        check(learner=learner)
    return refusal.value.conflict, refusal.value.value


MASKED = {"1": "l***@pixmail.org", "2": "c***.b***2", "3": ""}


# --- Who is meant -------------------------------------------------------------------------------
def test_a_pupil_is_found_by_name_and_birth_date(school, charles):
    pupil(school, first_name="Ada", national_student_id=ANOTHER_INE)
    assert find_learner(organization=school, person=Person(" charle", "BABAGE", BORN)) == charles


@pytest.mark.parametrize(
    ("names", "first_name", "last_name"),
    [
        ({"middle_name": "Henri"}, "Henri", "Babbage"),
        ({"third_name": "Paul"}, "Paul", "Babbage"),
        ({"preferred_last_name": "Dupont"}, "Charles", "Dupont"),
    ],
)
def test_his_other_names_are_his(school, names, first_name, last_name):
    learner = pupil(school, **names)
    assert find_learner(organization=school, person=Person(first_name, last_name, BORN)) == learner


@pytest.mark.parametrize(
    "person",
    [Person("Charles", "Babbage", ANOTHER_DAY), Person("Ada", "Babbage", BORN), Person("", "", BORN)],
)
def test_nobody_else_is_found(school, charles, person):
    with pytest.raises(NoMatchError):
        find_learner(organization=school, person=person)


def test_nobody_is_found_in_another_school_or_among_those_who_left(school, charles, elsewhere):
    pupil(elsewhere, disabled=True)
    with pytest.raises(NoMatchError):
        find_learner(organization=elsewhere, person=Person("Charles", "Babbage", BORN))


def test_two_homonyms_of_one_day_are_nobody(school, charles):
    pupil(school, national_student_id=ANOTHER_INE)
    with pytest.raises(NoMatchError):
        find_learner(organization=school, person=Person("Charles", "Babbage", BORN))


def test_looking_for_a_pupil_takes_one_query(school, charles, django_assert_num_queries):
    for number in range(5):
        pupil(school, national_student_id=f"{number:011}", first_name=f"Ada{number}")
    with django_assert_num_queries(1):
        find_learner(organization=school, person=Person("Charles", "Babbage", BORN))


# --- The pupil of an account --------------------------------------------------------------------
def test_the_pupil_of_an_account_is_the_active_one_of_this_school(school, elsewhere):
    user = UserFactory(pupil=True)
    assert linked_learner(user=user, organization=school) is None
    there = pupil(elsewhere, user=user)
    assert linked_learner(user=user, organization=school) is None
    assert linked_learner(user=user, organization=elsewhere) == there


def test_whoever_left_is_no_pupil_any_more(school):
    user = UserFactory(pupil=True)
    pupil(school, user=user, disabled=True)
    assert linked_learner(user=user, organization=school) is None


@pytest.mark.parametrize(
    ("way", "method", "value"),
    [
        ("1", Method.EMAIL, "lovelace@pixmail.org"),
        ("2", Method.USERNAME, "charles.babbage2612"),
        ("3", Method.GAR, ""),
    ],
)
def test_an_account_is_described_in_full_and_masked(way, method, value):
    hint = describe_account(account(way))
    assert (hint.method, hint.value, hint.masked) == (method, value, MASKED[way])


def test_an_account_without_any_way_in_tells_nothing():
    hint = describe_account(UserFactory(pupil=True, username=None))
    assert (hint.method, hint.value) == (Method.GAR, "")


# --- Conflicts ----------------------------------------------------------------------------------
@pytest.mark.parametrize("way", "123")
def test_a_pupil_who_has_an_account_here(school, way):
    learner = pupil(school, user=account(way))
    assert refused(learner=learner, user=UserFactory()) == (f"R3{way}", MASKED[way])
    assert refused(learner=learner) == (f"S5{way}", MASKED[way])


@pytest.mark.parametrize("way", "123")
def test_a_pupil_who_has_an_account_in_another_school(charles, elsewhere, way):
    pupil(elsewhere, user=account(way))
    assert refused(learner=charles, user=UserFactory()) == (f"R1{way}", MASKED[way])
    assert refused(learner=charles) == (f"S6{way}", MASKED[way])


def test_a_school_that_was_archived_and_a_pupil_who_left_it_count(charles):
    left = OrganizationFactory(secondary=True, archived=True)
    pupil(left, user=account("2"), disabled=True)
    assert refused(learner=charles) == ("S62", MASKED["2"])


def test_the_account_of_the_last_school_is_told(charles, elsewhere):
    pupil(elsewhere, user=account("1"), updated_at=NOW)
    last = OrganizationFactory(secondary=True)
    pupil(last, user=account("2"), updated_at=NOW + timedelta(days=1))
    assert refused(learner=charles)[0] == "S62"
    Learner.objects.filter(organization=last).update(updated_at=NOW - timedelta(days=1))
    assert refused(learner=charles)[0] == "S61"


def test_somebody_s_own_account_in_another_school_is_no_conflict(charles, elsewhere):
    user = UserFactory(pupil=True)
    pupil(elsewhere, user=user, updated_at=NOW)
    pupil(OrganizationFactory(secondary=True), user=account("1"))
    check_link(learner=charles, user=user)


def test_two_pupils_without_a_number_are_not_the_same(school, elsewhere):
    pupil(elsewhere, user=account("1"), national_student_id="")
    learner = pupil(school, national_student_id="", provisional=True)
    check_link(learner=learner, user=UserFactory())
    check_sign_up(learner=learner)


def test_the_account_of_another_pupil_of_the_school(school, charles):
    user = UserFactory(pupil=True)
    other = pupil(school, user=user, national_student_id=ANOTHER_INE)
    assert refused(learner=charles, user=user) == ("R70", "")
    Learner.objects.filter(pk=other.pk).update(disabled_at=NOW)
    assert refused(learner=charles, user=user) == ("R70", "")


@pytest.mark.parametrize(
    ("ine", "birthdate", "is_refused"),
    [
        (ANOTHER_INE, ANOTHER_DAY, True),
        (ANOTHER_INE, BORN, False),
        (INE, ANOTHER_DAY, False),
        ("", ANOTHER_DAY, False),
    ],
)
def test_an_account_of_somebody_else(charles, elsewhere, ine, birthdate, is_refused):
    """Both the INE and the birth date must differ."""
    user = UserFactory(pupil=True)
    pupil(elsewhere, user=user, national_student_id=ine, birthdate=birthdate)
    if is_refused:
        assert refused(learner=charles, user=user) == ("R90", "")
    else:
        check_link(learner=charles, user=user)


def test_refusals_come_in_the_order_of_the_specification(school, elsewhere):
    """What is told first is what the pupil can act upon; each later reason is there as well."""
    mine = UserFactory(pupil=True)
    pupil(school, user=mine, national_student_id=ANOTHER_INE, birthdate=ANOTHER_DAY)
    owned = pupil(school, user=account("1"))
    there = pupil(elsewhere, user=account("2"))
    assert refused(learner=owned, user=mine)[0] == "R31"
    Learner.objects.filter(pk=owned.pk).update(user=None)
    owned.refresh_from_db()
    assert refused(learner=owned, user=mine)[0] == "R12"
    there.delete()
    assert refused(learner=owned, user=mine)[0] == "R70"


def test_the_account_that_he_has_is_his(school):
    user = UserFactory(pupil=True)
    check_link(learner=pupil(school, user=user), user=user)


def test_an_anonymised_account_is_nobody_s(school, elsewhere):
    gone = UserFactory(pupil=True, username=None, is_active=False, anonymised_at=NOW)
    pupil(elsewhere, user=gone)
    learner = pupil(school, user=gone)
    check_link(learner=learner, user=UserFactory())
    check_sign_up(learner=learner)


def test_checks_take_few_queries(charles, elsewhere, django_assert_max_num_queries):
    for number in range(5):
        pupil(OrganizationFactory(secondary=True), user=UserFactory(pupil=True, username=f"a.b{number}"))
    with django_assert_max_num_queries(3), pytest.raises(ConflictError):
        check_sign_up(learner=charles)
