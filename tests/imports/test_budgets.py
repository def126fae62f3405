"""What an import costs in statements, those that begin and end a transaction included."""

import re
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports import services
from imports.models import LearnerImport
from learners.models import Learner
from organizations.models import Organization
from pixorga.jobs.models import Job
from pixorga.jobs.services import run_job
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import import_file, onde_bytes
from tests.imports.siecle_files import pupil as siecle_pupil
from tests.imports.siecle_files import siecle_text
from tests.organizations.factories import OrganizationFactory

LIST = "/admin/imports/learnerimport/"

# Two for the claim of the job, two for the run and its file (one more for each MB), then one transaction.
CHECK = 11
UNCHANGED = 14
FIRST_IMPORT = 19
CHANGED = 22


def statements(kind: str) -> list[str]:
    """Run the waiting job of this kind; return what it asked of the database."""
    job = Job.objects.unfinished().get(kind=kind)
    with CaptureQueriesContext(connection) as captured:
        assert run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def college(db) -> Organization:
    return OrganizationFactory(secondary=True)


def siecle_bytes(school: Organization, *numbers: int) -> bytes:
    return siecle_text(*map(siecle_pupil, numbers), uai=school.uai).encode()


def receive(school, data: bytes) -> None:
    file = SimpleUploadedFile("eleves", data)
    services.receive_file(organization=school, by=None, file=file)


def cost_of_writing(school, data: bytes) -> list[str]:
    receive(school, data)
    run_job(Job.objects.unfinished().get(kind=services.VALIDATE).pk)
    return statements(services.WRITE)


def written_tables(sql: list[str]) -> Counter:
    found = [re.search(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"", text) for text in sql]
    return Counter(match[1] for match in found if match)


def test_1000_new_pupils_are_written_in_a_few_statements(school):
    sql = cost_of_writing(school, onde_bytes(*range(1000)))
    assert Learner.objects.count() == 1000
    assert len(sql) <= FIRST_IMPORT, "\n".join(sql)


def test_as_many_statements_write_few_pupils_as_many(school, outsider):
    few = cost_of_writing(school, onde_bytes(*range(3)))
    many = cost_of_writing(outsider.organization, onde_bytes(*range(400)))
    assert len(few) == len(many)


def test_the_same_pupils_again_cost_few_statements_and_write_no_pupil(school, run_jobs):
    data = onde_bytes(*range(1000))
    import_file(school, data, run_jobs)
    sql = cost_of_writing(school, data)
    assert len(sql) <= UNCHANGED, "\n".join(sql)
    assert "learners_learner" not in written_tables(sql)
    assert written_tables(sql)["imports_importedlearner"] == 1, "the earlier traces go"


def test_the_same_pupils_of_a_college_again_cost_few_statements_and_write_no_pupil(college, run_jobs):
    data = siecle_bytes(college, *range(200))
    import_file(college, data, run_jobs)
    sql = cost_of_writing(college, data)
    assert len(sql) <= UNCHANGED, "\n".join(sql)
    assert "learners_learner" not in written_tables(sql)


def test_accounts_of_1000_new_pupils_of_a_college_are_looked_up_in_two_statements(school, college):
    costs = [
        cost_of_writing(school, onde_bytes(*range(1000))),
        cost_of_writing(college, siecle_bytes(college, *range(1000))),
    ]
    looked_up = [[sql for sql in cost if 'national_student_id" IN' in sql] for cost in costs]
    assert [len(sql) for sql in looked_up] == [0, 3]
    assert Learner.objects.count() == 2000


def test_1000_pupils_who_change_and_leave_are_written_in_a_few_statements(school, run_jobs):
    import_file(school, onde_bytes(*range(1000)), run_jobs)
    receive(school, onde_bytes(*range(500), Libellé_classe="CM2 B"))
    run_jobs()
    run = LearnerImport.objects.get(status=LearnerImport.Status.WAITING)
    services.confirm(organization=school, run_id=run.pk, by=UserFactory())
    sql = statements(services.WRITE)
    assert Learner.objects.filter(division="CM2 B").count() == 500
    assert Learner.objects.exclude(disabled_at=None).count() == 500
    assert len(sql) <= CHANGED, "\n".join(sql)


def test_checking_a_file_costs_the_same_for_any_number_of_rows(school, outsider):
    receive(school, onde_bytes(*range(3)))
    few = statements(services.VALIDATE)
    receive(outsider.organization, onde_bytes(*range(1000), INE=""))
    many = statements(services.VALIDATE)
    assert len(few) <= CHECK
    assert len(many) <= CHECK


@pytest.mark.parametrize("pupils", [3, 1000])
def test_receiving_a_file_of_a_school_costs_a_few_statements(school, django_assert_max_num_queries, pupils):
    data = onde_bytes(*range(pupils))
    with django_assert_max_num_queries(12):
        receive(school, data)


def test_the_list_of_runs_costs_the_same_for_any_number_of_runs(client, db, flat_queries):
    client.force_login(UserFactory(platform_staff=True))
    flat_queries(
        lambda: client.get(LIST), lambda n: LearnerImportFactory.create_batch(n, imported=True), budget=4
    )
