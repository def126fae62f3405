"""What holds for every Fregata file."""

from contextlib import suppress
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from imports.domain.errors import UploadRefusedError
from imports.domain.fregata import inspect_fregata, read_fregata
from imports.domain.rows import Reading
from tests.imports.fregata_files import (
    BORN,
    COUNTRY,
    DIVISION,
    FIRST,
    HEADER,
    IDENTIFIER,
    LAST,
    MIDDLE,
    PREFERRED,
    PROVINCE,
    SEX,
    STATUS,
    THIRD,
    TODAY,
    TOWN,
    TOWN_CODE,
    fregata_text,
    pupil,
    read_bytes,
)
from tests.imports.strategies import anything, names, texts

quick = settings(max_examples=150)

SAMPLE = (Path(__file__).parent / "samples/fregata_valid.csv").read_bytes()

loose_cells = st.fixed_dictionaries(
    dict.fromkeys(HEADER, texts | anything)
    | {
        IDENTIFIER: st.sampled_from(["", "1", "770000001ZC", "77 0000001zc"]),
        SEX: st.sampled_from(["Féminin", "MASCULIN", "X", ""]),
        BORN: st.sampled_from(["10/03/2008", "10/03/08", "31/02/2008", ""]) | texts,
        TOWN_CODE: st.sampled_from(["38185", "2A004", "ABCDE", "1", ""]),
        TOWN: st.sampled_from(["PORTO", ""]),
        PROVINCE: st.sampled_from(["38", "3", "0388", ""]),
        COUNTRY: st.sampled_from(["99100", "99139", "100", "99000", ""]),
        STATUS: st.sampled_from(["ST", "ap", "XX", ""]),
    }
)
# Names as the reader keeps them: single spaces, none at the ends.
tidy = names.map(lambda text: " ".join(text.split()))
right_pupils = st.lists(
    st.builds(
        lambda number, last, first, preferred, middle, third, division: pupil(
            number,
            {
                LAST: last,
                FIRST: first,
                PREFERRED: preferred,
                MIDDLE: middle,
                THIRD: third,
                DIVISION: division,
            },
        ),
        st.integers(1, 30),
        tidy,
        tidy,
        tidy | st.just(""),
        tidy | st.just(""),
        tidy | st.just(""),
        tidy,
    ),
    min_size=1,
    max_size=15,
    unique_by=lambda cells: cells[IDENTIFIER],
)


def is_consistent(reading: Reading) -> bool:
    return bool(reading.pupils) != bool(reading.errors)


@quick
@given(st.binary(max_size=400), st.sampled_from([b"", ";".join(HEADER).encode() + b"\r\n"]))
@example(b'"', b"")
@example(b"\xef\xbb\xbf\xef\xbb\xbf", b"")
@example(b";\n", b"")
def test_any_bytes_give_pupils_or_errors(data, before):
    with suppress(UploadRefusedError):
        assert is_consistent(read_bytes(before + data))


@quick
@given(st.data())
def test_mutated_file_gives_pupils_or_errors(data):
    mutated = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mutated)))
        cut = data.draw(st.integers(0, 8))
        mutated[place : place + cut] = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b";", b"\r"]))
    with suppress(UploadRefusedError):
        reading = read_bytes(bytes(mutated))
        assert is_consistent(reading)
        identifiers = [row.national_student_id for row in reading.pupils]
        assert len(identifiers) == len(set(identifiers))


@quick
@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "iso8859-1", "mac_roman"]))
def test_wrong_encoding_gives_pupils_or_errors(data, encoding):
    assert is_consistent(read_fregata([data], encoding=encoding, today=TODAY))


@quick
@given(st.lists(loose_cells, max_size=6), st.sampled_from(";,\t|"), st.sampled_from(["\r\n", "\n", "\r"]))
def test_any_cells_give_all_pupils_or_all_errors_in_order(rows, sep, end):
    reading = read_bytes(fregata_text(rows, sep=sep, end=end).encode())
    assert is_consistent(reading)
    places = [(error.line, HEADER.index(error.field)) for error in reading.errors if error.field]
    assert places == sorted(places)
    assert len(places) == len(set(places)), "one error for a cell"


@quick
@given(st.lists(loose_cells, max_size=6), st.integers(1, 50))
def test_chunks_do_not_matter(rows, size):
    data = fregata_text(rows).encode()
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    assert inspect_fregata(chunks) == inspect_fregata([data])
    assert read_fregata(chunks, encoding="utf-8", today=TODAY) == read_fregata(
        [data], encoding="utf-8", today=TODAY
    )


@quick
@given(st.lists(loose_cells, max_size=6), st.permutations(HEADER))
def test_order_of_columns_does_not_matter(rows, header):
    assert read_bytes(fregata_text(rows, header=header).encode()) == read_bytes(fregata_text(rows).encode())


@quick
@given(right_pupils, st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mac_roman"]))
def test_names_come_out_as_they_went_in(pupils, encoding):
    reading = read_bytes(fregata_text(pupils).encode(encoding))
    assert reading.errors == []
    headings = (IDENTIFIER, LAST, FIRST, PREFERRED, MIDDLE, THIRD, DIVISION)
    assert [
        (
            row.national_student_id,
            row.last_name,
            row.first_name,
            row.preferred_last_name,
            row.middle_name,
            row.third_name,
            row.division,
        )
        for row in reading.pupils
    ] == [tuple(cells[heading] for heading in headings) for cells in pupils]
