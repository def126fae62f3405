"""``manage.py load_content``: bring the missions in the database up to date with their files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from challenges.domain.problems import ContentError
from missions.content import FOLDER, load_content


class Command(BaseCommand):
    help = "Charge les missions depuis leurs fichiers. Le relancer ne change rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=FOLDER, help="un autre dossier que celui des missions"
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            report = load_content(folder=options["folder"])
        except ContentError as error:
            raise CommandError(f"Rien n’a été chargé.\n{error}") from error
        questions = report.challenges
        self._print("Missions", report.created, report.revised, report.unchanged, report.archived)
        self._print(
            "Épreuves",
            questions.created,
            questions.revised + questions.restored,
            questions.unchanged,
            report.archived_challenges,
        )

    def _print(self, what: str, created: int, revised: int, unchanged: int, archived: int) -> None:
        self.stdout.write(
            f"{what} : {created} créées, {revised} modifiées, {unchanged} inchangées, {archived} archivées."
        )
