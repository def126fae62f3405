"""``manage.py check_content``: proof-read the content files. Only ``--register`` writes, in codes.txt."""

from argparse import ArgumentParser
from collections.abc import Sized
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from challenges.domain.problems import Severity, errors_among
from missions.content import FOLDER, read_catalogue
from missions.content.proofreading import proofread, register_codes
from missions.content.summary import summary
from pixorga.lib.text import plural_fr

LABELS = {Severity.ERROR: "erreur", Severity.WARNING: "conseil"}


class Command(BaseCommand):
    help = "Relit les missions : structure, typographie, orthographe, lisibilité, images, codes, doublons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=FOLDER, help="un autre dossier que celui des missions"
        )
        parser.add_argument(
            "--register", action="store_true", help="inscrit d’abord les codes nouveaux dans codes.txt"
        )

    def handle(self, *args: object, **options: object) -> None:
        folder = options["folder"]
        catalogue = read_catalogue(folder)
        if options["register"] and not errors_among(catalogue.problems):
            register_codes(catalogue, folder)
        together, notes = proofread(catalogue, folder)
        problems = catalogue.problems + together
        for problem in problems:
            self.stdout.write(f"[{LABELS[problem.severity]}] {problem}")
        for line in [*notes, "", *summary(catalogue.files), ""]:
            self.stdout.write(line)
        if errors := errors_among(problems):
            raise CommandError(f"{count(errors, 'erreur')} à corriger avant de charger les missions.")
        missions, challenges = count(catalogue.missions, "mission"), count(catalogue.challenges, "épreuve")
        advice = f", {count(problems, 'conseil')}" if problems else ", aucun conseil"
        self.stdout.write(f"{missions}, {challenges} : aucune erreur{advice}.")


def count(items: Sized, word: str) -> str:
    """Return how many there are, in words that agree."""
    return f"{len(items)} {plural_fr(len(items), word)}"
