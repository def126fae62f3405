"""A CSV file read record by record: separator, header, physical line numbers, limits.

Every fault of structure is a `csv.Error`. Source: spec/imports.md 1.3 to 1.5, design/ecosystem.md 5.3.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

# As in the original: two control characters are separators too.
DELIMITERS = ";,\t|\x1e\x1f"

# In characters. A record of Onde has about 140. The limits bound the memory that a hostile file can take;
# they are kept here and not with csv.field_size_limit(), which is shared by the whole process.
MAX_FIELD = 64 * 1024
MAX_HEADER = 64 * 1024
MAX_RECORD = 1024 * 1024
# What a spreadsheet can save: blank lines count, or a file of line feeds would take a worker for long.
MAX_LINES = 1_048_576

_BLANK = DELIMITERS + ' "\r\n\u00a0\ufeff'


@dataclass(frozen=True, slots=True)
class Table:
    """header: the first record that is not blank. records: physical line of the start, and cells."""

    header: list[str]
    records: Iterator[tuple[int, list[str]]]


def open_table(chunks: Iterable[bytes], *, encoding: str, rate: Callable[[list[str]], int]) -> Table:
    """Return the table in a CSV file, of which only the header has been read.

    rate: how many headings of a header are known; it decides between separators, then their number does.
    Raise csv.Error, here or while records are read, for a broken structure, and UnicodeDecodeError.
    """
    lines = _Lines(chunks, encoding)
    header_lines = _header_lines(lines)
    skipped = lines.count - len(header_lines)
    delimiter = _pick_delimiter(header_lines, rate)
    lines.record_size = 0
    reader = csv.reader(chain(header_lines, lines), delimiter=delimiter, strict=True)
    records = _records(reader, lines, skipped)
    _, header = next(records)
    return Table(header, records)


class _Chunks(io.RawIOBase):
    """Chunks of bytes as a file."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


class _Lines:
    """The physical lines of a file, ended by CR, LF or CRLF and by nothing else.

    Refuse to go on when the lines since `record_size` was last put to zero are too long to be one record:
    a quote that nobody closed swallows the rest of the file.
    """

    def __init__(self, chunks: Iterable[bytes], encoding: str) -> None:
        raw = io.BufferedReader(_Chunks(chunks), buffer_size=64 * 1024)
        self._readline = io.TextIOWrapper(raw, encoding=encoding, errors="strict", newline="").readline
        self.count = 0
        self.record_size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._readline(MAX_RECORD + 1)
        if not line:
            raise StopIteration
        self.count += 1
        self.record_size += len(line)
        if self.record_size > MAX_RECORD or self.count > MAX_LINES:
            raise csv.Error("too long to be a table")
        return line


def _header_lines(lines: _Lines) -> list[str]:
    """Take the lines of the first record that is not blank: several if a quoted heading holds a line end."""
    for line in lines:
        if line.strip(_BLANK):
            break
        lines.record_size = 0
    else:
        raise csv.Error("no header")
    taken = [line]
    quotes = line.count('"')
    while quotes % 2 and (line := next(lines, "")):
        taken.append(line)
        quotes += line.count('"')
    if lines.record_size > MAX_HEADER:
        raise csv.Error("header too long")
    return taken


def _pick_delimiter(header_lines: list[str], rate: Callable[[list[str]], int]) -> str:
    """Return the separator that makes most sense of the header; at least two cells, or there is none."""
    best, best_score = "", (0, 1)
    for delimiter in DELIMITERS:
        try:
            header = next(csv.reader(header_lines, delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        score = rate(header), len(header)
        if len(header) > 1 and score > best_score:
            best, best_score = delimiter, score
    if not best:
        raise csv.Error("no separator")
    return best


def _records(reader: Any, lines: _Lines, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Number records by the line where they start; an empty line is none. skipped: lines above the header."""
    start = skipped + 1
    for cells in reader:
        if lines.record_size > MAX_FIELD and max(map(len, cells)) > MAX_FIELD:
            raise csv.Error("field too long")
        lines.record_size = 0
        if cells:
            yield start, cells
        start = skipped + reader.line_num + 1
