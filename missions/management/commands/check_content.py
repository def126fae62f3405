"""``manage.py check_content``: proof-read the content files; nothing is written."""

from argparse import ArgumentParser
from collections.abc import Sized
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from challenges.domain.problems import Severity, errors_among
from missions.content import FOLDER, read_catalogue
from pixorga.lib.text import plural_fr

LABELS = {Severity.ERROR: "erreur", Severity.WARNING: "conseil"}


class Command(BaseCommand):
    help = "Relit les fichiers de missions : structure, typographie, lisibilité, images. N’écrit rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=FOLDER, help="un autre dossier que celui des missions"
        )

    def handle(self, *args: object, **options: object) -> None:
        catalogue = read_catalogue(options["folder"])
        for problem in catalogue.problems:
            self.stdout.write(f"[{LABELS[problem.severity]}] {problem}")
        if errors := errors_among(catalogue.problems):
            raise CommandError(f"{count(errors, 'erreur')} à corriger avant de charger les missions.")
        missions, challenges = count(catalogue.missions, "mission"), count(catalogue.challenges, "épreuve")
        self.stdout.write(f"{missions}, {challenges} : aucune erreur.")


def count(items: Sized, word: str) -> str:
    """Return how many there are, in words that agree."""
    return f"{len(items)} {plural_fr(len(items), word)}"
