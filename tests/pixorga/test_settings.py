"""Production refuses to start on a development value."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks

COMPLETE = {
    "PIXORGA_ENV": "production",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "orga.example.org",
    "SITE_URL": "https://orga.example.org",
    "DATABASE_URL": "postgres://u@localhost/x",
    "REDIS_URL": "redis://localhost/0",
    "TRUSTED_PROXIES": "1",
}


def start(environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import pixorga.settings as s; print(s.PRODUCTION, s.SESSION_COOKIE_SECURE)"],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_complete_environment_starts():
    result = start(COMPLETE)
    assert result.stdout == "True True\n", result.stderr


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"SECRET_KEY": "court"}, "SECRET_KEY"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"SITE_URL": ""}, "SITE_URL"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///x.sqlite3"}, "DATABASE_URL"),
        ({"REDIS_URL": ""}, "REDIS_URL"),
        ({"TRUSTED_PROXIES": ""}, "TRUSTED_PROXIES"),
        ({"PIXORGA_ENV": "prod"}, "PIXORGA_ENV"),
        ({"PIXORGA_ENV": "embedded"}, "PIXORGA_ENV"),
    ],
)
def test_a_development_value_is_named_and_refused(change, word, tmp_path):
    result = start(COMPLETE | {"PIXORGA_VAR": str(tmp_path)} | change)
    assert result.returncode != 0
    assert "ImproperlyConfigured" in result.stderr
    assert word in result.stderr.splitlines()[-1]


def test_no_proxy_is_said_with_a_0():
    assert start(COMPLETE | {"TRUSTED_PROXIES": "0"}).stdout == "True True\n"


@pytest.mark.parametrize(("count", "problems"), [(0, 0), (1, 0), (5, 0), (6, 1), (-1, 1)])
def test_a_number_of_proxies_that_cannot_be_is_an_error_of_the_check(settings, count, problems):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    errors = run_checks(tags=["security"])
    assert [error.id for error in errors if error.id == "pixorga.E001"] == ["pixorga.E001"] * problems


def test_an_embedded_key_is_made_once_and_kept_private(tmp_path):
    from pixorga.secret_key import load_or_create

    path = tmp_path / "var" / "key"
    key = load_or_create(path)
    assert len(key) >= 50
    assert load_or_create(path) == key
    assert path.stat().st_mode & 0o077 == 0
