"""Finding one’s class, one’s name and one’s mission with a finger: sizes, columns, letters, one tap."""

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.views import BY_NAME
from tests.browser.views.junior import junior_mission
from tests.browser.views.view import pupil
from tests.browser.window import Window

pytestmark = pytest.mark.browser

LANDSCAPE, UPRIGHT, PHONE = (1024, 768), (768, 1024), (360, 640)


def boxes(window: Window, selector: str) -> list[dict]:
    return [each.bounding_box() for each in window.page.locator(selector).all()]


@pytest.mark.parametrize(("size", "columns"), [((1280, 800), 4), (LANDSCAPE, 4), (UPRIGHT, 3), (PHONE, 2)])
def test_names_stand_in_four_three_or_two_columns_and_are_easy_to_touch(window, stage, size, columns):
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    BY_NAME["junior, names of a large class"].show(window, stage)
    names = boxes(window, ".name-card")
    assert len({box["x"] for box in names}) == columns
    assert all(60 <= box["height"] <= 72 for box in names)


@pytest.mark.parametrize("size", [LANDSCAPE, UPRIGHT, PHONE])
def test_classes_and_missions_are_large_cards(window, stage, size):
    window.page.set_viewport_size({"width": size[0], "height": size[1]})
    for name, selector in [("junior, classes", ".class-card"), ("junior, missions", ".mission-card")]:
        BY_NAME[name].show(window, stage)
        cards = boxes(window, selector)
        assert cards
        assert all(box["height"] >= 88 for box in cards)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_letter_leads_to_the_names_that_begin_with_it(open_window, stage, scripts):
    window = open_window(viewport={"width": 768, "height": 500}, java_script_enabled=scripts)
    BY_NAME["junior, names of a large class"].show(window, stage)
    last = window.link("Zlix")
    assert last.bounding_box()["y"] > 500
    window.link("Z").click()
    assert 0 <= last.bounding_box()["y"] <= 440


def test_the_keyboard_goes_on_from_the_letter(open_window, stage):
    window = open_window(viewport={"width": 768, "height": 500})
    BY_NAME["junior, names of a large class"].show(window, stage)
    keyboard = Keyboard(window)
    keyboard.go_to("W")
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert window.page.evaluate("document.activeElement.innerText") == "Wlix"


# Heard last, after the scripts of the product: the page stays, so that what is seen can be looked at.
STAY = "kind => addEventListener(kind, (event) => event.preventDefault())"


def test_after_a_tap_every_card_waits_and_the_one_that_was_tapped_says_so(open_window, stage):
    window = open_window()
    BY_NAME["junior, missions"].show(window, stage)
    page = window.page
    page.evaluate(STAY, "click")
    tapped, other = page.locator(".mission-card").nth(0), page.locator(".mission-card").nth(1)
    tapped.click()
    sign = "card => getComputedStyle(card.querySelector('.mission-action'), '::after').content"
    assert [tapped.evaluate(sign), other.evaluate(sign)] == ['""', "none"]
    opacity = "card => Number(getComputedStyle(card).opacity)"
    assert other.evaluate(opacity) < tapped.evaluate(opacity)
    assert page.locator("#announcer").inner_text() == "Un instant…"
    other.click()
    assert page.locator(".mission-card[aria-busy]").count() == 1


def test_so_does_the_button_that_starts_a_mission(open_window, stage):
    window = open_window()
    window.bring(pupil("Aden")(stage))
    window.page.goto(junior_mission()(stage))
    window.page.evaluate(STAY, "submit")
    button = window.button("C’est parti\u00a0!")
    button.click()
    assert button.evaluate("button => getComputedStyle(button, '::after').content") == '""'
