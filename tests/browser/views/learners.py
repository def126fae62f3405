"""The pupils of a primary school, and what administrators do to a pupil of any school."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from learners.models import Learner
from tests.browser.stage import Stage
from tests.browser.views.college import college
from tests.browser.views.view import View, director, head_of, send
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory

LIST, ADD, WITHDRAWN = "/eleves/", "/eleves/ajouter/", "/eleves/retires/"
BORN = date(2016, 2, 29)
# Longer than most, and cut nowhere.
LAST_NAME, FIRST_NAME = "MONTGAILLARD-LAFONTAINE", "Marie-Clémentine"


def of_pupil(act: str, **state: object) -> Callable[[Stage], str]:
    """Return the address of something that is done to a pupil who was made for it."""
    return lambda stage: f"/eleves/{_pupil(stage, **state).pk}/{act}/"


def _pupil(stage: Stage, **state: object) -> Learner:
    names = {"last_name": LAST_NAME, "first_name": FIRST_NAME, "birthdate": BORN}
    return LearnerFactory(organization=stage.lilas, **names, **state)


def list_with_one_by_hand(stage: Stage) -> str:
    _pupil(stage, provisional=True)
    return f"{LIST}?nom=lafontaine"


def list_of_withdrawn(stage: Stage) -> str:
    _pupil(stage, provisional=True, disabled_at=timezone.now())
    return WITHDRAWN


def open_menu(window: Window, stage: Stage) -> None:
    row = window.page.locator("tr", has_text="ajouté à la main").first
    row.get_by_role("button").first.click()


def open_reading(window: Window, stage: Stage) -> None:
    window.page.locator(".reading summary").click()


def type_pupil(window: Window, stage: Stage, **changes: str) -> None:
    """Fill in the whole form, and send."""
    values = {"last_name": "Le Gœuff", "first_name": "Zoé", "birthdate": "2016-02-29", "division": "CM1"}
    window.page.get_by_label("CM1", exact=True).check()
    send("Ajouter l’élève", **values | changes)(window, stage)


def type_namesake(window: Window, stage: Stage) -> None:
    """One who is there and one who left: both are shown."""
    _pupil(stage)
    _pupil(stage, disabled_at=timezone.now())
    type_pupil(window, stage, last_name=LAST_NAME, first_name=FIRST_NAME)


def type_ine_of_somebody(window: Window, stage: Stage, **state: object) -> None:
    learner = _pupil(stage, **state)
    type_pupil(window, stage, national_student_id=learner.national_student_id)


def type_ine_of_somebody_who_left(window: Window, stage: Stage) -> None:
    type_ine_of_somebody(window, stage, disabled_at=timezone.now())


def correct_too_late(window: Window, stage: Stage) -> None:
    """An import writes the pupil while the form is open."""
    pk = int(window.page.url.split("/")[-3])
    Learner.objects.filter(pk=pk).update(first_name="Clémentine", updated_at=timezone.now())
    send("Enregistrer", first_name="Marie")(window, stage)


def withdraw(window: Window, stage: Stage) -> None:
    window.button("Retirer de la liste").click()


LEARNERS: list[View] = [
    View("pupils, one by hand", "ajouté à la main", list_with_one_by_hand, director),
    View("pupils, reading for a class", "Activer pour la classe", LIST, director, open_reading),
    View("pupils, menu open", "Retirer de la liste", list_with_one_by_hand, director, open_menu),
    View("pupil to add", "Utile quand un élève arrive", ADD, director),
    View("pupil to add, collège", "Laissez ce champ vide", ADD, college),
    View("pupil to add, nothing typed", "À corriger", ADD, director, send("Ajouter l’élève")),
    View("pupil to add, number taken", "corrigez la fiche de cet élève", ADD, director, type_ine_of_somebody),
    View("pupil to add, namesakes", "C’est bien une autre personne", ADD, director, type_namesake),
    View(
        "pupil to add, number of somebody who left",
        "Ce n’est pas la même personne",
        ADD,
        director,
        type_ine_of_somebody_who_left,
    ),
    View("pupil to correct", "Cette fiche vient d’un import", of_pupil("corriger"), director),
    View("pupil to correct, by hand", "n’est plus là", of_pupil("corriger", provisional=True), director),
    View(
        "pupil to correct, changed meanwhile",
        "Rien n’est enregistré",
        of_pupil("corriger"),
        director,
        correct_too_late,
    ),
    View("pupil to withdraw", "Annuler", of_pupil("retirer", provisional=True), director),
    View(
        "pupil withdrawn",
        "Ses résultats sont conservés",
        of_pupil("retirer", provisional=True),
        director,
        withdraw,
    ),
    View("withdrawn pupils", "Remettre dans la liste", list_of_withdrawn, director),
    View("withdrawn pupils, none", "Aucun élève retiré", WITHDRAWN, head_of("0010001A")),
]
