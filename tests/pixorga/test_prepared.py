"""Queries that are written once give what they give when Django writes them each time."""

import pytest
from django.db.models import Count, F

from learners.models import ChosenDivisions, Learner
from organizations.models import Organization
from pixorga.db.prepared import Prepared
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_rows_come_with_what_they_are_joined_to_and_with_what_is_counted(django_assert_num_queries):
    school = OrganizationFactory()
    LearnerFactory(organization=school, first_name="Aden", division="CM1")
    LearnerFactory(organization=school, first_name="Inès", division="CM2")
    found = Prepared(
        lambda pk, division: (
            Learner.objects.select_related("organization")
            .annotate(tries=Count("attempts"))
            .filter(organization=pk, division=division)
        ),
        2,
    )
    for _ in range(2):
        with django_assert_num_queries(1):
            [aden] = found(school.pk, "CM1")
            assert (aden.first_name, aden.organization, aden.tries) == ("Aden", school, 0)
    assert [pupil.first_name for pupil in found(school.pk, "CM2")] == ["Inès"]
    assert found(school.pk, "CP") == []
    assert found.first(school.pk, "CP") is None


def test_fields_that_were_left_out_are_still_read_when_they_are_asked_for():
    pupil = LearnerFactory(first_name="Aden")
    found = Prepared(lambda pk: Learner.objects.only("first_name").filter(pk=pk), 1).first(pupil.pk)
    assert found.get_deferred_fields()
    assert found.division == pupil.division


def test_values_come_as_the_queryset_gives_them():
    school = OrganizationFactory()
    LearnerFactory.create_batch(2, organization=school, division="CM1")
    flat = Prepared(
        lambda pk: (
            Learner.objects.filter(organization=pk).values_list("division", flat=True).order_by().distinct()
        ),
        1,
    )
    assert flat(school.pk) == ["CM1"]
    pairs = Prepared(lambda pk: Organization.objects.filter(pk=pk).values_list("pk", "name"), 1)
    assert pairs(school.pk) == [(school.pk, school.name)]


def test_values_are_made_those_of_python_each_time():
    mine = ChosenDivisions.objects.create(
        organization=OrganizationFactory(), user=UserFactory(), divisions=["CM1", "CM2"]
    )
    found = Prepared(
        lambda pk: ChosenDivisions.objects.filter(pk=pk).values_list("divisions", "organization__created_at"),
        1,
    )
    for _ in range(2):
        assert found(mine.pk) == [(["CM1", "CM2"], mine.organization.created_at)]


def test_a_percent_of_the_query_itself_stays_one():
    school = OrganizationFactory(name="À 100 %s")
    OrganizationFactory(name="À 100 pour cent")
    named = Prepared(lambda pk: Organization.objects.filter(name__contains="100 %s", pk=pk), 1)
    remainder = Prepared(lambda pk: Organization.objects.annotate(rest=F("pk") % 2).filter(pk=pk), 1)
    for _ in range(2):
        assert named(school.pk) == [school]
        assert remainder.first(school.pk).rest == school.pk % 2


def test_numbers_below_zero_and_texts_that_look_like_sql_are_values_like_any_other():
    school = OrganizationFactory(name="') OR 1=1 --")
    found = Prepared(lambda pk: Organization.objects.annotate(less=F("pk") - 1).filter(less__gt=pk), 1)
    assert found(-5) == [school]
    named = Prepared(lambda name: Organization.objects.filter(name=name), 1)
    assert named(school.name) == [school]
    assert named("x") == []


@pytest.mark.parametrize("pk", [2**63, -(2**70)])
def test_a_number_of_an_address_that_is_too_large_for_a_key_finds_nothing(pk):
    assert Prepared(lambda pk: Learner.objects.filter(pk=pk), 1)(pk) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda value: Learner.objects.filter(last_name__contains=value),
        lambda value: Learner.objects.all(),
        lambda value: Learner.objects.filter(pk__in=[value, value + 1]),
    ],
    ids=["in a pattern", "nowhere", "changed"],
)
def test_a_hole_that_the_database_would_not_get_as_it_is_is_refused(make):
    with pytest.raises((TypeError, ValueError)):
        Prepared(make, 1)(1)
