"""Reading XML of which nothing is known, without ever holding more than a piece of it.

expat has no defence of its own against one endless token, against a document that nests for ever, or that
names millions of elements. Source: spec/imports.md 2.4, design/ecosystem.md 5.1.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

from imports.domain.errors import ErrorCode

MAX_DEPTH = 32
# In characters; where text is passed over, in bytes.
MAX_TEXT = 64 * 1024
_ROOM_FOR_TAG = 1024
# In bytes of UTF-8. expat reads a token again from its beginning with each piece, until its end has come.
MAX_TOKEN = 1024 * 1024
# Of elements and attributes, each counted once; expat keeps them all. Siècle has about a hundred.
MAX_NAMES = 1000
# Of tags and of what else begins with « < ». 40,000 pupils have 4 million of them.
MAX_TAGS = 6_000_000

_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_DECLARED_WITHIN = 256
# The mark at the beginning beats the declaration, which an editor leaves as it was when it saves otherwise.
# The first two bytes of UTF-32 are those of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "",
    codecs.BOM_UTF32_BE: "",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SINGLE_BYTE = ("iso8859-", "cp125")


class UnreadableError(Exception):
    """The XML cannot be read, or not be read on."""

    def __init__(self, code: ErrorCode = ErrorCode.INVALID_FILE) -> None:
        super().__init__(str(code))
        self.code = code


class Element(dict[str, "Element"]):
    """An element that is read: those inside it that are read too, by their names; others are passed over.

    is_text: its text is what counts. on_start: gets the attributes. on_end: gets the texts inside, by the
    names of their elements.
    """

    __slots__ = ("is_text", "on_end", "on_start", "other", "parent")

    def __init__(
        self,
        children: Mapping[str, "Element"] | None = None,
        *,
        is_text: bool = False,
        on_start: Callable[[Mapping[str, str]], None] | None = None,
        on_end: Callable[[Mapping[str, str]], None] | None = None,
    ) -> None:
        super().__init__(children or {})
        self.is_text = is_text
        self.on_start = on_start
        self.on_end = on_end

    def settle(self, depth: int = 0) -> None:
        """Tell all inside where it stands. depth: of this; around the root, 0, nothing else may be."""
        self.other = Element() if 0 < depth < MAX_DEPTH else Element(on_start=_refuse)
        self.other.parent = self
        if 0 < depth < MAX_DEPTH:
            self.other.settle(depth + 1)
        for child in self.values():
            child.parent = self
            child.settle(depth + 1)

    def part(self) -> None:
        """Undo `settle`: what holds itself keeps all that was read until the next collection."""
        for element in (*self.values(), self.other):
            del element.parent
            if hasattr(element, "other"):
                element.part()
        del self.other


def find_encoding(head: bytes) -> str:
    """Return what Python calls the encoding of an XML file, or "" for one that is not read here.

    head: the first bytes of the file. Without mark and declaration it is UTF-8, as the standard says.
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.match(head[:_DECLARED_WITHIN])
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
    except LookupError:
        return ""
    return name if name in ("utf-8", "ascii") or name.startswith(_SINGLE_BYTE) else ""


def read_xml(pieces: Iterable[bytes], encoding: str, document: Element) -> None:
    """Walk through an XML file and tell each element that is read what was found.

    encoding: as `find_encoding` gives it. document: holds the root that is expected. Raise UnreadableError
    for what is not well-formed, another root, a DOCTYPE, what passes a limit (INVALID_FILE), and an encoding
    that is not read.
    """
    if not encoding:
        raise UnreadableError(ErrorCode.ENCODING_NOT_SUPPORTED)
    names: dict[str, str] = {}
    parser = expat.ParserCreate("utf-8", intern=names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    text = _watch(parser, document)
    given = 0
    try:
        for piece in _guarded(_as_utf8(pieces, encoding)):
            parser.Parse(piece, False)
            given += len(piece)
            # A comment may hold both marks of the guards: here it is seen for what it is, one token.
            token = given - max(0, parser.CurrentByteIndex)
            if token > MAX_TOKEN or len(names) > MAX_NAMES or sum(map(len, text)) > MAX_TEXT:
                raise UnreadableError
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeDecodeError) as fault:
        raise UnreadableError from fault
    finally:
        # They hold the parser, which holds them.
        parser.StartElementHandler = parser.EndElementHandler = None
        document.part()


def _watch(parser: expat.XMLParserType, document: Element) -> list[str]:
    """Make a parser tell the elements what it finds; return where it collects the text that it is in.

    Functions with variables in common: called ninety times for each pupil, they are faster than methods.
    """
    document.settle()
    here = document
    texts: dict[str, str] = {}
    text: list[str] = []
    keep = text.append

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal here
        here = here.get(name, here.other)
        if here.is_text:
            parser.CharacterDataHandler = keep
        elif here.on_start:
            here.on_start(attributes)

    def end(name: str) -> None:
        nonlocal here
        if here.is_text:
            parser.CharacterDataHandler = None
            texts[name] = whole = "".join(text)
            if len(whole) > MAX_TEXT:
                raise UnreadableError
            text.clear()
        elif here.on_end:
            here.on_end(texts)
            texts.clear()
        here = here.parent

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    return text


def _as_utf8(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a file as UTF-8, whatever its encoding: the guards search for bytes."""
    if encoding == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    for piece in pieces:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def _guarded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces of a file in UTF-8 as long as no token and no text goes on for too long."""
    # Text and attributes hold no « < » as it is: a comment, which does, ends with a « > ».
    guards = (_Run(b"<", MAX_TEXT + _ROOM_FOR_TAG), _Run(b">", MAX_TOKEN))
    tags = 0
    for piece in pieces:
        tags += piece.count(b"<")
        # NUL is no character of XML, and at the beginning it makes expat read UTF-16, unseen by the guards.
        if b"\0" in piece or tags > MAX_TAGS:
            raise UnreadableError
        for guard in guards:
            guard.watch(piece)
        yield piece


class _Run:
    """How many bytes have gone by without a mark; a gap inside one piece is no longer than the piece."""

    def __init__(self, mark: bytes, limit: int) -> None:
        self._mark = mark
        self._limit = limit
        self._length = 0

    def watch(self, piece: bytes) -> None:
        first = piece.find(self._mark)
        longest = self._length + (len(piece) if first < 0 else first)
        if longest > self._limit:
            raise UnreadableError
        self._length = longest if first < 0 else len(piece) - piece.rfind(self._mark) - 1


def _refuse(*_doctype: object) -> None:
    raise UnreadableError
