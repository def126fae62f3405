"""What watches every page and every log finds what it is there for."""

import logging

import pytest
from django.http import HttpResponse

from tests.page_rules import header_problems, page_problems
from tests.privacy import LogWatch

PAGE = """<!doctype html><html lang="fr"><head><title>Aide · Pix Orga</title></head>
<body><main><h1>Aide</h1>{}</main></body></html>"""


@pytest.mark.parametrize(
    "slip",
    [
        '<p style="color: red">a</p>',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<p onclick="a()">a</p>',
        '<p hx-on:click="a()">a</p>',
        "<h1>Encore</h1>",
        '<img src="/a.png">',
        '<img src="https://ailleurs.example/a.png" alt="">',
        '<a href="https://ailleurs.example/">a</a>',
        '<a href="javascript:a()">a</a>',
        '<script src="//ailleurs.example/a.js"></script>',
        '<form action="https://ailleurs.example/"></form>',
        '<form method="post" action="/a/"><p>a</p></form>',
        "<p>a</div>",
        "<div>",
        '<p id="a">a</p><p id="a">b</p>',
        '<label for="rien">a</label>',
        '<a href="/a" href="/b">a</a>',
        "<button>a</button>",
    ],
)
def test_a_slip_in_a_page_is_found(slip):
    assert page_problems(PAGE.format(slip))


def test_a_sound_page_is_left_alone():
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="x">'
    form = f'<form method="post" action="/a/">{token}<label for="a">A</label><input id="a"></form>'
    assert page_problems(PAGE.format(f'{form}<a href="https://www.defenseurdesdroits.fr">D</a><br>')) == []


@pytest.mark.parametrize("change", ['<html lang="en">', "<title> · Pix Orga</title>", "<main><main>"])
def test_a_slip_around_a_page_is_found(change):
    words = {'<html lang="en">': '<html lang="fr">', "<main><main>": "<main>"}
    page = PAGE.replace(words.get(change, "<title>Aide · Pix Orga</title>"), change)
    assert page_problems(page.format(""))


def test_headers_that_are_missing_are_found():
    assert len(header_problems(HttpResponse())) == 5


@pytest.mark.parametrize(
    "extra",
    [
        {"to": "ada@ac-exemple.example"},
        {"who": "Prénom12"},
        {"learner": "Éloïse"},
        {"ine": "990000007ZA"},
        {"code": "LYQXJB237"},
    ],
)
def test_somebody_in_a_log_is_found(extra):
    watch = LogWatch()
    watch.handle(logging.makeLogRecord({"name": "a", "levelno": logging.INFO, "msg": "job.error", **extra}))
    assert len(watch.told) == 1


def test_ids_in_a_log_are_left_alone():
    watch = LogWatch()
    facts = {"job_id": 990000007, "route": "junior:school", "request_id": "dnMe97gRcy"}
    watch.handle(logging.makeLogRecord({"name": "a", "levelno": logging.INFO, "msg": "request", **facts}))
    assert watch.told == []
