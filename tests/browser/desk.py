"""A pupil before a question, with a tablet of his own: for what many tests do to the same mission."""

import re
from itertools import count
from typing import TYPE_CHECKING

from learners.models import Learner
from missions.models import ActivityAnswer
from missions.questions import question_of
from pixorga.demo.answers import answer_to
from tests.browser.stage import CLASS, Stage
from tests.browser.views.junior import junior_mission
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory

if TYPE_CHECKING:
    from playwright.sync_api import Page

ANSWERED = re.compile(r"/reponse/\d+/0/$")
ONE_ANSWER = ("recherche-mots-va-1a", "recherche-mots-va-1b")
numbers = count(1)

# The policy of our pages lets Playwright’s own wait_for_function() look once only.
FORGOTTEN = """new Promise((done) => {
    const isForgotten = () => !Object.keys(localStorage).some((key) => key.startsWith("junior-kept:"));
    setTimeout(() => done(false), 10_000);
    const look = () => (isForgotten() ? done(true) : requestAnimationFrame(look));
    look();
})"""


class Desk:
    """A pupil of his own for each test, before a question, and the tablet in front of him."""

    def __init__(self, stage: Stage, window: Window, codes: tuple[str, ...] = ONE_ANSWER) -> None:
        self.stage, self.window, self.page = stage, window, window.page
        first_name = f"Élève {next(numbers)}"
        self.learner: Learner = LearnerFactory(
            organization=stage.lilas, division=CLASS, first_name=first_name, last_name="ROUX"
        )
        stage.pupils.append(self.learner)
        stage.stand(first_name, *codes)
        self.url = junior_mission("question/")(stage)
        window.bring(stage.place_of(self.learner))
        self.page.goto(self.url)

    @property
    def answers(self) -> list[tuple[int, str]]:
        """(position, verdict) of what is written."""
        given = ActivityAnswer.objects.filter(activity__attempt__learner=self.learner)
        return list(given.order_by("pk").values_list("position", "verdict"))

    def answer(self, *, is_right: bool = True, page: "Page | None" = None) -> None:
        page = page or self.page
        challenge = question_of(self.learner, self.stage.mission.pk).challenge
        value = answer_to(challenge, is_right=is_right)[0]
        page.locator(f".choice:has(input[value='{value}'])").click()
        page.get_by_role("button", name="Je vérifie").click()

    def told(self, words: str, page: "Page | None" = None) -> None:
        (page or self.page).locator("[data-kept]").get_by_text(words, exact=True).wait_for()

    def is_on_the_answer(self, page: "Page | None" = None) -> None:
        (page or self.page).wait_for_url(ANSWERED)

    def keeps_nothing(self, page: "Page | None" = None) -> None:
        """The tablet forgets what it kept; a question that is left there makes the test wait and fail."""
        assert (page or self.page).evaluate(FORGOTTEN)

    def forgive(self) -> None:
        """Forget what the console says of sendings that failed on purpose."""
        assert all("Failed to load" in text for text in self.window.messages), self.window.messages
        self.window.messages.clear()
