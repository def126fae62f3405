"""Files made to break a reader, up to the 20 MB that an upload may have."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

from bench.siecle import siecle_file
from tests.imports import fregata_files, onde_files
from tests.imports.sandbox import MEGABYTE

LARGEST = 20 * MEGABYTE

ONDE_HEADER = (";".join(onde_files.HEADER) + "\r\n").encode("cp1252")
FREGATA_HEADER = (fregata_files.HEADER_LINE + "\r\n").encode("cp1252")
SIECLE_HEAD = (
    b'<?xml version="1.0" encoding="ISO-8859-15"?><BEE_ELEVES VERSION="3.0">'
    b"<PARAMETRES><UAJ>0380002A</UAJ></PARAMETRES><DONNEES><ELEVES>"
)
PUPIL = SIECLE_HEAD + b'<ELEVE ELEVE_ID="1">'

Attacks = dict[str, Callable[[], bytes]]


def full(start: bytes, unit: bytes, end: bytes = b"", size: int = LARGEST) -> bytes:
    """Return a file of nearly that size: the unit again and again between start and end."""
    return start + unit * ((size - len(start) - len(end)) // len(unit)) + end


def archive(*entries: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as opened:
        for name, data in entries:
            opened.writestr(name, data)
    return file.getvalue()


def _entities(count: int) -> bytes:
    nested = b"".join(b'<!ENTITY a%d "%s">' % (level + 1, b"&a%d;" % level * 10) for level in range(count))
    return b'<!DOCTYPE x [<!ENTITY a0 "ha">' + nested + b"]>" + SIECLE_HEAD + b"&a%d;" % count


def _comments_of_brackets() -> bytes:
    """Tokens just short enough, each full of what could be the end of another one."""
    return full(SIECLE_HEAD, b"<!--" + b"<>" * 500_000 + b"-->")


def _lying_archive() -> bytes:
    """60 MB of zeros, announced as 100 bytes."""
    size = 60 * MEGABYTE
    return archive(("a.xml", bytes(size))).replace(struct.pack("<I", size), struct.pack("<I", 100))


def _crowd(names: int, groups: int) -> bytes:
    """Return an archive of right pupils, each with so many long names and long groups of his own.

    A letter beyond the common ones makes Python take four bytes for each of the others.
    """
    fields = ("NOM_DE_FAMILLE", "PRENOM", "NOM_USAGE", "PRENOM2", "PRENOM3")[: max(2, names)]
    people, placed, size = [], [], 0
    while size < 95 * MEGABYTE and len(people) < 50_000:
        own = f"\U0001f600{len(people):05}"
        name = own.ljust(250 if names else 10, "x")
        told = "".join(f"<{field}>{name}</{field}>" for field in fields)
        rest = "<CODE_SEXE>1</CODE_SEXE><DATE_NAISS>01/01/2011</DATE_NAISS>"
        people.append(
            f'<ELEVE ELEVE_ID="{own}"><ID_NATIONAL>{own}</ID_NATIONAL>{told}{rest}</ELEVE>'.encode()
        )
        each = "".join(_group(f"{own}{group:02}".ljust(60, "x")) for group in range(groups))
        placed.append(f'<STRUCTURES_ELEVE ELEVE_ID="{own}">{each}</STRUCTURES_ELEVE>'.encode())
        size += len(people[-1]) + len(placed[-1])
    head = SIECLE_HEAD.replace(b"ISO-8859-15", b"UTF-8")
    end = b"</STRUCTURES></DONNEES></BEE_ELEVES>"
    data = b"".join([head, *people, b"</ELEVES><STRUCTURES>", *placed, end])
    return archive(("ElevesSansAdresses.xml", data))


def _group(name: str) -> str:
    code = f"<CODE_STRUCTURE>{name}</CODE_STRUCTURE>"
    return f"<STRUCTURE>{code}<TYPE_STRUCTURE>G</TYPE_STRUCTURE></STRUCTURE>"


def _packed(unit: bytes, every: int, noise: int) -> bytes:
    """Return an archive of nearly 100 MB of one unit, with enough noise to stay under the ratio."""
    rng = random.Random(1)
    parts = [SIECLE_HEAD]
    while sum(map(len, parts)) < 99 * MEGABYTE:
        parts.append(unit * every + b"<!--" + rng.randbytes(noise).hex().encode() + b"-->")
    return archive(("ElevesSansAdresses.xml", b"".join(parts)))


# Each is refused within what the sandbox gives.
SIECLE: Attacks = {
    "attribute": lambda: full(PUPIL[:-2], b"1", b'"/>'),
    "attributes": lambda: full(PUPIL[:-1], b' a=""', b"/>"),
    "comment": lambda: full(SIECLE_HEAD + b"<!--", b"a"),
    "comment of brackets": lambda: full(SIECLE_HEAD + b"<!--", b"<>", b"-->"),
    "comments of brackets": _comments_of_brackets,
    "instruction": lambda: full(SIECLE_HEAD + b"<?a ", b"?", b"?>"),
    "CDATA": lambda: full(PUPIL + b"<PRENOM><![CDATA[", b"]", b"]]>"),
    "text": lambda: full(PUPIL + b"<PRENOM>", b"a"),
    "references": lambda: full(PUPIL + b"<PRENOM>", b"&#65;"),
    "spaces": lambda: full(SIECLE_HEAD, b" "),
    "line feeds": lambda: full(b"", b"\n"),
    "100,000 nested": lambda: SIECLE_HEAD + b"<a>" * 100_000,
    "names": lambda: SIECLE_HEAD + b"".join(b"<a%d/>" % number for number in range(2_000_000)),
    "brackets": lambda: full(SIECLE_HEAD, b"<"),
    "50,001 pupils": lambda: SIECLE_HEAD + b"".join(b'<ELEVE ELEVE_ID="%d"/>' % n for n in range(50_001)),
    "billion laughs": lambda: _entities(9),
    "outside": lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + PUPIL + b"&a;",
    "attribute in UTF-16": lambda: full('<a b="'.encode("utf-16"), "a".encode("utf-16-le")),
    "noise": lambda: random.Random(2).randbytes(LARGEST),
    "100 MB of zeros": lambda: archive(("a.xml", bytes(100 * MEGABYTE))),
    "20 MB of zeros as they are": lambda: archive(
        ("a.xml", bytes(LARGEST - 200)), packing=zipfile.ZIP_STORED
    ),
    "archive in an archive": lambda: archive(("a.xml", archive(("a.xml", bytes(100 * MEGABYTE))))),
    "60,000 entries": lambda: archive(*[(f"{number}.xml", b"") for number in range(60_000)]),
    "lying archive": _lying_archive,
    "noise for an archive": lambda: b"PK\x03\x04" + random.Random(3).randbytes(LARGEST - 4),
    "ends of archives": lambda: full(b"", b"PK\x05\x06"),
}


def csv_attacks(header: bytes) -> Attacks:
    return {
        "quotes": lambda: full(b"", b'"'),
        "quotes under the header": lambda: full(header, b'"'),
        "line feeds": lambda: full(b"", b"\n"),
        "line feeds under the header": lambda: full(header, b"\n"),
        "carriage returns": lambda: full(b"", b"\r"),
        "one line": lambda: full(b"", b"a"),
        "one line under the header": lambda: full(header, b"a"),
        "separators": lambda: full(header, b";"),
        "quoted line feeds": lambda: full(header + b'"', b"\n"),
        "short rows": lambda: full(header, b"a;b\n"),
        "50,001 rows": lambda: header + b"a;b\n" * 50_001,
        "40,000 headings": lambda: b";".join(b"h%d" % number for number in range(40_000)) + b"\nx",
        "20 MB of headings": lambda: b";".join(b"h%d" % number for number in range(2_400_000)),
        "NUL at the end": lambda: full(header, b"a;\n", b"\0"),
        "UTF-16": lambda: full("\ufeff".encode("utf-16-le"), "a".encode("utf-16-le")),
        "accents": lambda: full(header, b"\xe9"),
        "accents apart": lambda: full(header.decode("cp1252").encode(), "e\u0301".encode()),
        "noise": lambda: random.Random(4).randbytes(LARGEST),
    }


# Nothing in them is a trick: as many elements or rows as there is room for. They take longer, as a right file
# of that size does, and no longer than that.
LARGE_SIECLE: Attacks = {
    "empty elements": lambda: full(SIECLE_HEAD, b"<a/>"),
    "empty first names": lambda: full(PUPIL, b"<PRENOM/>"),
    "100 MB of empty elements": lambda: _packed(b"<a/>", 30_000, 480),
    "100 MB of spaces": lambda: _packed(b" ", 60_000, 600),
    "long groups of everybody": lambda: _crowd(names=0, groups=30),
    "long names of everybody": lambda: _crowd(names=5, groups=0),
    "9,000 pupils without a sex": lambda: siecle_file(9000).replace(b"CODE_SEXE", b"CODE_SEXA"),
}


def large_csv(header: bytes) -> Attacks:
    width = header.count(b";") + 1
    wrong = b";".join([b"x"] * width) + b"\n"
    misread = b";".join([b"C\xbdur"] * width) + b"\n"
    return {
        "blank rows": lambda: full(header, b";" * (width - 1) + b"\r\n"),
        "wide rows": lambda: full(header, b";" * 500_000 + b"\n"),
        "rows with one cell": lambda: full(header, b"x" + b";" * (width - 1) + b"\n"),
        "50,000 wrong rows": lambda: header + wrong * 50_000,
        "letters of ISO-8859-15 at the end": lambda: header + wrong * 49_999 + misread,
    }
