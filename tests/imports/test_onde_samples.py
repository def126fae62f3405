import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imports.domain.csv_text import inspect_upload
from imports.domain.errors import UploadRefusedError
from imports.domain.plan import PlanCounts, StoredPupil, build_plan
from imports.domain.rows import Reading
from tests.imports.onde_files import read_bytes

LEFT_AT = datetime(2026, 9, 5, 8, 30, tzinfo=UTC)

SAMPLES = Path(__file__).parent / "samples"
ALL_EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["files"]
EXPECTED = {name: expected for name, expected in ALL_EXPECTED.items() if expected["kind"] == "onde"}


def read_sample(name: str) -> Reading:
    return read_bytes((SAMPLES / name).read_bytes())


def outcome(name: str) -> dict:
    try:
        reading = read_sample(name)
    except UploadRefusedError as refusal:
        return {"outcome": "UPLOAD_ERROR", "errors": [{"code": refusal.code}], "pupils": None}
    if reading.errors:
        errors = [error.summary() for error in reading.errors]
        return {"outcome": "VALIDATION_ERROR", "errors": errors, "pupils": None}
    return {"outcome": "IMPORTED", "errors": [], "pupils": len(reading.pupils)}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_sample_gives_the_expected_outcome(name):
    expected = EXPECTED[name]
    assert outcome(name) == {key: expected[key] for key in ("outcome", "errors", "pupils")}


def test_every_sample_is_expected():
    assert {path.name for path in SAMPLES.glob("onde_*")} == set(EXPECTED)


def test_windows_sample_keeps_its_rare_letters():
    names = {pupil.last_name for pupil in read_sample("onde_cp1252.csv").pupils}
    assert {"LE CŒURDAIN", "ŠIMUNOVIC", "L’HAŸMARD"} <= names


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("onde_valid.csv", "utf-8"),
        ("onde_utf8_bom.csv", "utf-8-sig"),
        ("onde_iso8859_1.csv", "cp1252"),
        ("onde_cp1252.csv", "cp1252"),
        ("onde_cr_only.csv", "utf-8"),
    ],
)
def test_sample_encoding_is_found(name, encoding):
    assert inspect_upload([(SAMPLES / name).read_bytes()]) == encoding


@pytest.mark.parametrize(
    "name",
    [
        "onde_iso8859_1.csv",
        "onde_utf8_bom.csv",
        "onde_reordered_columns.csv",
        "onde_extra_columns.csv",
        "onde_only_required_columns.csv",
        "onde_comma.csv",
        "onde_tab.csv",
        "onde_all_quoted.csv",
        "onde_cr_only.csv",
    ],
)
def test_same_pupils_are_read_from_every_form_of_the_file(name):
    assert read_sample(name).pupils == read_sample("onde_valid.csv").pupils


def test_quoted_sample_gives_what_is_between_the_quotes():
    pupils = read_sample("onde_quoted.csv").pupils
    assert pupils[1].last_name == 'DE LA "TOUR"'
    assert pupils[2].division == "CM1; CM2 - Mme ESSAI"
    # The address of the first pupil holds a line end.
    assert [pupil.line for pupil in pupils[:3]] == [2, 4, 5]


def test_mojibake_sample_is_still_known_as_onde():
    assert not read_sample("onde_mojibake.csv").heading_unknown


class School:
    """The pupils of a school as plans leave them."""

    def __init__(self) -> None:
        self.pupils: dict[int, StoredPupil] = {}

    def receive(self, name: str):
        plan = build_plan(self.pupils.values(), read_sample(name).pupils)
        for pk in plan.disable:
            self.pupils[pk] = replace(self.pupils[pk], disabled_at=LEFT_AT)
        for pk, row in plan.update + plan.enable:
            self.pupils[pk] = StoredPupil(pk, row)
        for row in plan.create:
            pk = len(self.pupils) + 1
            self.pupils[pk] = StoredPupil(pk, row)
        return plan


def test_scenario_a_valid_then_reimport_then_back():
    school = School()

    first = school.receive("onde_valid.csv")
    assert first.counts == PlanCounts(created=42, changed=0, back=0, unchanged=0, left=0)

    again = school.receive("onde_reimport.csv")
    assert again.counts == PlanCounts(created=4, changed=2, back=0, unchanged=37, left=3)
    assert sorted(row.national_student_id for _, row in again.update) == ["990000010ZA", "990000011ZA"]
    assert sorted(again.disable) == [5, 18, 40]
    assert not again.needs_confirmation

    back = school.receive("onde_reimport_back.csv")
    assert back.counts == PlanCounts(created=0, changed=0, back=1, unchanged=4, left=39)
    assert [(pk, row.national_student_id) for pk, row in back.enable] == [(5, "990000005ZA")]
    assert back.needs_confirmation


def test_scenario_a_same_file_again_changes_nothing():
    school = School()
    school.receive("onde_valid.csv")
    assert school.receive("onde_iso8859_1.csv").is_empty
