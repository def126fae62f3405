"""A database of the bench's own, thrown away at the end, and Django on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pixorga.testing.servers import PostgreSQL, missing_services


@contextmanager
def database(*, embedded: bool) -> Iterator[None]:
    """Start Django on an empty private PostgreSQL; on SQLite if asked, or if there is no PostgreSQL.

    Modules with models are imported inside of the block only. Programs that the block starts find the same
    database by the environment.
    """
    with TemporaryDirectory(prefix="pixorga-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "pixorga.settings",
            "PIXORGA_ENV": "test",
            "PIXORGA_VAR": folder,
            "REDIS_URL": "",
            "DATABASE_URL": "",
        }
        server = None if embedded or missing_services() else PostgreSQL(Path(folder))
        try:
            if server:
                _create_database(server)
            start_django()
            from django.core.management import call_command
            from django.db import connections

            call_command("migrate", verbosity=0)
            yield
            connections.close_all()
        finally:
            if server:
                server.stop()


def start_django() -> None:
    """Set Django up without its log."""
    import logging

    import django

    django.setup()
    logging.disable()


def _create_database(server: PostgreSQL) -> None:
    import psycopg

    with psycopg.connect(server.url, dbname="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE pixorga")
    os.environ["DATABASE_URL"] = server.url
