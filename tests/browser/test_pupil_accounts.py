"""A pupil with a keyboard, and a slip of paper with a password on it."""

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.views.pupil_accounts import GIVEN, given_to_a_pupil

pytestmark = pytest.mark.browser

OWN = "Marmotte-2027"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_pupil_enters_with_what_the_teacher_gave(open_window, stage, scripts):
    pupil = given_to_a_pupil(stage)
    window = open_window(viewport={"width": 1024, "height": 768}, java_script_enabled=scripts)
    keyboard = Keyboard(window)
    window.page.goto("/app/connexion/")
    keyboard.go_to("Adresse e-mail ou identifiant")
    keyboard.type(pupil.username)
    keyboard.go_to("Mot de passe")
    keyboard.type(GIVEN)
    with window.page.expect_navigation():
        keyboard.press("Enter")
    assert window.heading() == "Choisissez votre mot de passe"

    keyboard.go_to("Votre nouveau mot de passe")
    keyboard.type(OWN)
    keyboard.follow("Enregistrer et continuer")
    assert window.heading() == "Bonjour Anne-Gwendoline"

    keyboard.follow("Mon compte")
    assert window.page.get_by_text(pupil.username).is_visible()
    keyboard.follow("Changer de mot de passe")
    keyboard.follow("Annuler")
    assert window.heading() == "Mon compte"
