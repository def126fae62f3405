"""How often something may be tried from one address or for one account (decisions.md 19)."""

from django.conf import settings

from pixorga.lib.throttle import Limit

MINUTE = 60
HOUR = 3600


def sign_in_failures() -> Limit:
    """Of one address. Wide: a whole school sits behind it, and each account has its own lock."""
    return Limit("sign-in-failures", settings.LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS, MINUTE)


def passkey_failures() -> Limit:
    """Of one address, at the button « Me connecter avec une clé d’accès »; nobody guesses a key."""
    return Limit("passkey-failures", settings.PASSKEY_FAILURES_PER_MINUTE_AND_ADDRESS, MINUTE)


def password_resets_of_account() -> Limit:
    return Limit("password-resets-account", settings.PASSWORD_RESETS_PER_HOUR_AND_ACCOUNT, HOUR)


def password_resets_of_address() -> Limit:
    return Limit("password-resets-address", settings.PASSWORD_RESETS_PER_HOUR_AND_ADDRESS, HOUR)


def email_confirmations_of_account() -> Limit:
    """Letters that one account has sent to confirm an address with, whoever gets them."""
    return Limit("email-confirmations-account", settings.EMAIL_CONFIRMATIONS_PER_HOUR_AND_ACCOUNT, HOUR)


def email_confirmations_of_recipient() -> Limit:
    """The same letters, by who gets them: anybody may sign up as often as he likes, and ask for a change."""
    return Limit("email-confirmations-recipient", settings.EMAIL_CONFIRMATIONS_PER_HOUR_AND_RECIPIENT, HOUR)


def app_sign_ups_of_address() -> Limit:
    """Refused ones too: the answer tells whether an address has an account (accounts.md 8.4)."""
    return Limit("app-sign-ups", settings.APP_SIGN_UPS_PER_HOUR_AND_ADDRESS, HOUR)
