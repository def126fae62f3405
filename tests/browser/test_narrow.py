"""The narrowest screens, where long words have to find their place."""

import pytest

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

# The words of an element that stand on more than one line.
CUT = """(element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), range = document.createRange();
    const cut = [], lines = () => new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    while (walker.nextNode()) {
        for (const { 0: word, index } of walker.currentNode.data.matchAll(/\\S+/g)) {
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + word.length);
            if (lines() > 1) cut.push(word);
        }
    }
    return cut;
}"""


@pytest.mark.parametrize("listens", [False, True])
def test_no_word_of_a_judged_tile_is_cut(stage, open_window, listens):
    window = open_window(viewport={"width": 320, "height": 640})
    desk = Desk(stage, window, ("recherche-mots-va-1c", "recherche-mots-va-1b"))
    type(desk.learner).objects.filter(pk=desk.learner.pk).update(is_oralization_enabled=listens)
    desk.page.reload()
    desk.answer()
    desk.is_on_the_answer()
    tile = desk.page.locator(".choice-right")
    assert "invention" in tile.inner_text()
    assert tile.evaluate(CUT) == []
    assert tile.evaluate("(tile) => tile.scrollWidth <= tile.clientWidth")
