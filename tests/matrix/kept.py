"""Answers that tablets send with a ticket; what pupils meet when a session is over, or when they left.

Lines of the access matrix.
"""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from learners.models import Learner
from missions.questions import question_of
from missions.tickets import issue_ticket
from organizations.models import Organization
from tests.access_line import (
    CODE,
    Line,
    everybody,
    finished_mission,
    given_answer,
    mission,
    next_answer,
    place_in_class,
    pupil_page,
    school_code,
)
from tests.world import DIVISION, World


def answer_with_ticket(world: World) -> dict:
    pupil = world.school.pupil
    asked = question_of(pupil, world.mission.pk)
    return {"ticket": issue_ticket(pupil, asked, timezone.now()), "skip": "1"}


def answer_with_forged_ticket(world: World) -> dict:
    return answer_with_ticket(world) | {"ticket": "WzEsMSwwLDBd:made-by-hand"}


def end_session(client: Client, world: World) -> None:
    """Nobody may even finish: that is over too."""
    Organization.objects.update(session_expires_at=timezone.now() - timedelta(hours=5))


def leave(client: Client, world: World) -> None:
    Learner.objects.update(disabled_at=timezone.now())


KEPT: list[Line] = [
    Line("junior:no_network", everybody(200)),
    Line("junior:worker", everybody(200)),
    # Whoever sits at the tablet now, the answer is that of the pupil who gave it (decisions.md 32).
    Line("junior:kept", everybody(200), "POST", data=answer_with_ticket, is_bearer=True),
    Line("junior:kept", everybody(403), "POST", data=answer_with_forged_ticket, note="forged"),
]

OVER: list[Line] = [
    Line("junior:school", everybody(404), kwargs=school_code, arrive=end_session, note="session over"),
    Line(
        "junior:learners",
        everybody(404),
        kwargs=school_code,
        query=lambda world: {"classe": DIVISION},
        arrive=end_session,
        note="session over",
    ),
    *[
        Line(
            "junior:confirm",
            everybody(404),
            method,
            kwargs=place_in_class,
            arrive=end_session,
            note="session over",
        )
        for method in ("GET", "POST")
    ],
    Line("junior:missions", pupil_page(200), arrive=end_session, note="session over"),
    Line("junior:mission", pupil_page(403), kwargs=mission, arrive=end_session, note="session over"),
    Line(
        "junior:start",
        pupil_page(403),
        "POST",
        kwargs=finished_mission,
        arrive=end_session,
        note="session over",
    ),
    Line("junior:question", pupil_page(403), kwargs=mission, arrive=end_session, note="session over"),
    Line(
        "junior:answer",
        pupil_page(403, foreign_pupil="junior:question"),
        "POST",
        kwargs=mission,
        data=next_answer,
        arrive=end_session,
        note="session over",
    ),
    Line(
        "junior:feedback",
        pupil_page(200, foreign_pupil=404),
        kwargs=given_answer,
        arrive=end_session,
        note="session over",
    ),
    Line("junior:result", pupil_page(200), kwargs=finished_mission, arrive=end_session, note="session over"),
]

LEFT: list[Line] = [
    *[
        Line(f"junior:{name}", everybody(CODE), method, kwargs=kwargs, arrive=leave, note="pupil left")
        for name, method, kwargs in [
            ("missions", "GET", lambda world: {}),
            ("mission", "GET", mission),
            ("start", "POST", finished_mission),
            ("introduction", "GET", mission),
            ("question", "GET", mission),
            ("answer", "POST", mission),
            ("feedback", "GET", given_answer),
            ("result", "GET", finished_mission),
            ("sign_out", "POST", lambda world: {}),
        ]
    ],
    Line("junior:confirm", everybody(404), "POST", kwargs=place_in_class, arrive=leave, note="pupil left"),
    Line(
        "junior:kept",
        everybody(200),
        "POST",
        data=answer_with_ticket,
        arrive=leave,
        is_bearer=True,
        note="pupil left",
    ),
]

LINES: list[Line] = [*KEPT, *OVER, *LEFT]
