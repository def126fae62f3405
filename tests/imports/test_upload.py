"""Sending a file: what is refused at once, next to its cause, and what no file can break."""

import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from imports.models import ImportChunk, LearnerImport
from imports.services import reading
from learners.models import Learner
from pixorga.jobs.models import Job
from tests.conftest import sign_in
from tests.imports.factories import fregata_school, siecle_school
from tests.imports.journey import (
    PAGE,
    UPLOAD,
    last_run,
    listed_errors,
    onde_bytes,
    plain,
    said,
    sample,
    send,
    send_raw,
)
from tests.organizations.factories import MembershipFactory
from tests.pages import main_of

Status = LearnerImport.Status
MEGABYTE = 1024 * 1024
TOO_LARGE_FOR_MEMORY = 3 * MEGABYTE
RIGHT = onde_bytes(1, 2)


def field_error(text: str) -> str:
    """Return what stands beside the file field; the summary above the form says it too."""
    error = plain(re.search(r'<div class="field-error".*?<p><span[^>]*>[^<]*</span>(.*?)</p>', text, re.S)[1])
    assert error in plain(main_of(text).split('role="alert"')[1].split("</div>\n")[0])
    return error


def test_a_right_file_is_stored_and_waits_for_a_worker(director, school):
    answer = send(director, RIGHT)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    run = last_run(school)
    assert (run.status, run.created_by, run.kind) == (Status.UPLOADED, director.user, "ONDE")
    assert [bytes(chunk.data) for chunk in run.chunks.all()] == [RIGHT]
    assert Job.objects.get().subject_id == run.pk
    assert not Learner.objects.exists()


@pytest.mark.parametrize("name", ["eleves.xlsx", "eleves.csv.exe", "Eleves.PDF", "ElevesSansAdresses.xml"])
def test_a_file_of_another_kind_is_refused_next_to_the_field(director, name):
    answer = send(director, RIGHT, name)
    assert answer.status_code == 200
    assert "Choisissez le fichier .csv extrait d’Onde." in field_error(answer.text)
    assert "<title>Erreur\u00a0: Importer des élèves · Pix Orga</title>" in answer.text
    assert 'href="#id_file"' in answer.text
    assert "when-no-script" not in answer.text.split("data-send-on-choice")[1].split("</form>")[0]
    assert not LearnerImport.objects.exists()


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (siecle_school, "CSVExtraction.csv", "Choisissez le fichier .zip exporté de Siècle"),
        (siecle_school, "eleves.txt", "Choisissez le fichier .zip exporté de Siècle"),
        (fregata_school, "ElevesSansAdresses.zip", "Choisissez le fichier .csv exporté de Fregata."),
    ],
)
def test_the_file_of_another_kind_of_school_is_refused_next_to_the_field(db, make, name, words):
    head = sign_in(MembershipFactory(organization=make(), admin=True))
    assert words in field_error(send(head, RIGHT, name).text)
    assert not LearnerImport.objects.exists()


@pytest.mark.parametrize("name", ["ElevesSansAdresses.XML", "export.zip", "ElevesSansAdresses", "é (1).Xml"])
def test_a_name_that_a_file_of_siecle_may_have_is_taken(db, name):
    head = sign_in(MembershipFactory(organization=siecle_school(), admin=True))
    assert send(head, sample("siecle_utf8.xml"), name).status_code == 302
    assert last_run(head.organization).status == Status.UPLOADED


@pytest.mark.parametrize("name", ["ELEVES.CSV", "eleves.txt", "CSVExtraction", "élèves (1).csv", ".csv"])
def test_a_name_that_a_csv_file_may_have_is_taken(director, school, name):
    assert send(director, RIGHT, name).status_code == 302
    assert last_run(school).status == Status.UPLOADED


@pytest.mark.parametrize("data", [{}, {"file": ""}, {"file": "texte"}])
def test_no_file_is_asked_for(director, data):
    answer = director.client.post(UPLOAD, data)
    assert answer.status_code == 200
    assert field_error(answer.text) == "Choisissez le fichier .csv extrait d’Onde."
    assert not LearnerImport.objects.exists()


def test_a_form_that_is_not_multipart_asks_for_the_file(director):
    answer = director.client.post(UPLOAD, "file=a", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "Choisissez le fichier" in field_error(answer.text)


def test_an_empty_file_is_a_run_that_was_refused(director, school):
    answer = send(director, b"")
    assert answer.status_code == 302
    run = last_run(school)
    assert (run.status, run.errors, run.error_count) == (
        Status.UPLOAD_ERROR,
        [{"code": "BAD_CSV_FORMAT"}],
        1,
    )
    assert run.ended_at == run.created_at
    assert not Job.objects.exists()
    assert not ImportChunk.objects.exists()


@pytest.mark.parametrize("size", [len(RIGHT), TOO_LARGE_FOR_MEMORY])
@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.csv",
        "..\\..\\eleves.csv",
        "/etc/eleves.csv",
        "x" * 300 + ".csv",
        "é" * 300 + ".csv",
        "eleves." + "x" * 300,
        "eleves." + "é" * 300 + ".csv",
        "a\0b.csv",
        "a\tb.csv",
        "<script>.csv",
        "%00.csv",
        "con.csv",
        "   ",
        "",
    ],
)
def test_no_name_of_a_file_breaks_anything(director, school, name, size, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = send_raw(director, name, RIGHT.ljust(size, b"\n"))
    assert answer.status_code in (200, 302, 400)
    stored = last_run(school)
    assert (stored is not None) == (answer.status_code == 302)
    assert not list(tmp_path.rglob("*")), "the file is in the database, and nowhere else"


def test_a_broken_form_is_a_bad_request(director):
    answer = director.client.post(UPLOAD, b"--x", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_a_byte_over_20_megabytes_is_told_on_the_page(director, school):
    answer = send(director, b";" * (20 * MEGABYTE + 1))
    assert answer.status_code == 302
    assert last_run(school).errors == [{"code": "PAYLOAD_TOO_LARGE", "limit": 20}]
    assert not ImportChunk.objects.exists()
    page = director.client.get(PAGE).text
    assert listed_errors(page) == ["Le fichier dépasse 20\u00a0Mo."]


def test_the_last_byte_that_is_allowed_is_taken(director, school, settings):
    settings.MAX_UPLOAD_BYTES = len(RIGHT)
    send(director, RIGHT)
    assert last_run(school).status == Status.UPLOADED


def test_much_more_than_the_limit_is_refused_before_it_is_read(director, settings):
    settings.MAX_UPLOAD_BYTES = MEGABYTE
    answer = send(director, b";" * 2 * MEGABYTE)
    assert answer.status_code == 413
    assert "trop" in plain(answer.text)
    assert not LearnerImport.objects.exists()


def test_too_many_rows_are_told_with_their_line(director, school, run_jobs, monkeypatch):
    monkeypatch.setattr("imports.domain.onde.MAX_ROWS", 2)
    send(director, onde_bytes(1, 2, 3))
    run_jobs()
    assert last_run(school).errors == [{"code": "PAYLOAD_TOO_LARGE", "line": 4, "limit": 2}]
    assert listed_errors(director.client.get(PAGE).text) == [
        "Ligne\u00a04\u00a0: le fichier dépasse 2 élèves."
    ]


def test_a_second_file_is_told_that_an_import_goes_on(director, school):
    send(director, RIGHT)
    first = last_run(school)
    answer = send(director, sample("onde_valid.csv"))
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert LearnerImport.objects.get() == first
    notice, running = said(director.client.get(PAGE).text)
    assert "Un import est déjà en cours pour votre établissement" in notice
    assert "Votre fichier est bien reçu." in running


def test_a_wrong_choice_while_an_import_goes_on_keeps_following_it(director):
    send(director, RIGHT)
    page = send(director, RIGHT, "eleves.xlsx").text
    assert "Votre fichier est bien reçu." in page
    assert f'content="5;url={PAGE}"' in page, "a GET of the address of the form would lead astray"


def test_the_sender_may_have_left_when_the_file_is_written(director, school, run_jobs):
    send(director, RIGHT)
    LearnerImport.objects.update(created_by=None)
    run_jobs()
    assert last_run(school).status == Status.IMPORTED


@pytest.mark.django_db(transaction=True)
def test_two_files_at_the_same_moment_make_one_run(director, school, monkeypatch):
    """Both have seen that no import goes on before either is stored."""
    both_looked = threading.Barrier(2, timeout=10)
    session = director.client.cookies["sessionid"].value
    inspect = reading.inspect

    def inspect_together(file, kind):
        both_looked.wait()
        return inspect(file, kind)

    monkeypatch.setattr(reading, "inspect", inspect_together)
    answers = []

    def upload(data):
        client = Client()
        client.cookies["sessionid"] = session
        try:
            client.post(UPLOAD, {"file": SimpleUploadedFile("eleves.csv", data)})
            answers.append(said(client.get(PAGE).text))
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=[data]) for data in (RIGHT, sample("onde_valid.csv"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    run = LearnerImport.objects.get()
    assert run.status == Status.UPLOADED
    assert b"".join(bytes(chunk.data) for chunk in run.chunks.all()) in (RIGHT, sample("onde_valid.csv"))
    assert Job.objects.count() == 1
    refusals = [text for texts in answers for text in texts if "Un import est déjà en cours" in text]
    assert len(answers) == 2
    assert len(refusals) == 1
