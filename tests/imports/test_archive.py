import io
import stat
import struct
import zipfile
from pathlib import Path
from random import Random

import pytest

from imports.domain.archive import MAX_RATIO, MAX_SIZE, is_archive, xml_pieces
from imports.domain.errors import ErrorCode, UploadRefusedError
from imports.domain.siecle import inspect_siecle, read_siecle
from tests.imports.measures import peak_memory
from tests.imports.siecle_files import NAME, TODAY, UAI, found, pupil, read_bytes, siecle_text, zipped

XML = siecle_text(*map(pupil, range(1, 40))).encode()
MEGABYTE = 1024 * 1024


def is_refused(data: bytes) -> bool:
    """Return whether a file is refused at upload, as INVALID_FILE."""
    try:
        inspect_siecle(io.BytesIO(data))
    except UploadRefusedError as refusal:
        return refusal.code is ErrorCode.INVALID_FILE
    return False


def entry(name: str = NAME, **attributes: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info


def other_files(count: int) -> list[tuple[str, bytes]]:
    return [(f"lisezmoi{number}.txt", b"bonjour") for number in range(count)]


LINK = entry(external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3)

ACCEPTED = {
    "alone": [(NAME, XML)],
    "in capitals": [("EXPORT.XML", XML)],
    "mixed case": [("Export.Xml", XML)],
    "in a folder": [("2025/septembre/eleves.xml", XML)],
    "in a folder with its own entry": [("2025/", b""), ("2025/eleves.xml", XML)],
    "beside others": [(NAME, XML), ("lisezmoi.txt", b"bonjour"), (".DS_Store", b"\0")],
    "zipped by a Mac": [(NAME, XML), ("__MACOSX/", b""), (f"__MACOSX/._{NAME}", b"Mac OS X")],
    "zipped by a Mac, whole folder": [(f"a/{NAME}", XML), (f"__MACOSX/a/{NAME}", b"Mac OS X")],
    "beside a hidden one": [(NAME, XML), (".old.xml", XML), (".git/eleves.xml", XML)],
    "stored as it is": [(entry(compress_type=zipfile.ZIP_STORED), XML)],
    "with accents": [("Élèves sans adresses.xml", XML)],
    "dots in its name": [("eleves..2025.xml", XML)],
    "twenty entries": [(NAME, XML), *other_files(19)],
}
REFUSED = {
    "nothing": [],
    "no XML": [("eleves.csv", b"bonjour")],
    "two XML": [(NAME, XML), ("ResponsablesSansAdresses.xml", XML)],
    "two XML of the same name": [(NAME, XML), (NAME, XML)],
    "hidden only": [(f"._{NAME}", XML)],
    "of a Mac only": [(f"__MACOSX/{NAME}", XML)],
    "a folder called so": [("eleves.xml/", b"")],
    "an empty XML": [(NAME, b"")],
    "above": [(f"../{NAME}", XML)],
    "above, after a folder": [(f"a/../../{NAME}", XML)],
    "above, as Windows writes it": [(f"..\\{NAME}", XML)],
    "another file above": [(NAME, XML), ("../lisezmoi.txt", b"bonjour")],
    "absolute": [(f"/tmp/{NAME}", XML)],
    "absolute, as Windows writes it": [(f"\\{NAME}", XML)],
    "on a drive": [(f"C:\\{NAME}", XML)],
    "a link": [(LINK, b"/etc/passwd")],
    "another archive beside": [(NAME, XML), ("a.zip", zipped((NAME, XML)))],
    "only another archive": [("ExportXML.ZIP", zipped((NAME, XML)))],
    "an archive called XML": [(NAME, zipped((NAME, XML)))],
    "twenty-one entries": [(NAME, XML), *other_files(20)],
    "compressed otherwise": [(entry(compress_type=zipfile.ZIP_LZMA), XML)],
    "compressed otherwise again": [(entry(compress_type=zipfile.ZIP_BZIP2), XML)],
}


@pytest.mark.parametrize("name", ACCEPTED)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archive_with_one_xml_is_read(name):
    data = zipped(*ACCEPTED[name])
    assert not is_refused(data)
    assert b"".join(xml_pieces(io.BytesIO(data))) == XML


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archive_that_is_no_export_is_refused(name):
    assert is_refused(zipped(*REFUSED[name]))


def test_name_cut_by_a_nul_is_refused():
    data = zipped(("eleves.xml_.txt", XML))
    assert is_refused(data.replace(b"eleves.xml_.txt", b"eleves.xml\0.txt"))


# Headers that lie. The local header of the only entry begins the file, the central one is before the end.


def patched(data: bytes, offset: int, layout: str, value: int, *, is_local: bool = False) -> bytes:
    """Return an archive with another number at a place of a header of its first entry."""
    changed = bytearray(data)
    start = 0 if is_local else data.index(b"PK\x01\x02")
    struct.pack_into(layout, changed, start + offset, value)
    return bytes(changed)


FLAGS, CRC, PACKED_SIZE, SIZE = (8, "<H"), (16, "<I"), (20, "<I"), (24, "<I")
ONE = zipped((NAME, XML))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(patched(ONE, *FLAGS, 0x1), id="locked"),
        pytest.param(patched(ONE, *FLAGS, 0x41), id="locked more strongly"),
        pytest.param(patched(ONE, *FLAGS, 0x20), id="patched data"),
        pytest.param(patched(ONE, *CRC, 12345), id="wrong sum"),
        pytest.param(patched(ONE, *SIZE, 100), id="says to be small"),
        pytest.param(patched(ONE, *SIZE, len(XML) + 1), id="says to be larger"),
        pytest.param(patched(ONE, *SIZE, MAX_SIZE + 1), id="says to be huge"),
        pytest.param(patched(ONE, *PACKED_SIZE, 10), id="says to be packed smaller"),
        pytest.param(patched(ONE, *PACKED_SIZE, len(ONE) + 1), id="says to be packed larger than it all"),
        pytest.param(patched(ONE, *PACKED_SIZE, 0), id="says to be packed in nothing"),
        pytest.param(ONE.replace(b"Eleves", b"Autres", 1), id="two names"),
        pytest.param(patched(ONE, 42, "<I", 4_000_000_000), id="is far behind the end"),
        pytest.param(patched(ONE, 10, "<H", 99), id="packed in no known way"),
        pytest.param(ONE[:-1], id="cut at the end"),
        pytest.param(ONE[: len(ONE) // 2], id="cut in the middle"),
        pytest.param(ONE[:4], id="the mark alone"),
        pytest.param(ONE.replace(b"PK\x01\x02", b"PK\x01\x00"), id="no directory"),
        pytest.param(b"PK\x07\x08" + ONE[:200], id="one part of several"),
        pytest.param(ONE[:200] + bytes(50) + ONE[250:], id="damaged inside"),
    ],
)
def test_archive_that_is_damaged_or_lies_is_refused_at_upload_and_later(data):
    assert is_refused(data)
    assert found(read_siecle(io.BytesIO(data), uai=UAI, today=TODAY))[-1] == ("INVALID_FILE",)


def test_errors_before_a_damaged_place_are_told():
    text = siecle_text(pupil(1, CODE_SEXE=""), *map(pupil, range(2, 400))).encode()
    data = bytearray(zipped((entry(compress_type=zipfile.ZIP_STORED), text)))
    data[-2000] ^= 1
    assert found(read_siecle(io.BytesIO(data), uai=UAI, today=TODAY))[0] == ("SEX_CODE_REQUIRED", 1)


@pytest.mark.parametrize(("ratio", "is_too_much"), [(MAX_RATIO - 20, False), (MAX_RATIO + 20, True)])
def test_what_is_packed_too_well_is_refused(ratio, is_too_much):
    # Spaces pack a thousand times, random bytes not at all.
    noise = Random(0).randbytes(10_000)
    spaces = b" " * int(len(noise) * ratio / (1 - ratio / 1030))
    assert is_refused(zipped((NAME, noise + spaces))) == is_too_much


def test_archive_larger_than_its_limit_is_refused_without_being_unzipped():
    content = zipped((NAME, b"<a>" + b"x" * 1000))
    with peak_memory() as peak:
        assert is_refused(patched(content, *SIZE, MAX_SIZE + 1))
    assert peak.bytes < MEGABYTE


def test_directory_of_millions_of_entries_is_not_loaded():
    central = ONE[ONE.index(b"PK\x01\x02") : ONE.index(b"PK\x05\x06")]
    count = 100_000
    data = bytearray(ONE[: ONE.index(b"PK\x01\x02")] + central * count + ONE[ONE.index(b"PK\x05\x06") :])
    struct.pack_into("<HHI", data, len(data) - 22 + 8, 65535, 65535, len(central) * count)
    with peak_memory() as peak:
        assert is_refused(bytes(data))
    # The copy that is made here is half of it.
    assert peak.bytes < 2 * len(data)


def test_archive_that_packs_ten_megabytes_is_read_in_pieces():
    file = io.BytesIO(zipped((NAME, XML + Random(0).randbytes(100_000) + b" " * 10 * MEGABYTE)))
    with peak_memory() as peak:
        sizes = {len(piece) for piece in xml_pieces(file)}
    assert peak.bytes < MEGABYTE
    assert max(sizes) == 64 * 1024
    assert len(sizes) == 2


# What is no archive


def test_content_decides_and_not_the_name(tmp_path: Path):
    file = tmp_path / "export.xml"
    file.write_bytes(ONE)
    with file.open("rb") as opened:
        assert is_archive(opened)
        assert inspect_siecle(opened) == "utf-8"


@pytest.mark.parametrize(
    "data",
    [b"PKZIP", b"PK", b"\n" + ONE, b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"%PDF-1.4"],
)
def test_what_is_neither_zip_nor_xml_is_left_to_the_reader(data):
    assert not is_archive(io.BytesIO(data))
    assert not is_refused(data)
    assert found(read_bytes(data)) == [("INVALID_FILE",)]


def test_nothing_at_all_is_refused():
    assert is_refused(b"")


def test_only_the_beginning_of_a_bare_file_is_looked_at():
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size=-1):
            data = super().read(size)
            self.taken += len(data)
            return data

    file = Counting(XML + b" " * MEGABYTE)
    file.seek(1000)
    assert inspect_siecle(file) == "utf-8"
    assert file.taken < 100 * 1024


class Slow(io.RawIOBase):
    """A raw file, which gives a few bytes at a time, as the rows of a run may."""

    def __init__(self, data: bytes, step: int) -> None:
        self._file = io.BytesIO(data)
        self._step = step

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        return self._file.seek(offset, whence)

    def tell(self):
        return self._file.tell()

    def readinto(self, buffer):
        return self._file.readinto(memoryview(buffer)[: self._step])


@pytest.mark.parametrize("data", [ONE, XML], ids=["zipped", "bare"])
@pytest.mark.parametrize("step", [7, 1000])
def test_file_that_gives_little_at_a_time_is_read_the_same(data, step):
    file = Slow(data, step)
    assert inspect_siecle(file) == "utf-8"
    assert read_siecle(file, uai=UAI, today=TODAY) == read_bytes(XML)
    assert [len(piece) for piece in xml_pieces(file)] == [len(XML)]
