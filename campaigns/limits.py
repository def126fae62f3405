"""How often pupils' doors may be tried from one address (decisions.md 19)."""

from django.conf import settings

from pixorga.lib.throttle import Limit

MINUTE = 60


def wrong_campaign_codes() -> Limit:
    """Distinct codes that opened nothing: a whole class that mistypes one code counts once."""
    return Limit("wrong-campaign-codes", settings.WRONG_CAMPAIGN_CODES_PER_ADDRESS, 10 * MINUTE)
