import pytest
from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied

from accounts.address import client_address, kept_address


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


@pytest.mark.parametrize(
    ("remote", "kept"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("::ffff:192.0.2.77", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("fe80::1%eth0", "fe80::"),
    ],
)
def test_what_is_kept_of_an_address_is_no_line_of_anybody(rf, remote, kept):
    request = rf.get("/", REMOTE_ADDR=remote)

    assert kept_address(request) == kept
    assert get_adapter(request).get_client_ip(request) == kept


def test_what_a_client_claims_is_not_believed(rf):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": "198.51.100.7"})

    assert client_address(request) == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9, 198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "203.0.113.9,203.0.113.8,198.51.100.7,10.0.0.2", "198.51.100.7"),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(rf, settings, proxies, forwarded, address):
    """203.0.113.… is what somebody made up; the proxies add to its right."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})

    assert client_address(request) == address


def test_behind_a_proxy_the_last_address_that_it_saw_counts(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})

    assert client_address(request) == "198.51.100.7"


def test_an_address_that_is_none_is_refused(rf):
    with pytest.raises(PermissionDenied):
        client_address(rf.get("/", REMOTE_ADDR=""))
