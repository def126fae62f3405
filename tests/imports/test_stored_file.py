"""The file of a run is read from rows of a megabyte, a few of them with each statement."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports.services.reading import chunks_of
from imports.stored_file import AHEAD, StoredFile
from tests.imports.factories import ImportChunkFactory, LearnerImportFactory


@pytest.fixture
def run(db):
    return LearnerImportFactory()


@pytest.fixture
def stored(run) -> bytes:
    """Store a file of three statements' rows, beside another one; return its bytes."""
    pieces = [bytes([0, 255, row, 92, 39]) * (row + 1) for row in range(2 * AHEAD + 1)]
    for position, data in enumerate(pieces):
        ImportChunkFactory(run=run, position=position, data=data)
    ImportChunkFactory(data=b"of another run")
    return b"".join(pieces)


def test_a_file_is_read_as_it_was_stored(run, stored):
    file = StoredFile(run)
    assert b"".join(chunks_of(file)) == stored
    assert b"".join(chunks_of(file)) == stored, "and again"
    assert file.read(1) == b""


def test_a_file_is_read_from_any_place(run, stored):
    file = StoredFile(run)
    for place in (len(stored) - 1, 0, len(stored) // 2, 3, len(stored) + 9):
        assert file.seek(place) == file.tell() == place
        assert file.read(1) == stored[place : place + 1]
    assert file.seek(-4, io.SEEK_END) == len(stored) - 4
    with pytest.raises(ValueError, match="negative"):
        file.seek(-1)


def test_a_statement_brings_several_rows(run, stored):
    with CaptureQueriesContext(connection) as captured:
        assert b"".join(chunks_of(StoredFile(run))) == stored
    assert len(captured) == 3


def test_a_run_without_bytes_is_an_empty_file(run):
    file = StoredFile(run)
    assert (file.read(1), file.seek(0, io.SEEK_END)) == (b"", 0)
