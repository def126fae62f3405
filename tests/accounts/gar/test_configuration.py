"""The way in from the médiacentre exists when it is wanted and whole, and not at all otherwise."""

import os
import subprocess
import sys

import pytest

GAR = {
    "GAR_ENABLED": "1",
    "GAR_IDP_ENTITY_ID": "https://gar.exemple.example/idp",
    "GAR_IDP_SSO_URL": "https://gar.exemple.example/sso",
    "GAR_IDP_CERTIFICATE": "MIIC",
}
SHOWN = (
    "import django; django.setup(); from django.conf import settings as s; from django.urls import resolve; "
    "print(s.IDENTITY_PROVIDERS, 'allauth.socialaccount' in s.INSTALLED_APPS, resolve('/gar/connexion/'))"
)


def start(tmp_path, environment: dict) -> subprocess.CompletedProcess:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ours = {"PIXORGA_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "pixorga.settings"}
    return subprocess.run(
        [sys.executable, "-c", SHOWN],
        env=kept | ours | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_it_nothing_of_it_exists(tmp_path):
    result = start(tmp_path, {})
    assert "Resolver404" in result.stderr.splitlines()[-1], result.stderr


@pytest.mark.gar
def test_with_everything_it_starts(tmp_path):
    result = start(tmp_path, GAR)
    assert result.stdout.startswith("['accounts.gar.provider.GAR'] True"), result.stderr


@pytest.mark.gar
@pytest.mark.parametrize("missing", sorted(set(GAR) - {"GAR_ENABLED"}))
def test_a_part_that_is_missing_is_named(tmp_path, missing):
    result = start(tmp_path, GAR | {missing: ""})
    assert result.returncode != 0
    assert missing in result.stderr.splitlines()[-1]


def test_the_packages_that_are_missing_are_named(tmp_path):
    """An environment without the extra: Python finds no such package."""
    absent = tmp_path / "sitecustomize.py"
    absent.write_text(
        "import importlib.util as u\nfound = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'onelogin' else found(name, *more)\n"
    )
    result = start(tmp_path, GAR | {"PYTHONPATH": str(tmp_path)})
    assert result.returncode != 0
    assert "requirements/gar.lock" in result.stderr.splitlines()[-1]
