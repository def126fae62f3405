"""What is done with a school's session, as the journal tells it."""

from pixorga.journal.verbs import Group, Verb, register


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register(
        [
            Verb("session.opened", Group.SESSIONS, "Session activée"),
            Verb("session.extended", Group.SESSIONS, "Session prolongée"),
            Verb("session.closed", Group.SESSIONS, "Session fermée"),
        ]
    )
