"""The live board stays open on a wall: it follows the class by itself, quietly, and says when it cannot."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from missions.models import ActivityAnswer, Attempt, Presence
from missions.services import playing
from organizations.models import Organization
from tests.browser.stage import Stage
from tests.browser.views import BY_NAME
from tests.browser.window import Window

pytestmark = pytest.mark.browser

TICK = 10_000
NEWS = "/missions/direct/nouvelles/"


@pytest.fixture(autouse=True)
def _class_at_work(stage):
    """The session is open, and what pupils did before they came in was long ago."""
    now = timezone.now()
    Organization.objects.filter(pk=stage.lilas.pk).update(
        session_opened_at=now - timedelta(hours=2), session_expires_at=now + timedelta(hours=4)
    )
    Attempt.objects.started().update(started_at=now - timedelta(hours=1))
    ActivityAnswer.objects.update(answered_at=now - timedelta(hours=1))


@pytest.fixture
def board(open_window, stage) -> Window:
    """A board whose clock goes on by hand."""
    window = open_window()
    window.page.clock.install()
    BY_NAME["board"].show(window, stage)
    window.page.wait_for_function("window.htmx")
    return window


def tick(window: Window) -> int:
    """Let ten seconds pass; return the status of the answer to what the board asked."""
    with window.page.expect_response(lambda response: NEWS in response.url) as answer:
        window.page.clock.run_for(TICK)
    answer.value.finished()
    return answer.value.status


def fail_twice(stage: Stage, first_name: str) -> None:
    learner = stage.pupil(first_name)
    learner = type(learner).objects.select_related("organization").get(pk=learner.pk)
    now, rng = timezone.now(), Random(1)
    Presence.objects.filter(learner=learner).update(seen_at=now)
    attempt = playing.start_attempt(learner=learner, mission=stage.mission, now=now, rng=rng)
    for _ in range(2):
        question = playing.current_question(attempt)
        playing.give_answer(
            learner=learner,
            activity_id=question.activity.pk,
            position=question.position,
            is_skip=True,
            now=now,
            rng=rng,
        )


def test_nothing_new_leaves_the_page_as_it_is(board):
    board.page.evaluate("document.querySelector('#board-news').mark = 'the same element'")
    assert tick(board) == 304
    assert board.page.evaluate("document.querySelector('#board-news').mark") == "the same element"
    assert board.page.locator("#announcer").inner_text() == ""


def test_news_come_by_themselves_and_are_said_aloud_when_more_need_help(board, stage):
    board.page.locator("summary", has_text="Classes").or_(board.page.locator(".multi summary")).first.focus()
    focused = "document.activeElement.outerHTML"
    before = board.page.evaluate(focused)
    fail_twice(stage, "Malo")
    assert tick(board) == 200
    board.page.locator(".board-help", has_text="2 essais de suite sans réussir").wait_for()
    board.page.locator("#announcer", has_text="ont besoin d’aide").wait_for(state="attached")
    assert board.page.evaluate(focused) == before
    assert tick(board) == 304


def test_a_tab_that_nobody_sees_asks_nothing(board):
    asked = []
    board.page.on("request", lambda request: asked.append(request.url) if NEWS in request.url else None)
    board.page.evaluate("Object.defineProperty(document, 'hidden', { configurable: true, value: true })")
    board.page.clock.run_for(6 * TICK)
    assert asked == []
    board.page.evaluate("Object.defineProperty(document, 'hidden', { configurable: true, value: false })")
    with board.page.expect_response(lambda response: NEWS in response.url):
        board.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_without_network_it_says_so_and_goes_on_afterwards(board):
    board.page.route(f"**{NEWS}*", lambda route: route.abort())
    board.page.clock.run_for(TICK)
    board.page.get_by_text("n’est plus à jour").wait_for()
    board.page.unroute(f"**{NEWS}*")
    tick(board)
    board.page.get_by_text("n’est plus à jour").wait_for(state="hidden")
    board.messages.clear()  # the browser's own about the network


def test_it_stops_with_the_session(board, stage):
    ends_at = timezone.now() - timedelta(seconds=1)
    Organization.objects.filter(pk=stage.lilas.pk).update(session_expires_at=ends_at)
    assert tick(board) == 200
    board.page.get_by_text("Session terminée").first.wait_for()
    asked = []
    board.page.on("request", lambda request: asked.append(request.url) if NEWS in request.url else None)
    board.page.clock.run_for(3 * TICK)
    assert asked == []


def test_without_scripts_a_link_loads_it_again(open_window, stage):
    window = open_window(java_script_enabled=False)
    BY_NAME["board"].show(window, stage)
    window.link("Actualiser").click()
    assert "classes=" in window.page.url
    window.page.get_by_text("didacticiel de l’étape 1").first.wait_for()
