"""The identifier that a pupil signs in with. Source: spec/accounts.md 6.7 and 6.16."""

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from learners.domain.usernames import propose_username

DAY = date(2003, 12, 26)
USERNAME = re.compile(r"[a-z0-9]+\.[a-z0-9]+")


def propose(first_name="Charles", last_name="Babbage", birthdate=DAY, taken=frozenset(), seed=1) -> str:
    return propose_username(
        first_name=first_name,
        last_name=last_name,
        birthdate=birthdate,
        is_taken=taken.__contains__,
        rng=Random(seed),
    )


@pytest.mark.parametrize(
    ("first_name", "last_name", "birthdate", "username"),
    [
        ("Charles", "Babbage", DAY, "charles.babbage2612"),
        ("Jean-Éloïse", "N'Diaye de la Tour", date(2009, 2, 3), "jeaneloise.ndiayedelatour0302"),
        ("Thị Hương", "Nguyễn", date(2010, 7, 9), "thihuong.nguyen0907"),
        ("Łukasz", "Œuvrard", date(2011, 10, 1), "lukasz.oeuvrard0110"),
        ("Jürgen", "Weiß", date(2011, 1, 31), "jurgen.weiss3101"),
        ("İpek", "Yıldız", date(2012, 5, 4), "ipek.yildiz0405"),
        ("Дмитрий", "Иванов", date(2012, 1, 1), "eleve.eleve0101"),
        ("Дмитрий", "Petit", date(2012, 1, 1), "eleve.petit0101"),
        ("-", "’", date(2012, 2, 29), "eleve.eleve2902"),
    ],
)
def test_an_identifier_is_made_of_the_names_and_the_day(first_name, last_name, birthdate, username):
    assert propose(first_name, last_name, birthdate) == username


def test_a_taken_identifier_keeps_its_names_and_gets_four_other_digits():
    username = propose(taken={"charles.babbage2612"})
    assert re.fullmatch(r"charles\.babbage\d{4}", username)
    assert username != "charles.babbage2612"


def test_digits_are_drawn():
    usernames = {propose(taken={"charles.babbage2612"}, seed=seed) for seed in range(20)}
    assert len(usernames) == 20


def test_the_last_free_four_digits_are_found():
    taken = {f"charles.babbage{number:04}" for number in range(10_000)} - {"charles.babbage0042"}
    assert propose(taken=taken) == "charles.babbage0042"


def test_once_every_four_digits_are_taken_there_are_more():
    taken = {f"charles.babbage{number:04}" for number in range(10_000)}
    assert re.fullmatch(r"charles\.babbage\d{8}", propose(taken=taken))


def test_looking_for_an_identifier_comes_to_an_end():
    asked = []
    with pytest.raises(LookupError):
        propose_username(
            first_name="Charles",
            last_name="Babbage",
            birthdate=DAY,
            is_taken=lambda username: not asked.append(username),
            rng=Random(1),
        )
    assert len(asked) == 20_001


@given(st.text(max_size=300), st.text(max_size=300), st.dates(), st.booleans())
def test_an_identifier_fits_an_account_whatever_the_name(first_name, last_name, birthdate, is_crowded):
    asked = []

    def is_taken(username: str) -> bool:
        asked.append(username)
        return is_crowded and len(asked) <= 10_001

    username = propose_username(
        first_name=first_name, last_name=last_name, birthdate=birthdate, is_taken=is_taken, rng=Random(2)
    )
    assert USERNAME.fullmatch(username)
    assert username == username.lower()
    assert len(username) <= User._meta.get_field("username").max_length
    assert username[-4:].isdigit()


def test_the_longest_names_are_cut():
    username = propose("a" * 255, "b" * 255)
    assert username == f"{'a' * 45}.{'b' * 45}2612"
