"""The pages of the simulators, the same for everybody. Lines of the access matrix."""

from challenges.domain.simulators import SIMULATORS
from tests.access_line import Line, everybody


def page(name: str, answer: int) -> Line:
    return Line("simulators:page", everybody(answer), kwargs=lambda world: {"name": name}, note=name)


LINES: list[Line] = [*(page(name, 200) for name in SIMULATORS), page("inconnu", 404)]
