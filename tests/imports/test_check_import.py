"""`check_import` says what an import of a file would end in. No test here has a database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.imports.fregata_files import HEADER, fregata_text, pupil

SAMPLES = Path(__file__).parent / "samples"
TABLE = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
EXPECTED = TABLE["files"]
UAI = {"fregata": "0380003B"} | TABLE["uai"]


def check(path: Path | str, kind: str = "onde", uai: str | None = None) -> dict:
    """Return what the command prints, which is one line of JSON."""
    out = StringIO()
    call_command("check_import", str(path), "--kind", kind, "--uai", uai or UAI[kind], stdout=out)
    assert out.getvalue().count("\n") == 1
    return json.loads(out.getvalue())


def refusal(path: Path | str, **how: str) -> str:
    with pytest.raises(CommandError) as caught:
        check(path, **how)
    return str(caught.value)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_ends_as_the_table_says(name):
    expected = EXPECTED[name]
    found = check(SAMPLES / name, expected["kind"])
    assert (found["outcome"], found["pupils"]) == (expected["outcome"], expected["pupils"])
    if expected["kind"] == "fregata":
        # The table gives their outcome alone; test_fregata_samples has the errors.
        assert bool(found["errors"]) == (expected["outcome"] != "IMPORTED")
    else:
        assert found["errors"] == expected["errors"]


def test_every_sample_is_in_the_table():
    assert {path.name for path in SAMPLES.iterdir()} - {"expected.json", ".gitattributes"} == set(EXPECTED)


@pytest.mark.parametrize("kind", ["onde", "siecle", "fregata"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_of_another_kind_is_answered_too(name, kind):
    found = check(SAMPLES / name, kind, "0389999Z")
    assert found.keys() == {"outcome", "errors", "pupils"}
    if kind != EXPECTED[name]["kind"]:
        assert found["outcome"] in ("UPLOAD_ERROR", "VALIDATION_ERROR")
        assert found["errors"]
        assert found["pupils"] is None


def test_every_error_is_listed(tmp_path):
    path = tmp_path / "fregata.csv"
    path.write_text(fregata_text(pupil(number, {"Statut*": ""}) for number in range(700)))
    errors = check(path, "fregata")["errors"]
    assert [error["line"] for error in errors] == list(range(2, 702))
    assert errors[0] == {"code": "FIELD_REQUIRED", "line": 2, "field": "Statut*"}


def test_a_file_that_is_too_large_is_said_to_be(tmp_path, settings):
    settings.MAX_UPLOAD_BYTES = 100
    path = tmp_path / "onde.csv"
    path.write_bytes(b"x" * 101)
    assert check(path) == {
        "outcome": "UPLOAD_ERROR",
        "errors": [{"code": "PAYLOAD_TOO_LARGE"}],
        "pupils": None,
    }


@pytest.mark.parametrize("uai", ["0380000x", " 0380000 X ", "0380000-X"])
def test_a_uai_may_be_typed_in_any_way(uai):
    assert check(SAMPLES / "onde_valid.csv", uai=uai)["pupils"] == 42
    assert check(SAMPLES / "siecle_utf8.xml", "siecle", uai="0380002 a")["pupils"] == 4


@pytest.mark.parametrize("uai", ["", "Grenoble", "0380000", "0380000XX"])
def test_what_is_no_uai_is_refused(uai):
    out = StringIO()
    with pytest.raises(CommandError, match="7 chiffres et d’une lettre"):
        call_command("check_import", "x.csv", "--kind", "onde", "--uai", uai, stdout=out)
    assert not out.getvalue()


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path):
    assert "n’existe pas" in refusal(tmp_path / "absent.csv")
    assert "n’existe pas" in refusal(SAMPLES / "onde_valid.csv" / "x.csv")


def test_a_folder_is_no_file(tmp_path):
    assert "c’est un dossier" in refusal(tmp_path)


def test_a_name_that_no_system_takes_is_refused(tmp_path):
    assert "ne peut pas être ouvert" in refusal(tmp_path / ("x" * 300))


def test_what_may_have_no_end_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "n’est pas un fichier" in refusal(tmp_path / "pipe")
    assert "n’est pas un fichier" in refusal("/dev/zero")


def test_a_file_that_may_not_be_read_is_said_so(tmp_path, monkeypatch):
    def denied(*args: object, **kwargs: object):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "vous n’avez pas le droit" in refusal(SAMPLES / "onde_valid.csv")


def test_a_failing_disk_is_told_in_the_words_of_the_system(tmp_path, monkeypatch):
    def broken(*args: object, **kwargs: object):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    assert "«\u00a0Input/output error\u00a0»" in refusal(SAMPLES / "onde_valid.csv")


BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    b'<?xml version="1.0" encoding="ISO-8859-15"?><BEE_ELEVES VERSION="3.0"><PARAMETRES>',
    ";".join(HEADER).encode() + b"\n",
    (SAMPLES / "onde_valid.csv").read_bytes()[:400],
    (SAMPLES / "siecle_utf8.xml").read_bytes()[:900],
    (SAMPLES / "ElevesSansAdresses.zip").read_bytes()[:200],
]


@hypothesis_settings(max_examples=60)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=80), st.sampled_from(["onde", "siecle", "fregata"]))
def test_no_file_brings_the_command_down(tmp_path_factory, beginning, rest, kind):
    path = tmp_path_factory.getbasetemp() / "any-file"
    path.write_bytes(beginning + rest)
    found = check(path, kind)
    assert bool(found["errors"]) == (found["outcome"] != "IMPORTED")
    assert (found["pupils"] is None) == bool(found["errors"])


def test_the_command_runs_where_there_is_no_database():
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}
    arguments = [SAMPLES / "fregata_valid.csv", "--kind", "fregata", "--uai", "0380003B"]
    ended = subprocess.run(
        [sys.executable, "manage.py", "check_import", *arguments],
        cwd=settings.BASE_DIR,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout) == {"outcome": "IMPORTED", "errors": [], "pupils": 12}
