import csv
import io
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pixorga.lib.csv_out import csv_bytes, csv_lines, protect

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
risky_text = st.tuples(st.sampled_from(FORMULA_STARTS), any_text).map("".join)
cells = any_text | risky_text


def read(data: bytes) -> list[list[str]]:
    """Return the cells as a spreadsheet has them."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=";", strict=True))


def test_a_table_byte_by_byte():
    rows = [["LE CŒUR", 'dit "Lou"', "=1+1"], [12, 0.59, Decimal("1.5")], ["2008-03-10", None, "38"]]
    assert (
        csv_bytes(["Nom", "Été", "x"], rows)
        == (
            '\ufeff"Nom";"Été";"x"\n"LE CŒUR";"dit ""Lou""";"\'=1+1"\n12;0,59;1,5\n2008-03-10;"";38\n'
        ).encode()
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("", '""'),
        ("-12", '"\'-12"'),
        ("12-", "12-"),
        ("1.5", '"1.5"'),
        ("٣", '"٣"'),
        ("a;b", '"a;b"'),
        ("a\nb", '"a\nb"'),
        ("@SUM(A1)", '"\'@SUM(A1)"'),
        ("  =1", '"\'  =1"'),
        ("\u00a0+1", '"\'\u00a0+1"'),
        ("\tx", '"\'\tx"'),
        ("＝1", '"\'＝1"'),
        ("a=b", '"a=b"'),
        ("'a", '"\'a"'),
    ],
)
def test_a_text(text, cell):
    assert csv_bytes([], [[text]]) == f"\ufeff\n{cell}\n".encode()


@given(st.lists(cells, min_size=1, max_size=4), st.lists(st.lists(cells, min_size=1, max_size=4), max_size=4))
@example(["="], [['";=1', "\r\n=1", '"\n=1']])
def test_no_cell_starts_with_a_formula_and_nothing_is_lost(header, rows):
    table = read(csv_bytes(header, rows))
    assert table == [[protect(cell) for cell in row] for row in [header, *rows]]
    starts = {start for row in table for cell in row for start in (cell[:1], cell.strip()[:1])}
    assert starts.isdisjoint(FORMULA_STARTS)


@given(cells)
def test_a_protected_text_is_the_text_after_at_most_an_apostrophe(text):
    assert protect(text) in (text, f"'{text}")
    assert protect(protect(text)) == protect(text)


@given(cells)
def test_no_text_leaves_its_column(text):
    assert [len(row) for row in read(csv_bytes(["a", "b"], [[text, "b"]]))] == [2, 2]


def test_a_long_table_comes_in_pieces():
    asked = []

    def rows():
        for number in range(3):
            asked.append(number)
            yield [number]

    pieces = csv_lines(["n"], rows())
    assert [next(pieces), next(pieces)] == ['\ufeff"n"\n'.encode(), b"0\n"]
    assert asked == [0]
