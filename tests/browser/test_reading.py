"""Pages as people set them for themselves: no motion, wide spacing, large text, paper."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.look import layout_problems
from tests.browser.views import BY_NAME

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

KEY_PAGES = [
    "sign in, nothing typed",
    "join",
    "home, session open",
    "mission, results",
    "pupils",
    "import, errors",
    "junior, code too short",
    "junior, names",
    "junior, missions",
    "junior, several answers",
    "junior, wrong",
]

# WCAG 1.4.12: a text keeps all of its words when somebody spaces it so.
SPACED = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""
# What a browser does when only the text is enlarged; our lengths follow the letters.
LARGE_TEXT = "html { font-size: 200% !important; }"

# Playwright may write into a page whose policy forbids it only when told to.
MAY_ADD_STYLES = {"bypass_csp": True}

APPEARED = """() => Promise.all(document.getAnimations()
    .filter(({ animationName }) => animationName === "appear").map(({ finished }) => finished))"""


def names_of_animations(page: "Page") -> set[str]:
    names = "all => all.map((one) => getComputedStyle(one).animationName)"
    return set(page.locator(".talk .bubble, .talk .mascot").evaluate_all(names))


def test_bubbles_come_one_after_another_and_at_once_for_those_who_want_no_motion(open_window, stage):
    moving, still = open_window(reduced_motion="no-preference"), open_window(reduced_motion="reduce")
    for window in (moving, still):
        BY_NAME["junior, one answer"].show(window, stage)
    assert names_of_animations(still.page) == {"none"}
    assert names_of_animations(moving.page) == {"appear", "hover"}
    last = ".bubbles > :last-child"
    assert still.page.locator(last).evaluate("bubble => getComputedStyle(bubble).opacity") == "1"
    # Whoever waits sees everything, and what is not seen yet can be answered already.
    moving.page.locator(".choice").first.click()
    moving.page.evaluate(APPEARED)
    assert moving.page.locator(last).evaluate("bubble => getComputedStyle(bubble).opacity") == "1"


def test_nothing_turns_on_a_waiting_page_for_those_who_want_no_motion(window, stage):
    BY_NAME["import, received"].show(window, stage)
    style = "element => getComputedStyle(element, '::before').animationName"
    waiting = window.page.locator(".working").filter(visible=True)
    assert waiting.evaluate(style) == "none"


@pytest.mark.parametrize("name", KEY_PAGES)
def test_wide_spacing_and_large_text_lose_nothing(open_window, stage, name):
    window = open_window(**MAY_ADD_STYLES)
    BY_NAME[name].show(window, stage)
    for css, sizes in (
        (SPACED, ((1280, 800), (768, 1024), (360, 640))),
        (LARGE_TEXT, ((1280, 800), (1024, 768))),
    ):
        style = window.page.add_style_tag(content=css)
        found = layout_problems(window.page, sizes)
        # A word spaced so may have to go on to the next line; nothing of it is lost.
        assert [problem for problem in found if "broken word" not in problem] == []
        style.evaluate("style => style.remove()")


@pytest.mark.parametrize("name", KEY_PAGES)
def test_a_page_zoomed_to_200_percent_has_half_the_width(window, stage, name):
    BY_NAME[name].show(window, stage)
    assert layout_problems(window.page, ((640, 400), (512, 384))) == []


@pytest.mark.parametrize("name", ["mission, results", "mission, sheet", "pupils"])
def test_paper_gets_the_content_and_no_buttons(window, stage, name):
    page = window.page
    BY_NAME[name].show(window, stage)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 inside its margins
    try:
        shown = page.locator("nav, button, form, .button, .sidebar, .footer").locator("visible=true")
        assert shown.all_inner_texts() == []
        assert page.locator("main h1").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 718
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        page.emulate_media(media="screen")
