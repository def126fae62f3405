"""What is done to campaigns, as the journal tells it."""

from pixorga.journal.verbs import Group, Verb, register


def register_verbs() -> None:
    """Teach the journal our verbs; called once, when the apps are ready."""
    register(
        [
            Verb("campaign.created", Group.CAMPAIGNS, "Campagne créée"),
            Verb("campaign.archived", Group.CAMPAIGNS, "Campagne archivée"),
            Verb("campaign.unarchived", Group.CAMPAIGNS, "Campagne désarchivée"),
        ]
    )
