"""Which encoding a CSV file is written in, decided while its bytes go by.

Only the first kilobytes are kept, so that a web request can look at a file of any size.
Source: spec/imports.md 1.3, design/ecosystem.md 5.3.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from imports.domain.errors import ErrorCode, UploadRefusedError

HEAD_SIZE = 64 * 1024

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
# ZIP (hence .xlsx and .ods), OLE (.xls) and PDF.
OTHER_CONTAINERS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF")

# The accents must be the right ones: read as mac_roman, the « élève » of a Windows file becomes « ÈlËve ».
_ONDE_HEADING = re.compile(r"nom\s+(?:de\s+l['’]\s*)?[ée]l[èe]ve", re.IGNORECASE)


def inspect_upload(chunks: Iterable[bytes]) -> str:
    """Return the encoding to read a CSV file with: utf-8, utf-8-sig, cp1252, mac_roman or iso8859-1.

    Raise UploadRefusedError for what is no text (BAD_CSV_FORMAT) and for UTF-16 (ENCODING_NOT_SUPPORTED).
    cp1252 may turn out to be ISO-8859-15: only the names tell, see `read_onde`.
    """
    stream = iter(chunks)
    head = _read_head(stream)
    _refuse_other_containers(head)
    utf8, cp1252 = _Trial("utf-8"), _Trial("cp1252")
    for chunk in chain((head,), stream):
        if b"\0" in chunk:
            raise UploadRefusedError(ErrorCode.BAD_CSV_FORMAT)
        utf8.feed(chunk)
        cp1252.feed(chunk)
    utf8.feed(b"", final=True)
    if utf8.fits:
        return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"
    return _single_byte_encoding(head, fits_cp1252=cp1252.fits)


class _Trial:
    """Whether all the bytes seen so far are right in one encoding."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
        self.fits = True

    def feed(self, chunk: bytes, *, final: bool = False) -> None:
        if not self.fits:
            return
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self.fits = False


def _read_head(stream: Iterator[bytes]) -> bytes:
    """Take at least HEAD_SIZE bytes from the stream, or all that it has."""
    head = bytearray()
    for chunk in stream:
        head += chunk
        if len(head) >= HEAD_SIZE:
            break
    return bytes(head)


def _refuse_other_containers(head: bytes) -> None:
    if head.startswith(UTF16_MARKS):
        raise UploadRefusedError(ErrorCode.ENCODING_NOT_SUPPORTED)
    if head.startswith(OTHER_CONTAINERS) or not head.removeprefix(codecs.BOM_UTF8):
        raise UploadRefusedError(ErrorCode.BAD_CSV_FORMAT)


def _single_byte_encoding(head: bytes, *, fits_cp1252: bool) -> str:
    """Return the encoding in which the headings of Onde show, else the first that reads the whole file.

    ISO-8859-1 gives every byte a character: a stray byte in a Windows file becomes a control character, an
    error on its line if the column is read, and does not turn every accent of the file into another.
    """
    first_line = next((line for line in re.split(rb"[\r\n]+", head[:HEAD_SIZE]) if line.strip()), b"")
    candidates = ["cp1252"] if fits_cp1252 else []
    candidates += ["mac_roman", "iso8859-1"]
    for encoding in candidates:
        if _ONDE_HEADING.search(first_line.decode(encoding)):
            return encoding
    return candidates[0]
