"""An import that waits, its errors and the way back, with a keyboard and nothing else."""

import pytest

from imports.models import LearnerImport
from tests.browser.keyboard import Keyboard
from tests.browser.views.view import director, head_of

pytestmark = pytest.mark.browser

PAGE = "/eleves/import/"


def test_an_administrator_opens_a_class_and_confirms(open_window, stage):
    window = open_window(viewport={"width": 1280, "height": 800})
    window.bring(head_of("0010012M")(stage))
    window.page.goto(PAGE)
    keyboard = Keyboard(window)
    name = window.page.locator(".departures", has_text="6EME A").locator("li").first
    assert not name.is_visible()
    keyboard.go_to("6EME A")
    keyboard.press("Enter")
    name.wait_for()
    keyboard.follow("Confirmer l’import")
    run = LearnerImport.objects.get(organization__uai="0010012M")
    assert run.status == LearnerImport.Status.VALIDATED
    assert run.confirmed_by.email == "direction@0010012m.example"


def test_the_errors_are_reached_and_downloaded(open_window, stage):
    window = open_window(viewport={"width": 1280, "height": 800})
    window.bring(head_of("0010006F")(stage))
    window.page.goto(PAGE)
    keyboard = Keyboard(window)
    keyboard.go_to("(Voir la liste des erreurs)")
    keyboard.press("Enter")
    keyboard.go_to("Télécharger la liste (.csv)")
    with window.page.expect_download() as download:
        keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("erreurs-import-")


def test_an_import_is_kept_after_a_look_at_what_undoing_would_do(open_window, stage):
    window = open_window(viewport={"width": 1280, "height": 800})
    window.bring(director(stage))
    window.page.goto(PAGE)
    keyboard = Keyboard(window)
    keyboard.follow("Annuler cet import")
    keyboard.follow("Garder cet import")
    window.page.get_by_text("importé avec succès").first.wait_for()
