"""How often the support may be written to: each message is a mail that somebody reads."""

from django.conf import settings

from pixorga.lib.throttle import Limit

HOUR = 3600


def requests_of_address() -> Limit:
    """Wide: a whole school sits behind one address."""
    return Limit("support-address", settings.SUPPORT_REQUESTS_PER_HOUR_AND_ADDRESS, HOUR)


def requests_of_account() -> Limit:
    return Limit("support-account", settings.SUPPORT_REQUESTS_PER_HOUR_AND_ACCOUNT, HOUR)
