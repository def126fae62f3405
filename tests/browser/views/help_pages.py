"""The help page of pupils’ codes, and what a pupil reads with a code."""

from tests.browser.views.view import View, teacher

CONFLICT = "/apercu/conflit/"

HELP: list[View] = [
    View("help, codes", "Les codes donnés aux élèves", "/aide/codes/"),
    View("help, codes, signed in", "un identifiant déjà pris", "/aide/codes/", teacher),
    View("conflict, e-mail here", "Les étoiles cachent", f"{CONFLICT}R31/l***@pixmail.org/"),
    View("conflict, identifier elsewhere", "de votre ancien établissement", f"{CONFLICT}S62/c***.b***2/"),
    View("conflict, médiacentre", "Passez par votre ENT", f"{CONFLICT}S53/"),
    View("conflict, another person", "il écrira au support", f"{CONFLICT}R90/"),
]
