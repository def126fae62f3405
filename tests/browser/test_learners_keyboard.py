"""The care of a pupil's record with a keyboard and nothing else; and the same without any script."""

import pytest

from learners.models import Learner
from tests.browser.keyboard import Keyboard
from tests.browser.stage import CLASS
from tests.browser.views.view import director, teacher

pytestmark = pytest.mark.browser

# The list without the many stops of the other pupils.
FOUND = "/eleves/?nom=aaron"
LARGE = {"viewport": {"width": 1280, "height": 800}}

# The browser of the tests speaks English.
TYPED = {"Nom *": "AARON", "Prénom *": "Zoé", "Date de naissance *": "02292016", "Classe *": "CM2 neuf"}


def test_a_pupil_is_added_corrected_withdrawn_and_brought_back(open_window, stage):
    window = open_window(**LARGE)
    window.bring(director(stage))
    keyboard = Keyboard(window)
    window.page.goto("/eleves/")
    keyboard.follow("Ajouter un élève")
    for label, text in TYPED.items():
        keyboard.go_to(label)
        keyboard.type(text)
    keyboard.go_to("CM1")
    keyboard.press("ArrowDown")
    keyboard.follow("Ajouter l’élève")
    assert window.page.get_by_text("Zoé AARON est dans la liste").is_visible()
    learner = Learner.objects.get(last_name="AARON", first_name="Zoé")
    assert (str(learner.birthdate), learner.level, learner.division) == ("2016-02-29", "CM2", "CM2 neuf")

    window.page.goto(FOUND)
    keyboard.go_to("Actions pour Zoé AARON")
    keyboard.press("Enter")
    keyboard.follow("Corriger la fiche")
    keyboard.go_to("Prénom *")
    keyboard.press("End")
    keyboard.type("-Rose")
    keyboard.follow("Enregistrer")
    assert window.page.get_by_text("La fiche de Zoé-Rose AARON est enregistrée").is_visible()

    window.page.goto(FOUND)
    keyboard.go_to("Actions pour Zoé-Rose AARON")
    keyboard.press("Enter")
    keyboard.follow("Retirer de la liste")
    keyboard.follow("Retirer de la liste")
    assert window.page.get_by_text("Zoé-Rose AARON n’est plus dans la liste").is_visible()

    window.page.goto(FOUND)
    keyboard.follow("Voir les élèves retirés de la liste")
    keyboard.follow("Remettre dans la liste Zoé-Rose AARON")
    assert window.page.get_by_text("Zoé-Rose AARON est de retour").is_visible()


def test_all_of_it_is_there_without_scripts(open_window, stage):
    window = open_window(**LARGE, java_script_enabled=False)
    window.bring(director(stage))
    page = window.page
    page.goto("/eleves/ajouter/")

    def add(level: str) -> None:
        for label, text in [("Nom", "AARON"), ("Prénom", "Noé"), ("Classe", "CM1")]:
            page.get_by_label(label, exact=False).first.fill(text)
        page.get_by_label("Date de naissance").fill("2016-02-29")
        page.get_by_label(level, exact=True).check()
        window.button("Ajouter l’élève").click()

    add("CM1")
    assert page.get_by_text("Noé AARON est dans la liste").is_visible()
    window.button("Actions pour Noé AARON").click()
    page.get_by_role("link", name="Retirer de la liste").locator("visible=true").click()
    window.button("Retirer de la liste").click()
    assert page.get_by_text("n’est plus dans la liste").is_visible()

    page.goto("/eleves/ajouter/")
    add("CM2")
    assert window.heading() == "Cet élève existe peut-être déjà"
    window.button("Remettre dans la liste Noé AARON").click()
    assert page.get_by_text("Noé AARON est de retour dans la liste").is_visible()
    assert Learner.objects.get(last_name="AARON", first_name="Noé").level == "CM2"


def test_a_member_lets_a_pupil_listen_then_a_class(open_window, stage):
    window = open_window(**LARGE)
    window.bring(teacher(stage))
    keyboard = Keyboard(window)
    window.page.goto("/eleves/?nom=aden")
    keyboard.go_to("Actions pour Aden")
    keyboard.press("Enter")
    keyboard.follow("Activer la lecture de la consigne")
    row = window.page.get_by_role("row").filter(has_text="Aden")
    assert "Activée" in row.inner_text()
    assert window.page.get_by_text("Lecture de la consigne activée pour Aden").is_visible()
    # Where one was, one goes on.
    keyboard.go_to("Actions pour Aden")

    window.page.goto("/eleves/")
    keyboard.go_to("Lecture de la consigne pour toute une classe")
    keyboard.press("Enter")
    keyboard.go_to("Classe concernée")
    keyboard.type(CLASS)
    keyboard.follow("Activer pour la classe")
    pupils = Learner.objects.active().filter(organization=stage.lilas, division=CLASS)
    assert set(pupils.values_list("is_oralization_enabled", flat=True)) == {True}
    assert not Learner.objects.exclude(division=CLASS).filter(is_oralization_enabled=True).exists()


def test_so_does_a_browser_without_scripts(open_window, stage):
    window = open_window(**LARGE, java_script_enabled=False)
    window.bring(teacher(stage))
    page = window.page
    page.goto("/eleves/?nom=diane")
    page.get_by_role("button", name="Actions pour Diane").click()
    page.locator(".menu:popover-open button").click()
    page.get_by_text("Lecture de la consigne").first.wait_for()
    page.goto("/eleves/")
    page.locator(".reading summary").click()
    page.get_by_label("Classe concernée").select_option(CLASS)
    window.button("Désactiver pour la classe").click()
    page.get_by_text("Lecture de la consigne désactivée pour").wait_for()
    pupils = Learner.objects.active().filter(organization=stage.lilas, division=CLASS)
    assert set(pupils.values_list("is_oralization_enabled", flat=True)) == {False}
