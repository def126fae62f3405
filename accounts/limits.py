"""How often something may be tried from one address or for one account (decisions.md 19)."""

from django.conf import settings

from pixorga.lib.throttle import Limit

MINUTE = 60
HOUR = 3600


def sign_in_failures() -> Limit:
    """Of one address. Wide: a whole school sits behind it, and each account has its own lock."""
    return Limit("sign-in-failures", settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS, MINUTE)


def password_resets_of_account() -> Limit:
    return Limit("password-resets-account", settings.PASSWORD_RESETS_PER_HOUR_AND_ACCOUNT, HOUR)


def password_resets_of_address() -> Limit:
    return Limit("password-resets-address", settings.PASSWORD_RESETS_PER_HOUR_AND_ADDRESS, HOUR)
