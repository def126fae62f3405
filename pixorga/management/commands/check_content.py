"""``manage.py check_content``: proof-read all content. Only ``--register`` writes, in codes.txt."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from campaigns.content import proofreading as framework
from campaigns.domain.catalogue import STEMS
from challenges.content import Review
from challenges.domain.problems import Severity, errors_among
from missions.content import proofreading as missions
from pixorga.lib.text import plural_fr

LABELS = {Severity.ERROR: "erreur", Severity.WARNING: "conseil"}


class Command(BaseCommand):
    help = (
        "Relit les missions et le référentiel : structure, corrigés, typographie, orthographe, images, "
        "fichiers, codes, doublons."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--folder", type=Path, help="les missions de ce dossier, et rien d’autre")
        about = "cette compétence du référentiel, et rien d’autre"
        part.add_argument("--only", metavar="1-1", choices=STEMS, help=about)
        parser.add_argument(
            "--register", action="store_true", help="inscrit d’abord les codes nouveaux dans codes.txt"
        )

    def handle(self, *args: object, **options: object) -> None:
        problems = []
        for review in self.reviews(options):
            problems += review.problems
            for problem in review.problems:
                self.stdout.write(f"[{LABELS[problem.severity]}] {problem}")
            for line in [*review.notes, "", *review.lines, ""]:
                self.stdout.write(line)
            self.stdout.write(f"{review.content} : {verdict(review.problems)}.")
        if errors := errors_among(problems):
            raise CommandError(f"{count(errors, 'erreur')} à corriger avant de charger les contenus.")

    def reviews(self, options: dict[str, object]) -> Iterator[Review]:
        register, folder, only = options["register"], options["folder"], options["only"]
        if not only:
            yield missions.review(folder or missions.FOLDER, register=register)
        if not folder:
            yield framework.review(only=only or "", register=register)


def verdict(problems: Sequence[object]) -> str:
    """Return how many things are to be mended, in words."""
    errors = errors_among(problems)
    advice = len(problems) - len(errors)
    return f"{count(errors, 'erreur') if errors else 'aucune erreur'}, " + (
        f"{advice} {plural_fr(advice, 'conseil')}" if advice else "aucun conseil"
    )


def count(items: Sequence[object], word: str) -> str:
    """Return how many there are, in words that agree."""
    return f"{len(items)} {plural_fr(len(items), word)}"
