"""A member of the staff tries a mission, shows its correction, and goes from tab to tab."""

import pytest

from missions.models import Attempt
from tests.browser.keyboard import Keyboard
from tests.browser.play import Tablet
from tests.browser.stage import CLASS
from tests.browser.views.staff import mission_url
from tests.browser.views.trying import tried

pytestmark = pytest.mark.browser

LAPTOP = {"viewport": {"width": 1280, "height": 800}}


def test_a_whole_tryout_by_touch_leaves_nothing_behind(open_window, stage):
    window = open_window(viewport={"width": 1024, "height": 768}, has_touch=True)
    window.bring(stage.session_of(stage.teacher))
    before = Attempt.objects.count()
    window.page.goto(mission_url()(stage))
    window.link("Essayer la mission").tap()
    window.button("C’est parti !").tap()
    window.link("Démarrer la mission").tap()
    window.page.wait_for_url("**/question/")
    Tablet(window).play_to_the_end()
    assert "évaluation" in window.page.locator(".tryout").inner_text()
    window.link("Revenir à la page de la mission").tap()
    window.page.wait_for_url(f"**{mission_url()(stage)}")
    assert Attempt.objects.count() == before


def test_a_tryout_is_begun_again_and_left_with_the_keyboard(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(tried(None)(stage))
    keyboard = Keyboard(window)
    window.page.goto(mission_url("essai/question/")(stage))
    assert "entraînement" in window.page.locator(".tryout").inner_text()
    keyboard.go_to("Le parcours de cet essai")
    keyboard.press("Enter")
    assert window.page.get_by_role("listitem").filter(has_text="validation").first.is_visible()
    keyboard.follow("Recommencer")
    keyboard.follow("Démarrer la mission")
    assert "entraînement" not in window.page.locator(".tryout").inner_text()
    keyboard.follow("Quitter")
    assert window.page.url.endswith(mission_url()(stage))


def test_a_tryout_needs_no_script(open_window, stage):
    window = open_window(java_script_enabled=False)
    window.bring(stage.session_of(stage.teacher))
    window.page.goto(mission_url("essai/")(stage))
    window.button("C’est parti !").click()
    window.link("Démarrer la mission").click()
    for _ in range(2):
        window.button("Je ne sais pas").click()
    assert "didacticiel" in window.page.locator(".tryout").inner_text()
    window.button("Quitter l’essai").click()
    assert window.link("Essayer la mission").is_visible()


def test_each_answer_of_the_correction_unfolds_by_itself_with_the_keyboard(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(stage.session_of(stage.teacher))
    window.page.goto(mission_url("correction/?etapes=1&niveaux=VALIDATION")(stage))
    keyboard = Keyboard(window)
    right = window.page.locator(".corrected-right")
    assert not right.first.is_visible()
    keyboard.go_to("La réponse")
    keyboard.press("Enter")
    assert right.first.is_visible()
    assert not right.nth(1).is_visible()
    keyboard.press("Space")
    assert not right.first.is_visible()


def test_the_correction_on_paper_has_every_answer(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(stage.session_of(stage.teacher))
    window.page.goto(mission_url("correction/?etapes=1&niveaux=VALIDATION")(stage))
    window.page.emulate_media(media="print")
    answers = window.page.locator(".corrected-right")
    assert answers.count() > 2
    assert all(answer.is_visible() for answer in answers.all())
    assert not window.page.locator(".corrected-answer summary").first.is_visible()


def test_tabs_follow_the_filters_as_they_change(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(stage.session_of(stage.teacher))
    window.page.goto(mission_url("?taille=10&page=2")(stage))
    window.page.get_by_label("Nom, prénom").fill("martin")
    window.page.wait_for_url("**nom=martin**")
    window.link("Résultats").click()
    window.page.wait_for_url("**/resultats/?**nom=martin**")
    assert window.page.get_by_label("Nom, prénom").input_value() == "martin"


def test_names_stay_hidden_while_the_list_is_filtered(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(stage.session_of(stage.teacher))
    window.page.goto(mission_url("resultats/")(stage))
    window.link("Masquer les noms").click()
    window.page.wait_for_url("**noms=masques**")
    window.page.locator(".multi summary").first.click()
    window.page.get_by_role("checkbox", name=CLASS).check()
    window.page.wait_for_url("**classes=**noms=masques**")
    table = window.page.locator("#mission-pupils table")
    assert "Élève 1" in table.inner_text()
    assert all(pupil.first_name not in table.inner_text() for pupil in stage.pupils)
    window.page.reload()
    assert "Élève 1" in table.inner_text()


def test_paper_has_a_page_for_each_class_and_nothing_else(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(stage.session_of(stage.director))
    window.page.goto(mission_url("resultats/imprimer/")(stage))
    window.page.emulate_media(media="print")
    sections = window.page.locator(".printed")
    assert sections.count() == 2
    breaks = sections.evaluate_all("all => all.map((each) => getComputedStyle(each).breakBefore)")
    assert breaks == ["auto", "page"]
    for hidden in (".sidebar", ".footer", ".page-header", ".breadcrumb"):
        assert not window.page.locator(hidden).first.is_visible()


def test_a_file_may_be_asked_for_twice_in_a_row(open_window, stage):
    window = open_window(**LAPTOP)
    window.bring(stage.session_of(stage.teacher))
    for path in ("/missions/export/", f"/missions/{stage.mission.pk}/resultats/"):
        window.page.goto(path)
        for _ in range(2):
            with window.page.expect_download() as download:
                window.button("Exporter (CSV)").click()
            assert download.value.suggested_filename.startswith("resultats-")
