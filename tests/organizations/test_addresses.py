"""E-mail addresses, typed one by one or pasted in bulk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.domain.addresses import AddressProblem, check_address, split_addresses, without_accents

INVALID, ACCENTS = AddressProblem.INVALID, AddressProblem.ACCENTS


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("", []),
        (" ,;\n ", []),
        ("lea@exemple.fr", ["lea@exemple.fr"]),
        ("a@x.fr, b@x.fr;c@x.fr d@x.fr\ne@x.fr\r\nf@x.fr\tg@x.fr", [f"{c}@x.fr" for c in "abcdefg"]),
        ("a@x.fr\u00a0b@x.fr", ["a@x.fr", "b@x.fr"]),
        ("Lea@Exemple.FR, lea@exemple.fr", ["lea@exemple.fr"]),
        ("b@x.fr a@x.fr b@x.fr", ["b@x.fr", "a@x.fr"]),
        ("Léa Martin <lea@x.fr>", ["lea@x.fr"]),
        ("Léa Martin <lea@x.fr>, Aden B. <aden@x.fr>;zoe@x.fr", ["lea@x.fr", "aden@x.fr", "zoe@x.fr"]),
        ('"MARTIN, Léa" <lea@x.fr>; "B, Aden"<aden@x.fr>', ["lea@x.fr", "aden@x.fr"]),
        ("Léa <lea@x.fr> Aden <aden@x.fr>", ["lea@x.fr", "aden@x.fr"]),
        ("zoe@x.fr Léa <lea@x.fr>", ["zoe@x.fr", "lea@x.fr"]),
        ("lea@x.fr <lea@x.fr>", ["lea@x.fr"]),
        ("< lea@x.fr >", ["lea@x.fr"]),
        ('"lea@x.fr","aden@x.fr"', ["lea@x.fr", "aden@x.fr"]),
        ("<mailto:lea@x.fr>", ["lea@x.fr"]),
        ("(lea@x.fr).", ["lea@x.fr"]),
        ("lea\u200b@x.fr\ufeff", ["lea@x.fr"]),
        # Mistakes come through, so that they can be shown.
        ("lea", ["lea"]),
        ("lea@, @x.fr", ["lea@", "@x.fr"]),
        ("Durand, Léa <lea@x.fr>", ["durand", "lea@x.fr"]),
        ("Léa <>", []),
        ("léa@x.fr", ["léa@x.fr"]),
        ("Léa <lea@x.fr max@x.fr>", ["lea@x.fr", "max@x.fr"]),
    ],
)
def test_split_addresses_finds_each_address_once(text, addresses):
    assert split_addresses(text) == addresses


parts = st.lists(st.sampled_from([*"ab@.<>\"',; \n-é", "mailto:", "x.fr"]), max_size=20).map("".join)


@given(parts)
def test_addresses_found_hold_no_separator_and_no_double(text):
    found = split_addresses(text)
    assert len(found) == len(set(found))
    assert all(address and not set(address) & set(",; \n") for address in found)


addresses = st.from_regex(
    r"[a-z]([a-z0-9._+-]?[a-z0-9]){0,8}@([a-z0-9]{1,6}\.){1,2}[a-z]{2,4}", fullmatch=True
)


@given(st.lists(addresses, max_size=6, unique=True), st.sampled_from([", ", ";", "\n", " ", ",\r\n"]))
def test_sound_addresses_come_back_whatever_separates_them(given_addresses, separator):
    assert split_addresses(separator.join(given_addresses)) == given_addresses
    assert [check_address(address) for address in given_addresses] == [None] * len(given_addresses)


@pytest.mark.parametrize(
    "address",
    [
        "lea@exemple.fr",
        "Lea.Martin+orga@Ac-Grenoble.FR",
        "ce.0380000x@ac-exemple.example",
        "o'neil_2@a.b.c.fr",
        "lea@xn--exempl-gva.fr",
        "l" * 64 + "@exemple.fr",
    ],
)
def test_sound_address_has_no_problem(address):
    assert check_address(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lea",
        "pas-une-adresse",
        "lea@",
        "@exemple.fr",
        "lea@exemple",
        "lea@@exemple.fr",
        "lea@mar@exemple.fr",
        "lea martin@exemple.fr",
        ".lea@exemple.fr",
        "lea.@exemple.fr",
        "le..a@exemple.fr",
        "lea@exemple..fr",
        "lea@.exemple.fr",
        "lea@-exemple.fr",
        "lea@exemple-.fr",
        "lea@exemple.f",
        "lea@exemple.123",
        "lea@192.0.2.7",
        "lea@[192.0.2.7]",
        "lea@exem_ple.fr",
        "lea@exemple.fr\n",
        "lea@exemple.fr\x00",
        "<lea@exemple.fr>",
        "léa",
        "l" * 65 + "@exemple.fr",
        "lea@" + "a" * 64 + ".fr",
        "lea@" + "abcdefghi." * 25 + "fr",
        "лея@exemple.fr",
    ],
)
def test_unsound_address_is_invalid(address):
    assert check_address(address) is INVALID


@pytest.mark.parametrize(
    ("address", "proposed"),
    [
        ("léa@exemple.fr", "lea@exemple.fr"),
        ("le\u0301a@exemple.fr", "lea@exemple.fr"),
        ("françois.gœuff@exemple.fr", "francois.goeuff@exemple.fr"),
        ("lea@ac-orléans-tours.fr", "lea@ac-orleans-tours.fr"),
        ("LÉA@exemple.fr", "LEA@exemple.fr"),
    ],
)
def test_address_with_accents_is_refused_and_a_sound_one_proposed(address, proposed):
    assert check_address(address) is ACCENTS
    assert without_accents(address) == proposed
    assert check_address(proposed) is None
