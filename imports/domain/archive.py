"""The bytes of an XML file, whether it comes alone or in a zip; nothing is ever written to a folder.

What does not break a rule of the archive is left to whoever reads the XML. Source: spec/imports.md 2.3,
design/ecosystem.md 5.2.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from imports.domain.errors import ErrorCode, UploadRefusedError

PIECE = 64 * 1024
MAX_ENTRIES = 20
# Of the XML, in bytes. A real export is 20 to 30 times as large as its archive.
MAX_SIZE = 100 * 1024 * 1024
MAX_RATIO = 200

# More than the end record with its comment; 20 entries need far less.
_MAX_READ = 128 * 1024
# The first entry, an archive without any, the first part of several.
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# The others can ask for gigabytes of memory, and no tool of a school uses them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1 | 0x40
_DRIVE = re.compile("[A-Za-z]:")
# What zipfile lets through when an archive was damaged, or made to harm.
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def is_archive(file: BinaryIO) -> bool:
    """Return whether a file is a zip, by its content: the name says nothing."""
    file.seek(0)
    return _Container(file).read(4) in _ZIP_MARKS


def xml_pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of the XML, in pieces of 64 kB but for the last.

    file: seekable, at any position. Raise UploadRefusedError for a broken or hostile archive, at once or
    when a damaged place is reached, and for more than 100 MB; what the file itself raises goes through.
    """
    if not is_archive(file):
        yield from _pieces(_Container(file).read, MAX_SIZE)
        return
    container = _Container(file)
    try:
        with zipfile.ZipFile(container) as archive:
            entry = _only_xml(archive.infolist())
            if not _is_bounded(entry, container.size):
                raise zipfile.BadZipFile("larger than any export")
            with archive.open(entry) as unzipped:
                yield from _unzipped_pieces(unzipped, entry.file_size)
    except _ZIP_FAULTS as fault:
        raise UploadRefusedError(ErrorCode.INVALID_FILE) from fault


class _Container:
    """A file as zipfile wants it: reads are whole, and never so large as a lying directory asks."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, io.SEEK_END)
        file.seek(0)

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.tell(), io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise zipfile.BadZipFile("a place before the beginning")
        return self._file.seek(base + offset)

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            size = max(0, self.size - self.tell())
        if size > _MAX_READ:
            raise zipfile.BadZipFile("too much at once")
        data = self._file.read(size)
        # A raw file may give less than it was asked for.
        while len(data) < size and (more := self._file.read(size - len(data))):
            data += more
        return data


def _pieces(read: Callable[[int], bytes], limit: int) -> Iterator[bytes]:
    """Yield what can be read, up to the limit in bytes."""
    total = 0
    while piece := read(PIECE):
        total += len(piece)
        if total > limit:
            raise UploadRefusedError(ErrorCode.INVALID_FILE)
        yield piece


def _unzipped_pieces(unzipped: zipfile.ZipExtFile, size: int) -> Iterator[bytes]:
    """Yield an entry of the size that the archive announces, unless it is an archive in its turn."""
    if unzipped.peek(4)[:4] in _ZIP_MARKS:
        raise zipfile.BadZipFile("an archive in an archive")
    for piece in _pieces(unzipped.read, size):
        size -= len(piece)
        yield piece
    if size:
        raise zipfile.BadZipFile("smaller than announced")


def _only_xml(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return the one XML file of an archive in which nothing is suspect."""
    if len(entries) > MAX_ENTRIES or any(map(_is_suspect, entries)):
        raise zipfile.BadZipFile("not an export")
    useful = [entry for entry in entries if _is_useful(entry)]
    if len(useful) != 1:
        raise zipfile.BadZipFile("not exactly one XML file")
    return useful[0]


def _is_suspect(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry points outside, is locked, is a link, or is an archive in its turn."""
    name = entry.orig_filename
    parts = _parts(name)
    return bool(
        parts[0] == ""
        or _DRIVE.match(name)
        or ".." in parts
        or "\0" in name
        or entry.flag_bits & _ENCRYPTED
        or stat.S_ISLNK(entry.external_attr >> 16)
        or name.lower().endswith(".zip")
    )


def _is_useful(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry is an XML file that somebody put there, and not what a Mac adds."""
    parts = _parts(entry.orig_filename)
    is_hidden = parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)
    return parts[-1].lower().endswith(".xml") and not is_hidden


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _is_bounded(entry: zipfile.ZipInfo, container_size: int) -> bool:
    return (
        entry.compress_type in _METHODS
        and entry.compress_size <= container_size
        and entry.file_size <= min(MAX_SIZE, MAX_RATIO * entry.compress_size)
    )
