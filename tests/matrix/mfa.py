"""Two-step sign-in: the administrators of both schools have it. Lines of the access matrix."""

from django.test import Client
from django.urls import reverse

from tests.access_line import HOME, SIGN_IN, Cells, Line, entrance, signed_in
from tests.accounts.factories import PASSWORD
from tests.accounts.second_steps import code_now, confirm
from tests.world import World

STEP = "mfa_authenticate"
INDEX = "mfa_index"
CONFIRM = "account_reauthenticate"
USE_KEY = "mfa_reauthenticate_webauthn"


def type_password(client: Client, world: World) -> None:
    """Stand at the second step, as the administrator of the other school."""
    client.post(reverse(SIGN_IN), {"login": world.other.admin.email, "password": PASSWORD})


def confirm_oneself(client: Client, world: World) -> None:
    confirm(client)


def whoever_has_it(answer: int | str, otherwise: int | str) -> Cells:
    return signed_in(otherwise, admin=answer, outsider=answer)


def its_owner(answer: int | str) -> Cells:
    return signed_in(404, admin=answer)


def key(world: World) -> dict:
    return {"pk": world.school.key.pk}


def wrong_code(world: World) -> dict:
    return {"code": "000000"}


def right_code(world: World) -> dict:
    return {"code": code_now()}


def new_name(world: World) -> dict:
    return {"name": "Téléphone"}


def confirmed(route: str, cells: Cells, method: str = "GET", **more: object) -> Line:
    """A page that one sees after having confirmed who one is."""
    return Line(route, cells, method, arrive=confirm_oneself, note="confirmed", **more)


LINES: list[Line] = [
    Line(STEP, signed_in(HOME)),
    Line(STEP, signed_in(HOME), "POST", data=right_code),
    Line(STEP, entrance(), arrive=type_password, note="after the password"),
    Line(STEP, entrance(), "POST", data=wrong_code, arrive=type_password, note="wrong code"),
    Line(STEP, entrance(HOME), "POST", data=right_code, arrive=type_password, note="right code"),
    Line("mfa_login_webauthn", signed_in(HOME)),
    Line("mfa_login_webauthn", signed_in(HOME), "POST"),
    Line("mfa_reauthenticate", whoever_has_it(200, CONFIRM)),
    Line("mfa_reauthenticate", whoever_has_it(HOME, CONFIRM), "POST", data=right_code),
    Line(USE_KEY, whoever_has_it(200, CONFIRM)),
    Line(USE_KEY, whoever_has_it(USE_KEY, CONFIRM), "POST"),
    Line(INDEX, signed_in(200)),
    Line("mfa_activate_totp", signed_in(CONFIRM)),
    Line("mfa_activate_totp", signed_in(CONFIRM), "POST"),
    confirmed("mfa_activate_totp", whoever_has_it("mfa_deactivate_totp", 200)),
    confirmed("mfa_activate_totp", whoever_has_it("mfa_deactivate_totp", 200), "POST", data=wrong_code),
    Line("mfa_deactivate_totp", whoever_has_it(CONFIRM, 404)),
    Line("mfa_deactivate_totp", whoever_has_it(CONFIRM, 404), "POST"),
    confirmed("mfa_deactivate_totp", whoever_has_it(200, 404)),
    confirmed("mfa_deactivate_totp", whoever_has_it(INDEX, 404), "POST"),
    Line("mfa_view_recovery_codes", signed_in(CONFIRM)),
    confirmed("mfa_view_recovery_codes", whoever_has_it(200, 404)),
    Line("mfa_download_recovery_codes", signed_in(CONFIRM)),
    confirmed("mfa_download_recovery_codes", whoever_has_it(200, 404)),
    Line("mfa_generate_recovery_codes", signed_in(CONFIRM)),
    Line("mfa_generate_recovery_codes", signed_in(CONFIRM), "POST"),
    confirmed("mfa_generate_recovery_codes", signed_in(200)),
    confirmed("mfa_generate_recovery_codes", whoever_has_it("mfa_view_recovery_codes", 200), "POST"),
    Line("mfa_list_webauthn", signed_in(200)),
    Line("mfa_add_webauthn", signed_in(CONFIRM)),
    Line("mfa_add_webauthn", signed_in(CONFIRM), "POST"),
    confirmed("mfa_add_webauthn", signed_in(200)),
    confirmed("mfa_add_webauthn", signed_in(200), "POST"),
    Line("mfa_edit_webauthn", signed_in(CONFIRM), kwargs=key),
    Line("mfa_edit_webauthn", signed_in(CONFIRM), "POST", kwargs=key, data=new_name),
    confirmed("mfa_edit_webauthn", its_owner(200), kwargs=key),
    confirmed("mfa_edit_webauthn", its_owner("mfa_list_webauthn"), "POST", kwargs=key, data=new_name),
    Line("mfa_remove_webauthn", signed_in(CONFIRM), kwargs=key),
    Line("mfa_remove_webauthn", signed_in(CONFIRM), "POST", kwargs=key),
    confirmed("mfa_remove_webauthn", its_owner(200), kwargs=key),
    confirmed("mfa_remove_webauthn", its_owner("mfa_list_webauthn"), "POST", kwargs=key),
]
