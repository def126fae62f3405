"""``manage.py load_content``: bring missions and framework in the database up to date with their files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from campaigns.content.loading import load_framework
from challenges.domain.problems import ContentError
from challenges.services import StoreReport
from missions.content import FOLDER, load_content


class Command(BaseCommand):
    help = "Charge les missions et le référentiel depuis leurs fichiers. Le relancer ne change rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="les missions de ce dossier, et rien d’autre")

    def handle(self, *args: object, **options: object) -> None:
        try:
            with transaction.atomic():
                self._load_missions(options["folder"] or FOLDER)
                if not options["folder"]:
                    self._load_framework()
        except ContentError as error:
            raise CommandError(f"Rien n’a été chargé.\n{error}") from error

    def _load_missions(self, folder: Path) -> None:
        report = load_content(folder=folder)
        self._print("Missions", "es", report.created, report.revised, report.unchanged, report.archived)
        self._print_stored("Épreuves", "es", report.challenges, report.archived_challenges)

    def _load_framework(self) -> None:
        report = load_framework()
        counts = report.created, report.revised, report.unchanged, report.archived
        self._print("Éléments du référentiel", "s", *counts)
        self._print_stored("Épreuves du référentiel", "es", report.challenges, report.archived_challenges)
        self._print_stored("Tutoriels", "s", report.tutorials, report.archived_tutorials)

    def _print_stored(self, what: str, ending: str, report: StoreReport, archived: int) -> None:
        revised = report.revised + report.restored
        self._print(what, ending, report.created, revised, report.unchanged, archived)

    def _print(
        self, what: str, ending: str, created: int, revised: int, unchanged: int, archived: int
    ) -> None:
        """Write the counts; ending: of a participle that agrees with what they count."""
        self.stdout.write(
            f"{what} : {created} créé{ending}, {revised} modifié{ending}, {unchanged} inchangé{ending}, "
            f"{archived} archivé{ending}."
        )
