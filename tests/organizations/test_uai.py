"""The number of a school."""

import pytest

from organizations.domain.uai import expected_check_letter, is_uai, normalize_uai


@pytest.mark.parametrize("typed", ["0380000X", " 0380000x ", "038 0000 X", "0380000-x", "０３８００００Ｘ"])
def test_normalize_uai_forgives_case_spaces_and_dashes(typed):
    assert normalize_uai(typed) == "0380000X"
    assert is_uai(normalize_uai(typed))


@pytest.mark.parametrize(
    "text", ["", "038ABC", "0380000", "0380000XX", "03800000X", "X0380000", "0380000x", "٠٣٨٠٠٠٠X"]
)
def test_anything_but_seven_digits_and_a_capital_is_no_uai(text):
    assert not is_uai(text)


@pytest.mark.parametrize("uai", ["0750654D", "0750655E", "0561534N"])
def test_check_letter_of_real_numbers_is_the_expected_one(uai):
    assert expected_check_letter(uai) == uai[-1]


def test_invented_number_has_another_check_letter():
    assert is_uai("0380000X")
    assert expected_check_letter("0380000X") == "U"
