"""What makes the pupils' pages easier to read, or to hear. Lines of the access matrix."""

from tests.access_line import Line, everybody, staff_page
from tests.matrix.classes import of_both_schools, pupil
from tests.matrix.learners import LIST
from tests.world import DIVISION

LINES: list[Line] = [
    Line("junior:comfort", everybody("junior:code"), "POST", data=lambda world: {"size": "large"}),
    Line("junior:my_data", everybody(200)),
    *of_both_schools("learners:oralization", pupil, LIST, "POST"),
    Line(
        "learners:division_oralization",
        staff_page(LIST),
        "POST",
        data=lambda world: {"division": DIVISION, "is_enabled": "1"},
    ),
]
