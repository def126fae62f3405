"""What holds for every file."""

import random
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from imports.domain.csv_text import inspect_upload
from imports.domain.errors import UploadRefusedError
from imports.domain.onde import read_onde
from imports.domain.plan import StoredPupil, build_plan
from imports.domain.rows import Reading
from tests.imports.onde_files import HEADER, READ_HEADINGS, TODAY, onde_text, read_bytes
from tests.imports.strategies import loose_cells, right_pupils

quick = settings(max_examples=150)


def is_consistent(reading: Reading) -> bool:
    return bool(reading.pupils) != bool(reading.errors)


def as_stored(rows) -> list[StoredPupil]:
    return [StoredPupil(pk, row) for pk, row in enumerate(rows, start=1)]


def content(plan):
    """Return a plan without the order of its rows."""
    return (
        frozenset(plan.create),
        frozenset(plan.update),
        frozenset(plan.enable),
        frozenset(plan.disable),
        plan.unchanged,
    )


@quick
@given(st.binary(max_size=400), st.sampled_from([b"", ";".join(HEADER).encode() + b"\r\n"]))
@example(b'"', b"")
@example(b"\xef\xbb\xbf\xef\xbb\xbf", b"")
@example(b";\n", b"")
def test_any_bytes_give_pupils_or_errors(data, before):
    with suppress(UploadRefusedError):
        assert is_consistent(read_bytes(before + data))


@quick
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "iso8859-15", "mac_roman"]))
def test_wrong_encoding_gives_pupils_or_errors(data, encoding):
    assert is_consistent(read_onde([data], encoding=encoding, today=TODAY))


@quick
@given(st.lists(loose_cells, max_size=8), st.sampled_from(";,\t|"), st.sampled_from(["\r\n", "\n", "\r"]))
def test_any_cells_give_all_pupils_or_all_errors(rows, sep, end):
    reading = read_bytes(onde_text(rows, sep=sep, end=end).encode())
    assert is_consistent(reading)
    lines = [error.line for error in reading.errors if error.line is not None]
    assert lines == sorted(lines)


@quick
@given(st.lists(loose_cells, max_size=6), st.integers(1, 50))
def test_chunks_do_not_matter(rows, size):
    data = onde_text(rows).encode()
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    assert inspect_upload(chunks) == inspect_upload([data])
    whole = read_onde([data], encoding="utf-8", today=TODAY)
    assert read_onde(chunks, encoding="utf-8", today=TODAY) == whole


@quick
@given(st.lists(loose_cells, max_size=6), st.permutations(HEADER))
def test_order_of_columns_does_not_matter(rows, header):
    assert read_bytes(onde_text(rows, header=header).encode()) == read_bytes(onde_text(rows).encode())


@quick
@given(st.lists(loose_cells, min_size=1, max_size=6))
def test_unread_columns_do_not_matter(rows):
    bare = read_bytes(onde_text(rows, header=READ_HEADINGS).encode())
    assert bare == read_bytes(onde_text(rows).encode())


@quick
@given(right_pupils, st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mac_roman"]))
def test_encoding_does_not_matter(pupils, encoding):
    text = onde_text(pupils)
    assert read_bytes(text.encode(encoding)).pupils == read_bytes(text.encode()).pupils


@quick
@given(right_pupils)
def test_names_of_iso_8859_15_are_kept(pupils):
    text = onde_text({**cells, "Libellé classe": "A"} for cells in pupils).replace("’", "'")
    assert read_bytes(text.encode("iso8859-15")).pupils == read_bytes(text.encode()).pupils


@quick
@given(right_pupils, right_pupils, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter_to_the_plan(before, after, rng: random.Random):
    stored = as_stored(read_bytes(onde_text(before).encode()).pupils)
    shuffled = rng.sample(after, len(after))
    plan = build_plan(stored, read_bytes(onde_text(after).encode()).pupils)
    assert content(build_plan(stored, read_bytes(onde_text(shuffled).encode()).pupils)) == content(plan)


@quick
@given(right_pupils)
def test_same_file_twice_is_an_empty_plan(pupils):
    rows = read_bytes(onde_text(pupils).encode()).pupils
    assert len(rows) == len(pupils)
    plan = build_plan(as_stored(rows), rows)
    assert plan.is_empty
    assert plan.unchanged == len(rows)


@quick
@given(right_pupils, right_pupils)
def test_plan_accounts_for_everybody_once(before, after):
    stored = as_stored(read_bytes(onde_text(before).encode()).pupils)
    rows = read_bytes(onde_text(after).encode()).pupils
    plan = build_plan(stored, rows)
    assert plan.counts.created + plan.counts.changed + plan.counts.back + plan.unchanged == len(rows)
    assert plan.counts.changed + plan.unchanged + plan.counts.left == len(stored)
