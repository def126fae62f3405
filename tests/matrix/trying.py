"""Trying a mission, its correction, its results as a file and on paper. Lines of the access matrix."""

from django.test import Client
from django.urls import reverse

from tests.access_line import Line, finished_mission, mission, staff_page
from tests.world import DIVISION, World


def begin(client: Client, world: World) -> None:
    client.post(reverse("missions:start_tryout", kwargs=mission(world)))


def an_answer(world: World) -> dict:
    return {"activity": 1, "position": 0, "skip": "on"}


def place(world: World) -> dict:
    return mission(world) | {"activity": 1, "position": 0}


LINES: list[Line] = [
    Line("missions:tryout", staff_page(), kwargs=mission),
    Line(
        "missions:tryout", staff_page("missions:tryout_question"), kwargs=mission, arrive=begin, note="begun"
    ),
    Line("missions:start_tryout", staff_page("missions:tryout_introduction"), "POST", kwargs=mission),
    Line("missions:tryout_introduction", staff_page(), kwargs=mission, arrive=begin),
    Line("missions:tryout_question", staff_page("missions:tryout"), kwargs=mission),
    Line("missions:tryout_question", staff_page(), kwargs=mission, arrive=begin, note="begun"),
    Line("missions:tryout_answer", staff_page("missions:tryout"), "POST", kwargs=mission, data=an_answer),
    Line(
        "missions:tryout_answer",
        staff_page("missions:tryout_question"),
        "POST",
        kwargs=mission,
        data=an_answer,
        arrive=begin,
        note="not asked",
    ),
    Line("missions:tryout_feedback", staff_page("missions:tryout_question"), kwargs=place, arrive=begin),
    Line("missions:tryout_end", staff_page("missions:tryout"), kwargs=mission),
    Line("missions:leave_tryout", staff_page("missions:detail"), "POST", kwargs=mission, arrive=begin),
    Line("missions:correction", staff_page(), kwargs=mission),
    Line(
        "missions:correction",
        staff_page(),
        kwargs=finished_mission,
        query=lambda world: {"classes": DIVISION, "ratees": "on", "reponses": "1"},
        note="missed by a class",
    ),
    Line("missions:results_file", staff_page("missions:results"), kwargs=finished_mission),
    Line("missions:results_file", staff_page(), "POST", kwargs=finished_mission),
    Line("missions:results_print", staff_page(), kwargs=finished_mission),
    Line("missions:export", staff_page()),
    Line("missions:export", staff_page(), "POST"),
]
