import pytest

from tests.conftest import sign_in
from tests.organizations.factories import MembershipFactory


@pytest.fixture
def school(principal):
    return principal.organization


@pytest.fixture
def member(school):
    return sign_in(MembershipFactory(organization=school))
