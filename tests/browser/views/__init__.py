"""Every type of page, in every state that looks different: the one list that the browser tests walk."""

from tests.browser.views.entrance import ENTRANCE
from tests.browser.views.junior import PUPILS
from tests.browser.views.staff import STAFF

VIEWS = [*ENTRANCE, *STAFF, *PUPILS]
BY_NAME = {view.name: view for view in VIEWS}
