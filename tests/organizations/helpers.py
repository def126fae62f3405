"""What the tests of this app share: mailed links, and two people at once."""

import re
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from django.core import mail
from django.db import connection

LINK = re.compile(r"http://localhost:8000/rejoindre/\?\S+")


def mailed_link(index: int = -1) -> str:
    """Return the path and query of the link in a mail that was sent."""
    (link,) = LINK.findall(mail.outbox[index].body)
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads that start together; return what each returned, or the exception it raised."""
    start = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(index: int) -> None:
        start.wait()
        try:
            results[index] = calls[index]()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
