"""The place of a simulator on the question’s page: what goes in, what comes out, what is there without."""

import pytest

from missions.models import ActivityAnswer
from tests.browser.desk import Desk
from tests.browser.kinds import SIMULATOR, store
from tests.browser.look import axe_problems, layout_problems

pytestmark = pytest.mark.browser

PARC = "Le panda roux au parc des Tilleuls"
SHOP = "Peluches de panda"


class Question(Desk):
    """A pupil of his own before a question with a simulator."""

    def __init__(self, stage, window) -> None:
        super().__init__(stage, window, (*store(SIMULATOR), "recherche-mots-va-1b"))

    @property
    def inside(self):
        return self.page.frame_locator("iframe")

    def choose(self, title: str) -> None:
        self.inside.get_by_role("link", name=title).click()
        self.inside.get_by_role("button", name="Je choisis cette page").click()

    @property
    def verify(self):
        return self.window.button("Je vérifie")

    def waits_for(self, *, is_ready: bool) -> None:
        self.page.locator(f"[data-needs-answer][aria-disabled={str(not is_ready).lower()}]").wait_for()


@pytest.fixture
def question(stage, open_window) -> Question:
    return Question(stage, open_window(viewport={"width": 1024, "height": 768}))


def test_what_is_reached_inside_is_the_answer(question):
    assert question.page.locator("iframe").get_attribute("sandbox") == "allow-scripts"
    question.waits_for(is_ready=False)
    question.choose(PARC)
    question.waits_for(is_ready=True)
    question.verify.click()
    question.is_on_the_answer()
    assert question.answers == [(0, "RIGHT")]
    assert ActivityAnswer.objects.get(activity__attempt__learner=question.learner).value == ["page:parc"]


def test_where_its_script_does_not_come_the_page_says_so(stage, open_window):
    window = open_window()
    window.page.route("**/simulator*.js", lambda route: route.abort())
    question = Question(stage, window)
    question.page.get_by_text("Cet exercice a besoin de JavaScript.").wait_for()
    question.forgive()


@pytest.mark.parametrize("way", ["the network comes back", "« Je recommence »"])
def test_a_frame_that_did_not_come_is_asked_for_again(stage, open_window, way):
    window = open_window()
    window.page.route("**/simulateurs/**", lambda route: route.abort())
    question = Question(stage, window)
    window.button("Je recommence").wait_for()
    window.page.unroute("**/simulateurs/**")
    if way == "« Je recommence »":
        window.button("Je recommence").click()
    else:
        window.context.set_offline(True)
        window.context.set_offline(False)
    question.choose(PARC)
    question.waits_for(is_ready=True)
    question.forgive()


def test_je_recommence_puts_all_back(question):
    question.choose(SHOP)
    question.waits_for(is_ready=True)
    question.window.button("Je recommence").click()
    question.waits_for(is_ready=False)
    question.choose(PARC)
    question.waits_for(is_ready=True)


def test_afterwards_it_is_shown_again_and_nothing_can_be_changed(question):
    question.choose(SHOP)
    question.verify.click()
    question.is_on_the_answer()
    assert question.answers == [(0, "WRONG")]
    question.inside.get_by_text(SHOP).first.wait_for()
    assert not question.window.button("Je recommence").count()
    assert not question.inside.get_by_role("button", disabled=False).count()
    problems = [*axe_problems(question.page), *layout_problems(question.page)]
    assert not problems, "\n" + "\n".join(problems)


def test_the_page_around_it_can_be_seen_touched_and_heard_at_every_size(question):
    question.inside.get_by_role("link", name=PARC).wait_for()
    problems = [*axe_problems(question.page), *layout_problems(question.page)]
    assert not problems, "\n" + "\n".join(problems)


def test_its_frame_is_as_tall_as_its_page(question):
    question.choose(PARC)
    question.waits_for(is_ready=True)
    frame = question.page.frames[1]
    overflow = "document.documentElement.scrollHeight - innerHeight"
    settled = f"""new Promise((done) => {{
        const look = () => {overflow} <= 0 ? done(true) : requestAnimationFrame(look);
        setTimeout(() => done(false), 5000);
        look();
    }})"""
    assert frame.evaluate(settled)


def test_its_frame_keeps_its_height_until_it_is_wider_or_narrower(question):
    question.inside.get_by_role("link", name=PARC).wait_for()
    tell = "(told) => parent.postMessage({ from: 'pixorga', type: 'height', ...told }, '*')"
    for height, width, shown in [(3000, 320, 3000), (700, 980, 700), (400, 980, 700), (800, 980, 800)]:
        question.page.frames[1].evaluate(tell, {"height": height, "width": width})
        question.inside.locator("main").evaluate("() => new Promise((done) => setTimeout(done))")
        question.page.locator(f"iframe[height='{shown}']").wait_for()


def test_larger_letters_go_inside_too(question):
    question.inside.get_by_role("link", name=PARC).wait_for()
    question.page.evaluate("document.documentElement.classList.add('comfort-larger')")
    question.inside.locator("html.comfort-larger").wait_for()


def test_another_window_says_nothing(question):
    question.inside.get_by_role("link", name=PARC).wait_for()
    question.page.evaluate("postMessage({ from: 'pixorga', type: 'answer', answer: 'page:parc' }, '*')")
    question.page.evaluate("new Promise((done) => setTimeout(done))")
    assert question.page.locator("input[name=answer]").input_value() == ""


def test_an_answer_is_kept_without_a_network(question):
    question.choose(PARC)
    question.waits_for(is_ready=True)
    question.window.context.set_offline(True)
    question.verify.click()
    question.told("Pas de réseau\u00a0: ta réponse est gardée ici. Elle partira toute seule.")
    question.window.context.set_offline(False)
    question.is_on_the_answer()
    assert question.answers == [(0, "RIGHT")]
    question.keeps_nothing()
    question.forgive()


def test_without_script_the_page_says_so_and_one_may_go_on(stage, open_window):
    question = Question(stage, open_window(java_script_enabled=False))
    question.page.get_by_text("Cet exercice a besoin de JavaScript.").wait_for()
    assert not question.page.locator("iframe").is_visible()
    assert not question.window.button("Je recommence").is_visible()
    question.window.button("Je ne sais pas").click()
    question.page.get_by_text("Entraînement").wait_for()
    assert question.answers == [(0, "SKIPPED")]
