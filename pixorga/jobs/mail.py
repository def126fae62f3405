"""Mails as jobs: the row holds a kind and ids; the worker builds the link and the text when it sends.

At least once: a worker killed between the mail server's « 250 » and our commit sends again, with the same
Message-ID, so that most mail programs show one.

A server that does not answer, or says « later » (4xx), is asked again for some hours. One that never takes
the address (5xx) is believed at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pixorga.jobs import registry
from pixorga.jobs.models import Job
from pixorga.jobs.services import Claim, GiveUpError

QUEUE = "mail"
REFUSED = "REFUSED"
PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to be sent.

    template: path without its ending; ``.txt`` and ``.html`` are added and rendered with ``context``.
    reply_to: whom an answer goes to, where that is not the sender.
    """

    to: str
    subject: str
    template: str
    context: dict
    reply_to: str = ""


def register_letter(
    name: str,
    build: Callable[[Job], Letter | None],
    on_failure: Callable[[Job], None] | None = None,
    *,
    on_sent: Callable[[Job], None] | None = None,
    on_relaunch: Callable[[Job], None] | None = None,
    title: str = "",
    subject: str = "",
) -> None:
    """Register the mail ``name``. ``build`` returns the letter, or None when it need not be sent any more.

    title, subject: what Django admin calls it, and the model of the job’s subject (« accounts.User »).
    """
    registry.register(
        name,
        partial(_send, build, on_sent),
        queue=QUEUE,
        on_failure=on_failure,
        on_relaunch=on_relaunch,
        title=title,
        subject=subject,
        max_errors=10,
        max_attempts=30,
        patience=timedelta(seconds=15),
    )


def _send(build: Callable[[Job], Letter | None], on_sent: Callable[[Job], None] | None, claim: Claim) -> None:
    letter = build(claim.job)
    if letter is None:
        return
    context = {**letter.context, "site_url": settings.SITE_URL, "support_email": settings.SUPPORT_EMAIL}
    domain = urlsplit(settings.SITE_URL).hostname
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=render_to_string(f"{letter.template}.txt", context),
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": f"<job-{claim.job.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"{letter.template}.html", context), "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        if all(code in PERMANENT for code, _words in refusal.recipients.values()):
            # The exception holds the address: nothing of it goes on from here.
            raise GiveUpError(REFUSED) from None
        raise
    if on_sent:
        on_sent(claim.job)
