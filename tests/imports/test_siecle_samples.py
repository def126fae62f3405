import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from imports.domain.errors import UploadRefusedError
from imports.domain.rows import Reading
from imports.domain.siecle import inspect_siecle
from tests.imports.siecle_files import UAI, read_bytes

SAMPLES = Path(__file__).parent / "samples"
ALL_EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["files"]
EXPECTED = {name: expected for name, expected in ALL_EXPECTED.items() if expected["kind"] == "siecle"}
# The samples tell of leaving days before it.
TODAY = date(2025, 11, 21)


def read_sample(name: str) -> Reading:
    return read_bytes((SAMPLES / name).read_bytes(), uai=UAI, today=TODAY)


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
    patterns = ("siecle_*", "zip_*", "Eleves*")
    assert {path.name for pattern in patterns for path in SAMPLES.glob(pattern)} == set(EXPECTED)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("ElevesSansAdresses.xml", "iso8859-15"),
        ("ElevesSansAdresses.zip", "iso8859-15"),
        ("siecle_utf8.xml", "utf-8"),
        ("siecle_utf16.xml", "utf-16"),
        ("siecle_html.xml", "utf-8"),
        ("siecle_unknown_encoding.xml", ""),
    ],
)
def test_encoding_of_a_sample_is_found(name, encoding):
    with (SAMPLES / name).open("rb") as file:
        assert inspect_siecle(file) == encoding


def test_real_file_gives_names_classes_and_ranks():
    pupils = read_sample("ElevesSansAdresses.xml").pupils
    assert Counter(pupil.division for pupil in pupils) == {"3EME A": 16, "3EME B": 18, "3EME C": 18}
    first = pupils[0]
    assert (first.last_name, first.first_name, first.birthdate) == ("NIVELLAC", "Naël", date(2011, 2, 2))
    assert (first.line, first.level, first.groups) == (1, "", "")
    assert pupils[4].groups == "\n3LATIN\n"
    assert [pupil.line for pupil in pupils] == sorted({pupil.line for pupil in pupils})
    # Eight of the sixty are not there, so that ranks run ahead of the count.
    assert pupils[-1].line > len(pupils)


@pytest.mark.parametrize(
    "name", ["ElevesSansAdresses.zip", "zip_macosx.zip", "zip_uppercase_ext.zip", "zip_named.xml"]
)
def test_same_pupils_are_read_from_every_archive(name):
    assert read_sample(name) == read_sample("ElevesSansAdresses.xml")


def test_same_pupils_are_read_in_utf_8_and_utf_16():
    assert read_sample("siecle_utf8.xml").pupils == read_sample("siecle_utf16.xml").pupils


def test_scenario_b_same_school_some_weeks_later():
    before = {pupil.national_student_id: pupil for pupil in read_sample("ElevesSansAdresses.xml").pupils}
    after = {pupil.national_student_id: pupil for pupil in read_sample("siecle_reimport.xml").pupils}
    gone, new, kept = before.keys() - after.keys(), after.keys() - before.keys(), before.keys() & after.keys()
    assert sorted(gone) == ["880000001ZB", "880000002ZB", "880000003ZB"]
    assert len(new) == 2
    changed = {ine for ine in kept if before[ine] != after[ine]}
    assert changed == {"880000004ZB", "880000005ZB"}


def test_traversal_sample_puts_no_file_anywhere():
    evil = Path("/tmp/evil_import.xml")
    assert not evil.exists()
    with pytest.raises(UploadRefusedError):
        inspect_siecle(io.BytesIO((SAMPLES / "zip_traversal.zip").read_bytes()))
    assert not evil.exists()


def test_external_entity_sample_tells_nothing_of_the_machine():
    reading = read_sample("siecle_external_entity.xml")
    assert "root:" not in repr(reading)
