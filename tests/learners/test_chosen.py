"""« Mes classes »: what is remembered, and what a list offers of it."""

import pytest
from django.http import QueryDict

from learners.chosen import choose_divisions, chosen_divisions, my_divisions
from learners.models import ChosenDivisions
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

OFFERED = ["CM1 A", "CM1 B", "CM2"]


@pytest.fixture
def member():
    return MembershipFactory()


def choose(member, *divisions):
    choose_divisions(user=member.user, organization=member.organization, divisions=divisions)


def chosen(member, offered=OFFERED):
    return chosen_divisions(member.user, member.organization, offered)


def mine(member, query=""):
    return my_divisions(member.user, member.organization, OFFERED, QueryDict(query))


def test_nobody_has_classes_before_saying_so(member):
    assert chosen(member) == []


def test_the_classes_come_in_the_order_of_the_list_without_those_that_are_gone(member):
    choose(member, "CM2", "CE2 parti", "CM1 A")
    assert chosen(member) == ["CM1 A", "CM2"]


def test_the_last_choice_counts_and_the_same_one_twice_is_one(member):
    choose(member, "CM2")
    choose(member, "CM1 B")
    choose(member, "CM1 B")
    assert chosen(member) == ["CM1 B"]
    assert ChosenDivisions.objects.count() == 1


def test_a_choice_belongs_to_one_person_in_one_school(member):
    choose(member, "CM2")
    assert chosen(MembershipFactory(organization=member.organization)) == []
    assert chosen(MembershipFactory(user=member.user)) == []


def test_it_takes_one_query(member, django_assert_num_queries):
    choose(member, "CM2")
    with django_assert_num_queries(1):
        chosen(member)


def test_own_classes_stand_first_and_are_one_tap_away(member):
    choose(member, "CM2", "CM1 B")
    found = mine(member, "nom=zoe&classes=CM1+A&page=3")
    assert found.offered == ["CM1 B", "CM2", "CM1 A"]
    assert found.query == "?nom=zoe&classes=CM1+B&classes=CM2"
    assert not found.is_shown


@pytest.mark.parametrize(
    ("query", "to_keep", "is_shown"),
    [
        ("", [], False),
        ("classes=CM2&classes=CM1+B", [], True),
        ("classes=CM1+A", ["CM1 A"], False),
        ("classes=CM1+A&classes=Inconnue", ["CM1 A"], False),
        ("classes=Inconnue", [], False),
    ],
)
def test_another_filter_may_be_kept(member, query, to_keep, is_shown):
    choose(member, "CM2", "CM1 B")
    found = mine(member, query)
    assert (found.to_keep, found.is_shown) == (to_keep, is_shown)
