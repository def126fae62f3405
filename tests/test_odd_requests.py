"""Whatever is asked, by hand or by a broken form: a page of ours answers, never an error; and no form goes
without its token, no cookie without its flags."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access_line import Line, nothing
from tests.access_matrix import MATRIX

# One of each kind of visitor: those who get farthest.
VISITORS = ("anonymous", "admin", "pupil")

POSTED = [line for line in MATRIX if line.method == "POST"]
# A signed ticket, or a signed answer of the GAR, is the right to send, and no cookie.
GUARDED_BY_TOKEN = [line for line in POSTED if line.route not in {"junior:kept", "saml_acs"}]
# The GAR is another site, whatever is asked.
LOOKED_AT = [line for line in MATRIX if line.method == "GET" and line.route != "gar:sign_in"]

ODD_VALUES = {
    "pk": (0, 2**31, 2**63, 10**30),
    "activity": (0, 2**63),
    "attempt": (0, 2**63, 10**30),
    "to": (0, 2**63, 10**30),
    "position": (2**31, 2**63),
    "code": ("x", "é" * 9, "' OR 1=1", "\0", "A" * 2000),
    "name": ("..", "\0.log", "x" * 300),
    "slug": ("x", "-", "a" * 2000),
    "key": ("x", "set-password"),
    "uidb36": ("0", "zzzzzzzzzzzzzzzzzzzz"),
    "organization_slug": (),  # the address of the GAR has one
}
ODD_QUERIES = (
    "page=0&taille=-1",
    "page=x&taille=x",
    "page=99999999999999999999&annee=99999999999999999999",
    "nom=%00&classes=%00&classe=%00&annee=-1&tri=x",
    "nom=" + "a" * 5000,
    "invitationId=%00&code=x",
    "invitationId=99999999999999999999&code=x",
    "next=//ailleurs.example/&retour=1&ici=1&vu=%00",
    "&=&%ff=%ff",
)


@pytest.mark.parametrize("line", POSTED, ids=str)
def test_an_empty_or_an_odd_form_is_never_an_error(db, world, line):
    odd = {name: ["\0", "é" * 300] for name in [*line.data(world), "next", "answer", "edit"]}
    for data in ({}, odd, odd | {"position": "0", "activity": str(2**63 - 1)}):
        for actor in VISITORS:
            with transaction.atomic():
                client = world.visit(actor)
                cache.clear()
                if line.arrive:
                    line.arrive(client, world)
                assert client.post(line.url(world), data).status_code < 500, (actor, data)
                transaction.set_rollback(True)


@pytest.mark.parametrize("line", [line for line in MATRIX if line.kwargs is not nothing], ids=str)
def test_an_address_of_nothing_is_never_an_error(db, world, line):
    true = line.kwargs(world)
    addresses = [true | {name: odd} for name in true for odd in ODD_VALUES[name]]
    for kwargs in addresses:
        for actor in VISITORS:
            with transaction.atomic():
                client = world.visit(actor)
                cache.clear()
                answer = ask(client, line, kwargs, line.data(world))
                assert answer < 500, (actor, kwargs)
                transaction.set_rollback(True)


def ask(client: Client, line: Line, kwargs: dict, data: dict) -> int:
    path = reverse(line.route, kwargs=kwargs)
    return getattr(client, line.method.lower())(path, data).status_code


@pytest.mark.parametrize("line", LOOKED_AT, ids=str)
def test_an_odd_query_is_never_an_error(db, world, line):
    path = line.url(world).partition("?")[0]
    for query in ODD_QUERIES:
        for actor in VISITORS:
            with transaction.atomic():
                cache.clear()
                answer = world.visit(actor).get(f"{path}?{query}")
                assert answer.status_code < 500, (actor, query)
                assert urlsplit(answer.get("Location", "")).netloc == ""
                transaction.set_rollback(True)


@pytest.mark.parametrize("line", GUARDED_BY_TOKEN, ids=str)
def test_no_form_is_taken_without_its_token(db, world, line):
    for actor in VISITORS:
        client = Client(enforce_csrf_checks=True)
        client.cookies = world.visit(actor).cookies
        answer = client.post(line.url(world), line.data(world))
        assert answer.status_code == 403
        words = (
            "Rien n’est parti." if "/junior/" in line.url(world) else "le formulaire n’a pas été enregistré"
        )
        assert words in answer.text


def test_production_marks_every_cookie_secure(db, world, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": world.other.member.email, "password": "Chamois-2026"})
    school = world.school
    code = school.organization.school_code
    client.post(reverse("junior:confirm", args=[code, school.pupil.pk]))
    assert set(client.cookies) == {"csrftoken", "sessionid", "junior_pupil"}
    assert all(cookie["secure"] for cookie in client.cookies.values())


def test_production_settings_ask_for_secure_cookies():
    code = "import pixorga.settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
    environment = {
        "PATH": os.environ["PATH"],
        "PIXORGA_ENV": "production",
        "PIXORGA_VAR": str(settings.VAR_DIR),
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "orga.example",
        "SITE_URL": "https://orga.example",
        "DATABASE_URL": "postgres://u@localhost/x",
        "REDIS_URL": "redis://localhost/0",
        "TRUSTED_PROXIES": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout == "True True\n", run.stderr
