"""Simulators know nothing of schools: their tests need no stage, only the site."""

import pytest


@pytest.fixture(scope="module")
def stage(transactional_db) -> None:
    """Take the place of the schools of the other browser tests: there are none."""
