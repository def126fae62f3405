"""What operators read: one line an event, JSON in production, ids only."""

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from missions.views import missions as views
from pixorga import logs
from tests.privacy import written


class Lines(logging.Handler):
    """Keeps what another handler would write, at the moment when it would."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(formatter)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines(settings):
    """Return the lines written since the test began, as production writes them."""
    root = logging.getLogger()
    kept = root.handlers[:]
    settings.PRODUCTION = True
    logs.configure()
    handler = Lines(root.handlers[0].formatter)
    root.handlers = [*kept, handler]
    yield handler.lines
    root.handlers = [each for each in root.handlers if each is not handler]


@pytest.fixture
def events(lines):
    """Return a function that reads the lines written since the test began."""
    return lambda: list(map(json.loads, lines))


def test_a_request_is_one_line_with_its_page_and_ids(teacher, events):
    teacher.client.get("/missions/?annee=2026")
    [line] = events()
    known = {
        name: line[name] for name in ("event", "method", "route", "status", "organization_id", "user_id")
    }
    assert known == {
        "event": "request",
        "method": "GET",
        "route": "missions:list",
        "status": 200,
        "organization_id": teacher.organization.pk,
        "user_id": teacher.user.pk,
    }
    assert isinstance(line["ms"], int)
    assert (line["logger"], line["level"]) == ("pixorga.request", "info")
    assert "annee" not in str(line)


def test_elsewhere_the_lines_are_made_to_be_read():
    record = logging.makeLogRecord({"name": "a", "msg": "job.error", "levelname": "ERROR", "job_id": 7})
    assert "[error    ] job.error" in written(record)
    assert "job_id=7" in written(record)


def test_two_requests_have_two_numbers(client, events):
    client.get("/healthz")
    client.get("/healthz")
    first, second = events()
    assert first["request_id"] != second["request_id"]


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/e/LYQXJB237", "short_school_link"),
        ("/junior/ecole/LYQXJB237/", "junior:school"),
        ("/nulle-part/LYQXJB237/", None),
    ],
)
def test_the_address_is_not_written_because_it_may_hold_a_code(db, client, events, path, route):
    client.get(path)
    assert [line["route"] for line in events()] == [route]
    assert "LYQXJB237" not in str(events())


def test_an_error_is_written_with_its_place_and_without_its_words(teacher, monkeypatch, events):
    def fail(request):
        raise ValueError("Aden SMITH")

    monkeypatch.setattr(views, "years_of", lambda *args: fail(None))
    teacher.client.raise_request_exception = False
    assert teacher.client.get("/missions/?nom=Aden").status_code == 500
    [error, _request] = events()
    assert (error["event"], error["error"]) == ("django.request", "ValueError")
    assert error["at"][-1].endswith("fail")
    assert "Aden" not in str(events())
    assert "/missions/" not in str(error).replace("/missions/views/missions.py", "")


def test_a_refused_form_is_written_without_its_address(db, lines):
    address = reverse("junior:confirm", args=["LYQXJB237", 1])
    Client(enforce_csrf_checks=True).post(address)
    assert "django.security.csrf" in lines[0]
    assert "LYQXJB237" not in str(lines)
