"""A page that does not come: ours says so, in its place, and it comes back by itself."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.desk import Desk
from tests.browser.look import axe_problems, layout_problems

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

IS_READY = """Promise.race([
    navigator.serviceWorker.ready.then(() => true),
    new Promise((done) => setTimeout(done, 10_000)),
])"""
NO_FETCH = "() => { window.fetch = () => Promise.reject(new TypeError('no network')); }"
AWAY = "Pas de réseau pour l’instant…"


@pytest.fixture
def desk(stage, open_window) -> Desk:
    """A pupil before a question, in a browser that has stored what it needs."""
    desk = Desk(stage, open_window(has_worker=True))
    assert desk.page.evaluate(IS_READY)
    return desk


def stored(page: "Page") -> list[str]:
    return page.evaluate("""async () => {
        const names = await caches.keys();
        const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return all.flat().map(({ url }) => new URL(url).pathname);
    }""")


def test_a_page_that_does_not_come_is_told_in_its_place_and_comes_back(desk):
    page, context = desk.page, desk.window.context
    desk.answer()
    desk.is_on_the_answer()
    context.set_offline(True)
    desk.window.link("Je continue").click()
    page.get_by_role("heading", name=AWAY).wait_for()
    assert page.url.endswith(desk.url)
    problems = [*axe_problems(page), *layout_problems(page)]
    assert not problems, "\n" + "\n".join(problems)
    desk.window.link("Réessayer").click()
    page.get_by_role("heading", name=AWAY).wait_for()
    context.set_offline(False)
    desk.window.button("Je vérifie").wait_for()
    assert page.url.endswith(desk.url)
    desk.forgive()


def test_an_answer_that_waits_is_sent_from_there_too(desk):
    # Stopped before it leaves: the emulated network may be cut after it let the answer through.
    desk.page.evaluate(NO_FETCH)
    desk.answer()
    desk.told("Pas de réseau : ta réponse est gardée ici. Elle partira toute seule.")
    desk.window.context.set_offline(True)
    desk.page.reload()
    desk.page.get_by_role("heading", name=AWAY).wait_for()
    desk.told("Une réponse attend le réseau. Elle partira toute seule.")
    desk.window.context.set_offline(False)
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_a_form_that_does_not_leave_is_told_too_and_its_page_comes_back(desk):
    page, context = desk.page, desk.window.context
    context.set_offline(True)
    desk.window.button("Se déconnecter").click()
    page.get_by_role("heading", name=AWAY).wait_for()
    assert page.url.endswith(desk.url)
    context.set_offline(False)
    desk.window.button("Se déconnecter").click()
    desk.page.locator(".class-card").first.wait_for()
    desk.forgive()


def test_nothing_of_a_pupil_is_ever_stored(desk, stage):
    desk.answer()
    desk.is_on_the_answer()
    desk.window.link("Je continue").click()
    desk.window.button("Je vérifie").wait_for()
    paths = stored(desk.page)
    assert "/junior/hors-ligne/" in paths
    assert [path for path in paths if not path.startswith("/static/")] == ["/junior/hors-ligne/"]
    page = desk.page.evaluate(
        "caches.match('/junior/hors-ligne/', { ignoreVary: true }).then((page) => page.text())"
    )
    assert desk.learner.first_name not in page


def test_it_works_for_the_pupils_pages_alone(desk, stage):
    desk.window.bring(stage.session_of(stage.teacher))
    desk.page.goto("/missions/")
    assert desk.page.evaluate("navigator.serviceWorker.controller") is None
    scopes = "navigator.serviceWorker.getRegistrations().then((all) => all.map((each) => each.scope))"
    assert desk.page.evaluate(scopes) == [f"{desk.window.site}/junior/"]
