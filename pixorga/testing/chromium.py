"""The installed Chromium (or Chrome), driven by Playwright for Python."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_program() -> str | None:
    """Return the path of the installed browser, or None. The variable CHROMIUM names another one."""
    candidates = (os.environ.get("CHROMIUM", ""), *PROGRAMS)
    return next((path for path in map(shutil.which, candidates) if path), None)


def missing_browser() -> str:
    """Return what is not installed, in French, or the empty string."""
    missing = []
    if chromium_program() is None:
        missing.append("Chromium (paquet chromium)")
    if find_spec("playwright") is None:
        missing.append("Playwright (requirements/browser.lock)")
    return " et ".join(missing)


@contextmanager
def launch() -> Iterator["Browser"]:
    """Start Chromium; inside a container /dev/shm is small, and root must do without the sandbox."""
    from playwright.sync_api import sync_playwright

    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=arguments)
        yield browser
        browser.close()
