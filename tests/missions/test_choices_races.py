"""Two members who choose the missions of a class at the same moment."""

import pytest

from missions.models import MissionChoice
from missions.services import choose_missions
from missions.services.choices import Chosen
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
            organization=member.organization,
            division="CM1 A",
            states=states,
            shown={},
            by=member.user,
            now=NOW,
        )

    if before:
        choose(dict.fromkeys(missions, before))
    hide, show = dict.fromkeys(missions, "HIDDEN"), dict.fromkeys(reversed(missions), "")
    results = at_once(*[lambda: choose(hide), lambda: choose(show)] * 2)
    assert all(isinstance(result, Chosen) for result in results), results
    states = list(MissionChoice.objects.values_list("state", flat=True))
    assert states in ([], ["HIDDEN"] * len(missions))


def test_of_two_who_change_the_same_mission_one_is_told():
    """A class that has chosen nothing yet has no row to lock."""
    member = MembershipFactory()
    same, one, two = (mission.pk for mission in MissionFactory.create_batch(3))

    def choose(**states):
        wanted = {same: states["same"], states["own"]: "HIDDEN"}
        return choose_missions(
            organization=member.organization,
            division="CM1 A",
            states=wanted,
            shown=dict.fromkeys(wanted, ""),
            by=member.user,
            now=NOW,
        )

    results = at_once(lambda: choose(same="HIDDEN", own=one), lambda: choose(same="FIRST", own=two))
    assert sorted((chosen.written, chosen.taken) for chosen in results) == [(1, (same,)), (2, ())]
    first = "HIDDEN" if results[0].written == 2 else "FIRST"
    assert dict(MissionChoice.objects.values_list("mission", "state")) == {
        same: first,
        one: "HIDDEN",
        two: "HIDDEN",
    }
