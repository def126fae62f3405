"""A page that shows a simulator as questions do, and writes down what it says."""

from typing import TYPE_CHECKING

from tests.browser.look import RULES, axe_problems
from tests.browser.window import Window
from tests.challenges.simulators.worlds import well_read

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator

# Any page of ours: it is emptied, and only its address and its policy stay.
EMPTIED = "/mentions-legales/"
SIZES = ((1024, 768), (768, 1024), (360, 640), (320, 640))
PUPILS = {"smallest": 48, "gap": 8}

SHOW = """({ address, init }) => new Promise((shown) => {
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: address, title: "Un exercice", width: "100%" });
    frame.setAttribute("sandbox", "allow-scripts");
    frame.style.border = "0";
    window.told = [];
    window.tell = (message) => frame.contentWindow.postMessage({ from: "pixorga", ...message }, "*");
    addEventListener("message", ({ source, data }) => {
        if (source !== frame.contentWindow) return;
        window.told.push(data);
        if (data.type === "ready") tell({ type: "init", ...init });
        if (data.type === "height") frame.height = data.height;
        if (data.type === (init.locked ? "ready" : "answer")) shown();
    });
    document.querySelectorAll("[rel=stylesheet]").forEach((style) => style.remove());
    document.body.replaceChildren(frame);
    document.body.className = "";
    document.body.style.margin = "0 16px";
})"""
# What was posted before has been heard when a frame that came later is drawn.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"

# Comes back once the page has made the frame as tall as it asked.
FITTED = """() => new Promise((done) => {
    const { documentElement: root } = document;
    const look = () => root.scrollHeight <= innerHeight ? done() : requestAnimationFrame(look);
    look();
})"""


class Host:
    """The page and its frame. Each message of the frame is in `told`."""

    def __init__(self, window: Window, name: str, params: object, **init: object) -> None:
        self.window, self.page = window, window.page
        world = well_read(name, params).to_body()
        self.init = {"world": world, "locked": False, "report": "", "comfort": "", **init}
        address = f"/simulateurs/{name}/"
        self.page.goto(EMPTIED)
        self.page.evaluate(SHOW, {"address": address, "init": self.init})
        self.frame.locator(".waiting").first.wait_for(state="detached")

    @property
    def frame(self) -> "Frame":
        return self.page.frames[1]

    @property
    def told(self) -> list[dict[str, object]]:
        """Everything that the frame has said until now."""
        self.frame.evaluate(SETTLED)
        self.page.evaluate(SETTLED)
        return self.page.evaluate("told")

    @property
    def answer(self) -> object:
        """The last report; None when there never was one."""
        return next((each["answer"] for each in reversed(self.told) if each["type"] == "answer"), None)

    @property
    def said(self) -> str:
        """What a screen reader says last."""
        return self.frame.locator("#announcer").inner_text()

    def tell(self, **message: object) -> None:
        """Say something to the frame, as the page of a question would."""
        self.page.evaluate("(message) => tell(message)", message)
        self.frame.evaluate(SETTLED)

    def words(self) -> str:
        return self.frame.locator("main").inner_text()

    def focused(self) -> str:
        """Return the id of what has the focus."""
        return self.frame.evaluate("document.activeElement.id")

    def button(self, words: str) -> "Locator":
        return self.frame.get_by_role("button", name=words, exact=True)

    def link(self, words: str) -> "Locator":
        return self.frame.get_by_role("link", name=words, exact=True)

    def problems(self) -> list[str]:
        """Return what is wrong with the frame as it stands, at every size."""
        found = axe_problems(self.frame, preload=False)  # it would fetch styles again, and there is no fetch
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            self.frame.evaluate(FITTED)
            found += [f"{width} × {height}: {problem}" for problem in self.frame.evaluate(RULES, PUPILS)]
        return found
