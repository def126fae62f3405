"""What an import costs in statements, those that begin and end a transaction included."""

import re
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports import services
from learners.models import Learner
from pixorga.jobs.models import Job
from pixorga.jobs.services import run_job
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import import_file, onde_bytes

LIST = "/admin/imports/learnerimport/"

# Two for the claim of the job, three for the run and its file, then one transaction.
CHECK = 12
UNCHANGED = 14
FIRST_IMPORT = 17
# SQLite takes 999 values in a statement: an UPDATE of many rows is cut there, not at 500 rows.
CHANGED = 18 if connection.vendor == "postgresql" else 25


def statements(kind: str) -> list[str]:
    """Run the waiting job of this kind; return what it asked of the database."""
    job = Job.objects.unfinished().get(kind=kind)
    with CaptureQueriesContext(connection) as captured:
        assert run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    return [query["sql"] for query in captured.captured_queries]


def receive(school, data: bytes) -> None:
    file = SimpleUploadedFile("eleves.csv", data)
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


def test_1000_pupils_who_change_and_leave_are_written_in_a_few_statements(school, run_jobs):
    import_file(school, onde_bytes(*range(1000)), run_jobs)
    sql = cost_of_writing(school, onde_bytes(*range(500), Libellé_classe="CM2 B"))
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
