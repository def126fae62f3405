"""What a view is: a page in a state, whom it is shown to, and how one comes to it."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from tests.browser.stage import Stage
from tests.browser.window import Window

Cookies = Callable[[Stage], dict[str, str]]


def nobody(stage: Stage) -> dict[str, str]:
    return {}


def director(stage: Stage) -> dict[str, str]:
    return stage.session_of(stage.director)


def teacher(stage: Stage) -> dict[str, str]:
    return stage.session_of(stage.teacher)


def head_of(uai: str) -> Cookies:
    return lambda stage: stage.session_of(stage.staff_of(uai))


def adult(name: str) -> Cookies:
    return lambda stage: stage.session_of(User.objects.get(email=f"{name}@lilas.example"))


def pupil(first_name: str) -> Cookies:
    return lambda stage: stage.place_of(stage.pupil(first_name))


@dataclass(frozen=True)
class View:
    """A page in a state.

    says: words of this state alone. who: the cookies of the browser. act: what is done on the page then.
    """

    name: str
    says: str
    url: str | Callable[[Stage], str]
    who: Cookies = nobody
    act: Callable[[Window, Stage], None] | None = None

    def show(self, window: Window, stage: Stage) -> None:
        """Bring a browser to this state, or fail."""
        window.bring(self.who(stage))
        window.page.goto(self.url if isinstance(self.url, str) else self.url(stage))
        if self.act:
            self.act(window, stage)
        window.page.locator(f"text={self.says}").locator("visible=true").first.wait_for()


def send(button: str, **values: str) -> Callable[[Window, Stage], None]:
    """Fill the fields of these names, and send."""

    def act(window: Window, stage: Stage) -> None:
        form = window.page.locator("form", has=window.button(button))
        for name, value in values.items():
            form.locator(f"[name={name}]").fill(value)
        window.button(button).click()

    return act


def send_without_cookies(button: str) -> Callable[[Window, Stage], None]:
    """Send a form that stayed open for too long."""

    def act(window: Window, stage: Stage) -> None:
        window.context.clear_cookies()
        window.button(button).click()

    return act


def sign_in_as(name: str) -> Callable[[Window, Stage], None]:
    return send("Je me connecte", login=f"{name}@lilas.example", password="Mauvais-2026")
