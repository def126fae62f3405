"""The rules of rules.js find what they are there to find."""

import pytest

from tests.browser.look import layout_problems

pytestmark = pytest.mark.browser

SIZE = ((360, 640),)


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
        (
            "<h1>Un titre</h1><label style='display: block; height: 48px'><input type='radio'>Oui</label>",
            None,
        ),
    ],
)
def test_a_fault_is_found(window, markup, found):
    window.page.set_content(f"<!doctype html><html lang='fr'><body>{markup}</body></html>")
    problems = layout_problems(window.page, SIZE)
    assert problems == [] if found is None else any(found in problem for problem in problems)


def test_targets_that_nearly_touch_are_found_on_pupils_pages(window):
    buttons = "".join(
        f"<button style='height: 48px; width: 96px; margin: 0'>{word}</button>" for word in ("Oui", "Non")
    )
    page = "<!doctype html><html lang='fr'><body class='junior'><h1>Un titre</h1>{}</body></html>"
    window.page.set_content(page.format(buttons))
    (problem,) = layout_problems(window.page, SIZE)
    assert "0 px between" in problem
