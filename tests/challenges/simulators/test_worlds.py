"""What the worlds of all simulators obey."""

import json
from dataclasses import FrozenInstanceError, fields

import pytest

from challenges.domain.schema import ChallengeSpec
from challenges.domain.simulators import SIMULATORS
from tests.challenges.simulators.worlds import WORLDS, read, well_read

every_world = pytest.mark.parametrize(
    ("name", "params", "report"),
    [(name, params, report) for name, (params, report) in WORLDS.items()],
    ids=WORLDS,
)


def test_every_simulator_has_a_world_here():
    assert WORLDS.keys() == SIMULATORS.keys()


@every_world
def test_a_stored_world_is_read_back(name, params, report):
    world = well_read(name, params)
    stored = json.loads(json.dumps(world.to_body()))
    assert well_read(name, stored) == world


@every_world
def test_a_world_never_changes_and_has_words(name, params, report):
    world = well_read(name, params)
    with pytest.raises(FrozenInstanceError):
        setattr(world, fields(world)[0].name, None)
    hash(world)
    assert world.texts
    assert all(world.texts)


@every_world
def test_a_report_that_cannot_be_is_known(name, params, report):
    world = well_read(name, params)
    assert world.may_report(report)
    for wrong in ("", report + " ", report.upper(), report.partition(":")[0], "rien:du tout", ":", "; ", ">"):
        assert not world.may_report(wrong), wrong


@every_world
def test_nonsense_is_told_and_breaks_nothing(name, params, report):
    for key in params:
        for odd in ("", [], {}, ["", {}], [{}], [[]], {"a": "b"}, 3, None, "//", [">"], ["a/b/c", "a/b/c"]):
            world, problems = read(name, params | {key: odd})
            assert problems or well_read(name, world.to_body()) == world
            world.may_report(report)
    assert read(name, params | {"inconnue": "x"})[1] != []
    assert read(name, [])[1] != []


@every_world
def test_a_question_takes_it_and_gives_browsers_no_solution(name, params, report):
    body = {
        "code": "monde",
        "kind": "SIMULATOR",
        "bubbles": ["Essaie."],
        "simulator": name,
        "title": "Un monde",
        "params": params,
        "accepted": [report],
        "solution": "Voici comment.",
        "explanation": "C’est ainsi.",
    }
    spec = ChallengeSpec.from_body(body)
    assert ChallengeSpec.from_body(spec.to_body()) == spec
    public = spec.public_view()
    assert public.simulator == name
    assert public.world == spec.task.world.to_body()
    assert report not in json.dumps(public.world)
    assert spec.task.is_right([report])
