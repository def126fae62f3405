"""New passwords for several pupils, with a real worker, broker and database."""

import pytest
from django.utils import timezone

from accounts.models import User
from learners.models import CredentialBatch
from learners.services import credentials
from learners.services.credentials import Status
from learners.services.sealing import unseal
from pixorga.jobs.models import Job
from pixorga.testing.processes import wait_until
from tests.learners.credentials import CHOOSE, MAKE, class_of, page_of

pytestmark = pytest.mark.services


def test_a_worker_makes_them_once_and_every_account_is_as_the_list_says(principal, service_tools, settings):
    pupils = class_of(principal.organization, 12)
    data = {"learner": [learner.pk for learner in pupils], "kind": "RESET"}
    assert "12 concernés" in principal.client.post(CHOOSE, data).text
    for _ in range(2):
        principal.client.post(MAKE, data)
    batch = CredentialBatch.objects.get()
    with service_tools.worker(beat=True):
        wait_until(
            lambda: CredentialBatch.objects.get().status != Status.RUNNING, "the passwords", seconds=60
        )
    batch.refresh_from_db()
    assert batch.status == Status.DONE
    # The worker has the settings of production.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    lines = unseal(batch=batch, now=timezone.now())
    assert len(lines) == len(pupils)
    for line in lines[:3]:
        assert User.objects.get(learners=line.learner_id).check_password(line.password)
    assert principal.client.get(page_of(batch, "liste.csv")).status_code == 200
    assert Job.objects.get(kind=credentials.MAKE).state == Job.State.DONE
