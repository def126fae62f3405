"""« Mes classes », missions of a class, the pages of pupils and competences. Lines of the access matrix."""

from collections.abc import Callable

from learners.models import Learner
from missions.models import Attempt
from tests.access_line import Answer, Line, object_page, signed_in, staff_page
from tests.matrix.learners import LIST
from tests.world import DIVISION, School, World

PUPIL = "missions:pupil"


def own_class(world: World) -> dict:
    return {"classes": DIVISION}


def choices(world: World) -> dict:
    return {"classe": DIVISION, f"mission-{world.mission.pk}": "HIDDEN"}


def pupil(school: School) -> dict:
    return {"pk": school.pupil.pk}


def work(school: School) -> dict:
    """Return the pupil and the mission that he finished."""
    attempts = school.rows(Attempt).exclude(completed_at=None)
    return pupil(school) | {"attempt": attempts.get(learner=school.pupil).pk}


def taking(school: School) -> dict:
    """Return the same, and another pupil of the class, who is to have it."""
    others = school.rows(Learner).filter(disabled_at=None).exclude(pk=school.pupil.pk)
    return work(school) | {"to": others.first().pk}


def taken_by_a_stranger(world: World) -> dict:
    """Return a mission of the school, and a pupil of another school."""
    return work(world.school) | {"to": world.other.pupil.pk}


def of_both_schools(
    route: str, kwargs: Callable[[School], dict], answer: Answer = 200, method: str = "GET"
) -> list[Line]:
    """Return the lines of a page about a pupil: of the school, and of another one."""
    return [
        Line(route, object_page(answer), method, kwargs=lambda world: kwargs(world.school)),
        Line(
            route,
            signed_in(404, outsider=answer),
            method,
            kwargs=lambda world: kwargs(world.other),
            is_foreign=True,
            note="of another school",
        ),
    ]


LINES: list[Line] = [
    Line("learners:chosen", staff_page(secondary=200)),
    Line("learners:chosen", staff_page(LIST, secondary=LIST), "POST", data=own_class),
    Line("missions:choices", staff_page()),
    Line("missions:choices", staff_page("missions:choices"), "POST", data=choices),
    Line("missions:competences", staff_page()),
    *of_both_schools(PUPIL, pupil),
    *of_both_schools("missions:give", work),
    *of_both_schools("missions:give_to", taking),
    *of_both_schools("missions:give_to", taking, PUPIL, "POST"),
    Line(
        "missions:give_to",
        signed_in(404),
        kwargs=taken_by_a_stranger,
        is_foreign=True,
        note="to another school",
    ),
    Line(
        "missions:give_to",
        signed_in(404),
        "POST",
        kwargs=taken_by_a_stranger,
        is_foreign=True,
        note="to another school",
    ),
]
