"""Work that is given while somebody answers, begins the same mission, or gives it too."""

from datetime import timedelta
from random import Random

import pytest

from missions.models import ActivityAnswer, Attempt
from missions.questions import question_of
from missions.services import GivingError, GivingProblem, give_attempt
from missions.services.playing import PlayError, Refusal, give_answer
from pixorga.journal.models import Event
from tests.crowd import at_once
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory
from tests.missions.junior_cast import NOW, right_value, start
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Scene:
    """A pupil who plays under a wrong name, and two others of the school."""

    def __init__(self):
        self.school = OrganizationFactory(session_expires_at=NOW + timedelta(hours=1))
        self.by = MembershipFactory(organization=self.school).user
        self.giver, self.one, self.two = LearnerFactory.create_batch(3, organization=self.school)
        self.mission = MissionFactory(playable=True)
        self.attempt = start(self.giver, self.mission)

    def give(self, taker):
        return give_attempt(
            organization=self.school,
            attempt_id=self.attempt.pk,
            giver=self.giver,
            taker=taker,
            by=self.by,
            now=NOW,
        )


def outcomes(results):
    return sorted(str(getattr(result, "code", result)) for result in results)


def test_pressed_at_once_it_moves_once():
    scene = Scene()
    assert sorted(at_once(*[lambda: scene.give(scene.one)] * 3)) == [False, False, True]
    assert Event.objects.filter(verb="attempt.given").count() == 1


def test_given_to_two_pupils_at_once_one_has_it():
    scene = Scene()
    results = at_once(lambda: scene.give(scene.one), lambda: scene.give(scene.two))
    assert outcomes(results) == [GivingProblem.MOVED_MEANWHILE, "True"]
    assert Attempt.objects.get().learner in (scene.one, scene.two)
    assert Event.objects.filter(verb="attempt.given").count() == 1


def test_an_answer_at_the_same_moment_is_in_the_work_or_not_asked():
    scene = Scene()
    asked = question_of(scene.giver, scene.mission.pk)
    sent = {"activity_id": asked.activity.pk, "position": 0, "value": right_value(asked.challenge)}

    def answer():
        return give_answer(learner=scene.giver, now=NOW, rng=Random(1), **sent)

    given, moved = at_once(answer, lambda: scene.give(scene.one))
    assert moved is True
    assert Attempt.objects.get().learner == scene.one
    if isinstance(given, PlayError):
        assert given.code == Refusal.NOT_ASKED
        assert not ActivityAnswer.objects.exists()
    else:
        assert ActivityAnswer.objects.get().activity.attempt.learner == scene.one


def test_the_taker_who_begins_at_the_same_moment_has_one_attempt():
    scene = Scene()
    started, moved = at_once(lambda: start(scene.one, scene.mission), lambda: scene.give(scene.one))
    mine = Attempt.objects.started().get(learner=scene.one, mission=scene.mission)
    assert started == mine
    if isinstance(moved, GivingError):
        assert moved.code == GivingProblem.ALREADY_PLAYING
        assert Attempt.objects.get(learner=scene.giver) == scene.attempt
    else:
        assert mine == scene.attempt
