"""The import of the pupils' list. Lines of the access matrix."""

from collections.abc import Callable
from functools import partial

from django.test import Client

from imports.models import LearnerImport
from tests.access_line import Answer, Cells, Line, administrators_page, file_of_pupils, signed_in
from tests.world import World

PAGE = "imports:page"


def last_run(world: World) -> dict:
    """What a form says of the run that its page was about: here it neither waits nor can be undone."""
    return {"run": world.school.rows(LearnerImport).last().pk}


def cells(answer: Answer = 200) -> Cells:
    """For the administrators of every kind of school."""
    return administrators_page(answer, secondary=answer)


def refused(world: World, *, is_foreign: bool = False) -> dict:
    """Return the run of a file that could not be read."""
    school = world.other if is_foreign else world.school
    return {"pk": school.rows(LearnerImport).exclude(error_count=0).first().pk}


def imported(world: World, *, is_foreign: bool = False) -> dict:
    """Return the last import."""
    school = world.other if is_foreign else world.school
    return {"pk": school.rows(LearnerImport).filter(status="IMPORTED").last().pk}


def end_what_runs(client: Client, world: World, *, is_foreign: bool = False) -> None:
    """Nothing is undone while another file is under way, as one is in each school."""
    school = world.other if is_foreign else world.school
    running = LearnerImport.objects.of(school.organization).running()
    running.update(status=LearnerImport.Status.ABANDONED)


def of_a_run(
    route: str,
    which: Callable[..., dict],
    answer: Answer = 200,
    method: str = "GET",
    note: str = "",
    arrive: Callable[..., object] | None = None,
) -> list[Line]:
    """Return the lines of something about one run: for the administrators of its school."""
    foreign = f"{note}, of another school".lstrip(", ")
    return [
        Line(route, signed_in(404, member=403, admin=answer), method, kwargs=which, note=note, arrive=arrive),
        Line(
            route,
            signed_in(404, member=403, outsider=answer),
            method,
            kwargs=partial(which, is_foreign=True),
            is_foreign=True,
            note=foreign,
            arrive=arrive and partial(arrive, is_foreign=True),
        ),
    ]


def act(route: str, data: Callable[[World], dict] = last_run) -> Line:
    return Line(route, cells(PAGE), "POST", data=data)


LINES: list[Line] = [
    Line(PAGE, cells()),
    Line("imports:status", cells()),
    Line("imports:upload", cells(PAGE)),
    # The principal of a collège sends the file of a primary school: the page says so.
    Line("imports:upload", cells(PAGE) | {"principal": 200}, "POST", data=file_of_pupils),
    act("imports:retry"),
    act("imports:confirm"),
    act("imports:abandon"),
    Line("imports:history", cells()),
    *of_a_run("imports:errors", refused),
    *of_a_run("imports:undo", imported, arrive=end_what_runs),
    *of_a_run("imports:undo", imported, PAGE, note="while another file is under way"),
    *of_a_run("imports:undo", imported, PAGE, "POST", arrive=end_what_runs),
]
