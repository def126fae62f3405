"""Whatever is sent twice happens once: double clicks, the Back button, reloads, two tabs."""

from typing import TYPE_CHECKING

import pytest

from missions.models import ActivityAnswer
from tests.browser.views import BY_NAME
from tests.browser.views.junior import junior_mission
from tests.browser.views.view import pupil
from tests.browser.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Pages with a form to send, and between them every form of the product; a script sends the answers of pupils,
# once (test_offline.py), and a file may be asked for as often as one likes (test_trying.py).
WITH_FORMS = [
    "sign in",
    "activation",
    "join",
    "terms to accept",
    "home, session open",
    "close the session",
    "import, failed",
    "import, to confirm",
    "import to undo",
    "invite",
    "invite, to confirm",
    "schools",
    "role to change",
    "member to remove",
    "leave",
    "invitations, refused address",
    "invitation to cancel",
    "account",
    "account, everything waits",
    "change of password",
    "change of e-mail",
    "change of e-mail, waiting",
    "sessions",
    "password asked for again",
    "two steps, add an application",
    "two steps, new codes",
    "two steps, take a key away",
    "second step",
    "app",
    "app, terms to accept",
    "app sign in",
    "app sign up",
    "another provider",
    "contact",
    "junior, code",
    "junior, confirm",
    "junior, start",
    "tryout, start",
    "tryout, question",
]

FILL = """form => form.querySelectorAll('input, textarea').forEach((field) => {
    if (/checkbox|radio/.test(field.type)) field.checked = true;
    else if (field.type !== 'hidden' && !field.value) field.value = 'abc';
    field.dispatchEvent(new Event('input', { bubbles: true }));
})"""


# The user block is closed until somebody opens it, and lies over the session button then. A dialog asks what
# its page asks. What a key answers is sent by a script, once, when it has answered (test_passkeys.py); so is
# what htmx sends (test_session.py, test_sending.py). « Aa » sends nothing, the page stays (test_comfort.py).
OPEN = """form => document.querySelectorAll('.user details').forEach((block) => {
    block.open = block.contains(form);
})"""
FORMS = (
    "form[method=post]:not([hx-post], dialog form, [data-passkey], [data-comfort] form, [data-phone-note])"
)


# Of each attempt to leave the page: whether it was stopped. Heard last, after the scripts of the product, and
# the page stays where it is.
LISTEN = """kind => {
    window.stopped = [];
    addEventListener(kind, (event) => {
        stopped.push(event.defaultPrevented);
        event.preventDefault();
    });
}"""


@pytest.mark.parametrize("name", WITH_FORMS)
def test_a_double_click_sends_a_form_once(window, stage, name):
    page = window.page
    BY_NAME[name].show(window, stage)
    page.evaluate(LISTEN, "submit")
    forms = page.locator(FORMS)
    assert forms.count()
    for form in forms.all():
        form.evaluate(OPEN)
        form.evaluate(FILL)
        form_id = form.get_attribute("id")
        button = page.locator(f"button[form={form_id}]") if form_id else form.locator("[type=submit]")
        button.dblclick()
        assert page.evaluate("stopped.splice(0)") == [False, True]
        page.evaluate("dispatchEvent(new Event('pageshow'))")


def test_a_second_tap_on_a_mission_opens_it_once(window, stage):
    window.bring(pupil("Tao")(stage))
    window.page.goto("/junior/missions/")
    window.page.evaluate(LISTEN, "click")
    window.page.get_by_role("link", name=stage.mission.title).dblclick()
    assert window.page.evaluate("stopped") == [False, True]


VALUES = "fields => fields.map((field) => field.value)"


def answers_of(stage, first_name: str) -> list[ActivityAnswer]:
    answers = ActivityAnswer.objects.filter(activity__attempt__learner=stage.pupil(first_name))
    return list(answers.order_by("pk"))


def sit_down(window: Window, stage, first_name: str) -> None:
    """Bring a pupil who has not begun before a question with several answers."""
    stage.stand(first_name, "recherche-mots-va-2a", "recherche-mots-va-3a")
    window.bring(stage.place_of(stage.pupil(first_name)))
    window.page.goto(junior_mission("question/")(stage))


def answer(page: "Page", *ranks: int) -> None:
    for rank in ranks:
        page.locator(".choice").nth(rank).click()
    page.get_by_role("button", name="Je vérifie").click()
    page.wait_for_url("**/reponse/**")


def test_going_back_shows_the_question_where_one_is_and_not_the_answered_one(open_window, stage):
    window = open_window()
    sit_down(window, stage, "Amina")
    asked = window.page.locator("[name=activity], [name=position]").evaluate_all(VALUES)
    answer(window.page, 0, 1)
    window.page.go_back()
    window.page.get_by_role("button", name="Je vérifie").wait_for()
    assert window.page.locator("[name=activity], [name=position]").evaluate_all(VALUES) != asked
    assert len(answers_of(stage, "Amina")) == 1


def test_reloading_after_an_answer_sends_nothing_again(open_window, stage):
    window = open_window()
    sit_down(window, stage, "Ayoub")
    answer(window.page, 0, 1)
    said = window.page.locator("main").inner_text()
    window.page.reload()
    assert window.page.locator("main").inner_text() == said
    assert len(answers_of(stage, "Ayoub")) == 1


def test_two_tabs_on_one_question_give_one_answer(open_window, stage):
    window = open_window()
    sit_down(window, stage, "Diane")
    second = window.new_page()
    second.goto(window.page.url)
    for rank, tab in enumerate([window.page, second]):
        tab.bring_to_front()
        answer(tab, rank, rank + 1)
    assert len(answers_of(stage, "Diane")) == 1
    assert window.page.locator("main").inner_text() == second.locator("main").inner_text()
