"""What becomes of the files of pupils, as the journal tells it."""

from collections.abc import Mapping

from imports.models import LearnerImport
from pixorga.journal.verbs import Group, Verb, register
from pixorga.lib.text import plural_fr


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register(
        [
            Verb("import.sent", Group.LEARNERS, "Fichier d’élèves envoyé"),
            Verb("import.refused", Group.LEARNERS, "Fichier d’élèves refusé"),
            Verb("import.stopped", Group.LEARNERS, "Import arrêté", _stopped),
            Verb("import.relaunched", Group.LEARNERS, "Import relancé"),
            Verb("import.waiting", Group.LEARNERS, "Import en attente d’une confirmation", _waiting),
            Verb("import.confirmed", Group.LEARNERS, "Import confirmé"),
            Verb("import.abandoned", Group.LEARNERS, "Import abandonné"),
            Verb("import.written", Group.LEARNERS, "Import terminé", _written),
            Verb("import.undone", Group.LEARNERS, "Import annulé", _undone),
        ]
    )


def _stopped(details: Mapping) -> str:
    if details.get("status") != LearnerImport.Status.VALIDATION_ERROR:
        return "Import arrêté par un incident"
    errors = details.get("errors", 0)
    return f"Import arrêté : {errors} {plural_fr(errors, 'erreur')} dans le fichier"


def _waiting(details: Mapping) -> str:
    left = details.get("left", 0)
    return f"Import en attente d’une confirmation : {left} {plural_fr(left, 'départ')}"


def _written(details: Mapping) -> str:
    created, left = (details.get(key, 0) for key in ("created", "left"))
    arrivals = f"{created} {plural_fr(created, 'nouvel élève', 'nouveaux élèves')}"
    return f"Import terminé : {arrivals}, {left} {plural_fr(left, 'désactivé')}"


def _undone(details: Mapping) -> str:
    restored, disabled, kept = (details.get(key, 0) for key in ("restored", "disabled", "kept"))
    told = [
        f"{restored} {plural_fr(restored, 'élève remis', 'élèves remis')} comme avant",
        f"{disabled} {plural_fr(disabled, 'nouvel élève désactivé', 'nouveaux élèves désactivés')}",
    ]
    if kept:
        told.append(f"{kept} {plural_fr(kept, 'gardé')} car déjà au travail")
    return f"Import annulé : {', '.join(told)}"
