"""Pupils in front of a tablet, missions that ask what a test needs, and answers that are right or wrong."""

import re
from datetime import UTC, datetime
from itertools import chain, count
from random import Random

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from challenges.content import digest_of
from challenges.domain.schema import ChallengeSpec
from challenges.services import store_challenges
from learners.models import Learner
from missions.models import ActivityAnswer, Attempt, Mission
from missions.questions import question_of
from missions.services import playing
from pixorga.demo.answers import answer_to
from tests.challenges.bodies import single_choice

# A Thursday morning, the session open until noon.
NOW = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"| data-ticket="[\w:-]+"')
numbers = count(1)


def mission_asking(*bodies: dict, level: str = "validation", **changes: object) -> Mission:
    """Return a mission of one step that asks these questions at this level, and a simple one at each other.

    changes: of the mission’s body, such as ``introduction``.
    """
    code = f"mission-de-test-{next(numbers)}"
    asked = {name: [single_choice(code=f"{code}-{name}")] for name in ("tutorial", "training", "validation")}
    dare = single_choice(code=f"{code}-dare")
    if bodies:
        asked[level] = [body | {"code": f"{code}-{number}"} for number, body in enumerate(bodies)]
    specs = [ChallengeSpec.from_body(body) for body in [*chain(*asked.values()), dare]]
    store_challenges(specs=specs, now=NOW)
    body = {
        "code": code,
        "position": next(numbers),
        "title": "Chercher une image",
        "competence": "1.1",
        "objectives": ["Choisir de bons mots"],
        "achievements": ["Choisir de bons mots"],
        "sheet": "Une fiche.",
        "steps": [
            {"name": "Les mots"} | {name: [[each["code"]] for each in asked[name]] for name in asked},
        ],
        "dare": [[dare["code"]]],
    } | changes
    return Mission.objects.create(
        code=code,
        position=body["position"],
        title=body["title"],
        competence=body["competence"],
        body=body,
        digest=digest_of(body),
    )


def right_value(challenge: ChallengeSpec) -> list[str]:
    """Return an answer that is right; a lesson takes none."""
    return answer_to(challenge, is_right=True)


def wrong_value(challenge: ChallengeSpec) -> list[str]:
    """Return an answer that is judged and wrong."""
    return answer_to(challenge, is_right=False)


def start(learner: Learner, mission: Mission, *, now: datetime = NOW, rng: Random | None = None) -> Attempt:
    return playing.start_attempt(learner=learner, mission=mission, now=now, rng=rng or Random(1))


def give(
    learner: Learner, mission: Mission, verdict: str, *, now: datetime = NOW, rng: Random | None = None
) -> ActivityAnswer:
    """Answer the question of the moment: "RIGHT", "WRONG" or "SKIPPED"."""
    asked = question_of(learner, mission.pk)
    values = {"RIGHT": right_value, "WRONG": wrong_value, "SKIPPED": lambda challenge: []}
    return playing.give_answer(
        learner=learner,
        activity_id=asked.activity.pk,
        position=asked.position,
        value=values[verdict](asked.challenge),
        is_skip=verdict == "SKIPPED",
        now=now,
        rng=rng or Random(1),
    )


def come_in(client: Client, learner: Learner) -> None:
    """Sign a pupil in as a tablet does: by the button « Oui, c’est moi »."""
    response = client.post(f"/junior/ecole/{learner.organization.school_code}/eleves/{learner.pk}/")
    assert response.status_code == 303


def answer_form(learner: Learner, mission: Mission, value: list[str] | None = None, **more: object) -> dict:
    """Return what the form of the question of the moment sends."""
    asked = question_of(learner, mission.pk)
    return {"activity": asked.activity.pk, "position": asked.position, "answer": value or [], **more}


def lasting_headers(response: HttpResponse) -> dict[str, str]:
    """Return the headers of a page without the hour and the number of bytes."""
    return {
        name: text for name, text in response.headers.items() if name not in ("Expires", "Content-Length")
    }


def without_tokens(page: str) -> str:
    """Return a page without what changes on every request."""
    return TOKEN.sub("", page)


class Play:
    """A mission that the pupil of this browser is playing."""

    def __init__(self, client: Client, learner, *bodies: dict, level: str = "validation") -> None:
        self.client, self.learner = client, learner
        self.mission = mission_asking(*bodies, level=level)
        start(learner, self.mission, now=timezone.now())
        if level == "tutorial":
            self.give("WRONG")
            self.give("WRONG")
        self.url = f"/junior/missions/{self.mission.pk}/"

    @property
    def asked(self):
        return question_of(self.learner, self.mission.pk)

    def give(self, verdict: str):
        return give(self.learner, self.mission, verdict, now=timezone.now())

    def page(self) -> str:
        response = self.client.get(f"{self.url}question/")
        assert response.status_code == 200
        return response.text

    def send(self, value: list[str], **more: object):
        return self.client.post(
            f"{self.url}repondre/", answer_form(self.learner, self.mission, value, **more)
        )
