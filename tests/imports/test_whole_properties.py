"""Whatever is sent: a page answers, and a school has either the pupils of the file or those it had."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from imports.models import ImportChunk, LearnerImport
from learners.models import Learner
from tests.imports.journey import (
    PAGE,
    STATUS,
    import_file,
    last_run,
    onde_bytes,
    pupils_of,
    send_raw,
)
from tests.imports.onde_files import HEADER, onde_text, read_bytes
from tests.imports.strategies import loose_cells, right_pupils

Status = LearnerImport.Status

# Fixtures are not made anew for each example: that is right here, a school goes from file to file.
few = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
header = ";".join(HEADER).encode() + b"\r\n"
any_bytes = st.binary(max_size=300)
any_name = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)
almost_right = st.lists(loose_cells, max_size=4).map(lambda rows: onde_text(rows).encode())


@few
@given(any_bytes | any_bytes.map(header.__add__) | almost_right, st.just("eleves.csv") | any_name)
@example(header + b"\xff\xfe;\x00", "eleves.csv")
@example("\ufeff".encode() * 3, "")
def test_no_file_is_an_error_of_ours_nor_half_an_import(director, school, run_jobs, data, name):
    if last_run(school) is None:
        import_file(school, onde_bytes(1, 2), run_jobs)
    before = pupils_of(school)
    answer = send_raw(director, name, data)
    assert answer.status_code in (200, 302, 400)
    run_jobs()
    for address in (PAGE, STATUS, "/eleves/"):
        assert director.client.get(address).status_code == 200
    run = last_run(school)
    assert not run.is_running
    assert not ImportChunk.objects.exists()
    if run.status != Status.IMPORTED:
        assert run.error_count > 0
        assert pupils_of(school) == before
    elif answer.status_code == 302:
        rows = {row.national_student_id for row in read_bytes(data).pupils}
        active = Learner.objects.of(school).active().values_list("national_student_id", flat=True)
        assert set(active) == rows


@few
@given(right_pupils, right_pupils)
def test_after_an_import_the_active_pupils_are_those_of_the_file(school, run_jobs, first, second):
    ids = {}
    for rows in (first, second, second):
        data = onde_text(rows).encode()
        run = import_file(school, data, run_jobs)
        assert run.status == Status.IMPORTED
        stored = pupils_of(school)
        wanted = {row.national_student_id: row for row in read_bytes(data).pupils}
        active = {ine: pupil for ine, pupil in stored.items() if pupil["disabled_at"] is None}
        assert active.keys() == wanted.keys()
        for ine, row in wanted.items():
            for name in ("last_name", "first_name", "birthdate", "level", "division"):
                assert active[ine][name] == getattr(row, name)
        assert ids.items() <= {ine: pupil["id"] for ine, pupil in stored.items()}.items()
        ids = {ine: pupil["id"] for ine, pupil in stored.items()}
    assert (run.created_count, run.changed_count, run.back_count, run.left_count) == (0, 0, 0, 0)
