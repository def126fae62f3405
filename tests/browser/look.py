"""Judge a page as it stands in the browser: axe, widths, targets, titles."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

RULES = Path(__file__).with_name("rules.js").read_text(encoding="utf-8")

# The computers and tablets of schools, a phone, and the width at which a page zoomed to 400 % is laid out.
SIZES = ((1280, 800), (1024, 768), (768, 1024), (360, 640), (320, 640))

AXE = """async (options) => (await axe.run(document, options)).violations.flatMap(
    ({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.target} ${node.failureSummary}`))"""


def axe_problems(page: "Page | Frame", **options: object) -> list[str]:
    """Return what axe finds, best practices included; on pupils’ pages contrasts of 7 too.

    options: more of axe.run.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    is_junior = page.evaluate("document.body.classList.contains('junior')")
    rules = {"color-contrast-enhanced": {"enabled": is_junior}}
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(AXE, {"resultTypes": ["violations"], "rules": rules, **options})


def layout_problems(page: "Page", sizes: tuple[tuple[int, int], ...] = SIZES) -> list[str]:
    """Return what is too wide, cut, too small or too near at each of these sizes."""
    is_junior = page.evaluate("document.body.classList.contains('junior')")
    wanted = {"smallest": 48, "gap": 8} if is_junior else {"smallest": 44, "gap": 0}
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width} × {height}: {problem}" for problem in page.evaluate(RULES, wanted)]
    return found
