"""What becomes of a run, in the words of the import page, of its history and of the pupils' list."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from imports.formats import FORMATS
from imports.models import LearnerImport
from imports.services import WAITING_LENGTH
from organizations.models import Organization
from pixorga.lib.text import plural_fr

WAIT = "La page se met à jour toute seule\u00a0; vous pouvez aussi la quitter et y revenir."
CORRECT = "Merci de corriger les erreurs et d’importer à nouveau le fichier."
RELAUNCH = "Relancez l’import\u00a0; si le problème revient, contactez le support."
SEND_AGAIN = "Importez à nouveau le fichier\u00a0; si le problème revient, contactez le support."
NO_CHANGE = "Aucun élève n’a changé."

Status = LearnerImport.Status


@dataclass(frozen=True, slots=True)
class Told:
    """level: info, success, warning or error."""

    level: str
    title: str
    text: str


def tell(run: LearnerImport, organization: Organization, *, can_relaunch: bool = False) -> Told:
    """Return what to say of a run. Its people are read: ask for them with it."""
    if run.undone_at:
        return _tell_undone(run, organization)
    if run.status == Status.IMPORT_ERROR:
        return _tell_incident(run, organization, can_relaunch=can_relaunch)
    return _TELL[run.status](run, organization)


def _tell_received(run: LearnerImport, organization: Organization) -> Told:
    title = "Votre fichier est bien reçu. Son contenu est en cours de vérification."
    return Told("info", title, f"{_sent(run, organization)} {WAIT}")


def _tell_right(run: LearnerImport, organization: Organization) -> Told:
    title = "Le contenu du fichier est correct. Les élèves sont en cours d’enregistrement."
    return Told("info", title, f"{_sent(run, organization)} {WAIT}")


def _tell_refused(run: LearnerImport, organization: Organization) -> Told:
    text = f"{_taken(run, organization)} {FORMATS[run.kind].check}"
    return Told("error", "Le fichier n’a pas pu être lu.", text)


def _tell_wrong(run: LearnerImport, organization: Organization) -> Told:
    text = f"{_taken(run, organization)} {CORRECT}"
    return Told("error", "Le contenu du fichier comporte des erreurs.", text)


def _tell_incident(run: LearnerImport, organization: Organization, *, can_relaunch: bool) -> Told:
    sent = f"Le fichier a été envoyé le {day(run.created_at, organization)}."
    again = RELAUNCH if can_relaunch else SEND_AGAIN
    return Told("error", "L’import n’a pas abouti.", f"{sent} {NO_CHANGE} {again}")


def _tell_imported(run: LearnerImport, organization: Organization) -> Told:
    when = f"{moment(run.ended_at, organization)}{by(run.created_by)}"
    return Told("success", f"Dernier fichier importé avec succès le {when}.", summary_of(run))


def _tell_waiting(run: LearnerImport, organization: Organization) -> Told:
    until = day(run.created_at + WAITING_LENGTH, organization)
    decide = (
        "Aucun élève n’a encore changé. Vérifiez qui partirait, puis confirmez l’import ou abandonnez-le "
        f"avant le {until}\u00a0; sans décision, il sera abandonné."
    )
    title = f"Import à confirmer\u00a0: {would_leave(run)}."
    return Told("warning", title, f"{_sent(run, organization)} {decide}")


def _tell_abandoned(run: LearnerImport, organization: Organization) -> Told:
    title = "Le dernier import a été abandonné."
    if run.ended_at - run.created_at >= WAITING_LENGTH:
        title = (
            f"Le dernier import a été abandonné\u00a0: personne n’a décidé en {WAITING_LENGTH.days} jours."
        )
    again = "Pour recommencer, importez à nouveau la liste complète des élèves."
    return Told("info", title, f"{_sent(run, organization)} {NO_CHANGE} {again}")


def _tell_undone(run: LearnerImport, organization: Organization) -> Told:
    title = f"Le dernier import a été annulé le {moment(run.undone_at, organization)}{by(run.undone_by)}."
    back = (
        "Les noms, les classes et les listes sont comme avant cet import\u00a0; restent les corrections "
        "faites depuis, et les nouveaux élèves qui ont déjà travaillé."
    )
    return Told("info", title, f"{_sent(run, organization)} {back}")


_TELL = {
    Status.UPLOADED: _tell_received,
    Status.VALIDATED: _tell_right,
    Status.WAITING: _tell_waiting,
    Status.ABANDONED: _tell_abandoned,
    Status.UPLOAD_ERROR: _tell_refused,
    Status.VALIDATION_ERROR: _tell_wrong,
    Status.IMPORTED: _tell_imported,
}


def _taken(run: LearnerImport, organization: Organization) -> str:
    return f"Le fichier a été importé le {day(run.created_at, organization)}. {NO_CHANGE}"


def _sent(run: LearnerImport, organization: Organization) -> str:
    return f"Fichier envoyé le {moment(run.created_at, organization)}{by(run.created_by)}."


def day(instant: datetime, organization: Organization) -> str:
    """Return the day on the clock of the school: 05/09/2026."""
    return f"{organization.local(instant):%d/%m/%Y}"


def moment(instant: datetime, organization: Organization) -> str:
    """Return day and time on the clock of the school: 05/09/2026 à 10:31."""
    return f"{organization.local(instant):%d/%m/%Y à %H:%M}"


def by(person: User | None) -> str:
    """Return « par Louise Dupont » with a space before it, or nothing for somebody who is forgotten."""
    return f" par {person.full_name}" if person else ""


def would_leave(run: LearnerImport) -> str:
    """Return « 12 élèves ne seraient plus dans vos listes »."""
    verb = plural_fr(run.left_count, "élève ne serait plus", "élèves ne seraient plus")
    return f"{run.left_count} {verb} dans vos listes"


def summary_of(run: LearnerImport) -> str:
    """Return what a run did, in a sentence: « Élèves : 4 nouveaux, 1 modifié… »"""
    return "Élèves\u00a0: " + ", ".join(f"{count} {word}" for count, word in counts_of(run)) + "."


def counts_of(run: LearnerImport) -> list[tuple[int, str]]:
    """Return how many pupils became what: 4 « nouveaux », 1 « modifié »…"""
    return [
        (run.created_count, plural_fr(run.created_count, "nouveau", "nouveaux")),
        (run.changed_count, plural_fr(run.changed_count, "modifié")),
        (run.back_count, "de retour"),
        (run.unchanged_count, plural_fr(run.unchanged_count, "inchangé")),
        (run.left_count, plural_fr(run.left_count, "désactivé")),
    ]
