"""A page that does not come: ours says so, in its place, and it comes back by itself."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from missions.models import Mission
from organizations.models import Organization
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


def test_it_looks_as_the_pupil_likes_to_read_and_is_plain_for_the_next_one(desk, stage):
    page, context = desk.page, desk.window.context
    page.get_by_text("Aa").click()
    with page.expect_response("**/confort/"):
        page.get_by_label("Noir sur blanc").check()
    context.set_offline(True)
    page.reload()
    page.get_by_role("heading", name=AWAY).wait_for()
    assert "comfort-contrast" in page.evaluate("document.documentElement.className")
    context.set_offline(False)
    desk.window.button("Je vérifie").wait_for()
    next_one = Desk(stage, desk.window)
    context.set_offline(True)
    page.reload()
    page.get_by_role("heading", name=AWAY).wait_for()
    assert page.evaluate("document.documentElement.className") == ""
    context.set_offline(False)
    next_one.window.button("Je vérifie").wait_for()
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


def test_a_form_that_does_not_leave_is_told_too_and_its_page_comes_back(desk, stage):
    page, context = desk.page, desk.window.context
    start = f"/junior/missions/{Mission.objects.exclude(pk=stage.mission.pk)[0].pk}/"
    page.goto(start)
    context.set_offline(True)
    desk.window.button("C’est parti !").click()
    page.get_by_role("heading", name=AWAY).wait_for()
    assert page.url.endswith(start)
    context.set_offline(False)
    desk.window.button("C’est parti !").wait_for()
    desk.forgive()


WAITING = "La déconnexion attend le réseau. Elle se fera toute seule."


def test_whoever_signed_out_without_network_is_signed_out_when_it_is_back(desk, stage):
    """The next child finds the classes, not the missions of the one before."""
    page, context = desk.page, desk.window.context
    context.set_offline(True)
    desk.window.button("Se déconnecter").click()
    page.get_by_text(WAITING).wait_for()
    problems = [*axe_problems(page), *layout_problems(page)]
    assert not problems, "\n" + "\n".join(problems)
    context.set_offline(False)
    page.locator(".class-card").first.wait_for()
    page.goto(desk.url)
    page.get_by_text("Ta connexion est finie").or_(page.get_by_text("code de ton école")).first.wait_for()
    # It is over: the same pupil who comes in again stays, and no network says nothing of a sign-out.
    desk.window.bring(stage.place_of(desk.learner))
    page.goto(desk.url)
    desk.window.button("Je vérifie").wait_for()
    context.set_offline(True)
    page.reload()
    page.get_by_role("heading", name=AWAY).wait_for()
    assert not page.get_by_text(WAITING).is_visible()
    context.set_offline(False)
    desk.window.button("Je vérifie").wait_for()
    desk.forgive()


@pytest.fixture
def session_is_over(stage) -> Iterator[None]:
    """For the time of a test."""
    schools = Organization.objects.filter(pk=stage.lilas.pk)
    schools.update(session_expires_at=timezone.now() - timedelta(seconds=1))
    yield
    schools.update(session_expires_at=stage.lilas.session_expires_at)


def test_the_other_button_that_signs_out_is_remembered_too(desk, session_is_over):
    """« J’ai fini », after the session."""
    page, context = desk.page, desk.window.context
    page.goto("/junior/missions/")
    context.set_offline(True)
    desk.window.button("J’ai fini").click()
    page.get_by_text(WAITING).wait_for()
    context.set_offline(False)
    page.get_by_text("code de ton école").first.wait_for()
    desk.forgive()


def test_a_tablet_that_has_stored_nothing_yet_signs_out_later_too(stage, open_window):
    desk = Desk(stage, open_window())
    desk.page.route("**/deconnexion/", lambda route: route.abort())
    desk.window.button("Se déconnecter").click()
    desk.page.wait_for_url("chrome-error://**")
    desk.page.unroute("**/deconnexion/")
    desk.page.goto(desk.url, wait_until="commit")
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
