"""Every page of views.py: axe, widths, targets, titles; fixture ``window`` wants a silent console."""

import pytest

from tests.browser.look import axe_problems, layout_problems
from tests.browser.views import VIEWS
from tests.browser.views.view import View

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_page_can_be_seen_touched_and_heard_at_every_size(window, stage, view: View):
    view.show(window, stage)
    problems = [*axe_problems(window.page), *layout_problems(window.page)]
    assert not problems, "\n" + "\n".join(problems)
