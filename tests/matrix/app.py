"""The pupils’ App, the support, the state of the service. Lines of the access matrix."""

from tests.access_line import APP_SIGN_IN, SIGN_IN, Answer, Cells, Line, credentials, everybody, new_person
from tests.world import World


def message_to_the_support(world: World) -> dict:
    author = {"full_name": "Nouvelle Venue", "email": "nouvelle@venue.example"}
    return {**author, "topic": "OTHER", "message": "Bonjour."}


def without_account(answer: Answer, then: Answer) -> Cells:
    """then: the answer to whoever is signed in."""
    return everybody(then, anonymous=answer, pupil=answer, foreign_pupil=answer)


def account_terms(world: World) -> dict:
    return {"document": world.account_terms.pk}


HOME = "app:home"
APP = [
    Line("app:home", without_account(APP_SIGN_IN, 200)),
    Line("app:sign_in", without_account(200, HOME)),
    Line("app:sign_in", everybody(HOME), "POST", data=credentials),
    Line("app:sign_up", without_account(200, HOME)),
    Line("app:sign_up", everybody(HOME), "POST", data=new_person),
    # They are accepted already: nothing is asked.
    Line("app:terms", without_account(APP_SIGN_IN, HOME)),
    Line("app:terms", without_account(APP_SIGN_IN, HOME), "POST", data=account_terms),
    Line("app:refuse_terms", everybody(APP_SIGN_IN), "POST"),
]

# Nothing waits to be linked here: tests/accounts/test_external.py has what does.
EXTERNAL = [
    Line("accounts:link_identity", without_account(SIGN_IN, "pixorga:home")),
    Line("accounts:link_identity", without_account(SIGN_IN, "pixorga:home"), "POST"),
    Line("accounts:forget_identity", without_account(SIGN_IN, "pixorga:home"), "POST"),
]

SUPPORT = [
    Line("pixorga:status", everybody(200)),
    Line("support:contact", everybody(200)),
    Line("support:contact", everybody("support:sent"), "POST", data=message_to_the_support),
    Line("support:sent", everybody(200)),
]

LINES: list[Line] = [*APP, *EXTERNAL, *SUPPORT]
