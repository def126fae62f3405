"""Answers that tablets send with a ticket. Lines of the access matrix."""

from django.utils import timezone

from missions.questions import question_of
from missions.tickets import issue_ticket
from tests.access_line import Line, everybody
from tests.world import World


def answer_with_ticket(world: World) -> dict:
    pupil = world.school.pupil
    asked = question_of(pupil, world.mission.pk)
    return {"ticket": issue_ticket(pupil, asked, timezone.now()), "skip": "1"}


def answer_with_forged_ticket(world: World) -> dict:
    return answer_with_ticket(world) | {"ticket": "WzEsMSwwLDBd:made-by-hand"}


LINES: list[Line] = [
    # Whoever sits at the tablet now, the answer is that of the pupil who gave it (decisions.md 32).
    Line("junior:kept", everybody(200), "POST", data=answer_with_ticket, is_bearer=True),
    Line("junior:kept", everybody(403), "POST", data=answer_with_forged_ticket, note="forged"),
]
