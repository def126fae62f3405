"""The mails that an embedded site wrote as files, read back for the development page."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404

# No longer than a file's name may be, which would be an error of the system.
_NAME = re.compile(r"[\w.-]{1,200}\.log", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as its reader would see it. name: of its file; text: the plain part, links and all."""

    name: str
    to: str
    subject: str
    text: str


def require_embedded() -> None:
    """Http404 unless mails are files here: in production nobody reads them from a page."""
    if settings.ENVIRONMENT != "embedded":
        raise Http404


def read_all(limit: int = 100) -> list[Mail]:
    """Return the newest mails first."""
    files = sorted(
        Path(settings.MAIL_DIR).glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True
    )
    return [mail for file in files[:limit] if (mail := read(file.name))]


def read(name: str) -> Mail | None:
    """Return the mail kept in the file ``name``, or None when there is no such mail."""
    file = Path(settings.MAIL_DIR) / name
    if not _NAME.fullmatch(name) or not file.is_file():
        return None
    # The file backend ends each message with a line of dashes.
    source = file.read_bytes().rsplit(b"\n" + b"-" * 79, 1)[0]
    message = email.message_from_bytes(source, policy=email.policy.default)
    return Mail(name, str(message["To"]), str(message["Subject"]), _plain_text(message))


def _plain_text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain",))
    return body.get_content() if body else ""
