"""Where a request comes from, as far as the proxies in front of us can be trusted (TRUSTED_PROXIES)."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

# One line of a provider: whoever holds it changes the rest of the address at will.
IPV6_PREFIX = 64
# What is kept with a session: the neighbourhood of an address, never a line.
KEPT_IPV4_PREFIX = 24
KEPT_IPV6_PREFIX = 48


def client_address(request: HttpRequest) -> str:
    """Return the address to count limits on: an IPv4 address, or the network of an IPv6 one."""
    address = _address(request)
    return _network(address, IPV6_PREFIX) if isinstance(address, IPv6Address) else str(address)


def kept_address(request: HttpRequest) -> str:
    """Return the part of the address that may be stored: the last byte, or the last 80 bits, are zero."""
    address = _address(request)
    is_ipv6 = isinstance(address, IPv6Address)
    return _network(address, KEPT_IPV6_PREFIX if is_ipv6 else KEPT_IPV4_PREFIX)


def _address(request: HttpRequest) -> IPv4Address | IPv6Address:
    # Of allauth's own adapter: ours tells only what may be kept.
    address = ip_address(DefaultAccountAdapter(request).get_client_ip(request))
    # « ::ffff:192.0.2.1 », from a socket that serves both: all would be one line.
    return getattr(address, "ipv4_mapped", None) or address


def _network(address: IPv4Address | IPv6Address, prefix: int) -> str:
    return str(ip_network((address, prefix), strict=False).network_address)
