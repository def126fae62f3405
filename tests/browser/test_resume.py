"""A reload, a closed tab, a dead battery, a second tablet: a mission goes on where its pupil was."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.desk import Desk
from tests.browser.stage import CLASS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(stage, open_window) -> Desk:
    return Desk(stage, open_window(has_touch=True))


def asked(page: "Page") -> list[str]:
    """Return which question a page asks, and what it says."""
    page.locator("#answer-form").wait_for()
    fields = page.locator("#answer-form [name=activity], #answer-form [name=position]")
    return [*fields.evaluate_all("all => all.map((field) => field.value)"), page.locator("h1").inner_text()]


def test_a_reload_a_closed_tab_and_a_dead_battery_come_back_to_the_same_question(desk, stage, open_window):
    desk.answer()
    desk.window.link("Je continue").click()
    here = asked(desk.page)
    assert here[1] == "1"
    desk.page.reload()
    assert asked(desk.page) == here
    cookies = {each["name"]: each["value"] for each in desk.window.context.cookies()}
    desk.window.close()
    again = open_window()
    again.bring(cookies)
    again.page.goto("/junior/missions/")
    again.page.get_by_role("link", name=stage.mission.title).click()
    assert asked(again.page) == here


def test_another_tablet_comes_back_to_the_same_question_by_the_code(desk, stage, open_window):
    here = asked(desk.page)
    other = open_window()
    page = other.page
    page.goto("/junior/")
    page.get_by_label("Code de l’école").fill(stage.lilas.school_code)
    other.button("Je valide le code").click()
    other.link(CLASS).click()
    other.link(desk.learner.first_name).click()
    other.button("Oui, c’est moi").click()
    page.get_by_role("link", name=stage.mission.title).click()
    assert asked(page) == here


@pytest.fixture
def second(desk, stage, open_window) -> "Page":
    """Another tablet at which the same pupil sits, before the same question."""
    window = open_window()
    window.bring(stage.place_of(desk.learner))
    window.page.goto(desk.url)
    return window.page


def test_two_tablets_on_one_question_show_the_first_answer(desk, second):
    desk.answer(is_right=True)
    desk.is_on_the_answer()
    second.locator(".choice").last.click()
    second.get_by_role("button", name="Je vérifie").click()
    desk.is_on_the_answer(second)
    second.get_by_text("Bien joué").wait_for()
    assert desk.answers == [(0, "RIGHT")]


def test_two_tablets_on_two_questions_keep_their_order(desk, second):
    desk.answer()
    desk.is_on_the_answer()
    desk.window.link("Je continue").click()
    assert asked(desk.page)[1] == "1"
    # The other one still shows the first question, and its pupil says that he does not know.
    second.get_by_role("button", name="Je ne sais pas").click()
    desk.is_on_the_answer(second)
    desk.answer()
    desk.page.wait_for_url(re.compile(r"/reponse/\d+/1/$"))
    assert desk.answers == [(0, "RIGHT"), (1, "RIGHT")]
