"""What every page obeys: one heading, no script or style inside, nothing from elsewhere, tags that close."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

# The only addresses of others that a page may lead to; nothing is ever loaded from one.
OUTWARD = {"www.defenseurdesdroits.fr"}
OURS = {"", "testserver"}

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Their closing tag is left out in Django admin, as HTML allows.
ADDRESSES = ("href", "src", "action", "formaction", "poster", "srcset", "hx-get", "hx-post")
LOADED = {"script", "img", "link", "iframe", "source", "video", "audio", "use", "form", "embed", "object"}

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

FRAMED_POLICY = {
    **{name: {"'none'"} for name in ("default-src", "form-action", "base-uri")},
    **{name: {"'self'"} for name in ("script-src", "style-src", "img-src", "frame-ancestors")},
    "sandbox": {"allow-scripts"},
}


def expected_policy() -> dict[str, set[str]]:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {name: {str(source) for source in sources} for name, sources in directives.items()}


def header_problems(response: HttpResponse, *, is_framed: bool = False) -> list[str]:
    """Return what is wrong with the headers, which every answer has, errors and redirections included.

    is_framed: a page that questions show in a frame, hence stricter in all but who may frame it.
    """
    headers = HEADERS | ({"X-Frame-Options": "SAMEORIGIN"} if is_framed else {})
    problems = [
        f"{name}: {response.get(name)}" for name, value in headers.items() if response.get(name) != value
    ]
    sent = response.get("Content-Security-Policy", "")
    policy = {words[0]: set(words[1:]) for words in map(str.split, sent.split(";")) if words}
    if policy != (FRAMED_POLICY if is_framed else expected_policy()) or "unsafe" in sent:
        problems.append(f"Content-Security-Policy: {sent}")
    for cookie in response.cookies.values():
        is_erased = cookie["max-age"] == 0
        if cookie["samesite"] != "Lax" or not (cookie["httponly"] or is_erased):
            problems.append(f"cookie {cookie.key}")
    return problems


def page_problems(html: str) -> list[str]:
    """Return what is wrong with a whole page."""
    page = Page(html)
    problems = list(page.problems)
    if page.languages != ["fr"]:
        problems.append(f"languages {page.languages}")
    if page.tags["h1"] != 1:
        problems.append(f"{page.tags['h1']} h1")
    if not page.title.partition("·")[0].strip():
        problems.append(f"title « {page.title} »")
    if page.tags["main"] != 1:
        problems.append(f"{page.tags['main']} main")
    doubled = [name for name, count in Counter(page.ids).items() if count > 1]
    problems += [f"id {name} twice" for name in doubled]
    problems += [f"{attribute} names no id: {name}" for attribute, name in page.named if name not in page.ids]
    problems += [f"a form to {action} without its token" for action in page.unguarded_forms]
    return problems


class Page(HTMLParser):
    """What is found while reading a page once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.problems: list[str] = []
        self.languages: list[str | None] = []
        self.title = ""
        self.ids: list[str] = []
        self.named: list[tuple[str, str]] = []
        self.tags: Counter[str] = Counter()
        self.unguarded_forms: list[str] = []
        self._open: list[str] = []
        self._posting: str | None = None
        self.feed(html)
        self.close()
        if self._open:
            self.problems.append(f"never closed: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag not in VOID:
            self._open.append(tag)
        self._look(tag, values)
        self._look_at_addresses(tag, values)
        self._look_at_form(tag, values)
        if len(values) != len(attrs):
            self.problems.append(f"an attribute twice in <{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.problems.append(
                f"</{tag}> closes nothing at line {self.getpos()[0]}, open: {self._open[-3:]}"
            )
        if tag == "form" and self._posting is not None:
            self.unguarded_forms.append(self._posting)
            self._posting = None

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data
        if self._open[-1:] == ["script"] and data.strip():
            self.problems.append("a script inside the page")

    def _look(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html":
            self.languages.append(values.get("lang"))
        if "id" in values:
            self.ids.append(values["id"])
        for attribute in ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.named += [(attribute, name) for name in values.get(attribute, "").split()]
        inside = [name for name in values if name == "style" or re.match(r"on|hx-on", name)]
        if inside or tag == "style":
            self.problems.append(f"style or script inside: <{tag} {inside}>")
        if tag == "img" and "alt" not in values:
            self.problems.append(f"a picture without alt: {values.get('src')}")
        if tag == "button" and "type" not in values:
            self.problems.append("a button without type")

    def _look_at_addresses(self, tag: str, values: dict[str, str]) -> None:
        for address in filter(None, map(values.get, ADDRESSES)):
            parts = urlsplit(address)
            allowed = OURS if tag in LOADED else OURS | OUTWARD
            if parts.scheme not in {"", "http", "https", "mailto"} or parts.netloc not in allowed:
                self.problems.append(f"an address of others: <{tag}> {address}")

    def _look_at_form(self, tag: str, values: dict[str, str]) -> None:
        if tag == "form" and values.get("method", "get").lower() == "post":
            self._posting = values.get("action", "")
        if tag == "input" and values.get("name") == "csrfmiddlewaretoken" and values.get("value"):
            self._posting = None
