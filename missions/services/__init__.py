"""What is done to sessions, attempts and the choices of a class; each in one short transaction."""

from missions.services.sessions import close_session, open_session

__all__ = ["close_session", "open_session"]
