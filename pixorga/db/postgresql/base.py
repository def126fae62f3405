"""The backend of production: ``ENGINE = "pixorga.db.postgresql"``."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A line that the server has hung up is seen without asking the server."""

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
