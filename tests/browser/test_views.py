"""Every page of views: axe, widths, targets, titles; the fixture ``window`` wants a silent console."""

import pytest

from tests.browser.look import axe_problems, layout_problems
from tests.browser.views import VIEWS
from tests.browser.views.view import View
from tests.browser.window import Window
from tests.pixorga.test_mailbox import write_mail

pytestmark = pytest.mark.browser


def check(window: Window) -> None:
    problems = [*axe_problems(window.page), *layout_problems(window.page)]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_page_can_be_seen_touched_and_heard_at_every_size(window, stage, view: View):
    view.show(window, stage)
    check(window)


def test_so_can_the_mails_of_the_demonstration(window, settings, tmp_path):
    settings.ENVIRONMENT, settings.MAIL_DIR = "embedded", tmp_path
    write_mail(tmp_path)
    window.page.goto("/dev/mail/")
    check(window)
    window.page.set_viewport_size({"width": 1280, "height": 800})
    window.link("Accès à votre espace").click()
    window.page.get_by_text("Destinataire").wait_for()
    check(window)
