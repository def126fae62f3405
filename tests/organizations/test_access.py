"""The guard of every staff page (decisions.md 17, 22)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from organizations import services
from organizations.access import choose_organization, current_membership, memberships_of, orga_view
from organizations.models import Membership, Organization
from tests.accounts.factories import AcceptanceFactory, LegalDocumentFactory, UserFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory


def view(request, organization, *, pk=None):
    return HttpResponse(f"{organization.uai} {request.membership.role} {pk}")


@pytest.fixture
def enter():
    """Return ``enter(user, pk=…, role=…, kind=…)``: the guarded view’s answer to this person."""

    def call(user, *, pk=None, **guard):
        request = RequestFactory().get("/")
        request.user, request.session = user, SessionStore()
        return orga_view(**guard)(view)(request, pk=pk)

    return call


def test_a_member_gets_in_and_the_view_gets_the_school(enter, school):
    answer = enter(MembershipFactory(organization=school).user, pk=3)
    assert answer.content == b"0380000X MEMBER 3"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "traits",
    [{"disabled_at": timezone.now()}, {"organization__archived": True}, {"organization__secondary": True}],
)
def test_former_members_closed_schools_and_other_kinds_are_not_found(enter, db, traits):
    with pytest.raises(Http404):
        enter(MembershipFactory(**traits).user, kind=Organization.Kind.SCO_1D)


def test_somebody_without_a_school_finds_nothing(enter, db):
    for user in (UserFactory(), AnonymousUser()):
        with pytest.raises(Http404):
            enter(user)


def test_a_missing_role_is_refused_with_who_can(enter, school):
    member = MembershipFactory(organization=school)
    with pytest.raises(PermissionDenied, match="administrateurs"):
        enter(member.user, role=Membership.Role.ADMIN)
    admin = MembershipFactory(organization=school, admin=True)
    assert enter(admin.user, role=Membership.Role.ADMIN).status_code == 200


def test_terms_come_first_even_before_the_role(enter, school):
    document = LegalDocumentFactory()
    member = MembershipFactory(organization=school)
    assert enter(member.user, role=Membership.Role.ADMIN).url == "/cgu/"
    AcceptanceFactory(user=member.user, document=document)
    assert enter(member.user).status_code == 200


def test_the_chosen_school_wins_while_one_is_a_member_there(db):
    user = UserFactory()
    first, second = MembershipFactory.create_batch(2, user=user)

    def now_in(organization=None):
        request = RequestFactory().get("/")
        request.user, request.session = user, SessionStore()
        if organization:
            choose_organization(request, organization)
        return current_membership(request)

    assert now_in() == first
    assert now_in(second.organization) == second
    assert now_in(OrganizationFactory()) == first
    services.choose_school(membership=second)
    assert now_in() == second
    assert now_in(OrganizationFactory()) == second
    assert now_in(first.organization) == first


def test_memberships_cost_one_query_a_request(db, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user, request.session = MembershipFactory().user, SessionStore()
    with django_assert_num_queries(1):
        assert current_membership(request) == memberships_of(request)[0]
