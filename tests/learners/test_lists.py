"""What lists count of a large school is kept until its pupils change, and never longer."""

import pytest

from learners import lists
from learners.lists import ByName, class_sizes
from learners.services import correct_learner, withdraw_learner
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory


@pytest.fixture
def school(db, monkeypatch):
    """A school that counts as large from its third pupil on."""
    monkeypatch.setattr(lists, "MANY_PUPILS", 3)
    return OrganizationFactory()


def sizes(school):
    """Return the sizes that the next page of this school shows."""
    return class_sizes(Organization.objects.get(pk=school.pk))


def test_a_large_school_is_counted_once(school, django_assert_num_queries):
    LearnerFactory.create_batch(3, organization=school, division="CM1")
    for queries in (1, 0):
        with django_assert_num_queries(queries):
            assert class_sizes(school) == {"CM1": 3}


def test_a_small_school_is_counted_each_time(school):
    for count in (1, 2):
        LearnerFactory(organization=school, division="CM1")
        assert sizes(school) == {"CM1": count}


def test_a_change_is_counted_at_once(school):
    first, second, _ = LearnerFactory.create_batch(
        3, organization=school, division="CM1", is_provisional=True
    )
    somebody = UserFactory()
    assert sizes(school) == {"CM1": 3}
    correct_learner(learner=first, by=somebody, changes={"division": "CM2"})
    assert sizes(school) == {"CM1": 2, "CM2": 1}
    withdraw_learner(learner=second, by=somebody)
    assert sizes(school) == {"CM1": 1, "CM2": 1}


def test_schools_are_not_mistaken_for_each_other(school):
    other = OrganizationFactory()
    LearnerFactory.create_batch(3, organization=school, division="CM1")
    LearnerFactory.create_batch(4, organization=other, division="CM2")
    assert (sizes(school), sizes(other)) == ({"CM1": 3}, {"CM2": 4})


def test_pages_by_name_hold_the_active_pupils_of_the_school_alone(school):
    for name in "CAB":
        LearnerFactory(organization=school, last_name=name)
    LearnerFactory(last_name="Z")
    names = ByName(school, ("last_name",))
    assert (names[0:2], names[2:3], names[0:0]) == ([("A",), ("B",)], [("C",)], [])
