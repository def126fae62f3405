"""How often pupils may be looked for, or their accounts got back (decisions.md 19)."""

from django.conf import settings

from pixorga.lib.throttle import Limit

MINUTE = 60
HOUR = 3600


def pupil_searches_of_browser() -> Limit:
    """By name and birth date, behind a campaign's code: a pupil who mistypes may try again."""
    return Limit("pupil-searches-browser", settings.PUPIL_SEARCHES_PER_BROWSER, 10 * MINUTE)


def pupil_searches_of_address() -> Limit:
    """Wide: all the classes of a collège come in behind one address."""
    return Limit("pupil-searches-address", settings.PUPIL_SEARCHES_PER_HOUR_AND_ADDRESS, HOUR)


def recoveries_of_ine() -> Limit:
    """For one pupil, whoever asks, found or not."""
    return Limit("recoveries-ine", settings.RECOVERIES_PER_HOUR_AND_INE, HOUR)


def recoveries_of_address() -> Limit:
    """Those that find nobody: two classes of a lycée may leave it together."""
    return Limit("recoveries-address", settings.RECOVERIES_PER_HOUR_AND_ADDRESS, HOUR)


def recovery_letters_of_account() -> Limit:
    """Whoever is found may still mistype his address, and have strangers written to."""
    return Limit("recovery-letters", settings.RECOVERIES_PER_HOUR_AND_INE, HOUR)
