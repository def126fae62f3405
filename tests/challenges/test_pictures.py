"""A drawing that went away with a release costs a pupil the drawing, not the page."""

import json

import pytest

from challenges.pictures import picture_url

MANIFEST = {"version": "1.1", "hash": "", "paths": {"missions/carte.svg": "missions/carte.0a1b2c3d4e5f.svg"}}


@pytest.fixture
def _production_files(settings, tmp_path):
    """Static files as production has them: by their fingerprints, one of them there."""
    (tmp_path / "staticfiles.json").write_text(json.dumps(MANIFEST))
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.mark.usefixtures("_production_files")
@pytest.mark.parametrize(
    ("file", "url"),
    [
        ("missions/carte.svg", "/static/missions/carte.0a1b2c3d4e5f.svg"),
        ("missions/partie.svg", "/static/missions/partie.svg"),
    ],
)
def test_a_picture_has_an_address_even_when_it_is_gone(file, url):
    assert picture_url(file) == url


def test_elsewhere_files_bear_their_names():
    assert picture_url("missions/carte.svg") == "/static/missions/carte.svg"
