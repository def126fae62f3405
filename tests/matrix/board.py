"""The live board of a class. Lines of the access matrix."""

from tests.access_line import Line, staff_page

LINES: list[Line] = [
    Line("missions:board", staff_page()),
    # Opened as a page, what an open board asks for leads to the board.
    Line("missions:board_news", staff_page("missions:board")),
]
