"""The session of a school, its code and what is printed of them. Lines of the access matrix."""

from tests.access_line import Line, administrators_page, school_code, staff_page

LINES: list[Line] = [
    Line("missions:session_state", staff_page()),
    Line("missions:paper", staff_page()),
    Line("missions:poster", staff_page()),
    Line("missions:class_sheets", staff_page(), query=lambda world: {"prenoms": "on"}),
    Line("missions:change_code", administrators_page()),
    Line("missions:change_code", administrators_page("missions:paper"), "POST", data=school_code),
]
