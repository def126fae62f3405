"""Pupils who come from the médiacentre: those who wait for their account, and who is refused."""

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts import external
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage
from tests.browser.views.participant import BORN, PERSON, learner, page
from tests.browser.views.view import View, send


def waiting(**more: object) -> dict[str, str]:
    """Return the cookie of somebody whom the GAR has named, and who has no account yet."""
    client = Client()
    if more:
        client.force_login(UserFactory(**more))
    learner()
    until = (timezone.now() + external.HELD_FOR).timestamp()
    held = {"provider": "gar", "subject": "0f3a", "audience": external.APP, "until": until}
    session = client.session
    session[external.SESSION_KEY] = held | PERSON
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


def newcomer(stage: Stage) -> dict[str, str]:
    return waiting()


def with_account(stage: Stage) -> dict[str, str]:
    return waiting(pupil=True, **PERSON)


def refused(code: str) -> str:
    return f"/apercu/mediacentre/{code}/"


REFUSED: list[View] = [
    View("gar, adult", "est réservé aux élèves", refused("ADULT")),
    View("gar, incomplete", "n’a pas dit qui vous êtes", refused("INCOMPLETE")),
    View("gar, used", "a déjà servi", refused("USED")),
    View("gar, refused", "n’a pas abouti", refused("RESPONSE")),
]
WAITING: list[View] = [
    View("gar sign in", "Me connecter avec Médiacentre", "/app/connexion/"),
    View("gar, code", "Continuer sans code", "/app/campagnes/", newcomer),
    View("gar, birth date", "Votre ENT dit qui vous êtes", page("gar"), newcomer),
    View("gar, nothing typed", "À corriger", page("gar"), newcomer, act=send("Continuer")),
    View(
        "gar, nobody found",
        "Pour les enseignants",
        page("gar"),
        newcomer,
        act=send("Continuer", **BORN | {"year": "2011"}),
    ),
    View("gar, account to link", "Relier mon compte", page("gar"), with_account),
]
GAR: list[View] = [*REFUSED, *(WAITING if settings.GAR_ENABLED else [])]
