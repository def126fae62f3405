"""Whatever is sent: a page answers, and a school has either the pupils of the file or those it had."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports import services
from imports.models import ImportChunk, LearnerImport
from tests.accounts.factories import UserFactory
from tests.imports import fregata_files, siecle_files, test_fregata_properties, test_siecle_properties
from tests.imports.journey import PAGE, STATUS, import_file, last_run, pupils_of, sample, send_raw
from tests.imports.onde_files import HEADER, onde_text
from tests.imports.senders import Sender, agricultural_sender, primary_sender, secondary_sender
from tests.imports.strategies import loose_cells, right_pupils
from tests.imports.test_siecle_properties import changes, mutated

Kind = LearnerImport.Kind
Status = LearnerImport.Status

# Fixtures are not made anew for each example: that is right here, a school goes from file to file.
few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

any_bytes = st.binary(max_size=300)
any_name = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
EXTREMES = st.sampled_from([b"", "\ufeff".encode() * 3, ";".join(HEADER).encode() + b"\r\n\xff\xfe;\x00"])


def onde(rows) -> bytes:
    return onde_text(rows).encode()


def siecle(pupils) -> bytes:
    return siecle_files.siecle_text(*pupils).encode()


def archive(data: bytes) -> bytes:
    return siecle_files.zipped((siecle_files.NAME, data))


def fregata(rows) -> bytes:
    return fregata_files.fregata_text(rows).encode()


def changed(name: str) -> st.SearchStrategy[bytes]:
    """Return files that were right once."""
    return changes.map(lambda some: mutated(sample(name), some))


def after(head: bytes) -> st.SearchStrategy[bytes]:
    return any_bytes.map(head.__add__)


almost_siecle = test_siecle_properties.loose_pupils.map(siecle)
almost_fregata = st.lists(test_fregata_properties.loose_cells, max_size=4).map(fregata)
ANY_FILES = {
    Kind.ONDE: after(onde([])) | st.lists(loose_cells, max_size=4).map(onde) | changed("onde_homonyms.csv"),
    Kind.SIECLE: after(sample("siecle_utf8.xml")[:600])
    | almost_siecle
    | almost_siecle.map(archive)
    | changed("siecle_utf8.xml")
    | changed("ElevesSansAdresses.zip"),
    Kind.FREGATA: after(fregata([])) | almost_fregata | changed("fregata_valid.csv"),
}
RIGHT_FILES = {
    Kind.ONDE: right_pupils.map(onde),
    Kind.SIECLE: test_siecle_properties.right_pupils.map(siecle),
    Kind.FREGATA: test_fregata_properties.right_pupils.map(fregata),
}


@pytest.fixture(params=[Kind.ONDE, Kind.SIECLE, Kind.FREGATA])
def sender(request, director) -> Sender:
    match request.param:
        case Kind.ONDE:
            return replace(primary_sender(director), data=sample("onde_homonyms.csv"))
        case Kind.SIECLE:
            return secondary_sender()
        case _:
            return agricultural_sender()


def settle(sender: Sender, run_jobs) -> LearnerImport:
    """Do what the workers do, and confirm whatever leaves; return the last run."""
    before = pupils_of(sender.school)
    run_jobs()
    run = last_run(sender.school)
    if run.status == Status.WAITING:
        assert pupils_of(sender.school) == before
        services.confirm(organization=sender.school, run_id=run.pk, by=UserFactory())
        run_jobs()
        run.refresh_from_db()
    return run


@few
@given(st.data())
def test_no_file_is_an_error_of_ours_nor_half_an_import(sender, run_jobs, data):
    school, client = sender.school, sender.person.client
    if last_run(school) is None:
        import_file(school, sender.data, run_jobs)
    sent = replace(sender, data=data.draw(any_bytes | EXTREMES | ANY_FILES[sender.kind]))
    before = pupils_of(school)
    answer = send_raw(sender.person, data.draw(st.just(sender.name) | any_name), sent.data)
    assert answer.status_code in (200, 302, 400)
    run = settle(sender, run_jobs)
    for address in (PAGE, STATUS, "/eleves/"):
        assert client.get(address).status_code == 200
    assert not run.is_running
    assert not ImportChunk.objects.exists()
    if answer.status_code == 302 and run.status == Status.IMPORTED:
        assert sender.pupils() == sent.rows(school.local(run.created_at).date())
    else:
        assert pupils_of(school) == before
    if run.status != Status.IMPORTED:
        assert run.error_count > 0


@few
@given(st.data())
def test_after_an_import_the_active_pupils_are_those_of_the_file(sender, run_jobs, data):
    first, second = data.draw(RIGHT_FILES[sender.kind]), data.draw(RIGHT_FILES[sender.kind])
    ids = {}
    for file in (first, second, second):
        run = import_file(sender.school, file, run_jobs)
        assert run.status == Status.IMPORTED
        assert sender.pupils() == replace(sender, data=file).rows()
        stored = pupils_of(sender.school)
        assert ids.items() <= {ine: pupil["id"] for ine, pupil in stored.items()}.items()
        ids = {ine: pupil["id"] for ine, pupil in stored.items()}
    assert (run.created_count, run.changed_count, run.back_count, run.left_count) == (0, 0, 0, 0)
