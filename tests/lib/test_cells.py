import pytest

from pixorga.lib.cells import clean, is_encoded_twice


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        ("abc", "abc"),
        ("  a   b ", "a b"),
        ("a\u00a0\u202f b", "a b"),
        ("a\r\n\tb", "a b"),
        ("e\u0301", "é"),
        ("\ufeffa\u200bb", "ab"),
        ("\u2066a\u2069\u061cb\u202e", "ab"),
        ("a\x00", None),
        ("a\x0b", None),
        ("é\x9f", None),
        ("\ufffd", None),
        ("Ã©", None),
    ],
)
def test_clean(cell, text):
    assert clean(cell) == text


@pytest.mark.parametrize("name", ["Éléonore", "ŠIMUNOVIC", "LE CŒURDAIN", "Noël", "Anaïs", "ÉCOLE", "L’Écu"])
def test_name_encoded_twice_is_seen(name):
    garbled = name.encode().decode("cp1252", errors="ignore")
    assert is_encoded_twice(name) is False
    assert is_encoded_twice(garbled) is (garbled.encode("cp1252") == name.encode())


@pytest.mark.parametrize(
    "name", ["JOÃO", "MÃE", "ÂGE", "Märta", "ÅSA", "NOÉ\u00a0", "D’ARC", "Ã", "bâti", "ÃŁ", "Łukasz Ã©"]
)
def test_name_with_odd_letters_is_not_encoded_twice(name):
    assert not is_encoded_twice(name)
