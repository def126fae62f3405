"""Two tablets, double clicks and slow networks: many requests at once give one attempt and one answer."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from missions.models import Activity, ActivityAnswer, Attempt
from missions.questions import question_of
from missions.services import playing
from tests.crowd import at_once
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory
from tests.missions.junior_cast import NOW, answer_form, come_in, right_value, start, wrong_value
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 4


def test_starting_at_once_on_several_tablets_makes_one_attempt():
    learner = LearnerFactory(organization__session_expires_at=NOW + timedelta(hours=1))
    mission = MissionFactory(playable=True)
    attempts = at_once(*[lambda: start(learner, mission)] * CROWD)
    assert attempts == [Attempt.objects.get()] * CROWD
    assert Activity.objects.count() == 1


def test_answers_given_at_once_are_one_answer_that_all_get():
    """Also where the answer ends the activity: one activity follows."""
    learner = LearnerFactory(organization__session_expires_at=NOW + timedelta(hours=1))
    mission = MissionFactory(playable=True)
    start(learner, mission)
    asked = question_of(learner, mission.pk)

    def answer(value: list[str]) -> Callable[[], ActivityAnswer]:
        sent = {"learner": learner, "activity_id": asked.activity.pk, "position": 0, "value": value}
        return lambda: playing.give_answer(now=NOW, rng=Random(1), **sent)

    right, wrong = right_value(asked.challenge), wrong_value(asked.challenge)
    given = at_once(*[answer(right), answer(wrong)] * (CROWD // 2))
    assert given == [ActivityAnswer.objects.get()] * CROWD
    following = question_of(learner, mission.pk)
    if given[0].verdict == "RIGHT":
        assert (Activity.objects.count(), following.position) == (1, 1)
    else:
        assert (Activity.objects.count(), following.activity.level) == (2, "TRAINING")


def test_a_double_click_on_a_slow_network_shows_the_same_page_twice():
    school = OrganizationFactory(session_open=True)
    learner, mission = LearnerFactory(organization=school), MissionFactory(playable=True)
    start(learner, mission, now=timezone.now())
    form = answer_form(learner, mission, right_value(question_of(learner, mission.pk).challenge))
    tablets = [Client(), Client()]
    for tablet in tablets:
        come_in(tablet, learner)
    url = f"/junior/missions/{mission.pk}/repondre/"
    responses = at_once(*[lambda tablet=tablet: tablet.post(url, form) for tablet in tablets])
    assert [response.status_code for response in responses] == [303, 303]
    assert responses[0].url == responses[1].url
    assert ActivityAnswer.objects.count() == 1
