"""What an import does to a school: its pupils, the traces, the states of the run; and never half of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from imports import services
from imports.domain.errors import ErrorCode, FileError
from imports.domain.rows import Reading
from imports.models import ImportChunk, ImportedLearner, LearnerImport
from imports.services import reading
from learners.models import Learner
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.jobs.services import run_job
from tests.imports.factories import ImportChunkFactory, LearnerImportFactory
from tests.imports.journey import counts, import_file, onde_bytes, pupils_of, sample
from tests.organizations.factories import OrganizationFactory

Status = LearnerImport.Status
FIFTH, TENTH, ELEVENTH = "990000005ZA", "990000010ZA", "990000011ZA"


def active_ines(school) -> set[str]:
    return set(Learner.objects.of(school).active().values_list("national_student_id", flat=True))


def send(school, data=b"INE;", **more):
    file = SimpleUploadedFile("eleves.csv", data)
    return services.receive_file(organization=school, by=None, file=file, **more)


@pytest.mark.parametrize("name", ["onde_iso8859_1.csv", "onde_valid.csv", "onde_reordered_columns.csv"])
def test_the_same_pupils_again_write_nothing(school, run_jobs, name):
    import_file(school, sample("onde_valid.csv"), run_jobs)
    before = pupils_of(school)
    run = import_file(school, sample(name), run_jobs)
    assert counts(run) == (0, 0, 0, 42, 0)
    assert pupils_of(school) == before


def test_new_pupils_get_their_keys_and_the_plain_values(school, run_jobs):
    import_file(school, onde_bytes(7, Nom_élève="d'ÉTÉ-LE ROY", Prénom_élève="Éloïse"), run_jobs)
    learner = Learner.objects.get()
    expected = Learner(last_name="d'ÉTÉ-LE ROY", first_name="Éloïse")
    expected.set_keys()
    assert (learner.search_key, learner.sort_key) == (expected.search_key, expected.sort_key)
    assert (learner.last_name, learner.first_name) == ("d'ÉTÉ-LE ROY", "Éloïse")
    assert (learner.level, learner.division) == ("CM1", "CLASSE DE CM1")
    assert str(learner.birthdate) == "2014-03-21"
    assert learner.organization == school
    assert (learner.is_provisional, learner.is_oralization_enabled, learner.disabled_at) == (
        False,
        False,
        None,
    )
    assert learner.created_at == learner.updated_at == LearnerImport.objects.get().ended_at


def test_another_schools_pupils_are_nobodys_business(school, run_jobs):
    elsewhere = OrganizationFactory()
    import_file(elsewhere, onde_bytes(1, 2, 3), run_jobs)
    before = pupils_of(elsewhere)
    run = import_file(school, onde_bytes(3, 4), run_jobs)
    assert counts(run) == (2, 0, 0, 0, 0)
    assert pupils_of(elsewhere) == before
    assert ImportedLearner.objects.filter(run__organization=elsewhere).count() == 3


def test_a_trace_tells_what_was_done_to_each_pupil(school, run_jobs):
    import_file(school, onde_bytes(1, 2, 3), run_jobs)
    import_file(school, onde_bytes(1, 2), run_jobs)
    left_at = pupils_of(school)["990000003ZA"]["disabled_at"]
    run = import_file(school, onde_bytes(1, 3, 4, Libellé_classe="CM2 B"), run_jobs)
    told = {
        trace.learner.national_student_id: (trace.action, trace.before, trace.after)
        for trace in run.learners.select_related("learner")
    }
    now = run.ended_at.isoformat()
    former = {"division": "CLASSE DE CM1", "disabled_at": left_at.isoformat()}
    assert told == {
        "990000001ZA": ("CHANGED", {"division": "CLASSE DE CM1"}, {"division": "CM2 B"}),
        "990000002ZA": ("LEFT", {"disabled_at": None}, {"disabled_at": now}),
        "990000003ZA": ("BACK", former, {"division": "CM2 B", "disabled_at": None}),
        "990000004ZA": ("CREATED", {}, {}),
    }


def test_only_the_last_import_keeps_its_traces(school, run_jobs):
    first = import_file(school, onde_bytes(1, 2), run_jobs)
    second = import_file(school, onde_bytes(2, 3), run_jobs)
    assert not first.learners.exists()
    assert second.learners.count() == 2
    third = import_file(school, onde_bytes(2, 3), run_jobs)
    assert not second.learners.exists(), "an import that changes nothing is the last one all the same"
    assert not third.learners.exists()


def test_a_wrong_file_keeps_the_traces_of_the_last_import(school, run_jobs):
    run = import_file(school, onde_bytes(1, 2), run_jobs)
    import_file(school, sample("onde_errors.csv"), run_jobs)
    assert run.learners.count() == 2


def test_each_step_leaves_a_whole_state(school):
    run = send(school, onde_bytes(1, 2))
    assert (run.status, run.encoding, run.ended_at) == (Status.UPLOADED, "utf-8", None)
    validate, write = Job.objects.get(), Job.objects.filter(kind=services.WRITE)
    assert validate.kind == services.VALIDATE
    run_job(validate.pk)
    run.refresh_from_db()
    assert (run.status, run.ended_at) == (Status.VALIDATED, None)
    assert not Learner.objects.exists()
    run_job(write.get().pk)
    run.refresh_from_db()
    assert (run.status, run.ended_at is None) == (Status.IMPORTED, False)
    assert Learner.objects.count() == 2


def test_a_large_file_is_kept_in_pieces_and_read_as_one(school, run_jobs, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK_BYTES", 1000)
    data = sample("onde_valid.csv")
    run = send(school, data)
    assert run.chunks.count() == len(data) // 1000 + 1
    assert b"".join(bytes(chunk.data) for chunk in run.chunks.order_by("position")) == data
    run_jobs()
    run.refresh_from_db()
    assert (run.status, run.created_count) == (Status.IMPORTED, 42)


def test_the_encoding_that_was_really_read_is_kept_for_writing(school, run_jobs):
    # The first reading finds « ¼ » in a name: the file is in ISO-8859-15.
    text = onde_bytes(1, Nom_élève="LECŒUR").decode().encode("iso8859-15")
    run = import_file(school, text, run_jobs)
    assert run.encoding == "iso8859-15"
    assert Learner.objects.get().last_name == "LECŒUR"


@pytest.mark.parametrize("trait", [{}, {"validated": True}])
def test_a_second_file_is_refused_while_a_run_goes_on(school, trait):
    run = LearnerImportFactory(organization=school, **trait)
    with pytest.raises(services.ImportRunningError):
        send(school)
    assert LearnerImport.objects.get() == run
    assert not ImportChunk.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize("data", [onde_bytes(1), b""], ids=["sound", "to be refused"])
def test_of_two_files_at_the_same_moment_the_first_one_keeps_its_bytes(school, run_jobs, monkeypatch, data):
    """Both see no run: the second one finds it once it is its turn, even if it would have been refused."""
    inspect = reading.inspect

    def inspect_while_another_file_arrives(file, kind):
        monkeypatch.setattr(reading, "inspect", inspect)
        send(school, onde_bytes(1, 2))
        return inspect(file, kind)

    monkeypatch.setattr(reading, "inspect", inspect_while_another_file_arrives)
    with pytest.raises(services.ImportRunningError):
        send(school, data)
    run_jobs()
    run = LearnerImport.objects.get()
    assert (run.status, run.created_count) == (Status.IMPORTED, 2)


def test_another_schools_run_is_no_obstacle(school, run_jobs):
    LearnerImportFactory()
    assert import_file(school, onde_bytes(1), run_jobs).status == Status.IMPORTED


@pytest.mark.parametrize("kind", [services.VALIDATE, services.WRITE])
def test_a_job_that_comes_again_finds_nothing_to_do(school, run_jobs, kind):
    run = import_file(school, onde_bytes(1, 2), run_jobs)
    before = pupils_of(school)
    jobs.enqueue(kind, run.pk)
    run_jobs()
    run.refresh_from_db()
    assert run.status == Status.IMPORTED
    assert pupils_of(school) == before
    assert Job.objects.filter(state=Job.State.DONE).count() == 3


def test_rules_that_changed_between_the_two_steps_empty_no_school(school, run_jobs, monkeypatch):
    import_file(school, onde_bytes(1, 2), run_jobs)
    before = pupils_of(school)
    run = send(school, onde_bytes(2, 3))
    read = reading.read_run
    errors = [FileError(ErrorCode.EMPTY)]
    monkeypatch.setattr(
        reading,
        "read_run",
        lambda run: Reading([], errors) if run.status == Status.VALIDATED else read(run),
    )
    # The worker that checked the file is gone, and a newer one writes it.
    run_job(Job.objects.unfinished().get(kind=services.VALIDATE).pk)
    run_jobs()
    run.refresh_from_db()
    assert (run.status, run.errors) == (Status.VALIDATION_ERROR, [{"code": "EMPTY"}])
    assert pupils_of(school) == before
    assert not ImportChunk.objects.exists()


def test_500_errors_are_kept_and_all_are_counted(school, run_jobs):
    run = import_file(school, onde_bytes(*range(1, 1251), INE=""), run_jobs)
    assert (run.status, len(run.errors), run.error_count) == (Status.VALIDATION_ERROR, 500, 1250)
    assert run.errors[-1]["line"] == 501


def test_the_file_goes_when_the_next_one_comes(school, run_jobs):
    failed = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=failed)
    other = ImportChunkFactory(run=LearnerImportFactory(failed=True))
    send(school, onde_bytes(1))
    assert not failed.chunks.exists()
    assert ImportChunk.objects.filter(pk=other.pk).exists()


def test_the_file_goes_when_the_next_one_is_refused(school):
    failed = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=failed)
    send(school, b"")
    assert not failed.chunks.exists()


def test_instants_are_the_callers(school):
    now = timezone.now() - timedelta(days=3)
    assert send(school, onde_bytes(1), now=now).created_at == now
    assert Job.objects.get().created_at == now
