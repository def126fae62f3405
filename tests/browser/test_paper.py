"""Paper: a poster is a page of A4, so is the sheet of a full class; nothing else is printed."""

import re

import pytest

from tests.browser.views import BY_NAME
from tests.browser.views.paper import SHEETS

pytestmark = pytest.mark.browser

A4 = (595, 842)  # in points


def print_page(page) -> list[tuple[int, int]]:
    """Return the sizes of the pages that come out of the printer, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize("name", ["poster", "sheets, with 35 first names"])
def test_a_sheet_is_a_page(window, stage, name):
    BY_NAME[name].show(window, stage)
    assert print_page(window.page) == [A4]


def test_each_class_has_its_page(window, stage):
    BY_NAME["sheets"].show(window, stage)
    count = window.page.locator(".sheet").count()
    assert count > 1
    assert print_page(window.page) == [A4] * count
    window.page.goto(f"{SHEETS}?prenoms=on")
    assert print_page(window.page) == [A4] * count


def test_nothing_but_the_sheet_is_printed(window, stage):
    BY_NAME["poster"].show(window, stage)
    window.page.emulate_media(media="print")
    shown = window.page.evaluate("document.body.innerText")
    window.page.emulate_media(media=None)
    assert "Écris le code de l’école." in shown
    for words in ("Activer la session", "Prolonger", "Affiche de l’école", "Mentions légales", "Imprimer"):
        assert words not in shown


def test_the_button_prints(open_window, stage):
    window = open_window()
    window.context.add_init_script("window.print = () => (window.printed = true)")
    BY_NAME["poster"].show(window, stage)
    window.button("Imprimer").click()
    assert window.page.evaluate("window.printed")


def test_a_title_stays_with_what_follows_it(open_window, stage):
    window = open_window()
    BY_NAME["correction"].show(window, stage)
    window.page.emulate_media(media="print")
    titles = window.page.locator("#correction section > h2")
    assert titles.count() > 1
    # A browser heeds it only where nothing around stretches.
    around = """all => all.flatMap((each) => {
        const found = [getComputedStyle(each).breakAfter];
        for (let box = each; box; box = box.parentElement) found.push(getComputedStyle(box).display);
        return found;
    })"""
    assert set(titles.evaluate_all(around)) == {"avoid", "block"}


def test_a_pupils_page_on_paper_tells_of_results_alone(open_window, stage):
    window = open_window()
    BY_NAME["pupil"].show(window, stage)
    repair = window.page.get_by_role("heading", name="Un travail fait sous un mauvais nom")
    assert repair.is_visible()
    window.page.emulate_media(media="print")
    assert not repair.is_visible()
    assert window.page.locator("main h1").is_visible()
