"""Why a service refuses. The code is stable; the French sentence is where it is shown."""


class CampaignError(Exception):
    """A refusal with a code."""

    code = "CAMPAIGN"


class NoCodeLeftError(CampaignError):
    """Every code that was drawn belonged to another campaign: asking again helps."""

    code = "NO_CODE_LEFT"
