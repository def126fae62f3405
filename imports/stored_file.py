"""The file of a run, read from the rows that hold its bytes."""

import io
from bisect import bisect_right
from itertools import accumulate

from django.db.models import Case, When
from django.db.models.functions import Length

from imports.models import ImportChunk, LearnerImport


class StoredFile(io.RawIOBase):
    """The bytes of a run as a binary file: seekable, and never more than one row in memory."""

    def __init__(self, run: LearnerImport) -> None:
        # The files of most schools are one row: it comes at once.
        first = Case(When(position=0, then="data"))
        rows = list(run.chunks.order_by("position").values_list("pk", Length("data"), first))
        self._pks = [pk for pk, _, _ in rows]
        # Where each row begins; the last entry is the end of the file.
        self._starts = [0, *accumulate(size for _, size, _ in rows)]
        self._position = 0
        self._row = 0
        self._data = bytes(rows[0][2]) if rows else b""

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
        if row != self._row:
            self._data = bytes(ImportChunk.objects.values_list("data", flat=True).get(pk=self._pks[row]))
            self._row = row
        start = self._position - self._starts[row]
        piece = self._data[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)
