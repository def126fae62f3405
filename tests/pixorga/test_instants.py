"""Instants that PostgreSQL writes are those that Django’s own reading makes of them."""

from datetime import UTC

import pytest
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from psycopg import DataError

from pixorga.db.postgresql.base import InstantLoader

TIMESTAMPTZ = 1184


class DjangosLoader(BaseTzLoader):
    timezone = UTC


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 04:22:32+00",
        "2026-11-22 04:22:32.1+00",
        "2026-11-22 04:22:32.12345+00",
        "2026-11-22 04:22:32.123456+00",
        "0001-01-01 00:00:00+00",
        "9999-12-31 23:59:59.999999+00",
    ],
)
@pytest.mark.parametrize("kind", [bytes, memoryview])
def test_an_instant_is_the_one_that_django_reads(text, kind):
    data = kind(text.encode())
    instant = InstantLoader(TIMESTAMPTZ).load(data)
    assert instant == DjangosLoader(TIMESTAMPTZ).load(data)
    assert instant.tzinfo is UTC


def test_an_instant_of_another_zone_is_the_same_instant():
    there, here = (
        InstantLoader(TIMESTAMPTZ).load(f"2026-06-01 {text}".encode())
        for text in ("04:00:00+02", "02:00:00+00")
    )
    assert there == here
    assert there.tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["infinity", "-infinity", "0044-03-15 00:00:00+00 BC", "10001-01-01 00:00:00+00"]
)
def test_what_python_does_not_know_is_refused_as_psycopg_refuses_it(text):
    with pytest.raises(DataError):
        InstantLoader(TIMESTAMPTZ).load(text.encode())
