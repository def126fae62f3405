"""Everything can be done with Tab, Enter, Space and the arrows, and one always sees where one is."""

import pytest

from missions.models import Attempt
from pixorga.demo import seed
from tests.browser.keyboard import Keyboard
from tests.browser.play import LONGEST_MISSION
from tests.browser.stage import CLASS
from tests.browser.views.junior import junior_mission
from tests.browser.views.view import pupil

pytestmark = pytest.mark.browser


def test_an_adult_signs_in_and_reads_the_results(open_window, stage):
    window = open_window(viewport={"width": 1280, "height": 800})
    keyboard = Keyboard(window)
    window.page.goto("/connexion/")
    keyboard.go_to("Adresse e-mail")
    keyboard.type(seed.TEACHER)
    keyboard.go_to("Mot de passe")
    keyboard.type(seed.PASSWORD)
    with window.page.expect_navigation():
        keyboard.press("Enter")
    assert window.heading() == "Bonjour Samia"
    keyboard.follow("Missions")
    keyboard.follow(f"Voir le détail de la mission {stage.mission.title}")
    keyboard.follow("Résultats")
    assert window.page.get_by_role("columnheader", name="Évaluation de la mission").is_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(open_window, stage):
    window = open_window(viewport={"width": 1280, "height": 800})
    window.bring(stage.session_of(stage.teacher))
    window.page.goto("/missions/")
    keyboard = Keyboard(window)
    keyboard.press("Tab")
    skip = window.page.locator(".skip-link")
    assert skip.evaluate(
        "element => element === document.activeElement && element.getBoundingClientRect().top >= 0"
    )
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert window.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_filter_opens_and_closes_without_a_mouse(open_window, stage):
    window = open_window(viewport={"width": 1280, "height": 800})
    window.bring(stage.session_of(stage.teacher))
    window.page.goto("/eleves/")
    keyboard = Keyboard(window)
    keyboard.go_to("Tout afficher")
    keyboard.press("Enter")
    keyboard.go_to(CLASS)
    keyboard.press("Space")
    window.page.get_by_text("22 élèves").first.wait_for()
    keyboard.press("Escape")
    assert window.page.evaluate("document.activeElement.localName") == "summary"
    assert not window.page.get_by_role("checkbox", name=CLASS).is_visible()


def test_a_pupil_comes_in_and_plays_a_whole_mission(open_window, stage):
    window = open_window(viewport={"width": 1024, "height": 600})
    keyboard = Keyboard(window)
    window.page.goto("/junior/")
    keyboard.go_to("Code de l’école")
    keyboard.type(seed.SCHOOL_CODE)
    with window.page.expect_navigation():
        keyboard.press("Enter")
    keyboard.follow(CLASS)
    keyboard.follow("Diane")
    keyboard.follow("Oui, c’est moi")
    keyboard.follow(stage.mission.title)
    keyboard.follow("C’est parti", key="Space")
    keyboard.follow("Démarrer la mission")
    for _ in range(LONGEST_MISSION):
        if "/fin/" in window.page.url:
            break
        _answer(keyboard)
    assert window.heading() == "Tu as bien travaillé\u00a0!"
    assert Attempt.objects.get(learner=stage.pupil("Diane")).is_completed


def _answer(keyboard: Keyboard) -> None:
    """« Je ne sais pas » where one may; else the first answers on the screen."""
    page = keyboard.page
    if page.get_by_role("button", name="Je ne sais pas").count():
        return keyboard.follow("Je ne sais pas")
    if not (page.locator(".choice").count() or page.locator("#answer").count()):
        return keyboard.follow("Je continue")
    keyboard.go_to("Se déconnecter")
    has_boxes = page.locator(".choice [type=checkbox]").count()
    for key in ["Tab", "Space", "Tab", "Space"] if has_boxes else ["Tab", "a", "Space"]:
        keyboard.press(key)
    keyboard.follow("Je vérifie")
    return keyboard.follow("Je continue")


@pytest.mark.parametrize(
    ("first_name", "keys"),
    [
        ("Malo", ["Tab", "Space", "ArrowDown", "ArrowDown"]),
        ("Maxence", ["Tab", "Space", "Tab", "Tab", "Space"]),
    ],
)
def test_choices_are_made_with_the_arrows_and_the_space_bar(open_window, stage, first_name, keys):
    window = open_window(viewport={"width": 1024, "height": 600})
    window.bring(pupil(first_name)(stage))
    window.page.goto(junior_mission("question/")(stage))
    keyboard = Keyboard(window)
    keyboard.go_to("Se déconnecter")
    for key in keys:
        keyboard.press(key)
    ticked = window.page.locator(".choice :checked")
    assert ticked.count() == (1 if first_name == "Malo" else 2)
    keyboard.follow("Je vérifie")
    keyboard.follow("Je continue")


def test_a_typed_answer_is_sent_with_enter(open_window, stage):
    window = open_window(viewport={"width": 1024, "height": 600})
    window.bring(pupil("Clémence")(stage))
    window.page.goto(junior_mission("question/")(stage))
    keyboard = Keyboard(window)
    keyboard.go_to("Écris un mot-clé")
    keyboard.type("fruit")
    with window.page.expect_navigation():
        keyboard.press("Enter")
    assert "Bien joué" in window.page.locator("main").inner_text()


def test_after_an_answer_the_focus_is_on_what_is_said_of_it(open_window, stage):
    window = open_window(viewport={"width": 1024, "height": 600})
    stage.stand("Aden", "recherche-mots-va-1a", "recherche-mots-va-2a")
    window.bring(pupil("Aden")(stage))
    window.page.goto(junior_mission("question/")(stage))
    keyboard = Keyboard(window)
    keyboard.go_to("Se déconnecter")
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.follow("Je vérifie")
    said = window.page.evaluate("document.activeElement.innerText")
    assert said.startswith(("Bien joué", "Ce n’est pas la bonne réponse"))
