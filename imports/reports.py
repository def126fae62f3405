"""What the import page and the pupils' list show of the last run."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from imports import messages
from imports.domain.errors import ErrorCode, FileError
from imports.models import LearnerImport
from organizations.models import Organization
from pixorga.lib.text import plural_fr

# The pupils' list reminds administrators of the last run during this time (spec/imports.md 5.2).
REMINDER = timedelta(days=15)

# From so many missing headings on, the file is something else altogether (imports.domain.onde).
MANY_MISSING = 5

Status = LearnerImport.Status


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last run as the page tells it.

    level: info, success or error. sentences: of the first 500 errors; more_errors: how many are not listed.
    """

    level: str
    title: str
    text: str
    is_running: bool
    sentences: list[str]
    more_errors: int


@dataclass(frozen=True, slots=True)
class ImportBanner:
    """One line above the pupils' list."""

    level: str
    text: str
    url: str
    link: str


def last_import(organization: Organization) -> LastImport | None:
    """Return the last run of the school as the page shows it, or None before the first; one query."""
    run = LearnerImport.objects.of(organization).select_related("created_by").first()
    if run is None:
        return None
    level, title, text = _told(run, organization)
    errors = [FileError.from_dict(stored) for stored in run.errors]
    return LastImport(
        level=level,
        title=title,
        text=text,
        is_running=run.is_running,
        sentences=_sentences(errors),
        more_errors=run.error_count - len(errors),
    )


def import_banner(organization: Organization, now: datetime) -> ImportBanner | None:
    """Return the reminder of the last run for the pupils' list, or None when there is nothing recent."""
    run = LearnerImport.objects.of(organization).select_related("created_by").first()
    if run is None or (run.ended_at or run.created_at) < now - REMINDER:
        return None
    level, title, _ = _told(run, organization)
    link = "Voir la page d’import" if level == "info" else "Voir le détail"
    return ImportBanner(level, title, reverse("imports:page"), link)


def _told(run: LearnerImport, organization: Organization) -> tuple[str, str, str]:
    """Return level, title and text."""
    day = f"{organization.local(run.created_at):%d/%m/%Y}"
    sent = f"Le fichier a été importé le {day}."
    match run.status:
        case Status.UPLOADED:
            return (
                "info",
                "Votre fichier est bien reçu. Son contenu est en cours de vérification.",
                _waiting(run),
            )
        case Status.VALIDATED:
            return (
                "info",
                "Le contenu du fichier est correct. Les élèves sont en cours d’écriture.",
                _waiting(run),
            )
        case Status.UPLOAD_ERROR:
            return "error", "Le fichier n’a pas pu être lu.", f"{sent} Aucun élève n’a changé. Réessayez."
        case Status.VALIDATION_ERROR:
            again = "Merci de corriger les erreurs et d’importer à nouveau le fichier."
            return (
                "error",
                "Le contenu du fichier comporte des erreurs.",
                f"{sent} Aucun élève n’a changé. {again}",
            )
        case Status.IMPORT_ERROR:
            again = "Importez à nouveau le fichier ; si le problème revient, contactez le support."
            return "error", "L’écriture des élèves n’a pas abouti.", f"{sent} Aucun élève n’a changé. {again}"
        case _:
            moment = f"{organization.local(run.ended_at):%d/%m/%Y à %H:%M}"
            by = f" par {run.created_by.full_name}" if run.created_by else ""
            return "success", f"Dernier fichier importé avec succès le {moment}{by}.", _counted(run)


def _waiting(run: LearnerImport) -> str:
    by = f"Envoyé par {run.created_by.full_name}. " if run.created_by else ""
    return f"{by}La page se met à jour toute seule ; vous pouvez aussi la quitter et y revenir."


def _counted(run: LearnerImport) -> str:
    parts = [
        (run.created_count, plural_fr(run.created_count, "nouveau", "nouveaux")),
        (run.changed_count, plural_fr(run.changed_count, "modifié")),
        (run.back_count, "de retour"),
        (run.unchanged_count, plural_fr(run.unchanged_count, "inchangé")),
        (run.left_count, plural_fr(run.left_count, "désactivé")),
    ]
    return "Élèves : " + ", ".join(f"{count} {word}" for count, word in parts) + "."


def _sentences(errors: list[FileError]) -> list[str]:
    sentences = [messages.sentence(error) for error in errors]
    # Hardly any heading is known: the file is something else, which says more than seven missing columns.
    missing = [error for error in errors if error.code is ErrorCode.HEADER_REQUIRED]
    if len(missing) >= MANY_MISSING:
        sentences.insert(0, messages.HEADING_UNKNOWN)
    return sentences
