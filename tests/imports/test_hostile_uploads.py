"""What no browser sends: names of files, and sizes, at the page of each kind of school."""

import pytest
from django.conf import settings

from imports.models import ImportChunk, LearnerImport
from learners.models import Learner
from tests.imports.journey import PAGE, last_run, listed_errors, send, send_raw
from tests.imports.senders import agricultural_sender, primary_sender, secondary_sender

NAMES = [
    "../../etc/passwd{}",
    "..\\..\\eleves{}",
    "/etc/eleves{}",
    "a" * 300 + "{}",
    "é" * 300 + "{}",
    "eleves{}" + "x" * 300,
    "a\0b{}",
    "<script>{}",
    "con{}",
    "{}",
]
LIMIT = 20 * 1024 * 1024


@pytest.fixture(params=["Onde", "Siècle", "Fregata"])
def sender(request, director):
    makers = {"Onde": lambda: primary_sender(director), "Siècle": secondary_sender}
    return makers.get(request.param, agricultural_sender)()


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_leaves_a_trace_nor_an_error_of_ours(sender, run_jobs, name, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(
        settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 10
    )  # as for a larger file: on disk meanwhile
    answer = send_raw(sender.person, name.format(sender.name[-4:]), sender.data)
    assert answer.status_code in (200, 302, 400)
    run_jobs()
    if answer.status_code == 302:
        sender.assert_imported_once()
    else:
        assert not LearnerImport.objects.exists()
        assert not Learner.objects.exists()
    assert not list(tmp_path.rglob("*")), "the file is in the database, and nowhere else"


def test_a_byte_over_20_megabytes_is_told_on_the_page(sender):
    assert settings.MAX_UPLOAD_BYTES == LIMIT
    answer = send(sender.person, sender.data.ljust(LIMIT + 1, b" "), sender.name)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert last_run(sender.school).errors == [{"code": "PAYLOAD_TOO_LARGE", "limit": 20}]
    assert not ImportChunk.objects.exists()
    page = sender.person.client.get(PAGE).text
    assert listed_errors(page) == ["Le fichier dépasse 20\u00a0Mo."]
