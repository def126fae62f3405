"""``manage.py load_schools FILE.csv``: the Ministry’s directory of schools, loaded or brought up to date."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from organizations.domain.directory import DirectoryError
from organizations.messages import LINE_PROBLEMS
from organizations.services import LoadReport, load_directory


class Command(BaseCommand):
    help = "Charge l’annuaire des établissements (CSV de data.education.gouv.fr). Le relancer ne change rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER.csv", help="le fichier téléchargé, en UTF-8")

    def handle(self, *args: object, **options: object) -> None:
        path = options["file"]
        try:
            with path.open("rb") as file:
                report = load_directory(lines=file)
        except OSError as error:
            raise CommandError(f"Le fichier {path} ne peut pas être lu : {error.strerror}.") from error
        except DirectoryError as error:
            raise CommandError(
                "Ce fichier n’est pas l’annuaire des établissements. "
                f"Colonnes manquantes : {', '.join(error.missing)}."
            ) from error
        self._print(report)

    def _print(self, report: LoadReport) -> None:
        counts = [
            ("créés", report.created),
            ("mis à jour", report.updated),
            ("inchangés", report.unchanged),
            ("archivés", report.archived),
            ("laissés de côté", report.left_out),
            ("lignes à corriger", len(report.rejected)),
        ]
        for label, count in counts:
            self.stdout.write(f"{label:<18}{count:>8}")
        for number, code in report.rejected:
            self.stdout.write(f"Ligne {number} : {LINE_PROBLEMS[code]}")
