"""Two people at the import page of one school, at the same moment."""

import pytest

from imports.models import ImportChunk, LearnerImport
from learners.models import Learner
from tests.crowd import at_once
from tests.imports.factories import ImportChunkFactory, LearnerImportFactory
from tests.imports.journey import RETRY, onde_bytes, send

pytestmark = pytest.mark.django_db(transaction=True)

Status = LearnerImport.Status


@pytest.mark.parametrize("others", [[b""] * 3, [onde_bytes(3), onde_bytes(4), b"PK\x03\x04"]])
def test_one_of_many_files_is_imported_whole(director, school, run_jobs, others):
    files = [onde_bytes(1, 2), *others]
    answers = at_once(*[lambda data=data: send(director, data).status_code for data in files])
    assert answers == [302] * len(files)
    run_jobs()
    taken = LearnerImport.objects.exclude(status=Status.UPLOAD_ERROR)
    assert all(run.status == Status.IMPORTED for run in taken)
    assert taken.count() <= 1
    assert Learner.objects.count() == sum(run.created_count for run in taken)
    assert not ImportChunk.objects.exists()


def test_an_import_that_is_started_again_while_another_file_comes_is_whole_or_replaced(
    director, school, run_jobs
):
    failed = LearnerImportFactory(organization=school, failed=True)
    ImportChunkFactory(run=failed, data=onde_bytes(1, 2))
    at_once(
        lambda: director.client.post(RETRY),
        lambda: send(director, b""),
        lambda: send(director, onde_bytes(3)),
    )
    run_jobs()
    statuses = set(LearnerImport.objects.values_list("status", flat=True))
    assert statuses <= {Status.IMPORTED, Status.UPLOAD_ERROR, Status.IMPORT_ERROR}
    assert not ImportChunk.objects.exists()
