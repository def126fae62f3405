"""The search engine, by touch and by keyboard."""

from collections.abc import Callable

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.simulators.host import Host
from tests.challenges.simulators.test_search import FOUND, KEYS
from tests.challenges.simulators.worlds import search, well_read

pytestmark = pytest.mark.browser

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}


@pytest.fixture
def browse(window) -> Callable[..., Host]:
    """Return ``browse(**changes of the world)``."""
    return lambda **changes: Host(window, "search", search(**changes))


def type_in(host: Host, words: str) -> None:
    host.frame.get_by_label("Recherche").fill(words)
    host.button("Chercher").click()


def heading(host: Host) -> str:
    return host.frame.locator("h2").inner_text()


def titles(host: Host) -> list[str]:
    return host.frame.locator("h3").all_inner_texts()


def test_a_page_is_searched_read_and_chosen_by_touch(open_window):
    host = Host(open_window(**TABLET), "search", search())
    host.frame.get_by_label("Recherche").fill("Que mange un panda roux ?")
    host.button("Chercher").tap()
    assert heading(host) == "2 résultats pour «\u00a0Que mange un panda roux ?\u00a0»"
    assert host.said == "2 résultats."
    host.link("Le panda roux au parc des Tilleuls").tap()
    assert "L’équipe du parc, le 03/02/2026" in host.words()
    assert host.answer == ""
    host.button("Je choisis cette page").tap()
    assert host.answer == "page:parc"
    assert host.said == "Cette page est choisie."
    host.button("Retour aux résultats").tap()
    assert "C’est la page choisie." in host.words()
    host.link("Jeu du panda").tap()
    assert host.answer == "page:parc"
    host.button("Je choisis cette page").tap()
    assert host.answer == "page:jeu"
    host.button("Je ne la choisis plus").tap()
    assert host.answer == ""


def test_a_page_is_found_and_chosen_with_the_keyboard_alone(open_window):
    window = open_window()
    host = Host(window, "search", search())
    keyboard = Keyboard(window, host.frame)
    keyboard.go_to("Recherche")
    keyboard.type("panda roux")
    keyboard.press("Enter")
    assert host.focused() == "results"
    keyboard.go_to("Le panda roux au parc")
    keyboard.press("Enter")
    assert host.focused() == "title"
    keyboard.go_to("Je choisis cette page")
    keyboard.press("Space")
    assert host.answer == "page:parc"
    assert host.focused() == "choose"
    host.page.keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    assert host.focused() == "link-parc"
    assert titles(host)[0] == "Peluches de panda"


def test_an_advertisement_says_what_it_is(browse):
    host = browse(start="panda roux")
    results = host.frame.locator(".result")
    assert [each.get_by_text("Annonce").count() for each in results.all()] == [1, 0, 0]
    host.link("Peluches de panda").click()
    assert host.frame.get_by_text("Annonce", exact=True).is_visible()


def test_nothing_found_is_told_kindly(browse):
    host = browse()
    type_in(host, "bonjour")
    assert heading(host) == "Aucun résultat pour «\u00a0bonjour\u00a0»"
    assert "Les mots sont-ils bien écrits\u00a0?" in host.words()
    problems = host.problems()
    assert not problems, "\n" + "\n".join(problems)
    type_in(host, "   ")
    assert host.said == "Il manque des mots."
    assert host.focused() == "words"


def test_the_words_are_told_as_the_world_tells_them(browse):
    world = search(ask="words")
    host = browse(ask="words")
    for typed, key in KEYS:
        type_in(host, typed)
        found = well_read("search", world).find(typed)
        wanted = "mange panda roux" if found and len(found.results) == 2 else "panda roux" if found else key
        assert host.answer == (f"words:{wanted}" if wanted else ""), typed
    host.link("Le panda roux au parc des Tilleuls").count()
    assert host.button("Je choisis cette page").count() == 0


def test_the_same_is_found_as_the_world_finds(browse):
    host = browse()
    world = well_read("search", search())
    pages = {page.id: page.title for page in world.pages}
    for typed, _ in FOUND:
        if typed:
            type_in(host, typed)
            found = world.find(typed)
            assert titles(host) == [pages[result] for result in (found.results if found else ())], typed


def test_what_was_answered_is_shown_again(window):
    host = Host(window, "search", search(), report="page:jeu", locked=True)
    assert "C’est la page choisie." in host.frame.locator(".result", has_text="Jeu du panda").inner_text()
    host = Host(window, "search", search(ask="words"), report="words:mange panda roux")
    assert host.answer == "words:mange panda roux"
    assert len(titles(host)) == 2
    host = Host(window, "search", search(), report="page:rien")
    assert host.answer == ""


@pytest.mark.parametrize("comfort", ["", "comfort-contrast"])
def test_a_chosen_page_fits_every_size_there_and_among_the_results(window, comfort):
    host = Host(window, "search", search(start="panda roux"), comfort=comfort)
    host.link("Peluches de panda").click()
    host.button("Je choisis cette page").click()
    problems = host.problems()
    host.button("Retour aux résultats").click()
    problems += host.problems()
    assert not problems, "\n" + "\n".join(problems)
