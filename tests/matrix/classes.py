"""« Mes classes », missions of a class, the pages of pupils and competences. Lines of the access matrix."""

from tests.access_line import Line, staff_page
from tests.matrix.learners import LIST
from tests.world import DIVISION, World


def own_class(world: World) -> dict:
    return {"classes": DIVISION}


def choices(world: World) -> dict:
    return {"classe": DIVISION, f"mission-{world.mission.pk}": "HIDDEN"}


LINES: list[Line] = [
    Line("learners:chosen", staff_page(secondary=200)),
    Line("learners:chosen", staff_page(LIST, secondary=LIST), "POST", data=own_class),
    Line("missions:choices", staff_page()),
    Line("missions:choices", staff_page("missions:choices"), "POST", data=choices),
]
