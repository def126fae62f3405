"""Every address answers everybody as the access matrix says, and no stranger reads a word of the school."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.access_line import ACTORS, APP_SIGN_IN, CODE, SIGN_IN, STRANGERS, Answer, Line
from tests.access_matrix import ACCOUNTS, MATRIX
from tests.french import typography_problems, visible_text
from tests.matrix import account, app, mfa
from tests.page_rules import Page, header_problems, page_problems
from tests.world import World

# What whoever has the code of a school in session may read, and no more (spec/junior.md 1).
BY_CODE = {"short_school_link", "junior:code", "junior:school", "junior:learners", "junior:confirm"}
# Pages that hold nothing of anybody: a cache may keep them.
FOR_CACHES = {"pixorga:help", "pixorga:legal", "pixorga:accessibility", "pixorga:privacy"}
FOR_CACHES |= {"organizations:activation_requested", "simulators:page", "tutorials:page"}
FOR_CACHES |= {"pixorga:help_codes"}

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
REFUSALS = (SIGN_IN, APP_SIGN_IN, CODE, 403, 404, 405)

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY)\b", re.I)
SESSIONS = "django_session"
# A pupil's page also notes, now and then, that he is still there.
STAYS = 'UPDATE "missions_presence" SET "seen_at"'


def routes(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Yield the name of every address; Django admin, which has tests of its own, left out."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern))
        elif pattern.namespace != "admin":
            yield from routes(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


def told(response: HttpResponse) -> Answer:
    """Return the status, or the name of the page that one is led to; of another site, its host."""
    if response.status_code not in (302, 303):
        return response.status_code
    target = urlsplit(response.url)
    return f"//{target.netloc}" if target.netloc else resolve(target.path).view_name


@dataclass(frozen=True)
class Visit:
    """One request of one actor. writes: the statements that changed a row, those of sessions left out.

    is_school_unchanged: every row of the school is what it was, and the jobs about it are.
    """

    response: HttpResponse
    writes: list[str]
    is_school_unchanged: bool

    @property
    def answer(self) -> Answer:
        return told(self.response)

    @property
    def is_whole(self) -> bool:
        return "<!doctype html>" in self.response.text

    @property
    def is_page(self) -> bool:
        return self.response.get("Content-Type", "").startswith("text/html") and bool(self.response.content)


def visit(world: World, line: Line, actor: str, method: str = "") -> Visit:
    """Do what the line says, in a world that is put back as it was."""
    writes: list[str] = []

    def watch(execute: Callable, sql: str, *args: object) -> object:
        if WRITE.match(sql) and SESSIONS not in sql and not sql.startswith(STAYS):
            writes.append(sql)
        return execute(sql, *args)

    client = world.visit(actor)
    cache.clear()
    with transaction.atomic():
        if line.arrive:
            line.arrive(client, world)
        with connection.execute_wrapper(watch):
            response = send(client, line, world, method)
        is_unchanged = not writes or world.school.everything() == world.before
        transaction.set_rollback(True)
    return Visit(response, writes, is_unchanged)


def send(client: Client, line: Line, world: World, method: str = "") -> HttpResponse:
    response = getattr(client, (method or line.method).lower())(line.url(world), line.data(world))
    return whole(response) if response.streaming else response


def whole(response: StreamingHttpResponse) -> HttpResponse:
    """Return an answer that is sent while it is written, at once and to its end."""
    sent = HttpResponse(b"".join(response.streaming_content), headers=dict(response.headers))
    sent.cookies = response.cookies
    return sent


@pytest.fixture(scope="module")
def visits(world) -> Callable[[Line], dict[str, Visit]]:
    """Return what each actor gets for a line, asked once for all the tests of this module."""
    known: dict[str, dict[str, Visit]] = {}

    def of(line: Line) -> dict[str, Visit]:
        if str(line) not in known:
            known[str(line)] = {actor: visit(world, line, actor) for actor in ACTORS}
        return known[str(line)]

    return of


every_line = pytest.mark.parametrize("line", MATRIX, ids=str)


def test_every_address_has_a_line_and_every_line_an_address():
    assert {line.route for line in MATRIX} == set(routes())


def test_every_line_says_something_of_everybody():
    assert [str(line) for line in MATRIX if tuple(line.cells) != ACTORS] == []
    assert len({str(line) for line in MATRIX}) == len(MATRIX)


@every_line
def test_everybody_is_answered_as_the_matrix_says(db, visits, line):
    assert {actor: each.answer for actor, each in visits(line).items()} == line.cells


# Pages of the staff, which somebody without an account has to sign in for. One's own account comes before.
OWN = (*ACCOUNTS, *account.LINES, *mfa.LINES, *app.EXTERNAL)
GUARDED = [line for line in MATRIX if line.cells["anonymous"] == SIGN_IN and line not in OWN]


@pytest.mark.parametrize("line", GUARDED, ids=str)
def test_a_member_accepts_the_terms_before_anything_else(db, world, line):
    client = Client()
    client.force_login(world.school.newcomer.user)
    is_there = line.cells["admin"] != 404 or line.is_foreign  # whose it is, is asked after the terms
    expected = "accounts:terms" if is_there else 404
    assert told(send(client, line, world)) == expected


@pytest.mark.parametrize("line", GUARDED, ids=str)
def test_whoever_left_the_school_is_a_stranger(db, world, line):
    client = Client()
    client.force_login(world.school.former)
    assert told(send(client, line, world)) == line.cells["staff"]


@every_line
def test_no_stranger_reads_a_word_of_the_school(db, visits, world, line):
    hidden = world.school.secrets - may_be_read(world, line)
    read = {
        (actor, secret)
        for actor in STRANGERS
        for secret in hidden
        if secret.lower() in words_of(visits(line)[actor].response)
    }
    assert read == set()


def may_be_read(world: World, line: Line) -> set[str]:
    school = world.school
    if line.route in BY_CODE:
        return {school.organization.name, school.organization.school_code} | school.first_names
    if line.is_bearer:
        return {school.organization.name, school.invitation.email, school.newcomer.email}
    return set()


def words_of(response: HttpResponse) -> str:
    """Return all that a browser is given, in lower case."""
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return unescape(f"{headers} {response.cookies.output()} {response.text}").lower()


@every_line
def test_strangers_change_nothing_of_the_school_and_looking_changes_nothing_at_all(db, visits, line):
    for actor, each in visits(line).items():
        if line.method == "GET":
            assert each.writes == [], actor
        if actor in STRANGERS and not line.is_bearer:
            assert each.is_school_unchanged, actor


@pytest.mark.parametrize("route", sorted({line.route for line in MATRIX}))
def test_a_method_without_a_line_is_refused_and_head_is_a_get(db, world, route):
    lines = {line.method: line for line in reversed(MATRIX) if line.route == route}
    for method in set(METHODS) - set(lines):
        line = lines.get("GET") or lines["POST"]
        for actor in ACTORS:
            each = visit(world, line, actor, method)
            allowed = [*REFUSALS, line.cells[actor]] if method == "HEAD" else REFUSALS
            assert each.answer in allowed, (method, actor)
            assert each.is_school_unchanged, (method, actor)
            assert method != "HEAD" or each.writes == [], actor


@every_line
def test_every_answer_obeys_the_rules_of_pages(db, visits, line):
    for actor, each in visits(line).items():
        is_framed = line.route == "simulators:page" and each.answer == 200
        assert header_problems(each.response, is_framed=is_framed) == [], actor
        if each.is_page and each.is_whole:
            assert page_problems(each.response.text) == [], actor
            assert typography_problems(visible_text(each.response.text)) == [], actor
        elif each.is_page:
            assert Page(each.response.text).problems == [], actor


@every_line
def test_no_cache_keeps_a_page_that_holds_something_of_somebody(db, visits, line):
    for actor, each in visits(line).items():
        if each.answer == 200 and each.is_page and line.route not in FOR_CACHES:
            assert "no-store" in each.response.get("Cache-Control", ""), actor


@pytest.mark.parametrize("line", [line for line in MATRIX if line.route.startswith("junior:")], ids=str)
def test_search_engines_leave_the_pupils_pages_alone(db, visits, line):
    for actor, each in visits(line).items():
        is_indexed = each.response.status_code < 400
        assert not is_indexed or each.response.get("X-Robots-Tag") == "noindex, nofollow", actor
