"""Which encoding a CSV file is written in, decided while its bytes go by.

Only the first kilobytes are kept, so that a web request can look at a file of any size.
Source: spec/imports.md 1.3, design/ecosystem.md 5.3.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from imports.domain.errors import ErrorCode, UploadRefusedError

HEAD_SIZE = 64 * 1024

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
# ZIP (hence .xlsx and .ods), OLE (.xls) and PDF.
OTHER_CONTAINERS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF")

_BLANK = b';,|" \t\x1e\x1f' + codecs.BOM_UTF8

# The accents must be the right ones: read as mac_roman, the « élève » of a Windows file becomes « ÈlËve ».
_ONDE_HEADING = re.compile(r"nom\s+(?:de\s+l['’]\s*)?[ée]l[èe]ve", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextTraits:
    """What the bytes of a text tell. utf8: the codec to read it with if it is UTF-8, or None.

    first_line: the first one with more than separators. single_byte: the other codecs that may be right, the
    most likely first; ISO-8859-1, which reads everything, comes last.
    """

    first_line: bytes
    utf8: str | None
    single_byte: tuple[str, ...]


def inspect_upload(chunks: Iterable[bytes]) -> str:
    """Return the encoding to read an Onde file with: utf-8, utf-8-sig, cp1252, mac_roman or iso8859-1.

    If none shows the headings of Onde, it is the first that reads the whole file. cp1252 may turn out to be
    ISO-8859-15: only the names tell, see `read_csv`. Raise UploadRefusedError as `inspect_text` does.
    """
    traits = inspect_text(chunks)
    if traits.utf8:
        return traits.utf8
    for encoding in traits.single_byte:
        if _ONDE_HEADING.search(traits.first_line.decode(encoding)):
            return encoding
    return traits.single_byte[0]


def inspect_text(chunks: Iterable[bytes]) -> TextTraits:
    """Return what the bytes of a CSV file tell about its encoding.

    Raise UploadRefusedError for what is no text (BAD_CSV_FORMAT) and for UTF-16 (ENCODING_NOT_SUPPORTED).
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
    return TextTraits(
        first_line=next(
            (line for line in re.split(rb"[\r\n]+", head[:HEAD_SIZE]) if line.strip(_BLANK)), b""
        ),
        utf8=_utf8_codec(head) if utf8.fits else None,
        # ISO-8859-1 gives every byte a character: a stray byte in a Windows file becomes a control character,
        # an error on its line if the column is read, and does not turn every accent of the file into another.
        single_byte=(*(["cp1252"] if cp1252.fits else []), "mac_roman", "iso8859-1"),
    )


def _utf8_codec(head: bytes) -> str:
    return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"


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
