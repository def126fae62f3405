"""Sessions in the database, as Django keeps them, read by a query that is written once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from pixorga.db.prepared import Prepared

_find = Prepared(lambda key: Session.objects.filter(session_key=key), 1)


class SessionStore(DatabaseStore):
    """``SESSION_ENGINE = "pixorga.db.sessions"``."""

    def _get_session_from_db(self) -> Session | None:
        session = _find.first(self.session_key)
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return None
        return session
