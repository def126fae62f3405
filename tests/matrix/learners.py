"""The pupils' list, and what administrators do to one pupil. Lines of the access matrix."""

from collections.abc import Callable
from datetime import UTC, datetime

from learners.models import Learner
from tests.access_line import Answer, Line, administrators_page, staff_page
from tests.matrix.team import of_administrators, of_others
from tests.world import World

LIST = "pixorga:learners"
ADD, CORRECT, WITHDRAW, BRING_BACK = (
    f"learners:{name}" for name in ("add", "correct", "withdraw", "bring_back")
)


def new_pupil(world: World) -> dict:
    names = {"last_name": "Arrivante", "first_name": "Nouvelle", "birthdate": "2016-02-29"}
    return names | {"division": "CM1 neuf", "level": "CM1", "national_student_id": ""}


def pupil_of(world: World, *, is_foreign: bool) -> Learner:
    return (world.other if is_foreign else world.school).pupil


def state(**changes: object) -> Callable[[Learner], object]:
    """Return what happened to the pupil before the line."""
    return lambda pupil: Learner.objects.filter(pk=pupil.pk).update(**changes)


BY_HAND = state(is_provisional=True)
WITHDRAWN = state(is_provisional=True, disabled_at=datetime(2026, 9, 1, tzinfo=UTC))


def act(
    route: str,
    method: str,
    answer: Answer,
    *,
    before: Callable[[Learner], object] = lambda pupil: None,
    note: str = "",
    data: Callable[[World], dict] = lambda world: {},
) -> list[Line]:
    """Return the lines of something that administrators do to a pupil, of their school and of another."""
    return [
        Line(
            route,
            of_others(answer) if is_foreign else of_administrators(answer),
            method,
            kwargs=lambda world, of=is_foreign: {"pk": pupil_of(world, is_foreign=of).pk},
            data=lambda world, of=is_foreign: (
                data(world) | {"version": pupil_of(world, is_foreign=of).updated_at}
            ),
            arrive=lambda client, world, of=is_foreign: before(pupil_of(world, is_foreign=of)),
            is_foreign=is_foreign,
            note=f"{note} of another school".strip() if is_foreign else note,
        )
        for is_foreign in (False, True)
    ]


LINES: list[Line] = [
    Line(LIST, staff_page(secondary=200)),
    Line(ADD, administrators_page(secondary=200)),
    Line(ADD, administrators_page(LIST, secondary=LIST), "POST", data=new_pupil),
    Line("learners:withdrawn", administrators_page(secondary=200)),
    *act(CORRECT, "GET", 200),
    *act(CORRECT, "POST", LIST, data=new_pupil),
    *act(CORRECT, "GET", 200, before=BY_HAND, note="provisional"),
    *act(CORRECT, "GET", LIST, before=WITHDRAWN, note="withdrawn"),
    *act(WITHDRAW, "GET", LIST),
    *act(WITHDRAW, "POST", LIST),
    *act(WITHDRAW, "GET", 200, before=BY_HAND, note="provisional"),
    *act(WITHDRAW, "POST", LIST, before=BY_HAND, note="provisional"),
    *act(BRING_BACK, "POST", LIST),
    *act(BRING_BACK, "POST", LIST, before=WITHDRAWN, note="withdrawn"),
    *act(BRING_BACK, "POST", LIST, before=WITHDRAWN, note="withdrawn, with news", data=new_pupil),
]
