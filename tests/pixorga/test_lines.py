"""Lines to the database that are kept between requests, on PostgreSQL."""

import select

import psycopg
import pytest
from django.db import connection

from organizations.models import Organization

pytestmark = pytest.mark.services


@pytest.fixture(autouse=True)
def _lines_are_kept(transactional_db):
    connection.close()
    before = dict(connection.settings_dict)
    connection.settings_dict |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    Organization.objects.count()
    yield
    connection.close()
    connection.settings_dict.update(before)


def test_a_line_that_the_server_hung_up_is_renewed_before_a_page_uses_it():
    line = connection.connection
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [line.info.backend_pid])
    assert select.select([line], [], [], 10)[0], "the goodbye of the server did not come"
    connection.close_if_unusable_or_obsolete()  # what Django does when a request begins
    assert Organization.objects.count() == 0
    assert connection.connection is not line


def test_a_line_that_is_fine_is_kept():
    line = connection.connection
    connection.close_if_unusable_or_obsolete()
    Organization.objects.count()
    assert connection.connection is line
