"""Several pupils of a collège are chosen, with a mouse, a keyboard, and without any script."""

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.views.college import college

pytestmark = pytest.mark.browser

LIST, CHOSEN = "/eleves/", "**/eleves/mots-de-passe/choisir/"
HELP = "Générer identifiants et mots de passe"
LARGE = {"viewport": {"width": 1280, "height": 800}}


def ticked(page):
    return page.locator("tbody [name=learner]:checked").count()


def test_a_box_ticks_the_page_and_says_when_some_are(open_window, stage):
    window = open_window(**LARGE)
    window.bring(college(stage))
    page = window.page
    page.goto(LIST)
    every = page.get_by_label("Sélectionner tous les élèves de la page")
    assert not window.button(HELP).is_visible()
    page.get_by_label("Sélectionner Mary JACKSON").check()
    page.get_by_text("1 élève sélectionné", exact=True).last.wait_for()
    assert window.button(HELP).is_visible()
    assert every.evaluate("box => box.indeterminate")
    every.check()
    total = page.locator("tbody tr").count()
    page.get_by_text(f"{total} élèves sélectionnés").last.wait_for()
    assert ticked(page) == total
    every.uncheck()
    assert ticked(page) == 0
    assert not window.button(HELP).is_visible()

    # Other filters and other pages begin anew.
    page.get_by_label("Sélectionner Mary JACKSON").check()
    page.get_by_label("Nom, prénom").fill("jackson")
    page.get_by_text("1 élève", exact=True).first.wait_for()
    assert ticked(page) == 0
    assert not window.button(HELP).is_visible()
    assert page.get_by_label("Sélectionner tous les élèves de la page").is_visible()


def test_the_bar_covers_nothing_that_the_keyboard_reaches(open_window, stage):
    window = open_window(viewport={"width": 1024, "height": 600})
    window.bring(college(stage))
    window.page.goto(f"{LIST}?classes=3EME+A&taille=10")
    keyboard = Keyboard(window)
    keyboard.go_to("Sélectionner tous les élèves de la page")
    keyboard.press("Space")
    # Each stop on the way is looked at: none is under the bar.
    keyboard.go_to("Sélectionner Élève")
    keyboard.follow(HELP)
    assert "/choisir/" in window.page.url


def test_without_scripts_boxes_and_the_button_are_there(open_window, stage):
    window = open_window(**LARGE, java_script_enabled=False)
    window.bring(college(stage))
    page = window.page
    page.goto(LIST)
    assert not page.get_by_label("Sélectionner tous les élèves de la page").is_visible()
    page.get_by_label("Sélectionner Mary JACKSON").check()
    window.button(HELP).click()
    page.wait_for_url(CHOSEN)
    assert (
        page.get_by_text("Mary JACKSON").first.is_visible() or page.get_by_text("1 élève").first.is_visible()
    )
