"""The legal texts that come with the project, and how any such text is shown."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "content"

_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis", "link", "newline"])
# No javascript:, no data: behind the words of a link; the site's own pages, the web and mail.
_MARKDOWN.validateLink = lambda url: url.startswith(("/", "https://", "mailto:"))


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text as its file has it. version: the day it is published, which may be still to come."""

    file_name: str
    version: str
    published_at: datetime
    body: str


def read_text(file_name: str) -> LegalText:
    """Return a text of ours. The file's first line is the day of its version."""
    version, _, body = (FOLDER / file_name).read_text(encoding="utf-8").partition("\n")
    published_at = datetime.combine(date.fromisoformat(version), time(), tzinfo=UTC)
    return LegalText(file_name=file_name, version=version, published_at=published_at, body=body.strip())


def render_legal_text(body: str) -> SafeString:
    """Return the HTML of a legal text: headings, lists, emphasis and links; HTML in it stays text."""
    return mark_safe(_MARKDOWN.render(body))  # noqa: S308 (HTML is off in the parser)
