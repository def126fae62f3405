"""What is done to sessions, attempts and the choices of a class; each in one short transaction."""

from missions.services.choices import choose_missions
from missions.services.codes import renew_school_code
from missions.services.giving import GivingError, GivingProblem, give_attempt, giving_problem
from missions.services.sessions import close_session, open_session

__all__ = [
    "GivingError",
    "GivingProblem",
    "choose_missions",
    "close_session",
    "give_attempt",
    "giving_problem",
    "open_session",
    "renew_school_code",
]
