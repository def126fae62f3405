"""A file made to harm is refused before it has cost a second of CPU or 50 MB.

Each is checked by a child process that dies if it takes more (tests/imports/sandbox.py).
"""

import json

import pytest

from imports.domain.onde import read_onde
from tests.imports.attacks import (
    FREGATA_HEADER,
    LARGE_SIECLE,
    LARGEST,
    ONDE_HEADER,
    SIECLE,
    csv_attacks,
    large_csv,
)
from tests.imports.journey import ALL_EXPECTED, SAMPLES
from tests.imports.measures import peak_memory
from tests.imports.onde_files import TODAY, onde_text, pupil
from tests.imports.sandbox import IS_POSSIBLE, File, Limits, sandbox

in_a_child = pytest.mark.skipif(not IS_POSSIBLE, reason="fichiers hostiles\u00a0: Linux seulement")

UAI = {"ONDE": "0380000X", "SIECLE": "0380002A", "FREGATA": "0380000X"}
ATTACKS = {"SIECLE": SIECLE, "ONDE": csv_attacks(ONDE_HEADER), "FREGATA": csv_attacks(FREGATA_HEADER)}
LARGE = {"SIECLE": LARGE_SIECLE, "ONDE": large_csv(ONDE_HEADER), "FREGATA": large_csv(FREGATA_HEADER)}
# About what the largest right file takes: it has 100 MB when it is unzipped.
AS_LONG_AS_A_RIGHT_ONE = Limits(seconds=5, megabytes=60)

REFUSED = ("UPLOAD_ERROR", "VALIDATION_ERROR")


def sample_file(name: str) -> File:
    kind = ALL_EXPECTED[name]["kind"].upper()
    return File(str(SAMPLES / name), kind, UAI[kind])


def each(attacks: dict) -> list:
    pairs = [(kind, name) for kind, of_kind in attacks.items() for name in of_kind]
    return [pytest.param(*pair, id=" ".join(pair)) for pair in pairs]


@pytest.fixture(scope="module")
def box():
    right = ("onde_valid.csv", "ElevesSansAdresses.xml", "ElevesSansAdresses.zip", "fregata_valid.csv")
    with sandbox(map(sample_file, right)) as running:
        yield running


@pytest.fixture
def attack(tmp_path):
    """Return a function that writes an attack; the file goes at the end, it may have 20 MB."""
    path = tmp_path / "attack"

    def write(attacks: dict, kind: str, name: str) -> File:
        data = attacks[kind][name]()
        assert len(data) <= LARGEST
        path.write_bytes(data)
        return File(str(path), kind, UAI[kind])

    yield write
    path.unlink(missing_ok=True)


@in_a_child
@pytest.mark.parametrize("name", ALL_EXPECTED)
def test_each_sample_ends_as_expected_within_its_limits(box, name):
    checked = box.check(sample_file(name))
    assert (checked.died, checked.outcome) == ("", ALL_EXPECTED[name]["outcome"])


@in_a_child
@pytest.mark.parametrize(("kind", "name"), each(ATTACKS))
def test_an_attack_is_refused_within_a_second_and_fifty_megabytes(box, attack, kind, name):
    checked = box.check(attack(ATTACKS, kind, name))
    assert checked.died == ""
    assert checked.outcome in REFUSED
    assert checked.errors
    assert "root:" not in json.dumps(checked.errors)


@in_a_child
@pytest.mark.parametrize(("kind", "name"), each(LARGE))
def test_as_much_as_there_is_room_for_costs_no_more_than_a_right_file(box, attack, kind, name):
    checked = box.check(attack(LARGE, kind, name), AS_LONG_AS_A_RIGHT_ONE)
    assert checked.died == ""
    assert checked.outcome in REFUSED


@in_a_child
@pytest.mark.parametrize(
    ("limits", "cause"),
    [(Limits(seconds=0.1), "CPU"), (Limits(megabytes=1), "memory")],
)
def test_a_child_that_takes_more_than_its_limits_dies(box, attack, limits, cause):
    checked = box.check(attack(LARGE, "FREGATA", "50,000 wrong rows"), limits)
    assert (checked.died, checked.outcome) == (cause, "")


def test_a_file_that_is_read_twice_is_not_held_twice():
    peaks = []
    for last_name in ("MARTEL", "C½UR"):
        rows = [*map(pupil, range(2000)), pupil(2000, Nom_élève=last_name)]
        data = onde_text(rows).encode("cp1252")
        with peak_memory() as peak:
            assert len(read_onde([data], encoding="cp1252", today=TODAY).pupils) == len(rows)
        peaks.append(peak.bytes)
    once, twice = peaks
    assert twice < 1.3 * once
