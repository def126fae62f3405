"""Mails as jobs: the row holds a kind and ids; the worker builds the link and the text when it sends.

At least once: a worker killed between the mail server's « 250 » and our commit sends again, with the same
Message-ID, so that most mail programs show one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pixorga.jobs import registry
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be sent.

    template: path without its ending; ``.txt`` and ``.html`` are added and rendered with ``context``.
    """

    to: str
    subject: str
    template: str
    context: dict


def register_letter(
    name: str, build: Callable[[Job], Letter | None], on_failure: Callable[[Job], None] | None = None
) -> None:
    """Register the mail ``name``. ``build`` returns the letter, or None when it need not be sent any more."""
    registry.register(
        name,
        partial(_send, build),
        queue="mail",
        on_failure=on_failure,
        max_errors=10,
        max_attempts=30,
        patience=timedelta(seconds=15),
    )


def _send(build: Callable[[Job], Letter | None], claim: Claim) -> None:
    letter = build(claim.job)
    if letter is None:
        return
    context = {**letter.context, "site_url": settings.SITE_URL, "support_email": settings.SUPPORT_EMAIL}
    domain = urlsplit(settings.SITE_URL).hostname
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=render_to_string(f"{letter.template}.txt", context),
        to=[letter.to],
        headers={"Message-ID": f"<job-{claim.job.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"{letter.template}.html", context), "text/html")
    message.send()
