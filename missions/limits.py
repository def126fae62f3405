"""How often pupils' doors may be tried from one address (decisions.md 19)."""

from django.conf import settings

from pixorga.lib.throttle import Limit

MINUTE = 60


def wrong_school_codes() -> Limit:
    """Distinct codes that opened nothing: a whole class that mistypes one code counts once."""
    return Limit("wrong-school-codes", settings.WRONG_SCHOOL_CODES_PER_ADDRESS, 10 * MINUTE)


def forged_tickets() -> Limit:
    """Answers with a ticket that we did not sign. A good ticket from the same address is always taken."""
    return Limit("forged-tickets", settings.FORGED_TICKETS_PER_ADDRESS, 10 * MINUTE)


def sendings_of_a_question() -> Limit:
    """How often a tablet sends its answer to one question, counted for the question and not for the class."""
    return Limit("sendings-of-a-question", settings.SENDINGS_PER_QUESTION, 10 * MINUTE)
