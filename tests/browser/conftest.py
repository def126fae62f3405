"""A real server, a real browser, and the school that both look at (stage.py), made once for a module."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.test.testcases import LiveServerThread

from tests.browser.stage import Stage, make_stage
from tests.browser.window import Window


@contextmanager
def serve() -> Iterator[str]:
    """Serve the site from a thread, static files through WhiteNoise as everywhere; give its address."""
    server = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


@pytest.fixture(scope="module")
def transactional_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database, committed to during a whole file and emptied at its end.

    It takes the place of pytest-django’s fixture, which empties it after each test; the name tells the plugin
    which tests need a database.
    """
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)


@pytest.fixture(scope="module")
def stage(transactional_db) -> Stage:
    """The schools of a file of tests: what a test changes, the tests after it meet."""
    with transaction.atomic():  # one commit instead of a thousand
        return make_stage()


@pytest.fixture(scope="module")
def site(stage) -> Iterator[str]:
    """Address of the server that shows the stage."""
    with override_settings(ROOT_URLCONF="tests.browser.urls"), serve() as url:
        yield url


@pytest.fixture(scope="module")
def shared_window(browser, site) -> Iterator[Window]:
    """One browser for the many tests of a file: styles and scripts are read once."""
    window = Window(browser, site)
    yield window
    window.close()


@pytest.fixture
def window(shared_window) -> Iterator[Window]:
    """The shared browser, at the size of a classroom’s computer; the page says nothing on the console."""
    shared_window.messages.clear()
    shared_window.page.set_viewport_size({"width": 1280, "height": 800})
    yield shared_window
    assert shared_window.messages == []


@pytest.fixture
def open_window(browser, site) -> Iterator[Callable[..., Window]]:
    """Return ``open_window(**options of a Playwright context)``: a browser of its own for one person.

    At the end of the test no page may have said anything on the console.
    """
    windows: list[Window] = []

    def open_one(**options: object) -> Window:
        windows.append(Window(browser, site, **options))
        return windows[-1]

    yield open_one
    for window in windows:
        window.close()
    assert [message for window in windows for message in window.messages] == []
