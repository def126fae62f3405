"""The letter of this app: what became of a file, for whoever sent it; no name of a pupil, and no errors."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from imports.models import LearnerImport
from imports.reports.told import day, moment, summary_of, would_leave
from imports.services import WAITING_LENGTH
from imports.services.telling import ENDED
from organizations.models import Membership
from pixorga.jobs.mail import Letter, register_letter
from pixorga.jobs.models import Job
from pixorga.lib.text import plural_fr

Status = LearnerImport.Status


@dataclass(frozen=True, slots=True)
class _Words:
    """outcome follows « Le fichier d’élèves que vous avez envoyé le … »; then: what to do about it."""

    subject: str
    outcome: str
    then: str
    button: str


def register_letters() -> None:
    """Teach the workers our letter; called once, when the apps are ready."""
    register_letter(ENDED, build_ended, title="Fin d’un import d’élèves", subject=LearnerImport._meta.label)


def build_ended(job: Job) -> Letter | None:
    """Return the mail about a run (the job’s subject) that came to the state of the payload.

    None when it has moved on since, and for somebody who does not administer the school any more.
    """
    runs = LearnerImport.objects.select_related("organization", "created_by")
    run = runs.filter(pk=job.subject_id, status=job.payload["status"], undone_at=None).first()
    if run is None or run.created_by is None or not run.created_by.email or not _may_see(run):
        return None
    words = _WORDS[run.status](run)
    return Letter(
        to=run.created_by.email,
        subject=words.subject,
        template="imports/mail/ended",
        context={
            "organization_name": run.organization.name,
            "sent_at": moment(run.created_at, run.organization),
            "words": words,
            "page_url": settings.SITE_URL + reverse("imports:page"),
        },
    )


def _may_see(run: LearnerImport) -> bool:
    administrators = Membership.objects.of(run.organization).active().admins()
    return administrators.filter(user=run.created_by).exists()


def _imported(run: LearnerImport) -> _Words:
    then = f"{summary_of(run)} La liste des élèves est à jour."
    return _Words("Vos élèves sont importés", "est importé.", then, "Voir l’import")


def _waiting(run: LearnerImport) -> _Words:
    until = day(run.created_at + WAITING_LENGTH, run.organization)
    return _Words(
        "Votre import d’élèves attend une confirmation",
        f"attend votre décision\u00a0: avec lui, {would_leave(run)}.",
        "Aucun élève n’a encore changé. Vérifiez qui partirait, puis confirmez l’import ou abandonnez-le. "
        f"Sans décision avant le {until}, il sera abandonné.",
        "Décider de l’import",
    )


def _wrong(run: LearnerImport) -> _Words:
    return _Words(
        "Votre fichier d’élèves est à corriger",
        f"comporte {run.error_count} {plural_fr(run.error_count, 'erreur')}.",
        "Aucun élève n’a changé. La page d’import dit comment corriger\u00a0; importez ensuite le fichier à "
        "nouveau.",
        "Voir les erreurs",
    )


def _abandoned(run: LearnerImport) -> _Words:
    return _Words(
        "Votre import d’élèves est abandonné",
        f"n’est pas importé\u00a0: personne ne l’a confirmé en {WAITING_LENGTH.days} jours.",
        "Aucun élève n’a changé. Pour recommencer, importez à nouveau la liste complète des élèves.",
        "Importer des élèves",
    )


def _failed(run: LearnerImport) -> _Words:
    return _Words(
        "Votre import d’élèves n’a pas abouti",
        "n’a pas pu être importé, à cause d’un incident de notre côté.",
        "Aucun élève n’a changé. La page d’import dit comment recommencer\u00a0; si le problème revient, "
        "écrivez au support.",
        "Reprendre l’import",
    )


_WORDS = {
    Status.IMPORTED: _imported,
    Status.WAITING: _waiting,
    Status.VALIDATION_ERROR: _wrong,
    Status.ABANDONED: _abandoned,
    Status.IMPORT_ERROR: _failed,
}
