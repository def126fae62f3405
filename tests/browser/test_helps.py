"""What scripts add: lists that follow the typing, copy, password, menus, hints, reading aloud."""

import re

import pytest

from tests.browser.look import layout_problems
from tests.browser.views import BY_NAME

pytestmark = pytest.mark.browser


def test_a_list_follows_the_typing_and_the_back_button(window, stage):
    page = window.page
    BY_NAME["pupils"].show(window, stage)
    page.get_by_role("searchbox", name="Nom, prénom").fill("marc")
    page.get_by_text("2 élèves").first.wait_for()
    assert page.locator("#announcer").inner_text() == "2 élèves"
    assert "nom=marc" in page.url
    assert page.evaluate("document.activeElement.name") == "nom"
    window.link("Effacer les filtres").click()
    page.get_by_text("44 élèves").first.wait_for()
    page.go_back()
    page.get_by_text("2 élèves").first.wait_for()
    assert page.get_by_role("searchbox", name="Nom, prénom").input_value() == "marc"


def test_sorting_and_page_sizes_change_the_list_in_place(window, stage):
    page = window.page
    BY_NAME["pupils"].show(window, stage)
    page.get_by_role("columnheader", name="Nom").get_by_role("link").click()
    page.get_by_role("columnheader", name=re.compile("Z-A")).wait_for()
    assert page.locator("tbody th").first.inner_text() == "ZERROUKI"
    page.get_by_role("link", name="Voir 10 par page").click()
    page.get_by_text("Page 1 / 5").wait_for()
    assert page.locator("tbody th").all_inner_texts()[0] == "ZERROUKI"


def test_the_code_is_copied_and_said(open_window, stage):
    window = open_window(permissions=["clipboard-read", "clipboard-write"])
    BY_NAME["home, session open"].show(window, stage)
    window.button("Copier le code").click()
    window.page.locator("#announcer", has_text="Copié").wait_for(state="attached")
    assert window.page.evaluate("navigator.clipboard.readText()") == stage.lilas.school_code


def test_a_password_can_be_read_and_its_rules_are_ticked(window, stage):
    page = window.page
    BY_NAME["new password"].show(window, stage)
    field = page.get_by_label("Nouveau mot de passe")
    field.fill("marmotte2")
    assert page.locator(".rules .is-done").all_inner_texts() == [
        "8 caractères",
        "une lettre minuscule",
        "un chiffre",
    ]
    window.button("Afficher le mot de passe").click()
    assert field.get_attribute("type") == "text"
    window.button("Masquer le mot de passe").click()
    assert field.get_attribute("type") == "password"


@pytest.mark.parametrize("size", [(768, 1024), (360, 640), (320, 640)])
def test_the_navigation_opens_on_small_screens(window, stage, size):
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    BY_NAME["team"].show(window, stage)
    assert not window.link("Missions").is_visible()
    window.page.locator(".sidebar-menu > summary").click()
    assert window.link("Missions").is_visible()
    assert layout_problems(window.page, (size,)) == []


@pytest.mark.parametrize("size", [(1280, 800), (768, 1024), (360, 640)])
def test_a_hint_stays_inside_the_window_and_closes_with_escape(window, stage, size):
    page = window.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    BY_NAME["mission, hint open"].show(window, stage)
    hint = page.locator("main .hint").first
    box = hint.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    page.keyboard.press("Escape")
    assert not hint.is_visible()


def test_a_notification_can_be_closed(window, stage):
    BY_NAME["home, session open"].show(window, stage)
    window.button("Prolonger la session").first.click()
    notice = window.page.locator(".messages .callout")
    notice.get_by_role("button", name="Fermer la notification").click()
    assert notice.count() == 0


def test_an_instruction_is_read_aloud_and_stopped(window, stage):
    page = window.page
    BY_NAME["junior, several answers"].show(window, stage)
    page.evaluate("() => { speechSynthesis.speak = ({ text, lang }) => (window.spoken = [text, lang]); }")
    page.get_by_role("button", name="J’écoute la consigne").first.click()
    assert page.evaluate("spoken") == [page.locator(".bubble-text").first.inner_text(), "fr-FR"]
    window.button("Stop").click()
    assert window.button("Stop").count() == 0


def test_the_answer_is_verified_once_there_is_one(window, stage):
    page = window.page
    BY_NAME["junior, typed answer"].show(window, stage)
    verify, hint = window.button("Je vérifie"), page.get_by_text("Donne d’abord ta réponse.")
    assert verify.get_attribute("aria-disabled") == "true"
    assert hint.is_visible()
    page.get_by_label("Écris un mot-clé").fill("fruit")
    assert verify.get_attribute("aria-disabled") == "false"
    assert not hint.is_visible()
