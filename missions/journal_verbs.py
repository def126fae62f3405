"""What is done with a school's session and missions, as the journal tells it."""

from collections.abc import Mapping

from pixorga.journal.verbs import Group, Verb, register
from pixorga.lib.text import plural_fr


def _chosen(details: Mapping) -> str:
    """Return « Missions d’une classe choisies : 1 en premier, 2 masquées »."""
    first, hidden, shown = (len(details.get(name, ())) for name in ("first", "hidden", "shown"))
    changes = [
        f"{first} en premier" if first else "",
        f"{hidden} {plural_fr(hidden, 'masquée')}" if hidden else "",
        f"{shown} de nouveau {plural_fr(shown, 'visible')}" if shown else "",
    ]
    told = ", ".join(filter(None, changes))
    return f"Missions d’une classe choisies\u00a0: {told}" if told else "Missions d’une classe choisies"


def _exported(details: Mapping) -> str:
    whose = "d’une mission" if "mission" in details else "de toutes les missions"
    return f"Résultats {whose} exportés"


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register(
        [
            Verb("attempt.given", Group.MISSIONS, "Travail donné à un autre élève"),
            Verb("mission_choices.changed", Group.MISSIONS, "Missions d’une classe choisies", _chosen),
            Verb("results.exported", Group.MISSIONS, "Résultats exportés", _exported),
            Verb("session.opened", Group.SESSIONS, "Session activée"),
            Verb("session.extended", Group.SESSIONS, "Session prolongée"),
            Verb("session.closed", Group.SESSIONS, "Session fermée"),
            Verb("session.code_renewed", Group.SESSIONS, "Code de l’école changé"),
        ]
    )
