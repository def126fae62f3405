"""A person with a keyboard and nothing else; at every stop the focus must be seen."""

from typing import TYPE_CHECKING

from tests.browser.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Frame

# Of the focused element: its words, and what is wrong with the way the focus is shown.
FOCUSED = """() => {
    const element = document.activeElement;
    const label = element.labels?.[0] ?? element.closest("label");
    const isRegion = !element.matches("a, button, summary, input, select, textarea");
    const words = isRegion ? "" : (label ?? element).innerText.trim().replace(/\\s+/g, " ");
    const isRinged = (box) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
        return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    };
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isOver = over?.matches(".action-bar, .sidebar") && !element.matches(".action-bar *, .sidebar *");
    const isSeen = over && (element.contains(over) || (over.contains(element) && !isOver));
    const problems = [];
    if (!isRinged(element) && !(label && isRinged(label))) problems.push("no ring");
    if (!isSeen) problems.push(`hidden behind <${over?.localName} class="${over?.className}">`);
    return { words, problems: element === document.body ? [] : problems };
}"""

LONGEST_WAY = 60  # stops


class Keyboard:
    """Tab from stop to stop; what is pressed goes to whatever has the focus.

    frame: where one stops, when it is not the page itself.
    """

    def __init__(self, window: Window, frame: "Frame | None" = None) -> None:
        self.page = window.page
        self.place = frame or window.page

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def go_to(self, words: str) -> None:
        """Press Tab until the focus is on what bears these words; each stop on the way is looked at."""
        for _ in range(LONGEST_WAY):
            self.press("Tab")
            focused = self.place.evaluate(FOCUSED)
            assert not focused["problems"], focused
            if words in focused["words"]:
                return
        raise AssertionError(f"Tab never comes to « {words} » on {self.page.url}")

    def follow(self, words: str, key: str = "Enter") -> None:
        """Go to a link or a button, press it, and wait for the page that it leads to."""
        self.go_to(words)
        with self.page.expect_navigation():
            self.press(key)
