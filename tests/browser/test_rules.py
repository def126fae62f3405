"""The rules of rules.js find what they are there to find."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.look import layout_problems

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SIZE = ((360, 640),)


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<h1>Un titre</h1><p>Un texte.</p>", None),
        ("<p>Un texte.</p>", "0 h1"),
        ("<h1>Un titre</h1><h1>Un autre</h1>", "2 h1"),
        ("<h1>Un titre</h1><p style='width: 500px'>Large</p>", "too wide"),
        ("<h1>Un titre</h1><p style='position: relative; left: -40px'>Sorti</p>", "outside of the window"),
        (
            "<h1>Un titre</h1><p style='width: 40px; overflow: hidden; white-space: nowrap'>Coupé net</p>",
            "cut",
        ),
        ("<h1>Un titre</h1><p style='height: 9px; overflow: clip'>Coupé net</p>", "cut"),
        ("<h1>Un titre</h1><p style='width: 60px; overflow-wrap: anywhere'>MONTGAILLARD</p>", "broken word"),
        ("<h1>Un titre</h1><button style='height: 48px; width: 40px'>Oui</button>", "target of 40 × 48"),
        ("<h1>Un titre</h1><p><a href='/'>Un lien</a> dans une phrase.</p>", None),
        ("<h1>Un titre</h1><a href='/' style='display: block'>Un lien seul</a>", "target of"),
        ("<h1>Un</h1><label style='display: block; height: 48px'><input type='radio'>Oui</label>", None),
    ],
)
def test_a_fault_is_found(page, markup, found):
    page.set_content(f"<!doctype html><html lang='fr'><body>{markup}</body></html>")
    problems = layout_problems(page, SIZE)
    assert problems == [] if found is None else any(found in problem for problem in problems)


def test_targets_that_nearly_touch_are_found_on_pupils_pages(page):
    button = "<button style='height: 48px; width: 96px; margin: 0'>Oui</button>"
    page.set_content(f"<!doctype html><html><body class='junior'><h1>Un titre</h1>{button}{button}</body>")
    (problem,) = layout_problems(page, SIZE)
    assert "0 px between" in problem
