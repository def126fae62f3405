"""A line of the access matrix: an address, a method, and what it answers to everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.test import Client
from django.urls import reverse

from organizations import links
from tests.accounts.factories import PASSWORD
from tests.world import World

ACTORS = ("anonymous", "outsider", "member", "admin", "principal", "pupil", "foreign pupil", "staff")
OF_THE_SCHOOL = ("member", "admin", "pupil")
STRANGERS = tuple(actor for actor in ACTORS if actor not in OF_THE_SCHOOL)

SIGN_IN = "account_login"
APP_SIGN_IN = "app:sign_in"
CODE = "junior:code"
HOME = "pixorga:home"

Answer = int | str
Cells = Mapping[str, Answer]


def nothing(world: World) -> dict:
    return {}


@dataclass(frozen=True)
class Line:
    """kwargs and query: of the address; data: what is sent; arrive: what the browser did just before.

    is_bearer: what is sent (a mailed link or key, an address) is a right by itself, whoever sends it.
    is_foreign: it is about a thing of the other school.
    """

    route: str
    cells: Cells
    method: str = "GET"
    kwargs: Callable[[World], dict] = nothing
    query: Callable[[World], dict] = nothing
    data: Callable[[World], dict] = nothing
    arrive: Callable[[Client, World], object] | None = None
    is_bearer: bool = False
    is_foreign: bool = False
    note: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.note}".strip()

    def url(self, world: World) -> str:
        query = urlencode(self.query(world))
        return reverse(self.route, kwargs=self.kwargs(world)) + (f"?{query}" if query else "")


def everybody(answer: Answer, **others: Answer) -> Cells:
    """others: the actors who get another answer, with _ for a space."""
    return dict.fromkeys(ACTORS, answer) | {actor.replace("_", " "): cell for actor, cell in others.items()}


def signed_in(answer: Answer, **others: Answer) -> Cells:
    """Whoever has no account has to sign in; a pupil's cookie opens nothing here."""
    door = dict.fromkeys(("anonymous", "pupil", "foreign_pupil"), SIGN_IN)
    return everybody(answer, **(door | others))


def staff_page(answer: Answer = 200, *, secondary: Answer = 404) -> Cells:
    """A page of every member; each sees his own school. Nothing without a school, nor at a collège."""
    return signed_in(answer, principal=secondary, staff=404)


def administrators_page(answer: Answer = 200, *, secondary: Answer = 404) -> Cells:
    return staff_page(answer, secondary=secondary) | {"member": 403}


def object_page(answer: Answer = 200) -> Cells:
    """About a thing of the school: it exists for its members only."""
    return signed_in(404, member=answer, admin=answer)


def pupil_page(answer: Answer, **others: Answer) -> Cells:
    """A page of a pupil who came in; everybody else is led to the code."""
    return everybody(CODE, **({"pupil": answer, "foreign_pupil": answer} | others))


def entrance(answer: Answer = 200) -> Cells:
    """A page to sign in by; who is signed in is led home."""
    return signed_in(HOME, anonymous=answer, pupil=answer, foreign_pupil=answer)


def open_link(client: Client, world: World) -> None:
    invitation = world.school.invitation
    query = {"invitationId": invitation.pk, "code": links.code_of(invitation)}
    client.get(reverse("organizations:join"), query)


def password_key(world: World) -> dict:
    user = world.school.member
    return {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}


def email_key(world: World) -> dict:
    return {"key": EmailConfirmationHMAC(world.school.newcomer).key}


def new_person(world: World) -> dict:
    adult = {"first_name": "Nouvelle", "last_name": "Venue", "email": "nouvelle@venue.example"}
    return {**adult, "password": PASSWORD, "accepts_terms": "on"}


def credentials(world: World) -> dict:
    return {"login": world.other.member.email, "password": PASSWORD}


def file_of_pupils(world: World) -> dict:
    return {"file": world.onde_file()}


def school_code(world: World) -> dict:
    return {"code": world.school.organization.school_code}


def place_in_class(world: World) -> dict:
    return school_code(world) | {"pk": world.school.pupil.pk}


def mission(world: World) -> dict:
    return {"pk": world.mission.pk}


def finished_mission(world: World) -> dict:
    return {"pk": world.finished.pk}


def given_answer(world: World) -> dict:
    return mission(world) | {"activity": world.school.activity.pk, "position": 0}


def next_answer(world: World) -> dict:
    return {"activity": world.school.activity.pk, "position": 1, "skip": "on"}
