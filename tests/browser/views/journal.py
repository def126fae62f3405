"""The journal of a school."""

from tests.browser.views.view import View, director, head_of

JOURNAL: list[View] = [
    View("journal", "Session activée", "/equipe/journal/", director),
    View("journal, filtered", "Effacer les filtres", "/equipe/journal/?acte=eleves&du=2020-01-01", director),
    View("journal, nothing found", "Aucun acte ne correspond", "/equipe/journal/?au=2020-01-01", director),
    View("journal, empty", "Rien dans le journal", "/equipe/journal/", head_of("0010001A")),
]
