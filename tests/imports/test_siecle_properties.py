"""What holds for every file of Siècle."""

import io
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imports.domain.errors import ErrorCode, UploadRefusedError
from imports.domain.rows import Reading
from imports.domain.siecle import inspect_siecle, read_siecle
from tests.imports.siecle_files import (
    NAME,
    TODAY,
    UAI,
    pupil,
    pupils_xml,
    read_bytes,
    siecle_text,
    structures_xml,
    zipped,
)
from tests.imports.test_siecle_samples import SAMPLES

quick = settings(max_examples=150)

XML = (SAMPLES / "siecle_missing_fields.xml").read_bytes()
RIGHT = (SAMPLES / "siecle_utf8.xml").read_bytes()
ARCHIVE = (SAMPLES / "ElevesSansAdresses.zip").read_bytes()

names = st.text(st.sampled_from("abÉéèœ’'- &<>?ÑĽ"), min_size=1, max_size=8).map(lambda text: f"A{text}")
codes = st.sampled_from(["3EME A", "3EME B", "3 C"])
days = st.dates().map(lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}")
right_pupils = st.lists(
    st.builds(
        pupil,
        st.integers(1, 60),
        division=codes,
        groups=st.lists(names, max_size=3),
        NOM_DE_FAMILLE=names,
        PRENOM=names,
        NOM_USAGE=st.none() | names,
        PRENOM2=st.none() | names,
        PRENOM3=st.none() | names,
        DATE_NAISS=days,
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda each: each.id,
)
anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
loose_pupils = st.lists(
    st.builds(
        pupil,
        st.integers(1, 9),
        structures=st.lists(st.tuples(st.sampled_from("DGX"), codes | anything), max_size=3),
        id=st.sampled_from(["1", "2", "3", "4", "5", "6", " 7", ""]),
        ID_NATIONAL=st.none() | st.sampled_from(["", "1", "880000001ZB", "880000001 zb"]),
        NOM_DE_FAMILLE=st.none() | anything,
        PRENOM=st.none() | anything,
        PRENOM2=st.none() | anything,
        DATE_NAISS=st.none() | days | anything,
        DATE_SORTIE=st.none() | days | anything,
        CODE_SEXE=st.sampled_from([None, "", "1", "9"]),
        CODE_PAYS=st.sampled_from([None, "", "100", "132"]),
        CODE_COMMUNE_INSEE_NAISS=st.sampled_from([None, "", "38185"]),
    ),
    max_size=8,
)


def is_consistent(reading: Reading) -> bool:
    return bool(reading.pupils) != bool(reading.errors)


def stays_consistent(data: bytes) -> bool:
    """Return whether a file gives pupils or errors, whatever was found when it was sent."""
    with suppress(UploadRefusedError):
        inspect_siecle(io.BytesIO(data))
    return is_consistent(read_siecle(io.BytesIO(data), uai=UAI, today=TODAY))


def mutated(data: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    """Return the bytes with others written over them; places go round."""
    changed = bytearray(data)
    for place, new in changes:
        start = place % len(changed)
        changed[start : start + len(new)] = new
    return bytes(changed)


changes = st.lists(st.tuples(st.integers(0, 1_000_000), st.binary(min_size=1, max_size=4)), max_size=6)
near_the_end = st.lists(
    st.tuples(st.integers(-120, -1), st.binary(min_size=1, max_size=2)), min_size=1, max_size=4
)


@quick
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"<", XML[:60], XML[:2000], b"PK\x03\x04", b"\xff\xfe"])
)
@example(b"", b"")
@example(b"\xff\xfe\x00", b"")
@example(b'<?xml version="1.0" encoding="undefined"?>', b"")
def test_any_bytes_give_pupils_or_errors(data, before):
    assert stays_consistent(before + data)


@quick
@given(st.sampled_from([XML, RIGHT]), changes)
def test_real_file_with_changed_bytes_gives_pupils_or_errors(data, changes):
    assert stays_consistent(mutated(data, changes))


@quick
@given(changes | near_the_end)
def test_archive_with_changed_bytes_gives_pupils_or_errors(changes):
    data = mutated(ARCHIVE, changes)
    assert stays_consistent(data)
    try:
        inspect_siecle(io.BytesIO(data))
    except UploadRefusedError:
        return
    # What was let in at upload holds the file that was packed, or an error of the XML itself.
    assert read_bytes(data).errors or read_bytes(data) == read_bytes(ARCHIVE)


@quick
@given(st.integers(4, len(ARCHIVE) - 1))
def test_archive_cut_anywhere_is_refused_at_upload(size):
    with pytest.raises(UploadRefusedError, match="INVALID_FILE"):
        inspect_siecle(io.BytesIO(ARCHIVE[:size]))


@quick
@given(st.integers(0, RIGHT.rindex(b">") - 1))
def test_file_cut_anywhere_is_no_file(size):
    reading = read_siecle(io.BytesIO(RIGHT[:size]), uai=UAI, today=TODAY)
    assert [error.code for error in reading.errors] == [ErrorCode.INVALID_FILE]


@quick
@given(st.integers(XML.index(b"</PARAMETRES>") + 13, XML.rindex(b">") - 1))
def test_errors_of_a_cut_file_are_the_first_of_the_whole_one(size):
    whole = read_bytes(XML).errors
    *found, last = read_siecle(io.BytesIO(XML[:size]), uai=UAI, today=TODAY).errors
    assert last.code is ErrorCode.INVALID_FILE
    assert found == whole[: len(found)]


@quick
@given(right_pupils, st.sampled_from(["UTF-8", "UTF-16"]), st.booleans())
def test_what_is_written_is_read(pupils, encoding, is_zipped):
    data = siecle_text(*pupils, encoding=encoding).encode(encoding)
    reading = read_bytes(zipped((NAME, data)) if is_zipped else data)
    assert not reading.errors
    assert [told(row) for row in reading.pupils] == [expected(each) for each in pupils]
    assert [row.line for row in reading.pupils] == list(range(1, len(pupils) + 1))


def told(row) -> list[str]:
    born = row.birthdate
    names = row.last_name, row.first_name, row.preferred_last_name, row.middle_name, row.third_name
    day = f"{born.day:02}/{born.month:02}/{born.year:04}"
    return [row.national_student_id, *names, day, row.division, *row.groups.split("\n")[1:-1]]


def expected(each) -> list[str]:
    fields = ("ID_NATIONAL", "NOM_DE_FAMILLE", "PRENOM", "NOM_USAGE", "PRENOM2", "PRENOM3", "DATE_NAISS")
    groups = {single_spaced(code) for kind, code in each.structures if kind == "G"}
    values = [single_spaced(each.elements.get(field, "")) for field in fields]
    return [*values, each.structures[0][1], *sorted(groups)]


def single_spaced(text: str) -> str:
    return " ".join(text.split())


@quick
@given(loose_pupils)
def test_any_pupils_give_all_rows_or_all_errors(pupils):
    assert is_consistent(read_bytes(siecle_text(*pupils).encode()))


@quick
@given(loose_pupils)
def test_another_school_learns_nothing(pupils):
    reading = read_bytes(siecle_text(*pupils).encode(), uai="0380003B")
    assert [error.code for error in reading.errors] == [ErrorCode.UAI_MISMATCHED]


@quick
@given(right_pupils)
def test_place_of_the_structures_does_not_matter(pupils):
    before = siecle_text(data=structures_xml(pupils) + pupils_xml(pupils))
    assert read_bytes(before.encode()) == read_bytes(siecle_text(*pupils).encode())


@quick
@given(right_pupils, st.randoms(use_true_random=False))
def test_order_of_the_pupils_does_not_matter_to_what_is_read(pupils, rng):
    shuffled = siecle_text(*rng.sample(pupils, len(pupils)))
    assert set(read_bytes(shuffled.encode()).pupils) == set(read_bytes(siecle_text(*pupils).encode()).pupils)


@quick
@given(loose_pupils, st.integers(1, 5000))
def test_pieces_do_not_matter(pupils, padding):
    """What is written may come to lie across the end of a piece, wherever that is."""
    text = siecle_text(*pupils)
    moved = text.replace("<DONNEES>", f"<!--{' ' * (64 * 1024 - padding)}--><DONNEES>", 1)
    assert read_bytes(moved.encode()) == read_bytes(text.encode())
