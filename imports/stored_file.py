"""The file of a run, read from the rows that hold its bytes."""

import io
from bisect import bisect_right
from itertools import accumulate

from django.db import connection

from imports.models import ImportChunk, LearnerImport

# How many rows come with one statement; of a megabyte each, as they are stored.
AHEAD = 4


class StoredFile(io.RawIOBase):
    """The bytes of a run as a binary file: seekable, and never more than a few rows in memory."""

    def __init__(self, run: LearnerImport) -> None:
        self._run = run
        self._position = 0
        # Where each row begins; the last entry is the end of the file.
        self._starts = [0, *accumulate(self._hold(0))]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._starts[-1]}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: memoryview) -> int:
        """Fill the buffer from one row, the one that stands at the position; 0 at the end."""
        if self._position >= self._starts[-1]:
            return 0
        row = bisect_right(self._starts, self._position) - 1
        if row not in self._held:
            self._hold(row)
        start = self._position - self._starts[row]
        piece = memoryview(self._held[row])[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _hold(self, row: int) -> list[int]:
        """Read a row and those that follow, in place of the others; return the lengths of all."""
        self._held: dict[int, bytes] = {}
        rows = _rows(self._run.pk, row, row + AHEAD)
        self._held = {row: data for row, (_, data) in enumerate(rows) if data is not None}
        return [length for length, _ in rows]


def _rows(run_id: int, first: int, end: int) -> list[tuple[int, bytes | None]]:
    """Return the length of each row of a run, with its bytes from the first one to the one before the end."""
    table = connection.ops.quote_name(ImportChunk._meta.db_table)
    wanted = f"CASE WHEN position >= {first:d} AND position < {end:d} THEN data END"
    sql = f"SELECT length(data), {wanted} FROM {table} WHERE run_id = {run_id:d} ORDER BY position"  # noqa: S608 - numbers
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(sql)
            return cursor.fetchall()
        # As text, every byte would take two letters, and five times as long.
        with connection.wrap_database_errors, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT BINARY)") as copy:
            copy.set_types(["int4", "bytea"])
            return list(copy.rows())
