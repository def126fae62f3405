"""The pages of one’s own account. Lines of the access matrix."""

from tests.access_line import HOME, Line, signed_in
from tests.accounts.factories import PASSWORD
from tests.world import World

PROFILE = "profile:page"
EMAIL = "account_email"
SESSIONS = "usersessions_list"


def names(world: World) -> dict:
    return {"first_name": "Autre", "last_name": "Nom"}


def new_password(world: World) -> dict:
    return {"current_password": PASSWORD, "password": "Marmotte-2027"}


def own_password(world: World) -> dict:
    return {"password": PASSWORD}


def new_address(world: World) -> dict:
    return {"email": "autre@adresse.example"}


LINES: list[Line] = [
    Line(PROFILE, signed_in(200)),
    Line(PROFILE, signed_in(PROFILE), "POST", data=names),
    Line("profile:resend_confirmation", signed_in(PROFILE), "POST"),
    Line("account_change_password", signed_in(200)),
    Line("account_change_password", signed_in(PROFILE), "POST", data=new_password),
    Line("account_reauthenticate", signed_in(200)),
    Line("account_reauthenticate", signed_in(HOME), "POST", data=own_password),
    Line(EMAIL, signed_in(200)),
    Line(EMAIL, signed_in("account_reauthenticate"), "POST", data=new_address),
    Line("profile:resend_email_change", signed_in(EMAIL), "POST"),
    Line("profile:cancel_email_change", signed_in(EMAIL), "POST"),
    Line(SESSIONS, signed_in(200)),
    Line(SESSIONS, signed_in(SESSIONS), "POST"),
]
