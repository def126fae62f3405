from challenges.models import Challenge
from missions.specs import spec_of
from tests.missions.factories import MissionFactory


def test_a_mission_row_gives_its_content(db):
    spec = spec_of(MissionFactory(steps=2, title="Chercher"))
    assert spec.title == "Chercher"
    assert [step.name for step in spec.steps] == ["Les bons mots 1", "Les bons mots 2"]
    assert spec.sheet.startswith("## Avant la séance")


def test_content_is_parsed_once_for_a_revision_and_again_for_the_next(db):
    mission = MissionFactory()
    first = spec_of(mission)
    assert spec_of(mission) is first
    mission.body = {**mission.body, "title": "Autre titre"}
    mission.digest = "another"
    assert spec_of(mission).title == "Autre titre"


def test_a_playable_mission_has_a_challenge_for_each_of_its_codes(db):
    mission = MissionFactory(playable=True)
    codes = set(Challenge.objects.current().values_list("code", flat=True))
    assert codes == set(spec_of(mission).challenge_codes())
