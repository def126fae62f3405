"""The pages of the tutorials, the same for everybody. Lines of the access matrix."""

from tests.access_line import Line, everybody


def page(code: str, answer: int) -> Line:
    return Line("tutorials:page", everybody(answer), kwargs=lambda world: {"slug": code}, note=code)


LINES: list[Line] = [page("pages-lecon", 200), page("inconnu", 404)]
