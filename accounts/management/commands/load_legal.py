from django.core.management.base import BaseCommand, CommandError

from accounts.errors import LegalTextChangedError
from accounts.services import load_legal_documents


class Command(BaseCommand):
    help = "Charge les textes que l’on accepte, livrés avec le projet. Recommencer ne change rien."

    def handle(self, *args: object, **options: object) -> None:
        try:
            is_new = load_legal_documents()
        except LegalTextChangedError as error:
            raise CommandError(
                "Le texte a changé, pas sa version : donnez une nouvelle date à "
                f"accounts/content/{error.file_name}."
            ) from error
        self.stdout.write("Textes chargés." if is_new else "Rien de nouveau.")
