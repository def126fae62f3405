"""``manage.py purge``: what the nightly purge does, now; prints how many rows of each kind it forgot."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from pixorga.retention import purge


class Command(BaseCommand):
    help = "Efface ce qui a dépassé sa durée de conservation (docs/exploitation.md), et dit combien."

    def handle(self, *args: object, **options: object) -> None:
        for label, count in purge(now=timezone.now()).items():
            self.stdout.write(f"{count} {label}")
