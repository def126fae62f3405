"""A mission that is archived while somebody of the staff tries it."""

import pytest

from tests.missions.factories import AttemptFactory, MissionFactory
from tests.missions.junior_cast import NOW
from tests.missions.test_tryout import NBSP, Try

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(teacher) -> Try:
    trying = Try(teacher, MissionFactory(playable=True))
    trying.begin()
    return trying


def take_away(mission):
    mission.archived_at = NOW
    mission.save()


@pytest.mark.parametrize(
    ("method", "tail"),
    [("get", ""), ("get", "question/"), ("post", "commencer/"), ("post", "repondre/"), ("post", "quitter/")],
)
def test_a_mission_that_is_taken_away_meanwhile_is_told_and_leads_to_the_list(begun, method, tail):
    take_away(begun.mission)
    page = getattr(begun.client, method)(f"{begun.url}{tail}", follow=True)
    assert page.redirect_chain == [("/missions/", 303)]
    assert f"La mission que vous essayiez n’est plus proposée{NBSP}: l’essai est terminé." in page.text
    assert begun.tryout is None
    assert begun.client.get(f"{begun.url}question/").status_code == 404


def test_a_mission_that_is_taken_away_is_tried_to_the_end_where_it_was_played(begun, school):
    AttemptFactory(mission=begun.mission, learner__organization=school)
    take_away(begun.mission)
    assert begun.client.get(f"{begun.url}question/").status_code == 200
