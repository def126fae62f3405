"""Coming from the médiacentre. Lines of the access matrix: most addresses exist only with GAR_ENABLED.

Nobody was named by the GAR here: tests/accounts/gar and tests/campaigns/test_participant_gar.py have who was.
"""

from django.conf import settings

from tests.access_line import APP_SIGN_IN, Line, everybody
from tests.world import World


def campaign_code(world: World) -> dict:
    return {"code": world.campaign.code}


def slug(world: World) -> dict:
    return {"organization_slug": "saml"}


def answer_of_nobody(world: World) -> dict:
    return {"SAMLResponse": "PHNhbWxwOlJlc3BvbnNlLz4="}


CAMPAIGN = "participant:campaign"
JOINING = [
    Line("participant:gar", everybody(CAMPAIGN), kwargs=campaign_code),
    Line(
        "participant:gar",
        everybody(CAMPAIGN),
        "POST",
        kwargs=campaign_code,
        data=lambda world: {"day": "14", "month": "3", "year": "2012"},
    ),
]
COMING_IN = [
    Line("gar:sign_in", everybody("//gar.exemple.example")),
    Line("gar:create_account", everybody(APP_SIGN_IN), "POST"),
    Line("gar:forget", everybody(APP_SIGN_IN), "POST"),
    Line("saml_acs", everybody(401), "POST", kwargs=slug, data=answer_of_nobody),
    Line("saml_finish_acs", everybody(403), kwargs=slug),
    Line("saml_metadata", everybody(200), kwargs=slug),
    Line("saml_sls", everybody(404), kwargs=slug),
]

LINES: list[Line] = [*JOINING, *(COMING_IN if settings.GAR_ENABLED else [])]
