"""Labels that find their places: by taps, by keys, without a script, without a network."""

import pytest

from tests.browser.desk import Desk
from tests.browser.keyboard import Keyboard
from tests.browser.kinds import FILL_IN, MATCHING, ORDERING, store

pytestmark = pytest.mark.browser

KEPT = "Pas de réseau\u00a0: ta réponse est gardée ici. Elle partira toute seule."
PAIRS = [(pair["left"], pair["right"]) for pair in MATCHING["pairs"]]


class Question(Desk):
    """A pupil of his own before a question with places."""

    def __init__(self, stage, window, body: dict) -> None:
        super().__init__(stage, window, (*store(body), "recherche-mots-va-1b"))

    def label(self, words: str):
        return self.page.locator("[data-label]", has_text=words)

    def place(self, words: str, holds: str = "vide"):
        """Return the button of a place, by the name that a screen reader says."""
        return self.window.button(f"{words}\u00a0: {holds}")

    def told_politely(self) -> str:
        return self.page.locator("#announcer").inner_text()

    @property
    def values(self) -> list[str]:
        return self.page.eval_on_selector_all("select", "lists => lists.map((list) => list.value)")

    @property
    def is_ready(self) -> bool:
        return self.window.button("Je vérifie").get_attribute("aria-disabled") == "false"

    def verify(self, verdict: str = "RIGHT") -> None:
        self.window.button("Je vérifie").click()
        self.is_on_the_answer()
        assert self.answers == [(0, verdict)]


@pytest.fixture
def match(stage, open_window) -> Question:
    return Question(stage, open_window(has_touch=True, viewport={"width": 360, "height": 640}), MATCHING)


@pytest.fixture
def order(stage, open_window) -> Question:
    return Question(stage, open_window(has_touch=True, viewport={"width": 768, "height": 1024}), ORDERING)


def test_a_label_then_a_place_and_a_place_then_a_label(match):
    match.label(".jpg").tap()
    assert match.label(".jpg").get_attribute("aria-pressed") == "true"
    match.place("une photo").tap()
    assert match.told_politely() == ".jpg\u00a0: associé à une photo"
    match.place("un texte").tap()
    match.label(".odt").tap()
    assert match.told_politely() == ".odt\u00a0: associé à un texte"
    assert not match.is_ready
    match.page.get_by_text(PAIRS[2][0], exact=True).tap()  # the words of a place are the place
    match.label(".mp3").tap()
    assert match.is_ready
    match.verify()
    match.page.get_by_text("Bien joué").wait_for()


def test_a_tap_on_a_filled_place_gives_its_label_back(match):
    match.label(".exe").tap()
    match.place("une photo").tap()
    assert match.label(".exe").get_attribute("aria-disabled") == "true"
    match.place("une photo", ".exe").tap()
    assert match.told_politely() == ".exe\u00a0: retiré"
    assert match.label(".exe").get_attribute("aria-disabled") == "false"
    assert match.values == ["", "", ""]


def test_a_label_takes_the_place_of_another_and_serves_once(match):
    match.label(".exe").tap()
    match.place("une photo").tap()
    match.label(".exe").tap(force=True)
    match.place("un texte").tap()
    assert match.values[1] == ""
    match.place("un texte").tap()  # it waits no longer
    match.label(".jpg").tap()
    match.place("une photo", ".exe").tap()
    match.place("une photo", ".jpg").wait_for()
    assert match.label(".exe").get_attribute("aria-disabled") == "false"
    assert len([value for value in match.values if value]) == 1


def test_a_second_tap_changes_ones_mind(match):
    for button in (match.label(".jpg"), match.place("une photo")):
        button.tap()
        button.tap()
        assert button.get_attribute("aria-pressed") == "false"


def test_labels_to_order_go_to_the_first_free_place(order):
    first, second, third, fourth = ORDERING["items"]
    for words in (first, third):
        order.label(words).tap()
    assert order.told_politely() == f"{third}\u00a0: place 2"
    order.place("Place 2", third).tap()
    for words in (second, third, fourth):
        order.label(words).tap()
    assert order.is_ready
    order.verify()


def test_a_rank_may_be_chosen_first(order):
    order.place("Place 4").tap()
    order.label(ORDERING["items"][3]).tap()
    order.place("Place 4", ORDERING["items"][3]).wait_for()


def test_all_is_done_with_keys(stage, open_window):
    question = Question(stage, open_window(viewport={"width": 1024, "height": 768}), MATCHING)
    keyboard = Keyboard(question.window)
    for place, (_, label) in enumerate(PAIRS):
        question.page.locator("h1").evaluate("title => { title.tabIndex = -1; title.focus(); }")
        keyboard.go_to(label)
        keyboard.press("Enter")
        wanted = f"place-{place + 1}-button"
        # Past the other labels, which are in another order for each pupil, and the places before.
        for _ in range(len(MATCHING["extra"]) + 2 * len(PAIRS)):
            keyboard.press("Tab")
            if question.page.evaluate("document.activeElement.id") == wanted:
                break
        assert question.page.evaluate("document.activeElement.id") == wanted
        keyboard.press("Space")
        assert question.told_politely().startswith(label)
    keyboard.go_to("Je vérifie")
    keyboard.press("Enter")
    question.is_on_the_answer()
    assert question.answers == [(0, "RIGHT")]


@pytest.mark.parametrize("body", [MATCHING, ORDERING, FILL_IN], ids=lambda body: body["kind"])
def test_without_script_each_place_is_a_list_or_a_field(stage, open_window, body):
    question = Question(stage, open_window(java_script_enabled=False), body)
    page = question.page
    assert not page.locator("[data-label]:visible, [data-place]:visible").count()
    if body is FILL_IN:
        page.get_by_label("Le dossier de la photo").select_option("Images")
        page.get_by_label("La fin du nom").fill("JPG")
    elif body is MATCHING:
        for words, label in PAIRS:
            page.get_by_label(words, exact=True).select_option(label)
    else:
        for rank, label in enumerate(ORDERING["items"], start=1):
            page.get_by_label(f"Place {rank}").select_option(label)
    question.verify()


def test_je_verifie_wakes_when_every_hole_is_filled(stage, open_window):
    question = Question(stage, open_window(), FILL_IN)
    question.page.get_by_label("Le dossier de la photo").select_option("Images")
    assert not question.is_ready
    question.page.get_by_label("La fin du nom").fill("png")
    assert question.is_ready
    question.verify("WRONG")


def test_an_answer_of_several_values_is_kept_without_a_network(match):
    for words, label in PAIRS:
        match.label(label).tap()
        match.place(words).tap()
    match.window.context.set_offline(True)
    match.window.button("Je vérifie").tap()
    match.told(KEPT)
    match.label(".exe").click(force=True)  # nothing can be changed any more
    match.window.context.set_offline(False)
    match.is_on_the_answer()
    assert match.answers == [(0, "RIGHT")]
    match.keeps_nothing()
    match.forgive()


def test_the_back_button_shows_places_and_lists_alike(match):
    match.label(".jpg").tap()
    match.place("une photo").tap()
    match.page.goto("/junior/missions/")
    match.page.go_back()
    match.page.locator("[data-place]").first.wait_for()
    words = match.page.locator("[data-place]").first.inner_text()
    assert (words == ".jpg") == bool(match.values[0])
