"""Files made to harm: each is refused, and what it made us hold or look at is counted."""

import gc
import io
from collections.abc import Iterator
from xml.parsers import expat

import pytest

from imports.domain import siecle_pupil, siecle_structures, xml_guard
from imports.domain.archive import PIECE
from imports.domain.siecle import read_siecle
from tests.imports.measures import peak_memory
from tests.imports.siecle_files import (
    NAME,
    TODAY,
    UAI,
    found,
    pupil,
    read_bytes,
    read_pupils,
    siecle_text,
    structures_xml,
    zipped,
)

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
# What the parser, a few pieces and the reader's own tables take.
ORDINARY = 3 * MEGABYTE
FRONT = siecle_text(data="@").partition("@")[0]


class Endless(io.RawIOBase):
    """A file that begins with some bytes and goes on with others as long as it is asked; it counts them."""

    def __init__(self, front: str, then: str, size: int) -> None:
        self._front = front.encode()
        self._then = then.encode() * (2 * PIECE // len(then.encode()) + 1)
        self._size = size
        self._at = 0
        self.taken = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self._at

    def seek(self, offset, whence=io.SEEK_SET):
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer):
        size = min(len(buffer), self._size - self._at)
        piece = self._front[self._at : self._at + size] or self._then[:size]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        self.taken += len(piece)
        return len(piece)


ENDLESS = {
    "attribute": '<ELEVES A="' + "x",
    "comment": "<!--x",
    "comment full of tags": "<!--<a<b",
    "instruction": "<?pi x",
    "section": "<![CDATA[x",
    "name of an element": "<x",
    "end of an element": "</x",
    "text": "<ELEVES>x",
    "blanks": " ",
    "entity": "&x",
}


@pytest.mark.parametrize("front", ENDLESS.values(), ids=ENDLESS)
def test_token_of_twenty_megabytes_is_refused_after_one(front):
    file = Endless(FRONT + front, front[-1:], 20 * MEGABYTE)
    with peak_memory() as peak:
        reading = read_siecle(file, uai=UAI, today=TODAY)
    assert found(reading) == [("INVALID_FILE",)]
    assert file.taken <= MEGABYTE + 3 * PIECE
    assert peak.bytes < ORDINARY + MEGABYTE


@pytest.fixture
def parsed(monkeypatch) -> list[int]:
    """Return the sizes of the pieces that reach expat."""
    sizes = []
    create = expat.ParserCreate

    class Parser:
        def __init__(self, *arguments, **options):
            object.__setattr__(self, "real", create(*arguments, **options))

        def __getattr__(self, name):
            return getattr(self.real, name)

        def __setattr__(self, name, value):
            setattr(self.real, name, value)

        def Parse(self, piece, is_last):  # noqa: N802
            sizes.append(len(piece))
            return self.real.Parse(piece, is_last)

    monkeypatch.setattr(xml_guard.expat, "ParserCreate", Parser)
    return sizes


def test_long_token_never_reaches_the_parser(parsed):
    """It reads a token again with every piece: 20 MB took twelve seconds."""
    read_siecle(Endless(FRONT + "<!--<", "<", 20 * MEGABYTE), uai=UAI, today=TODAY)
    assert sum(parsed) <= MEGABYTE + PIECE
    parsed.clear()
    read_siecle(Endless(FRONT + '<ELEVES A="', "x", 20 * MEGABYTE), uai=UAI, today=TODAY)
    assert sum(parsed) <= 2 * PIECE


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
def test_long_token_never_reaches_the_parser_in_another_encoding(parsed, codec):
    data = (siecle_text(data=f'<ELEVES A="{"x" * 3 * MEGABYTE}"/>')).encode(codec)
    assert found(read_bytes(data)) == [("INVALID_FILE",)]
    assert sum(parsed) <= 2 * PIECE


@pytest.mark.parametrize("front", ["<\0", "\0<", " \0<\0", "\ufeff\0<"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_parser_is_never_led_to_another_encoding(parsed, front, codec):
    """It takes a NUL among the first two bytes for UTF-16, where « ľ » holds a byte of « > »."""
    data = (front + FRONT + "<!--").encode(codec) + "ľ".encode("utf-16-le") * MEGABYTE
    assert found(read_bytes(data)) in ([("INVALID_FILE",)], [("ENCODING_NOT_SUPPORTED",)])
    assert sum(parsed) == 0


def repeated(front: str, part: Iterator[str] | str, size: int) -> bytes:
    """Return a file that goes on with these parts up to a size."""
    parts, length = [front], len(front)
    for each in part:
        parts.append(each)
        length += len(each)
        if length > size:
            break
    return "".join(parts).encode()


def forever(text: str) -> Iterator[str]:
    while True:
        yield text


def counting(text: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield text.format(number)


IN_PUPIL = FRONT + '<ELEVES><ELEVE ELEVE_ID="1"><PRENOM>'
IN_STRUCTURES = FRONT + '<STRUCTURES><STRUCTURES_ELEVE ELEVE_ID="1">'
ONE_GROUP = "<STRUCTURE><TYPE_STRUCTURE>G</TYPE_STRUCTURE><CODE_STRUCTURE>{0}</CODE_STRUCTURE></STRUCTURE>"
MANY = {
    "tags inside tags": (FRONT, forever("<a>")),
    "tags inside a name": (IN_PUPIL, forever("<a>")),
    "texts of one name": (IN_PUPIL, forever("<![CDATA[<><><><><><><><>]]>")),
    "texts between comments": (IN_PUPIL, forever("x<!-- -->")),
    "different elements": (FRONT, counting("<a{0}/>")),
    "different attributes": (FRONT, counting("<a b{0}='1'/>")),
    "groups of one pupil": (IN_STRUCTURES, counting(ONE_GROUP)),
    "groups of one pupil, in parts": (
        FRONT + "<STRUCTURES>",
        counting(f'<STRUCTURES_ELEVE ELEVE_ID="1">{ONE_GROUP}</STRUCTURES_ELEVE>'),
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_file_full_of_nonsense_is_refused_without_being_held(name):
    data = repeated(*MANY[name], 5 * MEGABYTE)
    file = io.BytesIO(data)
    with peak_memory() as peak:
        reading = read_siecle(file, uai=UAI, today=TODAY)
        looked_at = file.tell()
    assert found(reading) == [("INVALID_FILE",)]
    assert looked_at < MEGABYTE
    assert peak.bytes < ORDINARY


IGNORED = {
    "elements": (FRONT, forever("<a>x</a>")),
    "texts": (FRONT, forever("<a>" + "x" * 60_000 + "</a>")),
    "comments": (FRONT, forever("<!-- " + "x" * 60_000 + " -->")),
    "structures without anything": (
        FRONT + "<STRUCTURES>",
        counting('<STRUCTURES_ELEVE ELEVE_ID="{0}"></STRUCTURES_ELEVE>'),
    ),
    "structures of one pupil": (
        FRONT + "<STRUCTURES>",
        counting(
            '<STRUCTURES_ELEVE ELEVE_ID="1"><STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE>'
            "<CODE_STRUCTURE>3EME {0}</CODE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>"
        ),
    ),
    "structures of one pupil, unreadable": (
        IN_STRUCTURES,
        forever(
            "<STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE><CODE_STRUCTURE>\x85</CODE_STRUCTURE></STRUCTURE>"
        ),
    ),
    "fields of one pupil": (IN_PUPIL + "</PRENOM>", counting("<PRENOM>" + "x" * 50_000 + "{0}</PRENOM>")),
}


@pytest.mark.parametrize("name", IGNORED)
def test_file_full_of_what_is_not_read_is_not_held(name):
    file = io.BytesIO(repeated(*IGNORED[name], 5 * MEGABYTE))
    with peak_memory() as peak:
        reading = read_siecle(file, uai=UAI, today=TODAY)
    # It never ends well: the last element is missing.
    assert found(reading) == [("INVALID_FILE",)]
    assert peak.bytes < ORDINARY


@pytest.mark.parametrize("element", ["PRENOM", "NOM_DE_FAMILLE", "ID_NATIONAL"])
def test_long_texts_that_are_read_are_not_remembered(element):
    """A letter beyond the common ones makes Python take four bytes for each of the others."""
    long = "\U0001f600" + "x" * 40_000
    pupils = [pupil(number, **{element: f"{long}{number}"}, division="y" * 40_000) for number in range(60)]
    data = siecle_text(*pupils).encode()
    with peak_memory() as peak:
        reading = read_siecle(io.BytesIO(data), uai=UAI, today=TODAY)
    assert len(reading.errors) == 120
    assert peak.bytes < ORDINARY


def test_the_name_of_who_has_no_number_is_kept_once_for_all_that_is_wrong_with_him():
    wrong = {"ID_NATIONAL": "", "CODE_SEXE": "", "DATE_NAISS": "", "CODE_COMMUNE_INSEE_NAISS": ""}
    pupils = [pupil(number, **wrong, NOM_DE_FAMILLE="\U0001f600" * 250) for number in range(1000)]
    data = siecle_text(*pupils).encode()
    with peak_memory() as peak:
        reading = read_siecle(io.BytesIO(data), uai=UAI, today=TODAY)
    assert len(reading.errors) == 4000
    assert peak.bytes < ORDINARY


@pytest.mark.parametrize(
    ("subset", "use"),
    [
        ('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">', "&b;"),
        (f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 10_000),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        ('<!ENTITY a SYSTEM "http://example.invalid/">', "&a;"),
        ('<!ENTITY % p SYSTEM "http://example.invalid/p.ent"> %p;', ""),
        ('<!ATTLIST ELEVE ELEVE_ID CDATA "1">', ""),
        ("", ""),
    ],
)
def test_document_type_is_refused_before_anything_in_it(subset, use):
    text = siecle_text(pupil(PRENOM="@")).replace("@", use)
    data = text.replace("?>", f"?><!DOCTYPE BEE_ELEVES [{subset}]>", 1).encode()
    with peak_memory() as peak:
        reading = read_siecle(io.BytesIO(data), uai=UAI, today=TODAY)
    assert found(reading) == [("INVALID_FILE",)]
    assert peak.bytes < ORDINARY


def nested(depth: int) -> bytes:
    """Return a right file in which something not read goes down to a depth."""
    inside = depth - 2
    data = "<a>" * inside + "</a>" * inside
    return siecle_text(pupil()).replace("<DONNEES>", f"<DONNEES>{data}").encode()


def test_elements_may_be_inside_each_other_thirty_two_times():
    assert found(read_bytes(nested(32))) == []
    assert found(read_bytes(nested(33))) == [("INVALID_FILE",)]


@pytest.mark.parametrize("element", ["PRENOM", "ID_NATIONAL", "CODE_SEXE"])
def test_text_may_have_sixty_four_thousand_characters(element):
    longest = " " * (64 * KILOBYTE - 1) + "1"
    assert ("INVALID_FILE",) not in found(read_bytes(siecle_text(pupil(**{element: longest})).encode()))
    assert found(read_bytes(siecle_text(pupil(**{element: longest + "1"})).encode())) == [("INVALID_FILE",)]


def test_text_that_is_not_read_has_a_limit_too():
    text = siecle_text(pupil(TEL_PERSONNEL="x" * 200 * KILOBYTE))
    assert found(read_bytes(text.encode())) == [("INVALID_FILE",)]


def test_archive_of_an_endless_token_is_refused_as_quickly(parsed):
    data = zipped((NAME, (FRONT + "<!--" + "<1234567890abcdefghijklmnopqrstuvwxyz" * 100_000).encode()))
    reading = read_siecle(io.BytesIO(data), uai=UAI, today=TODAY)
    assert found(reading) == [("INVALID_FILE",)]
    assert sum(parsed) <= MEGABYTE + PIECE


@pytest.mark.parametrize("end", [None, -20])
def test_what_was_read_is_free_at_once(end):
    """Twenty megabytes of a large school must not wait for a collection while they are written."""
    data = siecle_text(*map(pupil, range(500))).encode()[:end]
    gc.collect()
    gc.disable()
    try:
        read_siecle(io.BytesIO(data), uai=UAI, today=TODAY)
        left_behind = gc.collect()
    finally:
        gc.enable()
    assert left_behind < 50


def test_memory_does_not_grow_with_those_who_are_not_kept():
    peaks = []
    for count in (1000, 4000):
        left = (pupil(number, DATE_SORTIE="01/09/2020") for number in range(100, 100 + count))
        file = io.BytesIO(siecle_text(pupil(1), *left).encode())
        with peak_memory() as peak:
            assert len(read_siecle(file, uai=UAI, today=TODAY).pupils) == 1
        peaks.append(peak.bytes)
    # What identifies each of them in the file stays, and the class; that was 900 bytes.
    assert peaks[1] - peaks[0] < 3000 * 300


def test_school_keeps_so_many_letters_of_names_and_no_more(monkeypatch):
    monkeypatch.setattr(siecle_pupil, "MAX_KEPT", 40)
    pupils = [pupil(n, ID_NATIONAL=f"{n:02}", NOM_DE_FAMILLE="A" * 9, PRENOM="B" * 9) for n in (1, 2, 3)]
    assert len(read_pupils(*pupils[:2]).pupils) == 2
    assert found(read_pupils(*pupils)) == [("INVALID_FILE",)]


def test_school_keeps_so_many_letters_of_groups_and_no_more(monkeypatch):
    monkeypatch.setattr(siecle_structures, "MAX_LISTS", 40)
    pupils = [pupil(number, groups=[str(number % 2) * 18]) for number in range(9)]
    assert len(read_pupils(*pupils).pupils) == 9, "half of them share a list"
    assert found(read_pupils(*pupils, pupil(10, groups=["x" * 18]))) == [("INVALID_FILE",)]


def test_structures_of_nobody_do_not_bring_pupils():
    data = siecle_text(data=structures_xml(map(pupil, range(50)))).encode()
    assert found(read_bytes(data)) == [("EMPTY",)]
