"""``manage.py check_consistency``: what no constraint of the database can say, checked in one pass."""

from django.core.management.base import BaseCommand

from imports import checks as imports
from learners import checks as learners
from missions import checks as missions
from organizations import checks as organizations

CHECKS = (organizations, learners, imports, missions)


class Command(BaseCommand):
    help = "Vérifie la cohérence des données ; sort avec 1 s’il y a une anomalie (identifiants seulement)."

    def handle(self, *args: object, **options: object) -> None:
        found = [problem for check in CHECKS for problem in check.find_inconsistencies()]
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise SystemExit(1)
        self.stdout.write("Aucune anomalie.")
