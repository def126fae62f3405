"""What makes the pupils' pages easier to read. Lines of the access matrix."""

from tests.access_line import Line, everybody

LINES: list[Line] = [
    Line("junior:comfort", everybody("junior:code"), "POST", data=lambda world: {"size": "large"}),
]
