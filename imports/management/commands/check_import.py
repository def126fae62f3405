"""``manage.py check_import FILE --kind onde --uai 0380000X``: what an import of the file would end in."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from imports import services
from imports.models import LearnerImport
from organizations.domain.uai import is_uai, normalize_uai

KINDS = [kind.lower() for kind in LearnerImport.Kind.values]


class Command(BaseCommand):
    help = (
        "Dit ce que donnerait l’import d’un fichier, sans rien écrire et sans base de données ; "
        "sort une ligne de JSON."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="format du fichier")
        parser.add_argument("--uai", required=True, help="UAI de l’établissement")

    def handle(self, *args: object, **options: object) -> None:
        uai = normalize_uai(options["uai"])
        if not is_uai(uai):
            raise CommandError("L’UAI se compose de 7 chiffres et d’une lettre.")
        path = options["file"]
        try:
            _refuse_what_is_no_file(path)
            with path.open("rb") as file:
                outcome, errors, pupils = services.check_file(
                    file, kind=options["kind"].upper(), uai=uai, today=timezone.localdate()
                )
        except OSError as error:
            raise CommandError(_why_it_cannot_be_opened(error)) from error
        result = {"outcome": outcome, "errors": [error.summary() for error in errors], "pupils": pupils}
        self.stdout.write(json.dumps(result, ensure_ascii=False))


def _refuse_what_is_no_file(path: Path) -> None:
    """A device or a pipe may have no end, and cannot be read twice."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise CommandError("Ce n’est pas un fichier. Enregistrez d’abord son contenu dans un fichier.")


def _why_it_cannot_be_opened(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            why = "il n’existe pas. Vérifiez son chemin."
        case IsADirectoryError():
            why = "c’est un dossier. Indiquez le fichier qu’il contient."
        case PermissionError():
            why = "vous n’avez pas le droit de le lire. Demandez-le à qui administre la machine."
        case _:
            why = f"le système répond «\u00a0{error.strerror or error}\u00a0»."
    return f"Le fichier ne peut pas être ouvert\u00a0: {why}"
