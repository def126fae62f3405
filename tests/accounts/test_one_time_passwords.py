"""Passwords that staff give to a pupil. Source: spec/accounts.md 6.10."""

import re
from random import Random, SystemRandom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.domain.one_time_passwords import DIGITS, LETTERS, draw_one_time_password

SHAPE = re.compile(r"^[a-hjkmnp-z]{6}\d{2}$")


@given(st.randoms(use_true_random=False))
def test_a_password_has_six_letters_and_two_digits(rng):
    assert SHAPE.match(draw_one_time_password(rng))


def test_real_randomness_makes_the_same_shape():
    assert all(SHAPE.match(draw_one_time_password(SystemRandom())) for _ in range(200))


@pytest.mark.parametrize("letter", "ilo")
def test_letters_that_look_alike_are_left_out(letter):
    assert letter not in LETTERS


def test_every_letter_and_digit_is_drawn():
    drawn = [draw_one_time_password(Random(seed)) for seed in range(500)]
    assert len(LETTERS) == 23
    for place in range(6):
        assert {password[place] for password in drawn} == set(LETTERS)
    for place in (6, 7):
        assert {password[place] for password in drawn} == set(DIGITS)


def test_passwords_differ():
    assert len({draw_one_time_password(SystemRandom()) for _ in range(500)}) == 500
