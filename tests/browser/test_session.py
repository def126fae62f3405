"""The session block of a page that stays open: it never lies, disturbs nobody, and says what was lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organizations.models import Organization
from tests.browser.views import BY_NAME

pytestmark = pytest.mark.browser

MINUTE = 60_000
FOCUSED = "document.activeElement.id"


def set_end(stage, minutes: float) -> None:
    end = timezone.now() + timedelta(minutes=minutes)
    Organization.objects.filter(pk=stage.lilas.pk).update(session_expires_at=end)


@pytest.fixture(autouse=True)
def _open_session(stage):
    set_end(stage, 240)


@pytest.fixture
def page(open_window, stage):
    """The home page of a school whose session has just been opened, with a clock that the test moves."""
    window = open_window()
    window.page.clock.install()
    BY_NAME["home, session open"].show(window, stage)
    window.page.wait_for_function("window.htmx")
    return window.page


def test_a_page_left_open_shows_what_a_colleague_did(page, stage):
    page.locator("#session-button").focus()
    set_end(stage, 14)
    page.clock.fast_forward(MINUTE + 1000)
    page.locator(".session-warning", has_text="Bientôt la fin").wait_for()
    page.locator("#announcer", has_text="se termine bientôt").wait_for(state="attached")
    assert page.evaluate(FOCUSED) == "session-button"
    set_end(stage, -1)
    page.clock.fast_forward(MINUTE + 1000)
    page.locator(".session", has_text="Session inactive").wait_for()
    page.locator("#session-card", has_text="Session inactive").wait_for()
    page.locator("#announcer", has_text="La session est terminée.").wait_for(state="attached")
    assert page.evaluate(FOCUSED) == "session-button"
    assert page.get_by_role("button", name="Activer la session").count() == 2


def test_an_open_bubble_stays_open_when_the_state_changes(page, stage):
    page.get_by_role("button", name="Aide : la session").click()
    set_end(stage, -1)
    page.clock.fast_forward(MINUTE + 1000)
    page.locator(".session", has_text="Session inactive").wait_for()
    assert page.locator("#session-hint").is_visible()


def test_a_new_code_comes_to_a_page_left_open_and_is_copied(open_window, stage):
    window = open_window(permissions=["clipboard-read", "clipboard-write"])
    page = window.page
    page.clock.install()
    BY_NAME["home, session open"].show(window, stage)
    former = stage.lilas.school_code
    Organization.objects.filter(pk=stage.lilas.pk).update(school_code="NVCDBK234")
    page.clock.fast_forward(MINUTE + 1000)
    code = page.locator("#session-code")
    code.get_by_text("NVCDBK234").wait_for()
    code.get_by_role("button", name="Copier le code").click()
    page.locator("#announcer", has_text="Copié").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == "NVCDBK234"
    Organization.objects.filter(pk=stage.lilas.pk).update(school_code=former)


def test_what_somebody_types_stays_when_he_is_signed_out_meanwhile(open_window, stage):
    window = open_window()
    page = window.page
    page.clock.install()
    BY_NAME["invite"].show(window, stage)
    page.get_by_label("Adresse(s) e-mail").fill("karim@lilas.example")
    window.context.clear_cookies()
    with page.expect_response("**/session/etat/**") as answer:
        page.clock.fast_forward(MINUTE + 1000)
    assert answer.value.headers["hx-refresh"] == "true"
    page.clock.run_for(1000)
    assert page.get_by_label("Adresse(s) e-mail").input_value() == "karim@lilas.example"


def test_without_a_network_a_page_knows_that_its_time_is_over(open_window, stage):
    set_end(stage, 5)
    window = open_window()
    window.page.clock.install()
    BY_NAME["home, session open"].show(window, stage)
    window.context.set_offline(True)
    window.page.clock.fast_forward(6 * MINUTE)
    window.page.locator(".session", has_text="Session terminée").wait_for()
    window.page.goto("about:blank")  # nothing is asked any more
    only_the_network_failed(window)


def only_the_network_failed(window) -> None:
    lost = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest", "error: /missions/")
    assert [each for each in window.messages if not any(word in each for word in lost)] == []
    window.messages.clear()


def test_a_demand_that_is_lost_says_so_and_the_next_one_works(open_window, stage):
    set_end(stage, 100)
    window = open_window()
    page = window.page
    BY_NAME["home, session open"].show(window, stage)
    before = Organization.objects.get(pk=stage.lilas.pk).session_expires_at
    window.context.set_offline(True)
    button = page.locator("#session-card").get_by_role("button")
    button.click()
    told = page.locator("#session-card").get_by_role("alert")
    told.wait_for()
    assert "La demande n’est pas passée." in told.inner_text()
    assert page.locator(".session").get_by_role("alert").count() == 0
    assert Organization.objects.get(pk=stage.lilas.pk).session_expires_at == before
    window.context.set_offline(False)
    button.click()
    page.locator(".messages", has_text="Session active jusqu’à").wait_for()
    assert told.count() == 0
    assert Organization.objects.get(pk=stage.lilas.pk).session_expires_at > before
    only_the_network_failed(window)


def test_a_double_click_asks_once(open_window, stage):
    window = open_window()
    BY_NAME["home, session open"].show(window, stage)
    window.page.wait_for_function("window.htmx")
    asked = []
    window.page.on("request", lambda request: asked.append(request.method) if "ouvrir" in request.url else 0)
    window.page.locator("#session-button").dblclick()
    window.page.locator(".messages", has_text="Session active jusqu’à").wait_for()
    assert asked == ["POST"]


def test_the_session_opens_without_scripts(open_window, stage):
    set_end(stage, -1)
    window = open_window(java_script_enabled=False)
    window.bring(stage.session_of(stage.teacher))
    window.page.goto("/")
    window.page.locator("#card-session-button").click()
    window.page.locator(".messages", has_text="Session active jusqu’à").wait_for()


def test_a_code_that_the_clipboard_refuses_is_selected(open_window, stage):
    window = open_window()
    window.context.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false;"
    )
    BY_NAME["home, session open"].show(window, stage)
    window.button("Copier le code").click()
    window.page.locator("#announcer", has_text="Le code est sélectionné").wait_for(state="attached")
    assert window.page.evaluate("getSelection().toString()") == stage.lilas.school_code
