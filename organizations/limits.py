"""How often something may be asked from one address.

What one school bears is counted in the journal: a cache that is away must not open its mailbox to a flood.
"""

from django.conf import settings

from pixorga.lib.throttle import Limit

HOUR = 3600


def activations_of_address() -> Limit:
    """Wide: all the schools of a town may sit behind one address."""
    return Limit("activations-address", settings.ACTIVATIONS_PER_HOUR_AND_ADDRESS, HOUR)
