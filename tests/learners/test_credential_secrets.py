"""The new passwords of pupils are in clear on the answer to who asked, and nowhere else."""

import json
import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from learners.models import CredentialBatch
from learners.services import credential_making, sealing
from learners.services.credentials import Kind
from learners.services.sealing import Credential, SealedError, seal, unseal
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory
from tests.learners.credentials import ask, class_of, page_of, pupil, read, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(principal):
    learners = [*class_of(principal.organization, 3), pupil(principal.organization, user=UserFactory())]
    return ask(principal, learners, Kind.GENERATE)


def whole_database() -> str:
    """Return every row of every table."""
    rows = [
        [model._meta.label, *map(str, row)]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        for row in model._base_manager.values_list()
    ]
    return json.dumps(rows)


def test_no_table_no_log_no_job_holds_a_password(principal, batch, caplog, run_jobs, tmp_path):
    caplog.set_level(logging.DEBUG)
    work(batch)
    passwords = [line.password for line in read(batch)]
    for part in ("", "etat/", "liste.csv", "fiches/"):
        principal.client.get(page_of(batch, part))
    run_jobs()  # the letters to those who have an address
    assert len(passwords) == 4
    kept = whole_database() + caplog.text + json.dumps(list(Job.objects.values("payload")))
    kept += "".join(str(record.__dict__) for record in caplog.records)
    assert [password for password in passwords if password in kept] == []
    assert "learner.passwords_reset" in kept  # the search reads something


def test_a_letter_tells_of_the_change_and_never_the_password(batch, run_jobs, mailoutbox):
    work(batch)
    run_jobs()
    [letter] = mailoutbox
    texts = [letter.body, letter.subject, *(content for content, _ in letter.alternatives)]
    assert not [line for line in read(batch) if any(line.password in text for text in texts)]


def test_a_failed_try_leaves_no_password_in_the_log(batch, caplog, monkeypatch):
    drawn = []

    def fail(**facts):
        drawn.extend(each.password for each in facts["credentials"])
        raise ValueError(drawn[0])

    monkeypatch.setattr(credential_making, "seal", fail)
    work(batch)
    assert len(drawn) == 4
    told = json.dumps([str(record.__dict__) for record in caplog.records if record.name != "root"])
    assert "job.error" in told
    assert not [password for password in drawn if password in whole_database()]


def test_a_hash_is_what_an_account_keeps(batch):
    work(batch)
    for line in read(batch):
        user = principal_of(line)
        assert line.password not in user.password
        assert check_password(line.password, user.password)


def principal_of(line: Credential):
    return apps.get_model("learners.Learner").objects.get(pk=line.learner_id).user


# --- The seal ---------------------------------------------------------------------------------------
LINE = Credential(7, "3EME B", "LOVELACE", "Ada", "ada.lovelace1012", "drxhtn74")


@pytest.fixture
def sealed(principal):
    now = timezone.now()
    batch = CredentialBatch.objects.create(
        organization=principal.organization,
        requested_by=principal.user,
        kind=Kind.RESET,
        status=CredentialBatch.Status.DONE,
        ended_at=now,
    )
    batch.sealed = seal(batch=batch, credentials=[LINE], now=now)
    return batch


def test_what_is_sealed_is_read_for_a_quarter_of_an_hour(sealed):
    assert unseal(batch=sealed, now=sealed.ended_at) == [LINE]
    last = settings.CREDENTIALS_READABLE_FOR - timedelta(seconds=1)
    assert unseal(batch=sealed, now=sealed.ended_at + last) == [LINE]
    with pytest.raises(SealedError):
        unseal(batch=sealed, now=sealed.ended_at + settings.CREDENTIALS_READABLE_FOR)
    assert "Ada" not in sealed.sealed


def test_the_seal_itself_knows_its_hour(sealed):
    """A row whose date was moved opens nothing."""
    late = sealed.ended_at + timedelta(minutes=20)
    sealed.ended_at = late
    with pytest.raises(SealedError):
        unseal(batch=sealed, now=late)


@pytest.mark.parametrize("change", [{"pk": 10**6}, {"requested_by_id": 10**6}, {"organization_id": 10**6}])
def test_no_other_batch_and_nobody_else_opens_it(sealed, change):
    for name, value in change.items():
        setattr(sealed, name, value)
    with pytest.raises(SealedError):
        unseal(batch=sealed, now=sealed.ended_at)


@pytest.mark.parametrize("token", ["", "x", "gAAAAA" * 20])
def test_what_was_emptied_or_altered_opens_nothing(sealed, token):
    sealed.sealed = token
    with pytest.raises(SealedError):
        unseal(batch=sealed, now=sealed.ended_at)


def test_another_secret_key_opens_nothing(sealed, settings):
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(SealedError):
        unseal(batch=sealed, now=sealed.ended_at)


def test_no_key_is_written_anywhere(sealed):
    key = sealing._fernet(sealed)._encryption_key.hex()
    assert key not in whole_database()
