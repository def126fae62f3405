"""What the framework brings for everybody: its tutorials."""

from tests.browser.views.view import View

FRAMEWORK: list[View] = [
    View("tutorial", "Lire une page de résultats", "/tutoriels/rechercheweb-lire-les-resultats/"),
    View(
        "tutorial, table and picture",
        "Les opérateurs",
        "/tutoriels/rechercheweb-filtres-et-operateurs/",
    ),
]
