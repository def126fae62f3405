"""Folding, keys and French agreement."""

import sys
import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixorga.lib.cells import clean
from pixorga.lib.text import (
    MOST_MARKS,
    compact,
    enumerate_fr,
    fold,
    normalize,
    of_fr,
    plural_fr,
    search_key,
    sort_key,
    without_accents,
)

NAME_PIECES = [
    "",
    " ",
    "-",
    "’",
    "Le",
    "Leroy",
    "Roy",
    "é",
    "É",
    "œ",
    "a",
    "z",
    "\u00a0",
    "!",
    "\x00",
    "\x1f",
]
names = st.one_of(st.text(max_size=12), st.lists(st.sampled_from(NAME_PIECES), max_size=5).map("".join))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉLOÏSE", "eloise"),
        ("E\u0301loi\u0308se", "eloise"),
        ("Œdipe", "oedipe"),
        ("Lætitia", "laetitia"),
        ("Strauß", "strauss"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("İpek Işık", "ipek isik"),
        ("Ｌéa", "lea"),
        ("Jean-François", "jean francois"),
        (
            "Jean\u2010Luc\u2011Marc\u2013Guy\u2014Eve\u2212Ana\ufe63Lou\uff0dMia",
            "jean luc marc guy eve ana lou mia",
        ),
        ("N'Diaye", "n diaye"),
        ("D’Or D‘Or Dʼ Or D′Or D`Or D´Or D＇Or", "d or d or d or d or d or d or d or"),
        ("  LE\u00a0\u202fGOFF \t\n Anne ", "le goff anne"),
        ("Zo\u200be\ufeff\u00ad", "zoe"),
        ("A\x00b", "ab"),
        ("-'’", ""),
        ("", ""),
        ("6e 2 (bis)", "6e 2 (bis)"),
    ],
)
def test_fold_drops_accents_case_hyphens_and_apostrophes(text, folded):
    assert fold(text) == folded


@given(names)
def test_fold_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_as_all_other_text_does(text):
    assert fold(text) == fold(f"{text}\u200b")


@given(names)
def test_folded_text_has_no_control_character_nor_stray_space(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(char >= " " for char in folded)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Éloïse Gœuff", "Eloise Goeuff"),
        ("ŒUVRE Ærø", "OEUVRE AEro"),
        ("E\u0301ve-Zoé D’Or", "Eve-Zoe D’Or"),
        ("déjà@ac-orléans.fr", "deja@ac-orleans.fr"),
        ("Straße", "Strasse"),
    ],
)
def test_without_accents_keeps_case_and_signs(text, plain):
    assert without_accents(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "VDNLGQ368",
        "vdnlgq368",
        " VDN LGQ\u00a0368\n",
        "VDN-LGQ\u2011368",
        "vdn\u2013lgq\u2014368",
        "VDN\u2212LGQ\u2043368",
        "ＶＤＮＬＧＱ３６８",
        "V\u200bD\u00adNLGQ368\ufeff",
    ],
)
def test_compact_undoes_what_helps_reading_a_code(text):
    assert compact(text) == "VDNLGQ368"


def test_compact_keeps_what_belongs_to_no_code():
    assert compact("é.b_1") == "É.B_1"


@given(names)
def test_compact_twice_changes_nothing(text):
    assert compact(compact(text)) == compact(text)


def test_search_key_holds_the_filled_parts_in_their_order():
    assert search_key("Éloïse", "", "D’Arc") == "eloise d arc"
    assert fold("LOÏSE d'a") in search_key("Éloïse", "D’Arc")


def test_sort_key_orders_french_names():
    pupils = [("Zoé", "A"), ("Œdipe", "A"), ("édith", "B"), ("Édith", "A"), ("Ève", "A"), ("ÉLOÏSE", "A")]
    ordered = sorted(pupils, key=lambda pupil: sort_key(*pupil))
    assert ordered == [
        ("Édith", "A"),
        ("édith", "B"),
        ("ÉLOÏSE", "A"),
        ("Ève", "A"),
        ("Œdipe", "A"),
        ("Zoé", "A"),
    ]


def test_sort_key_keeps_compound_names_together():
    pupils = [("Leroy", "Ana"), ("Le Roy", "Zoé"), ("Le", "Zoé"), ("Le-Roy", "Ana"), ("Leblanc", "Ana")]
    assert sorted(pupils, key=lambda pupil: sort_key(*pupil)) == [
        ("Le", "Zoé"),
        ("Le-Roy", "Ana"),
        ("Le Roy", "Zoé"),
        ("Leblanc", "Ana"),
        ("Leroy", "Ana"),
    ]


@given(st.tuples(names, names), st.tuples(names, names))
def test_sort_keys_compare_like_the_tuples_of_folded_parts(one, other):
    as_tuples = tuple(map(fold, one)) < tuple(map(fold, other))
    assert (sort_key(*one) < sort_key(*other)) is as_tuples


@pytest.mark.parametrize(
    ("n", "word"), [(0, "élève"), (1, "élève"), (1.5, "élève"), (2, "élèves"), (50, "élèves")]
)
def test_plural_fr_keeps_zero_and_one_singular(n, word):
    assert plural_fr(n, "élève") == word


def test_plural_fr_knows_invariable_and_given_plurals():
    assert plural_fr(3, "fois") == "fois"
    assert plural_fr(3, "choix") == "choix"
    assert plural_fr(3, "journal", "journaux") == "journaux"
    assert plural_fr(1, "journal", "journaux") == "journal"
    assert plural_fr(2, "classe ouverte", "classes ouvertes") == "classes ouvertes"


@pytest.mark.parametrize(
    ("items", "sentence"),
    [([], ""), (["CM1"], "CM1"), (["CM1", "CM2"], "CM1 et CM2"), (["CE2", "CM1", "CM2"], "CE2, CM1 et CM2")],
)
def test_enumerate_fr_puts_et_before_the_last(items, sentence):
    assert enumerate_fr(items) == sentence
    assert enumerate_fr(iter(items)) == sentence


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amina", "d’Amina"),
        ("Élodie", "d’Élodie"),
        ("œdipe", "d’œdipe"),
        ("Léa", "de Léa"),
        ("Hugo", "de Hugo"),
        ("Yann", "de Yann"),
        ("", "de "),
    ],
)
def test_of_fr_elides_before_a_vowel_alone(name, expected):
    assert of_fr(name) == expected


def test_keys_ignore_the_shape_in_which_a_name_is_typed():
    shapes = [
        f"{first}{dash}{second}"
        for first, dash, second in product(("Anne", "ANNE"), "-\u2011 ", ("Zoé", "ZOE"))
    ]
    assert len({sort_key(shape) for shape in shapes}) == 1
    assert len({search_key(shape) for shape in shapes}) == 1


FORMS = ["NFC", "NFKC", "NFKD"]
# Below and above the letter, in turn: each one has to be sorted past all those before it.
PILE = "\u0301\u0323" * 5000


def longest_pile(text: str) -> int:
    """Return the most marks that lean on one place of the text."""
    longest = marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        longest = max(longest, marks)
    return longest


@pytest.mark.parametrize("form", FORMS)
@given(st.text(st.sampled_from("eé Œﬁ\u0301\u0323\uff9e\u0f73가"), max_size=900))
def test_normalizing_is_that_of_unicode(form, text):
    expected = unicodedata.normalize(form, text)
    if longest_pile(unicodedata.normalize("NFKD", text)) <= MOST_MARKS:
        assert normalize(form, text) == expected


@pytest.mark.parametrize("tidy", [compact, without_accents, *(lambda t, f=f: normalize(f, t) for f in FORMS)])
@pytest.mark.parametrize(
    "pile",
    [PILE, "a" + PILE, "\u0301\uff9e" * 5000, "\u0f73\u0301" * 5000, "\u0301\u200b\u0323\u200b" * 5000],
)
def test_marks_beyond_those_of_any_letter_are_dropped(tidy, pile):
    """Sorting them all would keep a worker, or whoever serves a form, busy for minutes."""
    assert longest_pile(tidy(pile)) <= 2 * MOST_MARKS


@pytest.mark.parametrize("cell", [PILE, "A" + PILE, "A \u200b" + PILE])
def test_no_name_bears_so_many_marks(cell):
    assert clean(cell) is None
    assert clean("Zoe\u0308" * 200) == "Zoë" * 200


def test_every_mark_is_seen_before_it_is_decomposed():
    dropped = []
    for number in range(sys.maxunicode + 1):
        char = chr(number)
        first = unicodedata.normalize("NFKD", char)[0]
        if unicodedata.combining(first) and normalize("NFC", "a" + char * 1000).count(char) > MOST_MARKS:
            dropped.append(f"U+{number:04X}")
    assert dropped == []
