"""A teacher helps a pupil with a keyboard and nothing else; and the same without any script."""

from contextlib import suppress

import pytest

from accounts.models import User
from tests.browser.keyboard import Keyboard
from tests.browser.views.pupil_account import ADD_USERNAME, RESET, principal, pupil
from tests.learners.accounts import passwords_of

Error = pytest.importorskip("playwright.sync_api").Error

pytestmark = pytest.mark.browser

LARGE = {"viewport": {"width": 1280, "height": 800}}
PASSWORD = ".code-large"


def test_a_pupil_is_unblocked_then_gets_a_password_that_is_read_first(open_window, stage):
    learner = pupil("username", blocked_until=stage.now.replace(year=2099), failure_count=10)
    window = open_window(**LARGE)
    window.bring(principal(stage))
    keyboard = Keyboard(window)
    window.page.goto(f"/eleves/{learner.pk}/compte/")
    keyboard.follow("Débloquer")
    assert window.page.get_by_text("Le compte est débloqué").is_visible()
    keyboard.follow(RESET)
    window.page.locator(PASSWORD).wait_for()
    assert "Communiquez ce mot de passe" in window.page.evaluate("document.activeElement.textContent")
    shown = window.page.locator(PASSWORD).text_content()
    assert User.objects.get(pk=learner.user_id).check_password(shown)
    keyboard.follow("Revenir au compte de l’élève")
    window.page.get_by_text("attend l’élève").wait_for()

    # Wherever the browser goes from here, the password does not come back.
    with suppress(Error):  # a browser that asks whether to send the form again shows no page
        window.page.go_back()
    assert shown not in window.page.content()


def test_all_of_it_is_there_without_scripts(open_window, stage):
    learner = pupil("gar")
    window = open_window(**LARGE, java_script_enabled=False)
    window.bring(principal(stage))
    window.page.goto(f"/eleves/{learner.pk}/compte/")
    window.button(ADD_USERNAME).click()
    [shown] = passwords_of(window.page.content())
    assert User.objects.get(pk=learner.user_id).check_password(shown)
    window.link("Revenir au compte de l’élève").click()
    assert window.page.get_by_text("attend l’élève").is_visible()
    assert shown not in window.page.content()
