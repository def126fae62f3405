"""The search engine: which words find what, and which reports can come."""

import pytest

from challenges.domain.simulators.search_words import key_of
from tests.challenges.simulators.worlds import messages, search, well_read

# What is typed, and what it comes to; the page of the simulator is tried with the same.
KEYS = [
    ("Le panda roux", "panda roux"),
    ("roux   PANDA !", "panda roux"),
    ("Que mange le panda roux ?", "mange panda roux"),
    ("des chevaux, des châteaux", "chateau chevau"),
    ("L’œuf d’autruche", "autruche oeuf"),
    ("l'eau-de-vie_3", "3 eau vie"),
    ("le la de", ""),
    ("?!", ""),
]
FOUND = [
    ("panda roux", "panda roux"),
    ("Pandas roux", "panda roux"),
    ("Que mange un panda roux ?", "panda roux mange"),
    ("nourriture du panda roux", "panda roux mange"),
    ("panda roux voiture", "panda roux"),
    ("panda", None),
    ("bonjour", None),
    ("", None),
]


def engine(**changes: object):
    return well_read("search", search(**changes))


@pytest.mark.parametrize(("typed", "key"), KEYS)
def test_words_are_compared_without_what_counts_for_nothing(typed, key):
    assert key_of(typed) == key
    assert key_of(key) == key


@pytest.mark.parametrize(("typed", "way"), FOUND)
def test_the_longest_way_whose_words_are_all_there_is_found(typed, way):
    found = engine().find(typed)
    assert (found and found.ways[0]) == way


def test_a_page_that_some_search_finds_may_be_chosen():
    world = engine()
    assert world.may_report("page:parc")
    assert world.may_report("page:boutique")
    assert not world.may_report("page:zoo")
    assert not world.may_report("words:panda roux")


def test_words_are_reported_as_the_search_is_named_or_as_they_were_typed():
    world = engine(ask="words")
    assert world.may_report("words:mange panda roux")
    assert world.may_report("words:panda roux")
    assert world.may_report("words:loup")
    for wrong in (
        "words:nourriture panda roux",
        "words:roux panda",
        "words:panda roux voiture",
        "words:le",
        "page:parc",
    ):
        assert not world.may_report(wrong), wrong


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ask": "mots"}, "valeur inconnue « mots » ; possibles : page, words."),
        ({"start": "loup"}, "« loup » ne trouve rien."),
        ({"pages": []}, "pas de page « parc »."),
        (
            {"searches": [{"words": ["loup"], "results": ["parc"]}]},
            "aucune recherche ne trouve la page « jeu ».",
        ),
        ({"searches": [{"words": ["le la"], "results": ["parc"]}]}, "il ne reste aucun mot de « le la »."),
        (
            {"searches": [{"words": ["loup gris", "gris loup"], "results": ["parc"]}]},
            "deux recherches pour les mots « gris loup ».",
        ),
        ({"searches": [{"words": ["loup " * 20], "results": ["parc"]}]}, "le champ tient 80 signes."),
    ],
)
def test_a_slip_is_told(changes, message):
    assert message in messages("search", search(**changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"address": "https://parc.example"},
            "une adresse de « .example » est attendue, sans « https:// ».",
        ),
        ({"address": "parc.fr/panda"}, "une adresse de « .example » est attendue, sans « https:// »."),
        ({"date": "hier"}, "un jour s’écrit « 2026-03-12 »."),
        ({"id": "boutique"}, "deux pages « boutique »."),
        ({"ad": "peut-être"}, "« yes » ou « no » est attendu."),
    ],
)
def test_a_slip_of_a_page_is_told(changes, message):
    first, second, third = search()["pages"]
    assert message in messages("search", search(pages=[first, second | changes, third]))


def test_all_that_is_read_is_proof_read():
    texts = engine().texts
    assert "Le panda roux mange surtout du bambou." in texts
    assert "L’équipe du parc" in texts
    assert "Il mange du bambou et des fruits." in texts
