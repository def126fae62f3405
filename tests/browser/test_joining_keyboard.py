"""From the code to the campaign with a keyboard and nothing else; and the same without any script."""

import pytest

from learners.models import Learner
from tests.browser.keyboard import Keyboard
from tests.browser.views.participant import BORN, CODE, PERSON, learner

pytestmark = pytest.mark.browser

PASSWORD = "Marmotte-2027"
USERNAME = "marieclementine.montgaillardlafontaine0112"
TYPED = {"Prénom": PERSON["first_name"], "Nom": PERSON["last_name"]}
BIRTHDATE = {"Jour": BORN["day"], "Mois": BORN["month"], "Année": BORN["year"]}


def test_a_pupil_joins_with_a_keyboard(open_window, stage):
    learner()
    window = open_window(viewport={"width": 1280, "height": 800})
    keyboard = Keyboard(window)
    window.page.goto("/app/campagnes/")
    keyboard.go_to("Code du parcours")
    keyboard.type(CODE.lower())
    keyboard.follow("Accéder au parcours")
    keyboard.follow("Je commence")
    keyboard.follow("Je crée mon compte")
    for label, text in (TYPED | BIRTHDATE).items():
        keyboard.go_to(label)
        keyboard.type(text)
    keyboard.follow("Continuer")
    keyboard.go_to("Mon identifiant")
    keyboard.go_to("Mot de passe")
    keyboard.type(PASSWORD)
    keyboard.follow("Je crée mon compte")
    assert window.page.get_by_text(USERNAME).is_visible()
    assert Learner.objects.get(user__username=USERNAME)
    keyboard.follow("J’ai un code")
    assert window.page.get_by_label("Code du parcours").is_visible()


def test_an_address_is_chosen_without_scripts(open_window, stage):
    learner()
    window = open_window(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = window.page
    page.goto(f"/app/campagnes/{CODE}/")
    window.button("Je commence").click()
    page.get_by_role("link", name="Je crée mon compte").click()
    for label, text in (TYPED | BIRTHDATE).items():
        page.get_by_label(label, exact=True).fill(text)
    window.button("Continuer").click()
    page.get_by_label("Mon adresse e-mail").check()
    page.get_by_label("Adresse e-mail", exact=True).fill("marie@exemple.example")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    window.button("Je crée mon compte").click()
    assert page.get_by_text("marie@exemple.example").is_visible()
    assert Learner.objects.get(user__email="marie@exemple.example")
