"""What is done to pupils one by one, as the journal tells it; nothing says to whom."""

from collections.abc import Mapping

from learners.models import Learner
from pixorga.journal.verbs import Group, Verb, register
from pixorga.lib.text import enumerate_fr


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register(
        [
            Verb("learner.added", Group.LEARNERS, "Élève ajouté à la main"),
            Verb("learner.corrected", Group.LEARNERS, "Fiche d’un élève corrigée", _corrected),
            Verb("learner.withdrawn", Group.LEARNERS, "Élève ajouté à la main retiré de la liste"),
            Verb("learner.brought_back", Group.LEARNERS, "Élève remis dans la liste"),
        ]
    )


def _corrected(details: Mapping) -> str:
    fields = details.get("fields", [])
    names = [str(field.verbose_name) for field in Learner._meta.fields if field.name in fields]
    label = "Fiche d’un élève corrigée"
    return f"{label} : {enumerate_fr(names)}" if names else label
