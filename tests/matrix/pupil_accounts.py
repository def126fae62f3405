"""The choice of a password of one’s own, and « Mon compte » in the App. Lines of the access matrix."""

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from accounts.services import give_one_time_password
from tests.access_line import APP_SIGN_IN, Line, everybody
from tests.accounts.factories import PASSWORD
from tests.matrix.app import without_account
from tests.world import World

NEW_PASSWORD = "account_new_password"
GIVEN = "drxhtn74"


def own_password(world: World) -> dict:
    return {"password": PASSWORD}


def weak_password(world: World) -> dict:
    return {"password": GIVEN}


def type_what_was_given(client: Client, world: World) -> None:
    """Stand before the choice of a password, as the pupil of the collège; whoever is signed in stays so."""
    user = world.collegian.user
    user.refresh_from_db()
    assert give_one_time_password(user=user, password_hash=make_password(GIVEN), by=world.school.admin)
    client.post(reverse(APP_SIGN_IN), {"login": user.username, "password": GIVEN})


LINES: list[Line] = [
    Line("app:account", without_account(APP_SIGN_IN, 200)),
    Line(NEW_PASSWORD, everybody(APP_SIGN_IN)),
    Line(NEW_PASSWORD, everybody(APP_SIGN_IN), "POST", data=own_password),
    Line(NEW_PASSWORD, without_account(200, APP_SIGN_IN), arrive=type_what_was_given, note="given"),
    Line(
        NEW_PASSWORD,
        without_account(200, APP_SIGN_IN),
        "POST",
        data=weak_password,
        arrive=type_what_was_given,
        note="too weak",
    ),
    Line(
        NEW_PASSWORD,
        without_account("app:home", APP_SIGN_IN),
        "POST",
        data=own_password,
        arrive=type_what_was_given,
        note="chosen",
    ),
]
