"""Somebody who means harm sends bytes by hand: no page 500 on any database, and never to another site.

What a broken form or a curious pupil sends is in test_odd_requests.py.
"""

from collections.abc import Iterator
from urllib.parse import quote_from_bytes, urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse

from tests.access_line import CODE, SIGN_IN, Line
from tests.access_matrix import MATRIX
from tests.world import World

# Who gets farther than the door of a page; the first one does.
VISITORS = ("admin", "pupil", "anonymous")
REFUSED = (SIGN_IN, CODE, 403, 404)

POSTED = [line for line in MATRIX if line.method == "POST"]
# The GAR is another site, whatever is asked.
LOOKED_AT = [line for line in MATRIX if line.method == "GET" and line.route != "gar:sign_in"]

TEXTS = {
    "nothing": b"",
    "a NUL": b"a\0b",
    "half a character": b"\xed\xa0\x80\xff",
    "one sign of many parts": "👩‍👧‍👦".encode() * 60,
    "from right to left": "\u202eمرحبا\u2066".encode(),
    "ten thousand letters": b"a" * 10_000,
    "a number that Python refuses": b"9" * 5000,
    "a negative number": b"-1",
    "digits of another script": "٣".encode(),
    "one more header": b"\r\nSet-Cookie: x=1",
    "a script": b"'\"><script>",
    "longer in lower case": "İ".encode() * 140 + b"@exemple.fr",
    "longer when taken apart": "\ufdfa".encode() * 100,
    "half a JSON": b'{"a": [',
    "half an address": b"http://[",
    "another site": b"//ailleurs.example",
    "another site, with a slash of Windows": rb"\\ailleurs.example",
    "code": b"javascript:alert(1)",
}
ASKED = ("page", "taille", "nom", "classes", "groupes", "classe", "annee", "tri", "statut", "evaluation")
ASKED += ("vu", "next", "retour", "ici", "invitationId", "code", "du", "au", "acte", "personne")

HEADERS = [
    {"HTTP_HOST": "ailleurs.example"},
    {"HTTP_HOST": "[::1"},
    {"HTTP_HOST": ""},
    {"HTTP_X_FORWARDED_HOST": "ailleurs.example"},
    {"HTTP_X_FORWARDED_FOR": "198.51.100.7, rien"},
    {"HTTP_REFERER": "http://["},
    {"HTTP_REFERER": "//ailleurs.example"},
    {"HTTP_ORIGIN": "http://["},
    {"HTTP_ACCEPT_ENCODING": "\xff", "HTTP_ACCEPT_LANGUAGE": "\xff" * 2000, "HTTP_RANGE": "bytes=-1"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "\xff", "HTTP_HX_CURRENT_URL": "http://["},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"CONTENT_LENGTH": "²"},
    {"CONTENT_LENGTH": "9" * 5000},
    {"CONTENT_LENGTH": "-1"},
    {"QUERY_STRING": "%ff=%fe&\xff=\xfe&a=%&=&&"},
    {"QUERY_STRING": "&".join(f"a={number}" for number in range(1500))},
    {"REMOTE_ADDR": "unix:"},
]
COOKIES = [
    'sessionid="\\000aaaaaaaaaa"; csrftoken="\\000"; messages="\\000"; junior_pupil="\\000"',
    "sessionid=" + "a" * 5000,
    "sessionid=" + "\xff" * 32 + "; csrftoken=\xff; messages=\xff; junior_pupil=\xff",
    "junior_pupil=W10:x; junior_pupil=a:b:c",
    '; ;=;==;""',
]
TYPES = [
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=x",
    "application/json",
    "application/x-www-form-urlencoded; charset=rien",
    "application/x-www-form-urlencoded; charset=utf-16",
    "\xff",
]
BODIES = [
    b"",
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="',
    b'--x\r\nContent-Disposition: form-data; name="answer"\r\n\r\n\xff\r\n--x--',
    b"\xff\xfe&=%[" * 500,
]
PAGES = ("/", "/connexion/", "/eleves/", "/missions/", "/cgu/", "/rejoindre/", "/admin/", "/rien/")
PAGES += ("/junior/", "/junior/ecole/YSNGRN482/", "/junior/missions/", "/demande-administration-sco/")


def visitor_of(line: Line) -> str:
    return next((actor for actor in VISITORS if line.cells[actor] not in REFUSED), "admin")


def encoded(pairs: dict[str, object]) -> str:
    """Return a query string or a form; texts are bytes, which need not be UTF-8."""
    texts = {name: text if isinstance(text, bytes) else str(text).encode() for name, text in pairs.items()}
    return "&".join(f"{name}={quote_from_bytes(text)}" for name, text in texts.items())


def asked(world: World, line: Line, actor: str, *requests: tuple[str, dict]) -> Iterator[HttpResponse]:
    """Send each request as if nothing had been sent before."""
    for path, more in requests:
        with transaction.atomic():
            cache.clear()
            client = world.visit(actor)
            if line.arrive:
                line.arrive(client, world)
            yield client.generic(line.method, path, **more)
            transaction.set_rollback(True)


def problems(responses: Iterator[HttpResponse], labels: list) -> list:
    """Return the labels of the requests that broke something, or that lead to another site."""
    return [
        (label, response.status_code)
        for label, response in zip(labels, responses, strict=True)
        if response.status_code >= 500 or urlsplit(response.get("Location", "")).netloc
    ]


@pytest.mark.parametrize("line", POSTED, ids=str)
def test_no_field_of_a_form_breaks_its_page(db, world, line):
    form = {name: value for name, value in line.data(world).items() if not hasattr(value, "read")}
    odd = [(name, kind) for name in [*line.data(world), "next"] for kind in TEXTS]
    sent = [encoded(form | {name: TEXTS[kind]}) for name, kind in odd]
    kind = {"content_type": "application/x-www-form-urlencoded"}
    requests = [(line.url(world), {"data": data, **kind}) for data in sent]
    assert problems(asked(world, line, visitor_of(line), *requests), odd) == []


@pytest.mark.parametrize("line", POSTED, ids=str)
def test_no_body_breaks_its_page(db, world, line):
    odd = [*[(kind, BODIES[-1]) for kind in TYPES], *[(TYPES[2], body) for body in BODIES]]
    requests = [(line.url(world), {"data": body, "content_type": kind}) for kind, body in odd]
    assert problems(asked(world, line, visitor_of(line), *requests), odd) == []


@pytest.mark.parametrize("line", LOOKED_AT, ids=str)
def test_no_query_breaks_its_page(db, world, line):
    path = line.url(world).partition("?")[0]
    requests = [(f"{path}?{encoded(dict.fromkeys(ASKED, text))}", {}) for text in TEXTS.values()]
    assert problems(asked(world, line, visitor_of(line), *requests), [*TEXTS]) == []


@pytest.mark.parametrize("actor", VISITORS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_header_and_no_cookie_breaks_a_page(db, world, method, actor):
    cookies = [{"HTTP_COOKIE": cookie} for cookie in COOKIES]
    odd = [(page, headers) for page in PAGES for headers in [*HEADERS, *cookies]]
    line = Line("pixorga:home", {}, method)
    assert problems(asked(world, line, actor, *odd), odd) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_address_breaks_the_site(db, world, method):
    texts = [quote_from_bytes(text) for text in TEXTS.values() if text]
    places = ("/{}/", "/junior/ecole/{}/", "/junior/missions/{}/", "/missions/{}/", "/e/{}", "/static/{}")
    places += ("/rejoindre/{}", "/admin/learners/learner/{}/change/", "/mot-de-passe/{}/", "/dev/mail/{}/")
    odd = [(place.format(text), {}) for place in places for text in texts]
    line = Line("pixorga:home", {}, method)
    for actor in ("staff", "pupil"):
        assert problems(asked(world, line, actor, *odd), odd) == []
