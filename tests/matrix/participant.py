"""The way into a campaign. Lines of the access matrix."""

from django.test import Client
from django.urls import reverse

from tests.access_line import APP_SIGN_IN, Line, everybody
from tests.campaigns.joining import ACCOUNT
from tests.matrix.app import without_account
from tests.world import World

CAMPAIGN, SIGN_UP, PASSWORD = (f"participant:{page}" for page in ("campaign", "sign_up", "choose_password"))
IDENTITY, CONFIRM = "participant:identity", "participant:confirm_identity"


def code(world: World) -> dict:
    return {"code": world.campaign.code}


def person(world: World) -> dict:
    """The pupil of the collège who has no account."""
    names = {"first_name": "Perceval", "last_name": "Queneau"}
    return {**names, "day": "30", "month": "11", "year": "2012"}


def account(world: World) -> dict:
    return ACCOUNT | {"username": "perceval.queneau3011"}


def begin(client: Client, world: World) -> None:
    client.post(reverse("participant:start", kwargs=code(world)))


def say_who(client: Client, world: World) -> None:
    begin(client, world)
    for page in (SIGN_UP, IDENTITY):
        client.post(reverse(page, kwargs=code(world)), person(world))


LINES: list[Line] = [
    Line("participant:code", everybody(200)),
    Line("participant:code", everybody(CAMPAIGN), "POST", data=code),
    Line("short_campaign_link", everybody(CAMPAIGN), kwargs=code),
    Line(CAMPAIGN, everybody(200), kwargs=code),
    Line("participant:start", without_account("participant:access", IDENTITY), "POST", kwargs=code),
    Line("participant:access", without_account(200, CAMPAIGN), kwargs=code),
    Line(SIGN_UP, everybody(CAMPAIGN), kwargs=code, note="not begun"),
    Line(SIGN_UP, without_account(200, CAMPAIGN), kwargs=code, arrive=begin),
    Line(SIGN_UP, without_account(PASSWORD, CAMPAIGN), "POST", kwargs=code, data=person, arrive=begin),
    Line(PASSWORD, without_account(SIGN_UP, CAMPAIGN), kwargs=code, note="nobody found"),
    Line(PASSWORD, without_account(200, CAMPAIGN), kwargs=code, arrive=say_who),
    Line(PASSWORD, everybody(CAMPAIGN), "POST", kwargs=code, data=account, arrive=say_who, is_bearer=True),
    Line(IDENTITY, without_account(APP_SIGN_IN, 200), kwargs=code, arrive=begin),
    Line(IDENTITY, without_account(APP_SIGN_IN, CONFIRM), "POST", kwargs=code, data=person, arrive=begin),
    Line(CONFIRM, without_account(APP_SIGN_IN, IDENTITY), kwargs=code, arrive=begin, note="nobody found"),
    Line(CONFIRM, without_account(APP_SIGN_IN, 200), kwargs=code, arrive=say_who),
    Line(
        CONFIRM,
        without_account(APP_SIGN_IN, CAMPAIGN),
        "POST",
        kwargs=code,
        arrive=say_who,
        is_bearer=True,
    ),
]
