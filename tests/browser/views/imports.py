"""The import of the pupils' list, for each kind of school and in each state; its history; the way back."""

from collections.abc import Callable

from imports.models import LearnerImport
from pixorga.demo import seed
from tests.browser.stage import Stage
from tests.browser.views.view import View, director, head_of
from tests.browser.window import Window

PAGE, HISTORY = "/eleves/import/", "/eleves/import/historique/"


def choose_a_picture(window: Window, stage: Stage) -> None:
    with window.page.expect_file_chooser() as chosen:
        window.button("Importer la liste").click()
    chosen.value.set_files({"name": "photo.png", "mimeType": "image/png", "buffer": b"png"})


def open_a_class(window: Window, stage: Stage) -> None:
    window.page.locator("summary", has_text="6EME A").click()


def undo_of(uai: str) -> Callable[[Stage], str]:
    """Return the address at which the last import of a school is undone."""

    def address(stage: Stage) -> str:
        runs = LearnerImport.objects.filter(organization__uai=uai, status=LearnerImport.Status.IMPORTED)
        return f"{PAGE}{runs.first().pk}/annuler/"

    return address


IMPORTS = [
    View("import, first", "Obtenir le fichier dans Onde", PAGE, head_of("0010001A")),
    View("import, first of a collège", "Obtenir le fichier dans Siècle", PAGE, head_of("0010008H")),
    View("import, first with Fregata", "Obtenir le fichier dans Fregata", PAGE, head_of("0010015R")),
    View("import, wrong kind of file", "pas au bon format", PAGE, head_of("0010001A"), choose_a_picture),
    View("import, received", "bien reçu", PAGE, head_of("0010002B")),
    View("import, writing", "en cours d’enregistrement", PAGE, head_of("0010003C")),
    View("import, refused", "n’a pas pu être lu", PAGE, head_of("0010004D")),
    View("import, errors", "Erreurs dans le dernier fichier", PAGE, head_of("0010006F")),
    View("import, failed", "Relancer", PAGE, head_of("0010005E")),
    View("import, done", "importé avec succès", PAGE, director),
    View("import, to confirm", "9 élèves ne seraient plus", PAGE, head_of("0010011L")),
    View("import, many to confirm", "60 élèves ne seraient plus", PAGE, head_of("0010012M")),
    View("import, a class to confirm", "24 élèves sur", PAGE, head_of("0010012M"), open_a_class),
    View("import, abandoned", "a été abandonné", PAGE, head_of("0010013N")),
    View("import, undone", "a été annulé", PAGE, head_of("0010014P")),
    View("import to undo", "Garder cet import", undo_of(seed.LILAS), director),
    View("imports, none yet", "Aucun import pour l’instant", HISTORY, head_of("0010001A")),
    View("imports", "Fichiers envoyés", HISTORY, head_of("0010016S")),
    View("imports, one to undo", "Annuler cet import", HISTORY, director),
    View("imports, page 2", "Page 2 /", f"{HISTORY}?page=2", head_of("0010016S")),
]
