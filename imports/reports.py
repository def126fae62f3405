"""What the import page and the pupils' list show of the last run."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from imports import messages
from imports.domain.errors import ErrorCode, FileError
from imports.domain.onde import COLUMNS, FEW_HEADINGS
from imports.models import LearnerImport
from organizations.models import Organization
from pixorga.lib.text import plural_fr

# The pupils' list reminds administrators of the last run during this time (spec/imports.md 5.2).
REMINDER = timedelta(days=15)

# From so many missing headings on, the file is something else altogether.
MANY_MISSING = len(COLUMNS) - FEW_HEADINGS + 1

WAIT = "La page se met à jour toute seule ; vous pouvez aussi la quitter et y revenir."
CHOOSE_AGAIN = "Vérifiez que vous avez choisi le fichier extrait d’Onde, puis réessayez."
CORRECT = "Merci de corriger les erreurs et d’importer à nouveau le fichier."
RELAUNCH = "Relancez l’import ; si le problème revient, contactez le support."
SEND_AGAIN = "Importez à nouveau le fichier ; si le problème revient, contactez le support."

Status = LearnerImport.Status


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last run as the page tells it.

    key: changes with what there is to tell. level: info, success or error. sentences: one for each of the
    first 500 errors. more_errors: what to say of the others. can_relaunch: it failed and still has its file.
    """

    key: str
    level: str
    title: str
    text: str
    is_running: bool
    can_relaunch: bool
    sentences: list[str]
    more_errors: str


@dataclass(frozen=True, slots=True)
class ImportBanner:
    """One line above the pupils' list, with a link to the page."""

    level: str
    text: str
    url: str


def last_import(organization: Organization) -> LastImport | None:
    """Return the last run of the school as the page shows it, or None before the first; 1 or 2 queries."""
    run = _last_run(organization)
    if run is None:
        return None
    can_relaunch = run.can_relaunch
    level, title, text = _told(run, organization, can_relaunch=can_relaunch)
    errors = [FileError.from_dict(stored) for stored in run.errors]
    return LastImport(
        key=f"{run.pk}-{run.status}",
        level=level,
        title=title,
        text=text,
        is_running=run.is_running,
        can_relaunch=can_relaunch,
        sentences=_sentences(errors),
        more_errors=messages.more(run.error_count - len(errors)),
    )


def import_banner(organization: Organization, now: datetime) -> ImportBanner | None:
    """Return the reminder of the last run for the pupils' list, or None when there is nothing recent."""
    run = _last_run(organization)
    if run is None or (run.ended_at or run.created_at) < now - REMINDER:
        return None
    level, title, _ = _told(run, organization)
    return ImportBanner(level, title, reverse("imports:page"))


def _last_run(organization: Organization) -> LearnerImport | None:
    return LearnerImport.objects.of(organization).select_related("created_by").first()


def _told(
    run: LearnerImport, organization: Organization, *, can_relaunch: bool = False
) -> tuple[str, str, str]:
    """Return level, title and text."""
    day = f"{organization.local(run.created_at):%d/%m/%Y}"
    no_change = "Aucun élève n’a changé."
    failed = f"Le fichier a été importé le {day}. {no_change}"
    match run.status:
        case Status.UPLOADED:
            received = "Votre fichier est bien reçu. Son contenu est en cours de vérification."
            return "info", received, _waiting(run, organization)
        case Status.VALIDATED:
            right = "Le contenu du fichier est correct. Les élèves sont en cours d’écriture."
            return "info", right, _waiting(run, organization)
        case Status.UPLOAD_ERROR:
            return "error", "Le fichier n’a pas pu être lu.", f"{failed} {CHOOSE_AGAIN}"
        case Status.VALIDATION_ERROR:
            return "error", "Le contenu du fichier comporte des erreurs.", f"{failed} {CORRECT}"
        case Status.IMPORT_ERROR:
            again = RELAUNCH if can_relaunch else SEND_AGAIN
            sent = f"Le fichier a été envoyé le {day}."
            return "error", "L’import n’a pas abouti.", f"{sent} {no_change} {again}"
        case _:
            by = f" par {run.created_by.full_name}" if run.created_by else ""
            moment = _moment(run.ended_at, organization)
            return "success", f"Dernier fichier importé avec succès le {moment}{by}.", _counted(run)


def _waiting(run: LearnerImport, organization: Organization) -> str:
    by = f" par {run.created_by.full_name}" if run.created_by else ""
    return f"Fichier envoyé le {_moment(run.created_at, organization)}{by}. {WAIT}"


def _moment(instant: datetime, organization: Organization) -> str:
    return f"{organization.local(instant):%d/%m/%Y à %H:%M}"


def _counted(run: LearnerImport) -> str:
    parts = [
        (run.created_count, plural_fr(run.created_count, "nouveau", "nouveaux")),
        (run.changed_count, plural_fr(run.changed_count, "modifié")),
        (run.back_count, "de retour"),
        (run.unchanged_count, plural_fr(run.unchanged_count, "inchangé")),
        (run.left_count, plural_fr(run.left_count, "désactivé")),
    ]
    return "Élèves : " + ", ".join(f"{count} {word}" for count, word in parts) + "."


def _sentences(errors: list[FileError]) -> list[str]:
    sentences = [messages.sentence(error) for error in errors]
    # Hardly any heading is known: the file is something else, which says more than seven missing columns.
    missing = [error for error in errors if error.code is ErrorCode.HEADER_REQUIRED]
    if len(missing) >= MANY_MISSING:
        sentences.insert(0, messages.HEADING_UNKNOWN)
    return sentences
