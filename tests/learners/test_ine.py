"""What a national number looks like; spec/accounts.md 6.14."""

import pytest

from learners.domain.ine import read_ine


@pytest.mark.parametrize(
    ("typed", "ine"),
    [
        ("1208901771F", "1208901771F"),
        ("120890177fa", "120890177FA"),
        (" 12089017 7fa\u00a0", "120890177FA"),
        ("12089017ABC", "12089017ABC"),
        ("1208901ABCD", None),
        ("12089017712", None),
        ("120890177F", None),
        ("120890177FAB", None),
        ("12089017\u0661FA", None),
        ("", None),
    ],
)
def test_an_ine_or_ina_is_read_whatever_its_spaces_and_case(typed, ine):
    assert read_ine(typed) == ine
