"""« Aa »: what a pupil chooses is seen at once, costs no answer, and breaks no page."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from missions.comfort import COOKIE
from tests.browser.keyboard import Keyboard
from tests.browser.look import axe_problems, layout_problems
from tests.browser.stage import Stage
from tests.browser.views import BY_NAME
from tests.browser.views.junior import PUPILS, junior_mission
from tests.browser.views.view import View, pupil
from tests.browser.window import Window

pytestmark = pytest.mark.browser

ALL = {COOKIE: "larger.spaced.contrast"}
# Pages of an error, without the cookies of before, or the same for everybody have no panel.
ERRORS = ("no network", "404", "405", "500", "503", "old form", "too many codes")
PANELLED = [view for view in PUPILS if not view.name.endswith(ERRORS)]
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


def with_comfort(view: View) -> View:
    return replace(view, who=lambda stage: view.who(stage) | ALL)


def classes(window: Window) -> str:
    return window.page.evaluate("document.documentElement.className")


def question(window: Window, stage: Stage, first_name: str) -> None:
    window.bring(pupil(first_name)(stage))
    window.page.goto(junior_mission("question/")(stage))


def open_panel(window: Window) -> None:
    window.page.locator(".comfort-button").click()


@pytest.mark.parametrize("view", [with_comfort(view) for view in PUPILS], ids=lambda view: view.name)
def test_every_page_holds_with_all_of_it_at_every_size(window, stage, view):
    view.show(window, stage)
    problems = [*axe_problems(window.page), *layout_problems(window.page)]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("cookies", [{}, ALL], ids=["plain", "with all of it"])
@pytest.mark.parametrize("name", ["junior, code", "junior, several answers"])
def test_the_open_panel_fits_every_size(window, stage, name, cookies):
    view = BY_NAME[name]
    replace(view, who=lambda stage: view.who(stage) | cookies).show(window, stage)
    open_panel(window)
    assert window.page.get_by_text("Taille des lettres").is_visible()
    problems = [*axe_problems(window.page), *layout_problems(window.page)]
    # The panel lies over the page while it is open.
    over = [problem for problem in problems if "px between" not in problem or "comfort-" in problem]
    assert not over, "\n" + "\n".join(over)


@pytest.mark.parametrize("view", PANELLED, ids=lambda view: view.name)
def test_every_page_has_the_panel(window, stage, view):
    view.show(window, stage)
    assert window.page.locator(".comfort-button").is_visible()


def text_size(window: Window) -> float:
    return window.page.locator(".bubble-text").first.evaluate(
        "bubble => parseFloat(getComputedStyle(bubble).fontSize)"
    )


def test_letters_grow_by_two_steps(window, stage):
    question(window, stage, "Malo")
    open_panel(window)
    sizes = []
    for label in ["Normale", "Grande", "Très grande"]:
        window.page.get_by_label(label, exact=True).check()
        sizes.append(text_size(window))
    assert sizes[1] >= 1.15 * sizes[0]
    assert sizes[2] >= 1.15 * sizes[1]


def kept(window: Window) -> Callable:
    return window.page.expect_response(lambda response: response.url.endswith("/junior/confort/"))


def test_a_choice_is_seen_at_once_and_the_answer_that_is_half_given_stays(open_window, stage):
    window = open_window()
    question(window, stage, "Capucine")
    address = window.page.url
    window.page.locator(".choice").nth(1).click()
    open_panel(window)
    for label in ["Grande", "Lettres espacées", "Noir sur blanc"]:
        with kept(window):
            window.page.get_by_label(label, exact=True).check()
    assert classes(window) == "comfort-large comfort-spaced comfort-contrast"
    assert window.page.url == address
    assert window.page.locator(".choice :checked").count() == 1
    window.page.goto("/junior/missions/")
    assert classes(window) == "comfort-large comfort-spaced comfort-contrast"
    open_panel(window)
    with kept(window):
        window.page.get_by_label("Normale", exact=True).check()
    window.page.reload()
    assert classes(window) == "comfort-spaced comfort-contrast"


def test_a_typed_answer_stays_too_and_enter_in_the_panel_sends_nothing(open_window, stage):
    window = open_window()
    question(window, stage, "Clémence")
    window.page.get_by_label("Écris un mot-clé").fill("fru")
    open_panel(window)
    with kept(window):
        window.page.get_by_label("Grande", exact=True).check()
    window.page.keyboard.press("Enter")
    assert window.page.get_by_label("Écris un mot-clé").input_value() == "fru"
    assert "/question/" in window.page.url


def test_without_network_it_is_seen_and_kept_when_the_network_is_back(open_window, stage):
    window = open_window()
    question(window, stage, "Malo")
    open_panel(window)
    window.context.set_offline(True)
    window.page.get_by_label("Très grande", exact=True).check()
    assert classes(window) == "comfort-larger"
    with kept(window):
        window.context.set_offline(False)
    window.page.reload()
    assert classes(window) == "comfort-larger"
    window.messages.clear()  # the browser itself notes that the network was away


def test_the_panel_closes_with_escape_and_beside_it(window, stage):
    question(window, stage, "Malo")
    open_panel(window)
    window.page.keyboard.press("Escape")
    assert window.page.evaluate("document.activeElement.className") == "comfort-button"
    assert not window.page.get_by_text("Taille des lettres").is_visible()
    open_panel(window)
    window.page.locator("h1").click()
    assert not window.page.get_by_text("Taille des lettres").is_visible()


def test_all_of_it_is_done_with_the_keyboard(open_window, stage):
    window = open_window(viewport={"width": 1024, "height": 600})
    question(window, stage, "Malo")
    keyboard = Keyboard(window)
    keyboard.go_to("Aa")
    keyboard.press("Enter")
    keyboard.go_to("Normale")
    with kept(window):
        keyboard.press("ArrowDown")
    keyboard.go_to("Lettres espacées")
    with kept(window):
        keyboard.press("Space")
    keyboard.press("Escape")
    keyboard.go_to("Se déconnecter")
    assert classes(window) == "comfort-large comfort-spaced"


def test_a_button_does_it_without_scripts(open_window, stage):
    window = open_window(java_script_enabled=False)
    question(window, stage, "Malo")
    page = window.page
    open_panel(window)
    page.get_by_label("Très grande", exact=True).check()
    page.get_by_label("Noir sur blanc", exact=True).check()
    window.button("Je valide").click()
    page.locator("html.comfort-larger.comfort-contrast").wait_for()
    assert page.url.endswith("/question/")
    window.button("Se déconnecter").click()
    page.get_by_text("choisis ta classe").wait_for()
    assert page.locator("html").get_attribute("class") == ""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_telephone_is_told_once_that_a_tablet_is_better_and_stops_nobody(open_window, stage, scripts):
    window = open_window(**PHONE, java_script_enabled=scripts)
    question(window, stage, "Malo")
    note = window.page.get_by_text("C’est plus facile sur une tablette")
    assert note.is_visible()
    assert window.button("Je vérifie").is_visible()
    if scripts:
        assert layout_problems(window.page, ((360, 640), (320, 640))) == []
        with kept(window):
            window.button("J’ai compris").tap()
    else:
        with window.page.expect_navigation():
            window.button("J’ai compris").tap()
    assert not note.is_visible()
    window.page.goto("/junior/missions/")
    assert not note.is_visible()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (768, 1024)])
def test_tablets_and_computers_are_told_nothing(open_window, stage, size):
    window = open_window(viewport={"width": size[0], "height": size[1]}, has_touch=True)
    question(window, stage, "Malo")
    assert not window.page.get_by_text("C’est plus facile sur une tablette").is_visible()


def test_a_telephone_held_sideways_is_a_telephone(open_window, stage):
    window = open_window(**PHONE | {"viewport": {"width": 740, "height": 360}})
    question(window, stage, "Malo")
    assert window.page.get_by_text("C’est plus facile sur une tablette").is_visible()
    window.page.locator(".choice").first.tap()
    window.button("Je vérifie").tap()
    window.page.wait_for_url("**/reponse/**")
