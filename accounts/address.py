"""Where a request comes from, as far as the proxies in front of us can be trusted (TRUSTED_PROXIES)."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

# One line of a provider: whoever holds it changes the rest of the address at will.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """Return the address to count limits on: an IPv4 address, or the network of an IPv6 one."""
    address = ip_address(get_adapter(request).get_client_ip(request))
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:  # « ::ffff:192.0.2.1 », from a socket that serves both: all would be one line
            return str(address.ipv4_mapped)
        return str(IPv6Network((address, IPV6_PREFIX), strict=False).network_address)
    return str(address)
