"""The mails that an embedded site writes as files, read back for the development page."""

import email
import email.policy
import re
import secrets
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail.backends import filebased
from django.http import Http404
from django.utils import timezone

# No longer than a file's name may be, which would be an error of the system.
_NAME = re.compile(r"[\w.-]{1,200}\.log", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as its reader would see it. name: of its file; text: the plain part, links and all."""

    name: str
    to: str
    subject: str
    text: str


class EmailBackend(filebased.EmailBackend):
    """Writes each mail to a file of its own.

    Django names the file by the second and the memory address of its sender, which two mails of a second may
    share: the page would then show only one of them.
    """

    def _get_filename(self) -> str:
        if self._fname is None:
            name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}.log"
            self._fname = str(Path(self.file_path) / name)
        return self._fname


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
