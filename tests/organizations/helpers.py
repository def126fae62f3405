"""What the tests of this app share: mailed links."""

import re
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client
from django.urls import reverse

from organizations import links

JOIN = reverse("organizations:join")
REGISTER = reverse("organizations:register")
SIGN_IN = reverse("organizations:join_sign_in")
ACCEPT = reverse("organizations:accept")
SWITCH = reverse("organizations:switch_account")

ADA = {
    "first_name": "Ada",
    "last_name": "Byron",
    "email": "ada.byron@ac-exemple.example",
    "password": "Chamois-2026",
    "accepts_terms": "on",
}

LINK = re.compile(r"http://localhost:8000/rejoindre/\?\S+")


def mailed_link(index: int = -1) -> str:
    """Return the path and query of the link in a mail that was sent."""
    (link,) = LINK.findall(mail.outbox[index].body)
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def link_of(invitation) -> str:
    return f"{JOIN}?invitationId={invitation.pk}&code={links.code_of(invitation)}"


def holding(invitation, client=None) -> Client:
    """Return a browser that opened the link."""
    client = client or Client()
    client.get(link_of(invitation))
    return client
