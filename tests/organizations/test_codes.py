"""School codes: generated without look-alikes, accepted as people type them."""

import re
from random import Random

import pytest

from organizations.domain.codes import generate_school_code, is_code_shaped, normalize_code


def never(code):
    return False


def test_generated_codes_are_six_letters_then_three_digits_without_look_alikes():
    rng = Random(1)
    codes = [generate_school_code(rng, never) for _ in range(2000)]
    assert all(re.fullmatch(r"[A-HJKMNP-Z]{6}[2-9]{3}", code) for code in codes)
    assert {char for code in codes for char in code} == set("ABCDEFGHJKMNPQRSTUVWXYZ23456789")
    assert len(set(codes)) == len(codes)


def test_generated_codes_are_accepted():
    assert is_code_shaped(generate_school_code(Random(2), never))


def test_taken_codes_are_drawn_again():
    first, second, third = (generate_school_code(rng, never) for rng in [Random(3)] * 3)
    assert generate_school_code(Random(3), {first, second}.__contains__) == third


@pytest.mark.parametrize(
    "typed",
    [
        "LYQXJB007",
        "lyqxjb007",
        " lyq xjb 007 ",
        "LYQXJB-007",
        "LYQ\u2011XJB\u2013007",
        "ＬＹＱＸＪＢ００７",
        "LYQ\u00a0XJB\t007",
    ],
)
def test_normalize_code_forgives_case_spaces_and_dashes(typed):
    assert normalize_code(typed) == "LYQXJB007"
    assert is_code_shaped(typed)


@pytest.mark.parametrize("code", ["MINIPIXOU", "123456789", "A1B2C3D4E", "OIL000111"])
def test_any_nine_letters_and_digits_are_shaped_like_a_code(code):
    assert is_code_shaped(code)


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "LYQXJB00", "LYQXJB0077", "LYQXJB00É", "LYQXJB_07", "LYQXJB00²7", "٠١٢٣٤٥٦٧٨", "LYQ.XJB.007"],
)
def test_anything_else_is_no_code(typed):
    assert not is_code_shaped(typed)
