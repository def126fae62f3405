"""Two members who choose the missions of a class at the same moment."""

import pytest

from missions.models import MissionChoice
from missions.services import choose_missions
from tests.crowd import at_once
from tests.missions.factories import MissionFactory
from tests.missions.junior_cast import NOW
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("before", ["", "FIRST"])
def test_whoever_comes_last_is_right_and_nothing_is_twice(before):
    member = MembershipFactory()
    missions = sorted(mission.pk for mission in MissionFactory.create_batch(6))

    def choose(states):
        return choose_missions(
            organization=member.organization, division="CM1 A", states=states, by=member.user, now=NOW
        )

    if before:
        choose(dict.fromkeys(missions, before))
    hide, show = dict.fromkeys(missions, "HIDDEN"), dict.fromkeys(reversed(missions), "")
    results = at_once(*[lambda: choose(hide), lambda: choose(show)] * 2)
    assert all(isinstance(result, int) for result in results), results
    states = list(MissionChoice.objects.values_list("state", flat=True))
    assert states in ([], ["HIDDEN"] * len(missions))
