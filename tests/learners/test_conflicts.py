"""Why an account and a pupil cannot be tied together; what is told of it. Source: spec/accounts.md 6.6."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learners.domain.conflicts import (
    Code,
    Identity,
    Method,
    conflict_code,
    is_somebody_else,
    mask_email,
    mask_username,
    method_of,
)

BORN, ANOTHER_DAY = date(2011, 5, 4), date(2011, 5, 5)
ME = Identity("010000001AA", BORN)


@pytest.mark.parametrize(
    ("method", "is_here", "is_signing_up", "code"),
    [
        (Method.EMAIL, False, False, "R11"),
        (Method.USERNAME, False, False, "R12"),
        (Method.GAR, False, False, "R13"),
        (Method.EMAIL, True, False, "R31"),
        (Method.USERNAME, True, False, "R32"),
        (Method.GAR, True, False, "R33"),
        (Method.EMAIL, True, True, "S51"),
        (Method.USERNAME, True, True, "S52"),
        (Method.GAR, True, True, "S53"),
        (Method.EMAIL, False, True, "S61"),
        (Method.USERNAME, False, True, "S62"),
        (Method.GAR, False, True, "S63"),
    ],
)
def test_a_code_says_where_and_how(method, is_here, is_signing_up, code):
    assert conflict_code(method, is_here=is_here, is_signing_up=is_signing_up) == code


def test_every_code_of_the_specification_is_there():
    codes = "R11 R12 R13 R31 R32 R33 R70 R90 S50 S51 S52 S53 S61 S62 S63"
    assert [*Code] == codes.split()


@pytest.mark.parametrize(
    ("has_gar", "username", "email", "method"),
    [
        (True, "a.b0101", "a@b.example", Method.GAR),
        (True, None, None, Method.GAR),
        (False, "a.b0101", "a@b.example", Method.USERNAME),
        (False, "a.b0101", "", Method.USERNAME),
        (False, None, "a@b.example", Method.EMAIL),
        (False, "", "a@b.example", Method.EMAIL),
        (False, None, None, None),
        (False, "", "", None),
    ],
)
def test_one_way_in_is_told(has_gar, username, email, method):
    assert method_of(has_gar=has_gar, username=username, email=email) == method


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], False),
        ([Identity("", ANOTHER_DAY)], False),  # says nothing
        ([Identity("020000002BB", ANOTHER_DAY)], True),
        ([Identity("020000002BB", BORN)], False),  # the same day
        ([Identity(ME.ine, ANOTHER_DAY)], False),  # the same number
        ([Identity("020000002BB", ANOTHER_DAY), Identity("030000003CC", BORN)], False),
        ([Identity("020000002BB", ANOTHER_DAY), Identity("030000003CC", ANOTHER_DAY)], True),
        ([Identity("020000002BB", ANOTHER_DAY), Identity("", BORN)], True),
    ],
)
def test_an_account_is_somebody_else_s_when_every_number_and_day_differ(records, expected):
    assert is_somebody_else(iter(records), ME) is expected


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("lovelace@pixmail.org", "l***@pixmail.org"),
        ("a@pixmail.org", "a***@pixmail.org"),
        ("ada.lovelace@college.example", "a***@college.example"),
        ("", "***@"),
    ],
)
def test_an_address_is_masked(email, masked):
    assert mask_email(email) == masked


@pytest.mark.parametrize(
    ("username", "masked"),
    [
        ("charles.babbage2612", "c***.b***2"),
        ("jeaneloise.ndiayedelatour0302", "j***.n***2"),
        ("ada.b.c", "a***.b***c"),
        ("babbage", "b***e"),
        ("babbage.", "b***."),
        ("x", "x***x"),
        ("", "***"),
    ],
)
def test_an_identifier_is_masked(username, masked):
    assert mask_username(username) == masked


@given(
    first=st.from_regex(r"[a-z]{1,45}", fullmatch=True),
    last=st.from_regex(r"[a-z]{1,45}", fullmatch=True),
    digits=st.from_regex(r"[0-9]{4}", fullmatch=True),
)
def test_a_mask_tells_three_characters_and_no_length(first, last, digits):
    masked = mask_username(f"{first}.{last}{digits}")
    assert masked == f"{first[0]}***.{last[0]}***{digits[-1]}"
    assert re.fullmatch(r"[a-z]\*\*\*\.[a-z]\*\*\*[0-9]", masked)


@given(st.from_regex(r"[a-z.+]{1,64}", fullmatch=True))
def test_a_mask_tells_the_first_letter_of_an_address_and_its_domain(name):
    assert mask_email(f"{name}@pixmail.example") == f"{name[0]}***@pixmail.example"
