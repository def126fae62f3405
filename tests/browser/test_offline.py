"""Poor Wi-Fi in a classroom: an answer without network stays on the tablet and leaves by itself, once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from learners.models import Learner
from organizations.models import Organization
from tests.browser.desk import ONE_ANSWER, Desk
from tests.browser.look import axe_problems, layout_problems

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

ENDPOINT = "**/junior/reponses-gardees/"
KEPT = "Pas de réseau : ta réponse est gardée ici. Elle partira toute seule."
SERVER_IS_AWAY = "Le site ne répond pas : ta réponse est gardée ici. Elle partira toute seule."
OF_ANOTHER = "Une réponse d’un autre élève attend le réseau."
OF_SOMEBODY = "Une réponse attend le réseau. Elle partira toute seule."
LESSON = ("recherche-mots-di-3", "recherche-mots-va-1a")


@pytest.fixture
def desk(stage, open_window) -> Desk:
    return Desk(stage, open_window(has_touch=True))


def cut(page: "Page") -> list["Route"]:
    """Let no answer through; return those that were stopped."""
    stopped: list[Route] = []
    page.route(ENDPOINT, lambda route: (stopped.append(route), route.abort("internetdisconnected")))
    return stopped


def looks_right(page: "Page") -> None:
    problems = [*axe_problems(page), *layout_problems(page)]
    assert not problems, "\n" + "\n".join(problems)


# --- The network is cut, and comes back -----------------------------------------------------------------


def test_an_answer_without_network_is_kept_told_and_sent_when_it_is_back(desk):
    page, context = desk.page, desk.window.context
    context.set_offline(True)
    desk.answer()
    desk.told(KEPT)
    assert KEPT in page.locator(":focus").inner_text()
    assert page.url.endswith(desk.url)
    assert desk.answers == []
    assert not desk.window.button("Je vérifie").is_visible()
    page.locator(".choice").first.click(force=True)  # nothing can be changed any more
    looks_right(page)
    context.set_offline(False)
    desk.is_on_the_answer()
    page.get_by_text("Bien joué").wait_for()
    assert desk.answers == [(0, "RIGHT")]
    desk.keeps_nothing()
    desk.forgive()


@pytest.mark.parametrize(
    ("codes", "button", "verdict"),
    [(LESSON, "Je continue", "SEEN"), (ONE_ANSWER, "Je ne sais pas", "SKIPPED")],
)
def test_so_are_a_lesson_and_i_do_not_know(stage, open_window, codes, button, verdict):
    desk = Desk(stage, open_window(), codes)
    desk.window.context.set_offline(True)
    desk.window.button(button).click()
    desk.told(KEPT)
    desk.window.context.set_offline(False)
    desk.page.locator("[data-kept-sign]:visible").wait_for(state="detached")
    desk.window.button("Je vérifie").wait_for()
    assert desk.answers == [(0, verdict)]
    desk.forgive()


def test_a_button_tries_again(desk):
    stopped = cut(desk.page)
    desk.answer()
    desk.told(KEPT)
    with desk.page.expect_request(ENDPOINT):
        desk.window.button("Réessayer").click()
    desk.told(KEPT)
    assert len(stopped) == 2
    desk.page.unroute(ENDPOINT)
    desk.window.button("Réessayer").click()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_the_pupil_may_leave_as_soon_as_it_is_kept(desk):
    stopped = cut(desk.page)
    desk.answer()
    desk.told(KEPT)
    desk.window.button("Se déconnecter").click()
    desk.page.locator(".class-card").first.wait_for()
    desk.told(OF_SOMEBODY)
    assert stopped
    desk.forgive()


def test_it_leaves_without_anybody_doing_anything(stage, open_window):
    window = open_window()
    window.page.clock.install()
    desk = Desk(stage, window)
    cut(desk.page)
    desk.answer()
    desk.told(KEPT)
    desk.page.unroute(ENDPOINT)
    desk.page.clock.fast_forward(90_000)
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_a_network_that_answers_nothing_is_told_and_given_up_after_ten_seconds(stage, open_window):
    window = open_window()
    window.page.clock.install()
    desk = Desk(stage, window)
    held: list[Route] = []
    desk.page.route(ENDPOINT, lambda route: held.append(route))
    with desk.page.expect_request(ENDPOINT):
        desk.answer()
    desk.page.clock.fast_forward(2_100)
    desk.told("Ta réponse part… Attends un peu.")
    desk.page.clock.fast_forward(8_000)
    desk.told(KEPT)
    desk.page.unroute(ENDPOINT)
    desk.window.button("Réessayer").click()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_an_answer_that_arrived_while_its_receipt_was_lost_is_written_once(desk):
    """The server answers twice: what comes second leads to the first answer."""
    page = desk.page
    page.route(ENDPOINT, lambda route: (route.fetch(), route.abort("connectionreset")))
    desk.answer()
    desk.told(KEPT)
    assert desk.answers == [(0, "RIGHT")]
    page.unroute(ENDPOINT)
    desk.window.button("Réessayer").click()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 500, "body": "<h1>Oups</h1>", "content_type": "text/html"},
        {"status": 503, "body": ""},
        {"status": 429, "json": {"state": "later"}},
        {"status": 403, "body": "<h1>Portail</h1>", "content_type": "text/html"},
        {"status": 200, "body": "<h1>Portail de l’école</h1>", "content_type": "text/html"},
        {"status": 200, "json": None},
    ],
    ids=["500", "503", "429", "403", "page", "null"],
)
def test_a_server_that_fails_costs_no_answer(desk, answer):
    page = desk.page
    page.route(ENDPOINT, lambda route: route.fulfill(**answer))
    desk.answer()
    desk.told(SERVER_IS_AWAY)
    page.unroute(ENDPOINT)
    desk.window.button("Réessayer").click()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_a_double_tap_sends_once(desk):
    sent = []
    desk.page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    desk.page.locator(".choice").first.click()
    desk.window.button("Je vérifie").dblclick()
    desk.is_on_the_answer()
    assert len(sent) == 1
    assert len(desk.answers) == 1


# --- The tablet is closed, or somebody else sits down ------------------------------------------------------


def test_a_closed_tab_loses_nothing(desk):
    context = desk.window.context
    context.set_offline(True)
    desk.answer(is_right=False)
    desk.told(KEPT)
    desk.page.close()
    context.set_offline(False)
    again = desk.window.new_page()
    with again.expect_response(ENDPOINT):
        again.goto("/junior/missions/")
    assert desk.answers == [(0, "WRONG")]
    desk.keeps_nothing(again)
    desk.forgive()


def test_the_question_that_waits_comes_back_locked_and_goes_on(desk):
    stopped = cut(desk.page)
    desk.answer()
    desk.told(KEPT)
    desk.page.reload()
    desk.told(KEPT)
    assert len(stopped) == 2
    assert desk.page.locator("#answer-form").evaluate("form => form.inert")
    desk.page.unroute(ENDPOINT)
    desk.window.button("Réessayer").click()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_another_pupil_sits_down_meanwhile(desk, stage):
    """He is told that something waits, nothing more; it is written under the pupil who gave it."""
    page = desk.page
    cut(page)
    desk.answer()
    desk.told(KEPT)
    other = Desk(stage, desk.window)
    other.told(OF_ANOTHER)
    looks_right(page)
    assert desk.learner.first_name not in page.content()
    assert not page.locator("#answer-form").evaluate("form => form.inert")
    page.unroute(ENDPOINT)
    with page.expect_response(ENDPOINT):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("[data-kept-sign]:visible").wait_for(state="detached")
    assert page.url.endswith(other.url)
    assert (desk.answers, other.answers) == ([(0, "RIGHT")], [])
    other.answer(is_right=False)
    other.is_on_the_answer()
    assert (desk.answers, other.answers) == ([(0, "RIGHT")], [(0, "WRONG")])
    desk.forgive()


def test_the_code_page_sends_it_too(desk):
    page = desk.page
    cut(page)
    desk.answer()
    desk.told(KEPT)
    desk.window.bring({})
    page.goto("/junior/")
    desk.told(OF_SOMEBODY)
    looks_right(page)
    page.unroute(ENDPOINT)
    with page.expect_response(ENDPOINT):
        page.reload()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


@pytest.fixture
def school(stage) -> Iterator[Organization]:
    """The school, whose session is put back as it was."""
    ends_at = stage.lilas.session_expires_at
    yield stage.lilas
    Organization.objects.filter(pk=stage.lilas.pk).update(session_expires_at=ends_at)


def test_an_answer_of_before_the_end_is_written_after_it(desk, school):
    desk.window.context.set_offline(True)
    desk.answer()
    desk.told(KEPT)
    Organization.objects.filter(pk=school.pk).update(session_expires_at=timezone.now() - timedelta(seconds=1))
    desk.window.context.set_offline(False)
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_a_pupil_who_left_meanwhile_is_led_to_the_code_page(desk):
    desk.window.context.set_offline(True)
    desk.answer()
    desk.told(KEPT)
    Learner.objects.filter(pk=desk.learner.pk).update(disabled_at=timezone.now())
    desk.window.context.set_offline(False)
    desk.page.get_by_text("Ta connexion est finie").wait_for()
    assert desk.answers == []
    desk.keeps_nothing()
    desk.forgive()


# --- What a browser may lack ------------------------------------------------------------------------------

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('not allowed'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_stored_the_page_says_so_and_sends_all_the_same(stage, open_window, storage):
    window = open_window()
    window.context.add_init_script(storage)
    desk = Desk(stage, window)
    cut(desk.page)
    desk.answer()
    desk.told("Ta réponse n’est pas encore partie. Laisse cette page ouverte.")
    desk.page.unroute(ENDPOINT)
    desk.window.button("Réessayer").click()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_what_others_left_in_the_storage_is_no_error(desk):
    desk.page.evaluate("localStorage['junior-kept:x:1:0'] = '{'; localStorage.autre = '1'")
    with desk.page.expect_response(ENDPOINT):
        desk.page.reload()
    desk.keeps_nothing()
    assert desk.page.evaluate("localStorage.autre") == "1"
    desk.answer()
    desk.is_on_the_answer()
    desk.forgive()


def test_without_script_the_forms_are_sent_as_ever(stage, open_window):
    desk = Desk(stage, open_window(java_script_enabled=False))
    desk.answer()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]


def test_without_this_script_alone_too(stage, open_window):
    """It may be what did not come through."""
    window = open_window()
    window.page.route("**/offline*.js", lambda route: route.abort())
    desk = Desk(stage, window)
    desk.answer()
    desk.is_on_the_answer()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_two_tabs_of_one_tablet_write_one_answer(desk):
    second = desk.window.new_page()
    second.goto(desk.url)
    desk.window.context.set_offline(True)
    desk.answer(is_right=True)
    desk.told(KEPT)
    second.bring_to_front()
    desk.answer(is_right=False, page=second)
    desk.told(KEPT, second)
    desk.window.context.set_offline(False)
    for page in (desk.page, second):
        desk.is_on_the_answer(page)
        page.get_by_text("Bien joué").wait_for()
    assert desk.answers == [(0, "RIGHT")]
    desk.forgive()


def test_a_picture_that_did_not_come_is_asked_for_again(stage, open_window):
    window = open_window()
    window.page.route("**/missions/**/*.svg", lambda route: route.abort())
    desk = Desk(stage, window, ("recherche-page-va-2a",))
    picture = desk.page.locator(".question-media img")
    assert picture.evaluate("image => image.naturalWidth") == 0
    desk.page.unroute("**/missions/**/*.svg")
    desk.page.evaluate("dispatchEvent(new Event('online'))")
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.naturalWidth") > 0
    desk.forgive()
