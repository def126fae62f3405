"""The access matrix: every address of the site, and what it answers to everybody (decisions.md 22).

One line for each address and method that it takes, a second one where what came before matters. A line says
for each actor a status, or the name of the page that he is led to. An address without a line fails the suite;
so does a method that is taken without one.
"""

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
from tests.world import DIVISION, World

ACTORS = ("anonymous", "outsider", "member", "admin", "principal", "pupil", "foreign pupil", "staff")
OF_THE_SCHOOL = ("member", "admin", "pupil")
STRANGERS = tuple(actor for actor in ACTORS if actor not in OF_THE_SCHOOL)

SIGN_IN = "account_login"
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
    """

    route: str
    cells: Cells
    method: str = "GET"
    kwargs: Callable[[World], dict] = nothing
    query: Callable[[World], dict] = nothing
    data: Callable[[World], dict] = nothing
    arrive: Callable[[Client, World], object] | None = None
    is_bearer: bool = False
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


PAGES = [
    Line(HOME, signed_in(200, staff=403)),
    Line("pixorga:learners", staff_page()),
    *[
        Line(f"pixorga:{name}", everybody(200))
        for name in ("help", "legal", "accessibility", "privacy", "healthz", "readyz")
    ],
    # The mails of an embedded site; the tests run as production does.
    Line("pixorga:mail_list", everybody(404)),
    Line("pixorga:mail_detail", everybody(404), kwargs=lambda world: {"name": "1.log"}),
    Line("short_school_link", everybody("junior:school"), kwargs=school_code),
]

ACCOUNTS = [
    Line("account_login", entrance()),
    Line("account_login", entrance(HOME), "POST", data=credentials),
    Line("account_logout", signed_in(200)),
    Line("account_logout", signed_in(SIGN_IN), "POST"),
    Line("account_signup", entrance()),
    Line("account_signup", entrance(), "POST", data=new_person),
    Line("account_inactive", everybody(200)),
    Line("account_email_verification_sent", everybody(200)),
    Line("account_reset_password", everybody(200)),
    Line(
        "account_reset_password",
        everybody("account_reset_password_done"),
        "POST",
        data=lambda world: {"email": world.school.member.email},
        is_bearer=True,
    ),
    Line("account_reset_password_done", everybody(200)),
    Line(
        "account_reset_password_from_key", everybody("account_reset_password_from_key"), kwargs=password_key
    ),
    Line(
        "account_reset_password_from_key",
        everybody("account_reset_password_from_key_done"),
        "POST",
        kwargs=lambda world: password_key(world) | {"key": "set-password"},
        data=lambda world: {"password": "Marmotte-2026"},
        arrive=lambda client, world: client.get(
            reverse("account_reset_password_from_key", kwargs=password_key(world))
        ),
        is_bearer=True,
    ),
    Line("account_reset_password_from_key_done", everybody(200)),
    Line("account_confirm_email", everybody(200), kwargs=email_key, is_bearer=True),
    Line("account_confirm_email", entrance(SIGN_IN), "POST", kwargs=email_key, is_bearer=True),
    Line("accounts:terms", everybody(200)),
    Line("accounts:terms", signed_in(HOME), "POST", data=lambda world: {"document": world.terms.pk}),
    Line("accounts:refuse_terms", everybody(SIGN_IN), "POST"),
]

JOINING = [
    Line("organizations:request_activation", everybody(200)),
    Line(
        "organizations:request_activation",
        everybody("organizations:activation_requested"),
        "POST",
        data=lambda world: {"uai": world.newcomers.uai, "first_name": "Ada", "last_name": "Byron"},
    ),
    Line("organizations:activation_requested", everybody(200)),
    Line("organizations:join", everybody(404)),
    Line("organizations:join", everybody(200), arrive=open_link, note="with a link", is_bearer=True),
    Line("organizations:register", everybody(404), "POST", data=new_person),
    Line(
        "organizations:register",
        signed_in("organizations:join", anonymous=HOME, pupil=HOME, foreign_pupil=HOME),
        "POST",
        data=new_person,
        arrive=open_link,
        note="with a link",
        is_bearer=True,
    ),
    Line("organizations:join_sign_in", everybody(404), "POST", data=credentials),
    Line(
        "organizations:join_sign_in",
        signed_in("organizations:join", anonymous=HOME, pupil=HOME, foreign_pupil=HOME),
        "POST",
        data=credentials,
        arrive=open_link,
        note="with a link",
        is_bearer=True,
    ),
    Line("organizations:accept", everybody(404), "POST"),
    Line(
        "organizations:accept",
        everybody(HOME, anonymous="organizations:join", pupil="organizations:join")
        | {"foreign pupil": "organizations:join"},
        "POST",
        arrive=open_link,
        note="with a link",
        is_bearer=True,
    ),
    Line("organizations:switch_account", everybody("organizations:join"), "POST"),
]

TEAM = [
    Line("organizations:team", staff_page(secondary=200)),
    Line("organizations:invitations", administrators_page(secondary=200)),
    Line("organizations:invite", administrators_page(secondary=200)),
    Line(
        "organizations:invite",
        administrators_page(secondary=200),
        "POST",
        data=lambda world: {"addresses": "nouvelle@venue.example"},
    ),
    Line(
        "organizations:confirm_invite",
        administrators_page("organizations:invitations", secondary="organizations:invitations"),
        "POST",
        data=lambda world: {"addresses": "nouvelle@venue.example"},
    ),
    Line("organizations:schools", staff_page(secondary=200)),
    Line(
        "organizations:choose_school",
        object_page(HOME),
        "POST",
        kwargs=lambda world: {"pk": world.school.organization.pk},
    ),
]

IMPORTS = [
    Line("imports:page", administrators_page()),
    Line("imports:status", administrators_page()),
    Line("imports:upload", administrators_page("imports:page")),
    Line("imports:upload", administrators_page("imports:page"), "POST", data=file_of_pupils),
    Line("imports:retry", administrators_page("imports:page"), "POST"),
]

MISSIONS = [
    Line("missions:list", staff_page()),
    Line("missions:detail", staff_page(), kwargs=mission),
    Line("missions:results", staff_page(), kwargs=mission),
    Line("missions:sheet", staff_page(), kwargs=mission),
    Line("missions:open_session", staff_page(HOME), "POST"),
    Line("missions:close_session", staff_page()),
    Line("missions:close_session", staff_page(HOME), "POST"),
]

JUNIOR = [
    Line("junior:code", everybody(200)),
    Line("junior:code", everybody("junior:school"), "POST", data=school_code),
    Line("junior:school", everybody(200), kwargs=school_code),
    Line("junior:learners", everybody(200), kwargs=school_code, query=lambda world: {"classe": DIVISION}),
    Line("junior:confirm", everybody(200), kwargs=place_in_class),
    Line("junior:confirm", everybody("junior:missions"), "POST", kwargs=place_in_class),
    Line("junior:sign_out", pupil_page("junior:school"), "POST"),
    Line("junior:missions", pupil_page(200)),
    Line("junior:mission", pupil_page("junior:question"), kwargs=mission),
    Line("junior:mission", pupil_page(200), kwargs=finished_mission, note="finished"),
    Line("junior:start", pupil_page("junior:introduction"), "POST", kwargs=finished_mission),
    Line("junior:introduction", pupil_page(200), kwargs=mission),
    Line("junior:question", pupil_page(200), kwargs=mission),
    Line("junior:answer", pupil_page("junior:question"), "POST", kwargs=mission, data=next_answer),
    Line("junior:feedback", pupil_page(200, foreign_pupil=404), kwargs=given_answer),
    Line("junior:result", pupil_page(200), kwargs=finished_mission),
]

MATRIX = [*PAGES, *ACCOUNTS, *JOINING, *TEAM, *IMPORTS, *MISSIONS, *JUNIOR]
