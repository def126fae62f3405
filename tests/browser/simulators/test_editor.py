"""A text editor: how words and paragraphs look, and where they stand."""

import pytest

from tests.browser.simulators.hands import TABLET, keyboard_in
from tests.browser.simulators.host import Host
from tests.challenges.simulators.more_worlds import text

pytestmark = pytest.mark.browser


def paragraph(host: Host, words: str):
    return host.frame.get_by_role("group", name="Paragraphes").get_by_role("button").filter(has_text=words)


# Without what only a screen reader says.
SEEN = """(texts) => texts.map((text) => {
    const copy = text.cloneNode(true);
    copy.querySelectorAll(".sr-only").forEach((each) => each.remove());
    return copy.textContent;
})"""


def lines(host: Host) -> list[str]:
    """Return the paragraphs as they are seen, from the top."""
    return host.frame.locator(".paragraph").evaluate_all(SEEN)


def test_a_title_in_the_middle_by_touch(open_window):
    host = Host(open_window(**TABLET), "editor", text())
    paragraph(host, "Les loups").tap()
    host.button("Au centre").tap()
    host.button("Titre").tap()
    assert host.answer == "p1:title+center"
    assert host.said == "C’est un titre."
    assert host.button("Titre").get_attribute("aria-pressed") == "true"
    assert "titre, au centre" in paragraph(host, "Les loups").inner_text()
    host.button("Titre").tap()
    host.button("À gauche").tap()
    assert host.answer == ""


def test_a_title_in_the_middle_by_keyboard(window):
    host = Host(window, "editor", text())
    keys = keyboard_in(host)
    keys.go_to("Les loups")
    keys.press("Enter")
    assert host.said == "Ce paragraphe est choisi."
    keys.press("Control+b")
    keys.press("Shift+Tab")
    assert host.focused() == "tool-redo"
    for _ in range(6):
        keys.press("Shift+Tab")
    assert host.focused() == "tool-center"
    keys.press("Space")
    assert host.answer == "p1:center+bold"
    assert host.focused() == "tool-center"


def test_words_by_touch_in_any_order(open_window):
    host = Host(open_window(**TABLET), "editor", text())
    paragraph(host, "Le loup vit").tap()
    host.button("Choisir des mots").tap()
    host.button("dans").tap()
    host.button("meute").tap()
    host.button("Gras").tap()
    assert host.answer == "p2[5-6]:bold"
    host.button("dans (gras)").tap()
    host.button("Souligné").tap()
    assert host.answer == "p2[5]:bold+underline; p2[6]:bold"
    host.button("Tout le paragraphe").tap()
    host.button("Gras").tap()
    assert host.answer == "p2[1-4]:bold; p2[5]:bold+underline; p2[6-8]:bold"
    host.button("Gras").tap()
    assert host.answer == "p2[5]:underline"


def test_words_by_keyboard(window):
    host = Host(window, "editor", text())
    keys = keyboard_in(host)
    keys.go_to("Le loup vit")
    keys.press("Space")
    keys.go_to("Choisir des mots")
    keys.press("Enter")
    assert host.focused() == "word-2-0"
    keys.go_to("vit")
    keys.press("Space")
    keys.press("Control+i")
    assert host.answer == "p2[3]:no-italic"
    keys.go_to("Tout le paragraphe")
    keys.press("Enter")
    assert host.focused() == "piece-2"


def test_what_looks_so_already_is_no_change(window):
    host = Host(window, "editor", text())
    paragraph(host, "Ils jouent").click()
    assert host.button("Gras").get_attribute("aria-pressed") == "true"
    host.button("Gras").click()
    assert host.answer == "p4:no-bold"
    paragraph(host, "Les petits").click()
    host.button("À droite").click()
    assert host.answer == "p4:no-bold"


def test_a_paragraph_is_cut_and_pasted_by_touch(open_window):
    host = Host(open_window(**TABLET), "editor", text())
    paragraph(host, "Ils jouent").tap()
    host.button("Couper").tap()
    assert host.answer == "order:p1,p2,p3"
    assert host.said == "C’est coupé. Placer le curseur, puis toucher Coller."
    host.button("Curseur ici").nth(1).tap()
    host.button("Coller").tap()
    assert host.answer == "order:p1,p4,p2,p3"
    assert lines(host)[:2] == ["Les loups", "Ils jouent toute la journée\u00a0!"]
    assert host.button("Curseur ici").count() == 0
    # It goes back to its place: nothing has changed then.
    host.button("Couper").tap()
    host.button("Curseur ici").last.tap()
    host.button("Coller").tap()
    assert host.answer == ""


def test_a_paragraph_is_copied_and_pasted_by_keyboard(window):
    host = Host(window, "editor", text())
    keys = keyboard_in(host)
    keys.go_to("Les loups")
    keys.press("Enter")
    keys.press("Control+c")
    assert host.answer == ""
    for _ in range(3):
        keys.go_to("Curseur ici")
    keys.press("Enter")
    assert host.said == "Le curseur est placé. Toucher Coller."
    keys.press("Control+v")
    assert host.answer == "order:p1,p2,p3,p1.2,p4"
    keys.press("Control+u")
    assert host.answer == "order:p1,p2,p3,p1.2,p4; p1.2:underline"


def test_steps_are_undone_and_done_again(open_window):
    host = Host(open_window(**TABLET), "editor", text())
    paragraph(host, "Les loups").tap()
    host.button("Titre").tap()
    host.button("Couper").tap()
    assert host.answer == "order:p2,p3,p4"
    host.button("Annuler").tap()
    assert host.answer == "p1:title"
    host.button("Annuler").tap()
    assert host.answer == ""
    host.button("Annuler").tap()
    assert host.said == "Il n’y a rien à annuler."
    host.button("Rétablir").tap()
    host.button("Rétablir").tap()
    assert host.answer == "order:p2,p3,p4"
    host.button("Annuler").tap()
    paragraph(host, "Le loup vit").tap()
    host.button("Puces").tap()
    assert host.answer == "p1:title; p2:list"
    host.button("Rétablir").tap()
    assert host.said == "Il n’y a rien à rétablir."


def test_a_button_says_what_it_needs(window):
    host = Host(window, "editor", text())
    host.button("Gras").click()
    assert "Choisir d’abord un paragraphe." in host.words()
    host.button("Coller").click()
    assert host.said == "Couper ou copier d’abord un paragraphe."
    paragraph(host, "Les loups").click()
    host.button("Choisir des mots").click()
    host.button("Gras").click()
    assert host.said == "Toucher d’abord des mots."
    assert host.answer == ""


def test_only_the_buttons_of_the_question_are_there(window):
    host = Host(window, "editor", text(buttons=["title", "center"]))
    paragraph(host, "Les loups").click()
    assert host.frame.locator(".tool").all_inner_texts() == ["Titre", "Au centre"]
    assert host.button("Choisir des mots").count() == 0
    host.page.keyboard.press("Control+b")
    assert host.answer == ""


@pytest.mark.parametrize(
    "report",
    [
        "p1:title+center",
        "p2[3]:no-italic; p2[5-6]:bold+underline; p3:left; p4:list",
        "order:p4,p2,p1,p2.2; p1:underline; p2.2:right; p2[1]:bold",
    ],
)
def test_what_was_answered_is_shown_again(window, report):
    assert Host(window, "editor", text(), report=report).answer == report


@pytest.mark.parametrize("comfort", ["", "comfort-larger comfort-spaced comfort-contrast"])
def test_words_and_places_fit_every_size(window, comfort):
    host = Host(window, "editor", text(), comfort=comfort)
    paragraph(host, "Le loup vit").click()
    host.button("Choisir des mots").click()
    host.button("meute").click()
    assert host.problems() == []
    host.button("Couper").click()
    host.button("Curseur ici").first.click()
    assert host.problems() == []
