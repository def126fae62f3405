"""What is printed for the classroom, and the page that changes the code of the school."""

from organizations.models import Organization
from tests.browser.stage import Stage
from tests.browser.views.view import View, director, head_of, teacher
from tests.learners.factories import LearnerFactory

CHOICE, POSTER, SHEETS = "/missions/affiches/", "/missions/affiches/ecole/", "/missions/affiches/classes/"
FULL_CLASS = "CM2 Mme de La Rochefoucauld-Montmorency"


def full_class(stage: Stage) -> str:
    """Return the sheet of a class of 35 pupils, some with very long names."""
    school = Organization.objects.get(uai="0010005E")
    if not school.learners.filter(division=FULL_CLASS).exists():
        for number in range(35):
            first_name = f"Marie-Clémentine-{number}" if number % 5 == 0 else f"Prénom{number}"
            LearnerFactory(organization=school, division=FULL_CLASS, first_name=first_name)
    return f"{SHEETS}?classes={FULL_CLASS}&prenoms=on"


PAPER: list[View] = [
    View("paper", "Les fiches de classe", CHOICE, teacher),
    View("paper, as an administrator", "Le code a circulé", CHOICE, director),
    View("paper, no class yet", "Il n’y a pas encore de classe", CHOICE, head_of("0010001A")),
    View("poster", "Écris le code de l’école", POSTER, teacher),
    View("sheets", "scanne ce carré", SHEETS, teacher),
    View("sheets, with 35 first names", "Les prénoms de la classe", full_class, head_of("0010005E")),
    View("sheets, no class yet", "Il n’y a pas encore de classe", SHEETS, head_of("0010001A")),
    View("code to change", "l’ancien code n’ouvre plus rien", "/missions/code/changer/", director),
]
