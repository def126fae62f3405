"""The session of a school, its code and what is printed of them. Lines of the access matrix."""

from tests.access_line import Line, staff_page

LINES: list[Line] = [
    Line("missions:session_state", staff_page()),
]
