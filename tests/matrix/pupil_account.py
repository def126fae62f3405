"""The account of one pupil of a collège, for its staff. Lines of the access matrix."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from accounts.models import ExternalIdentity, User
from learners.models import Learner
from learners.services.helping import password_state
from tests.access_line import Answer, Cells, Line, signed_in
from tests.world import World

PAGE = "learners:account"


def of_pupil(world: World) -> dict:
    return {"pk": world.collegian.pk}


def of_pupil_without_account(world: World) -> dict:
    return {"pk": Learner.objects.of(world.college).get(user=None).pk}


def of_primary_pupil(world: World) -> dict:
    return {"pk": world.school.pupil.pk}


def with_account(**state: object) -> Callable[[Client, World], None]:
    def arrive(client: Client, world: World) -> None:
        User.objects.filter(pk=world.collegian.user_id).update(**state)

    return arrive


def from_the_mediacentre(client: Client, world: World) -> None:
    with_account(username=None, password="!")(client, world)
    link = {"provider": ExternalIdentity.GAR, "subject": "ido-ondine", "linked_at": timezone.now()}
    ExternalIdentity.objects.create(user_id=world.collegian.user_id, **link)


def seen(world: World) -> dict:
    return {"seen": password_state(User.objects.get(pk=world.collegian.user_id))}


def helped(answer: Answer) -> Cells:
    """Of members of the collège; whoever has another school, or none, finds nothing."""
    return signed_in(404, principal=answer)


def act(button: str, answer: Answer, **line: Callable) -> list[Line]:
    """Return the lines of a button: for a pupil of the collège, and for one of another school."""
    route = f"learners:account_{button}"
    return [
        Line(route, helped(answer), "POST", kwargs=of_pupil, **line),
        Line(route, helped(404), "POST", kwargs=of_primary_pupil, note="of another school"),
    ]


LINES: list[Line] = [
    Line(PAGE, helped(200), kwargs=of_pupil),
    Line(PAGE, helped(200), kwargs=of_pupil_without_account, note="without account"),
    Line(PAGE, helped(200), kwargs=of_pupil, arrive=with_account(blocked_at=timezone.now()), note="blocked"),
    Line(PAGE, helped(200), kwargs=of_pupil, arrive=with_account(is_staff=True), note="of an adult"),
    Line(PAGE, helped(200), kwargs=of_pupil, arrive=from_the_mediacentre, note="médiacentre"),
    Line(PAGE, helped(404), kwargs=of_primary_pupil, note="of another school"),
    *act("reset", 200, data=seen),
    Line("learners:account_reset", helped(PAGE), "POST", kwargs=of_pupil, note="seen before"),
    *act("username", 200, arrive=from_the_mediacentre),
    *act("unblock", PAGE, arrive=with_account(blocked_at=timezone.now())),
]
