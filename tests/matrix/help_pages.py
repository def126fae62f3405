"""The help page of pupils’ codes. Lines of the access matrix."""

from tests.access_line import Line, everybody

LINES: list[Line] = [Line("pixorga:help_codes", everybody(200))]
