"""``manage.py check_import FILE --kind onde --uai 0380000X``: what an import of the file would end in."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from imports import services
from organizations.domain.uai import is_uai, normalize_uai


class Command(BaseCommand):
    help = "Dit ce que donnerait l’import d’un fichier, sans rien écrire ; sort une ligne de JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--kind", choices=["onde"], default="onde", help="format du fichier")
        parser.add_argument("--uai", required=True, help="UAI de l’établissement")

    def handle(self, *args: object, **options: object) -> None:
        if not is_uai(normalize_uai(options["uai"])):
            raise CommandError("L’UAI se compose de 7 chiffres et d’une lettre.")
        try:
            with options["file"].open("rb") as file:
                outcome, errors, pupils = services.check_file(file)
        except OSError as error:
            raise CommandError(f"Le fichier ne peut pas être ouvert : {error.strerror}.") from error
        result = {"outcome": outcome, "errors": [error.summary() for error in errors], "pupils": pupils}
        self.stdout.write(json.dumps(result, ensure_ascii=False))
