"""``manage.py make_content``: write the pictures and files of the framework from their recipes."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from campaigns.content.making import Making, lacking, make, static_folder, written_files
from campaigns.domain.catalogue import STEMS
from pixorga.lib.text import plural_fr

MISSING = (
    "Il manque de quoi faire les fichiers : {missing}.\n"
    "Pour l’installer : pip install --require-hashes -r requirements/content.lock"
)


class Command(BaseCommand):
    help = "Fait les dessins et les fichiers des épreuves du référentiel, d’après leurs recettes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        # Any other folder would be pruned of what no recipe makes there.
        about = "ceux de cette compétence, et rien d’autre"
        parser.add_argument("--only", metavar="1-1", choices=STEMS, default="", help=about)
        parser.add_argument("--prune", action="store_true", help="efface ce qu’aucune recette ne fait")

    def handle(self, *args: object, only: str, prune: bool, **options: object) -> None:
        if missing := lacking():
            raise CommandError(MISSING.format(missing=", ".join(missing)))
        making = make(only)
        written = self.write(making)
        strays = [] if making.problems else sorted(written_files(static_folder(), only) - making.files.keys())
        for file in strays:
            if prune:
                (static_folder() / file).unlink()
            self.stdout.write(f"{'effacé' if prune else 'sans recette (--prune l’efface)'} : {file}")
        count, weight = len(making.files), sum(map(len, making.files.values()))
        told = f"{count} {plural_fr(count, 'fichier')}, {weight / 1000:.0f} ko"
        self.stdout.write(
            f"{told} : {written} {plural_fr(written, 'écrit')}, {count - written} sans changement."
        )
        if making.problems:
            raise CommandError("\n".join(map(str, making.problems)))

    def write(self, making: Making) -> int:
        """Write what differs, and return how many files."""
        written = 0
        for file, content in sorted(making.files.items()):
            path = static_folder() / file
            if path.exists() and path.read_bytes() == content:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            self.stdout.write(f"écrit : {file}")
            written += 1
        return written
