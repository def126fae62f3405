"""A browser without eyes or scripts: cookies, links and forms, as the pages promise to work for everybody."""

import mimetypes
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

TIMEOUT = 20


@dataclass
class Form:
    """fields: what the form sends untouched. radios, boxes: the values on offer, by name.

    places: for each name that is typed or chosen from lists, one list of what it offers a place, empty where
    one types.
    """

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[list[str]]] = field(default_factory=dict)


@dataclass
class Page:
    url: str
    status: int
    text: str
    links: dict[str, str]
    forms: list[Form]

    def form(self, action: str) -> Form:
        """Return the form whose address ends with ``action``, else the first one whose address holds it.

        LookupError names the page when there is none.
        """
        for form in sorted(self.forms, key=lambda form: not form.action.endswith(action)):
            if action in form.action:
                return form
        raise LookupError(f"{self.url} ({self.status}) has no form to {action}")

    def link(self, words: str) -> str:
        """Return the address of the first link whose text or address holds ``words``."""
        for text, url in self.links.items():
            if words in text or words in url:
                return url
        raise LookupError(f"{self.url} ({self.status}) has no link « {words} »")


class Browser:
    """One person's browser on one site."""

    def __init__(self, site: str) -> None:
        self.site = site
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, url: str) -> Page:
        return self._open(Request(urljoin(self.site, url)))  # noqa: S310 (our own site)

    def submit(self, form: Form, values: dict | None = None, *, file: tuple[str, Path] | None = None) -> Page:
        """Send a form with some of its fields filled in; ``file``: a field's name and the file it sends."""
        pairs = [
            (name, each)
            for name, value in (form.fields | (values or {})).items()
            for each in (value if isinstance(value, list) else [value])
        ]
        if form.method == "get":
            return self.get(f"{form.action}?{urlencode(pairs)}")
        body, kind = _multipart(pairs, *file) if file else (urlencode(pairs).encode(), None)
        headers = {"Content-Type": kind or "application/x-www-form-urlencoded", "Referer": self.site}
        return self._open(Request(urljoin(self.site, form.action), body, headers))  # noqa: S310

    def _open(self, request: Request) -> Page:
        try:
            response = self._opener.open(request, timeout=TIMEOUT)
        except HTTPError as error:
            response = error
        with response:
            return _read(response.url, response.status, response.read().decode())


def _read(url: str, status: int, text: str) -> Page:
    reader = _Reader(url)
    reader.feed(text)
    return Page(url, status, text, reader.links, reader.forms)


class _Reader(HTMLParser):
    """Gather the links and the forms of a page."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.links: dict[str, str] = {}
        self.forms: list[Form] = []
        self._by_id: dict[str, Form] = {}
        self._open_form: Form | None = None
        self._href = ""
        self._words: list[str] = []
        self._options: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in attrs:
            self._href, self._words = urljoin(self.url, attrs["href"]), []
        elif tag == "form":
            action = urljoin(self.url, attrs.get("action", ""))
            self._open_form = Form(action, attrs.get("method", "get").lower())
            self.forms.append(self._open_form)
            self._by_id[attrs.get("id", "")] = self._open_form
        elif tag == "option" and attrs.get("value"):
            self._options.append(attrs["value"])
        elif tag in ("input", "textarea", "select", "button") and attrs.get("name"):
            self._note_field(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open_form = None
        elif tag == "a" and self._href:
            self.links.setdefault(" ".join("".join(self._words).split()), self._href)
            self._href = ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self._words.append(data)

    def _note_field(self, tag: str, attrs: dict[str, str]) -> None:
        form = self._by_id.get(attrs["form"]) if "form" in attrs else self._open_form
        if form is None or tag == "button":
            return
        name, kind = attrs["name"], attrs.get("type")
        if kind in ("radio", "checkbox"):
            value = attrs.get("value", "on")
            offers = form.radios if kind == "radio" else form.boxes
            offers.setdefault(name, []).append(value)
            if "checked" in attrs:
                form.fields[name] = value
        elif kind != "file":
            form.fields[name] = attrs.get("value", "")
            if kind != "hidden":
                self._options = []
                form.places.setdefault(name, []).append(self._options)


def _multipart(pairs: list[tuple[str, str]], name: str, path: Path) -> tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in pairs
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{path.name}"\r\n'
    parts += [f"{head}Content-Type: {kind}\r\n\r\n".encode(), path.read_bytes()]
    parts.append(f"\r\n--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
