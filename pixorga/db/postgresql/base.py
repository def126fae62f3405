"""The backend of production: ``ENGINE = "pixorga.db.postgresql"``."""

import select
from datetime import UTC, datetime

from django.db.backends.postgresql import base
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader


class InstantLoader(TimestamptzLoader):
    """An instant in UTC, as PostgreSQL writes it, in the words of Python; Django takes it to pieces."""

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        """Return the instant; psycopg’s errors for one that Python does not know (« infinity »)."""
        try:
            instant = datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is not UTC:
            return super().load(data).astimezone(UTC)
        return instant


class DatabaseWrapper(base.DatabaseWrapper):
    """A line that the server has hung up is seen without asking the server; instants are read at once."""

    def get_new_connection(self, conn_params: dict) -> object:
        connection = super().get_new_connection(conn_params)
        if self.timezone is UTC:
            connection.adapters.register_loader("timestamptz", InstantLoader)
        return connection

    def close_if_health_check_failed(self) -> None:
        """Close the line before its first use by a request if it is of no use any more.

        Between requests the server has nothing to say but goodbye: a line with something to read is over.
        Asking it (« SELECT 1 », as Django does) would cost each page as much as a query of its own.
        """
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if self._has_something_to_say():
            self.close()
        self.health_check_done = True

    def _has_something_to_say(self) -> bool:
        if self.connection.closed:
            return True
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        return bool(poll.poll(0))
