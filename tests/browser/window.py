"""One person's browser: its cookies, its page, and whatever the page complained about."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

# What a slow machine may need; nothing waits so long that is not broken.
PATIENCE = 15_000


# Chromium without a desktop has no voice; tablets have one.
FRENCH_VOICE = """
    speechSynthesis.getVoices = () => [{ lang: "fr-FR", name: "Amélie", localService: true }];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


# Playwright stops no request that a service worker answers: only the tests of the worker have one.
NO_WORKER = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });"


class Window:
    """A browser context with one page. messages: of the console, and errors of scripts."""

    def __init__(self, browser: "Browser", site: str, *, has_worker: bool = False, **options: object) -> None:
        self.site = site
        self.messages: list[str] = []
        defaults = {"base_url": site, "locale": "fr-FR", "reduced_motion": "reduce"}
        self.context = browser.new_context(**(defaults | options))
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(FRENCH_VOICE)
        if not has_worker:
            self.context.add_init_script(NO_WORKER)
        self.page = self.new_page()

    def new_page(self) -> "Page":
        page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        return page

    def bring(self, cookies: dict[str, str]) -> None:
        """Come with these cookies and no others."""
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.site} for name, value in cookies.items()]
        )

    def close(self) -> None:
        self.context.close()

    def button(self, words: str) -> "Locator":
        return self.page.get_by_role("button", name=words, exact=True)

    def link(self, words: str) -> "Locator":
        return self.page.get_by_role("link", name=words, exact=True)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def _note(self, message: "ConsoleMessage") -> None:
        # A page that is itself an answer such as 404 is no fault of the page.
        is_the_page = message.location["url"] == self.page.url and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not is_the_page:
            self.messages.append(f"{message.type}: {message.text} ({message.location['url']})")
