import pytest
from django.core.exceptions import PermissionDenied

from accounts.address import client_address


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::"),
    ],
)
def test_an_address_counts_as_one_line_of_a_provider(rf, remote, address):
    assert client_address(rf.get("/", REMOTE_ADDR=remote)) == address


def test_what_a_client_claims_is_not_believed(rf):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "198.51.100.7"})

    assert client_address(request) == "192.0.2.1"


def test_behind_a_proxy_the_last_address_that_it_saw_counts(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})

    assert client_address(request) == "198.51.100.7"


def test_an_address_that_is_none_is_refused(rf):
    with pytest.raises(PermissionDenied):
        client_address(rf.get("/", REMOTE_ADDR=""))
