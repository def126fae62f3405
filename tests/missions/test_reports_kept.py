"""What a large school has read once is right as soon as somebody plays, leaves or gives his work away."""

import pytest
from django.utils import timezone

from learners.services import withdraw_learner
from missions.reports import kept
from missions.reports.missions import mission_rows
from missions.reports.years import Years
from missions.services import give_attempt
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.learners.factories import LearnerFactory
from tests.learners.pages import said
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.missions.junior_cast import NOW

THIS_YEAR = Years(2026, 2026, ())


@pytest.fixture(autouse=True)
def two_are_many(monkeypatch):
    monkeypatch.setattr(kept, "MANY_PUPILS", 2)


@pytest.fixture
def mission(db):
    return MissionFactory(title="Chercher")


def play(school, mission, division, **fields):
    learner = LearnerFactory(organization=school, division=division, is_provisional=True)
    return AttemptFactory(mission=mission, learner=learner, **fields)


def classes(school):
    [row] = mission_rows(Organization.objects.get(pk=school.pk), THIS_YEAR)
    return row.started_by


def test_what_has_not_changed_is_read_once(school, mission, django_assert_num_queries):
    play(school, mission, "CM1")
    play(school, mission, "CM2")
    for queries in (3, 2):
        with django_assert_num_queries(queries):
            assert mission_rows(school, THIS_YEAR)[0].started_by == "CM1, CM2"


def test_a_class_that_starts_is_shown_at_once(school, mission):
    play(school, mission, "CM1")
    play(school, mission, "CM1")
    assert classes(school) == "CM1"
    play(school, mission, "CM2")
    assert classes(school) == "CM1, CM2"


def test_work_given_to_another_class_is_shown_at_once(school, mission):
    play(school, mission, "CM1")
    attempt = play(school, mission, "CM1")
    taker = LearnerFactory(organization=school, division="CM2")
    assert classes(school) == "CM1"
    give_attempt(
        organization=school,
        attempt_id=attempt.pk,
        giver=attempt.learner,
        taker=taker,
        by=UserFactory(),
        now=timezone.now(),
    )
    assert classes(school) == "CM1, CM2"


def test_a_class_whose_last_pupil_left_is_no_longer_shown(school, mission):
    play(school, mission, "CM1")
    leaver = play(school, mission, "CM2").learner
    assert classes(school) == "CM1, CM2"
    withdraw_learner(learner=leaver, by=UserFactory())
    assert classes(school) == "CM1"


def test_filters_count_who_has_just_finished(teacher, school, mission):
    def shown():
        return said(teacher.client.get(f"/missions/{mission.pk}/resultats/", {"evaluation": "REACHED"}).text)

    play(school, mission, "CM1", completed=True, overall_result="REACHED")
    late = play(school, mission, "CM1")
    assert "1 élève" in shown()
    late.completed_at, late.overall_result = NOW, "REACHED"
    late.save()
    assert "2 élèves" in shown()
