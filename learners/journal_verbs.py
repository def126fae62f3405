"""What is done to pupils one by one, as the journal tells it; nothing says to whom."""

from collections.abc import Mapping

from learners.models import Learner
from pixorga.journal.verbs import Group, Verb, register
from pixorga.lib.text import enumerate_fr, plural_fr

# What learners.services.helping does, by the code that it records.
HELP = {
    "PASSWORD": "mot de passe à usage unique",
    "USERNAME": "identifiant ajouté",
    "UNBLOCKED": "compte débloqué",
}


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register(
        [
            Verb("learner.added", Group.LEARNERS, "Élève ajouté à la main"),
            Verb("learner.corrected", Group.LEARNERS, "Fiche d’un élève corrigée", _corrected),
            Verb("learner.withdrawn", Group.LEARNERS, "Élève ajouté à la main retiré de la liste"),
            Verb("learner.brought_back", Group.LEARNERS, "Élève remis dans la liste"),
            Verb("learner.oralization_set", Group.LEARNERS, "Lecture de la consigne pour un élève", _reading),
            Verb(
                "learner.division_oralization_set",
                Group.LEARNERS,
                "Lecture de la consigne pour une classe",
                _reading_of_division,
            ),
            Verb("learner.account_linked", Group.LEARNERS, "Compte relié à la fiche d’un élève"),
            Verb("learner.account_helped", Group.LEARNERS, "Aide pour le compte d’un élève", _helped),
            Verb("learner.account_unlinked", Group.LEARNERS, "Compte dissocié de la fiche d’un élève"),
            Verb("learner.passwords_reset", Group.LEARNERS, "Mots de passe de plusieurs élèves", _passwords),
        ]
    )


def _corrected(details: Mapping) -> str:
    fields = details.get("fields", [])
    names = [str(field.verbose_name) for field in Learner._meta.fields if field.name in fields]
    label = "Fiche d’un élève corrigée"
    return f"{label} : {enumerate_fr(names)}" if names else label


def _reading(details: Mapping) -> str:
    return f"Lecture de la consigne {_state(details)} pour un élève"


def _reading_of_division(details: Mapping) -> str:
    count = details.get("count", 0)
    pupils = f"{count} {plural_fr(count, 'élève')}"
    return f"Lecture de la consigne {_state(details)} pour une classe ({pupils})"


def _helped(details: Mapping) -> str:
    label = "Aide pour le compte d’un élève"
    act = HELP.get(details.get("act", ""))
    return f"{label} : {act}" if act else label


def _passwords(details: Mapping) -> str:
    count = details.get("count", 0)
    pupils = f"{count} {plural_fr(count, 'élève')}"
    return f"Mots de passe à usage unique donnés à {pupils}, en une fois"


def _state(details: Mapping) -> str:
    return "activée" if details.get("is_enabled") else "désactivée"
