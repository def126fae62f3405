"""« Récupérer mon compte », open to everybody. Lines of the access matrix."""

from django.test import Client
from django.urls import reverse

from accounts.models import User
from learners.models import AccountRecovery
from learners.recovery_links import code_of
from learners.views.recovery import FOUND, _seconds
from organizations.links import new_nonce
from tests.access_line import Line, everybody
from tests.accounts.factories import PASSWORD
from tests.world import World


def stranger(world: World) -> dict:
    return {"ine": "990000009ZA", "first_name": "Ada", "last_name": "Byron", "birthdate": "2012-12-10"}


def new_address(world: World) -> dict:
    return {"email": "nouvelle@venue.example"}


def new_password(world: World) -> dict:
    return {"password": PASSWORD, "accepts_terms": "on"}


def be_found(client: Client, world: World) -> None:
    session = client.session
    session[FOUND] = [world.collegian.pk, _seconds()]
    session.save()


def open_letter(client: Client, world: World) -> None:
    # As it is now: another line may have given this account a password, and taken it back.
    user = User.objects.get(pk=world.collegian.user_id)
    recovery = AccountRecovery.objects.create(user=user, email="nouvelle@venue.example", nonce=new_nonce())
    client.get(reverse("recovery:link"), {"demande": recovery.pk, "code": code_of(recovery)})


LINES: list[Line] = [
    Line("recovery:search", everybody(200)),
    Line("recovery:search", everybody(200), "POST", data=stranger),
    Line("recovery:confirm", everybody(410)),
    Line("recovery:confirm", everybody(410), "POST", data=new_address),
    Line("recovery:confirm", everybody(200), arrive=be_found, note="found", is_bearer=True),
    Line(
        "recovery:confirm",
        everybody("recovery:sent"),
        "POST",
        data=new_address,
        arrive=be_found,
        note="found",
        is_bearer=True,
    ),
    Line("recovery:sent", everybody(200)),
    Line("recovery:link", everybody(404)),
    Line("recovery:link", everybody(404), "POST", data=new_password),
    Line("recovery:link", everybody(200), arrive=open_letter, note="with a letter", is_bearer=True),
    Line(
        "recovery:link",
        everybody("recovery:done"),
        "POST",
        data=new_password,
        arrive=open_letter,
        note="with a letter",
        is_bearer=True,
    ),
    Line("recovery:done", everybody(200)),
]
