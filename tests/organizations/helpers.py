"""What the tests of this app share: mailed links."""

import re
from urllib.parse import urlsplit

from django.core import mail

LINK = re.compile(r"http://localhost:8000/rejoindre/\?\S+")


def mailed_link(index: int = -1) -> str:
    """Return the path and query of the link in a mail that was sent."""
    (link,) = LINK.findall(mail.outbox[index].body)
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"
