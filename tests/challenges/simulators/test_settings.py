"""A page of settings: what an author may write, and which reports can come."""

import pytest

from challenges.domain.kinds.simulator import MAX_LENGTH
from tests.challenges.simulators.set_worlds import settings
from tests.challenges.simulators.worlds import messages, well_read

WORLD = well_read("settings", settings())


@pytest.mark.parametrize(
    "report",
    ["position:off", "profil:moi", "sons:on", "langue:it; position:off; profil:amis; sons:on"],
)
def test_what_was_set_is_told(report):
    assert WORLD.may_report(report)


@pytest.mark.parametrize(
    "report",
    [
        "position:on",
        "profil:tous",
        "profil:amis; position:off",
        "profil:amis; profil:moi",
        "position:off; position:off",
        "position:non",
        "profil:off",
        "profil",
        "couleur:on",
        "position:off;profil:amis",
        "position:off; ",
    ],
)
def test_what_never_changed_or_is_written_otherwise_is_not(report):
    assert not WORLD.may_report(report)


def item(**changes: object) -> list[object]:
    return [{"title": "Sons", "items": [{"id": "sons", "label": "Jouer un son", "value": "on", **changes}]}]


TWO = [{"id": "fort", "label": "Fort"}, {"id": "doux", "label": "Doux"}]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "il manque une valeur."),
        ({"groups": []}, "il manque une valeur."),
        ({"groups": [{"title": "Sons", "items": []}]}, "il manque une valeur."),
        ({"groups": item(value="oui")}, "valeur inconnue « oui » ; possibles : on, off."),
        ({"groups": item(options=TWO)}, "valeur inconnue « on » ; possibles : fort, doux."),
        ({"groups": item(options=TWO[:1], value="fort")}, "deux choix au moins sont attendus."),
        ({"groups": item(options=[*TWO, TWO[0]], value="fort")}, "deux fois « fort »."),
        ({"groups": item(options=[])}, "il manque une valeur."),
        ({"groups": item() + item()}, "deux fois « sons »."),
        ({"groups": item(kind="switch")}, "clé inconnue « kind »."),
        ({"groups": [item(id=f"sons-{rank}")[0] for rank in range(17)]}, "16 réglages au plus."),
    ],
)
def test_a_slip_is_told(changes, message):
    assert message in messages("settings", settings(**changes))


def test_all_that_is_read_is_proof_read():
    read = {
        "Réglages de Photofil",
        "Confidentialité",
        "Jouer un son",
        "Tout le monde",
        "La langue des menus.",
    }
    assert read <= {*WORLD.texts}


def test_the_longest_report_can_be_stored():
    names = [f"{rank:a>60}" for rank in range(16)]
    options = [TWO[1], {"id": "b" * 60, "label": "Bas"}]
    groups = [item(id=name, options=options, value="doux")[0] for name in names]
    report = "; ".join(f"{name}:{'b' * 60}" for name in sorted(names))
    assert well_read("settings", settings(groups=groups)).may_report(report)
    assert len(report) <= MAX_LENGTH
