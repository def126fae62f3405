"""Durable jobs: claimed once, tried again, given up with a word, whatever the bell does."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import InterfaceError, transaction
from django.utils import timezone

from pixorga.jobs import bell, registry, services
from pixorga.jobs.mail import Letter, register_letter
from pixorga.jobs.models import Job
from tests.privacy import written

KIND = "tests.work"


@pytest.fixture
def work(db):
    """A kind of job that notes what it does; ``work.fails`` makes it raise."""

    class Work:
        def __init__(self):
            self.done, self.given_up, self.fails = [], [], False

        def run(self, claim):
            if self.fails:
                raise ValueError("Léa " + "Martin".upper())  # a value that no log may repeat
            self.done.append(claim.job.subject_id)

        def give_up(self, job):
            self.given_up.append(job.subject_id)

    work = Work()
    registry.register(KIND, work.run, on_failure=work.give_up, patience=timedelta(seconds=10))
    return work


def make_due(job):
    Job.objects.filter(pk=job.pk).update(run_after=None, lease_until=None)


def test_a_job_runs_once_however_often_it_is_woken(work):
    [job] = services.enqueue(KIND, 7)
    assert services.run_job(job.pk) is True
    assert services.run_job(job.pk) is False
    assert services.run_due("default") == 0
    assert work.done == [7]
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert job.ended_at is not None


def test_a_running_job_is_nobody_elses_until_its_lease_ends(work):
    [job] = services.enqueue(KIND, 7)
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, attempts=1, lease_until=now + timedelta(seconds=9)
    )
    assert services.run_job(job.pk, now=now) is False
    assert services.run_job(job.pk, now=now + timedelta(seconds=10)) is True
    assert work.done == [7]


def test_a_worker_that_wakes_after_its_lease_can_neither_renew_nor_finish(work):
    [job] = services.enqueue(KIND, 7)
    now = timezone.now()
    late = services._claim(job.pk, now)
    assert services._claim(job.pk, now + timedelta(hours=1)).attempt == late.attempt + 1
    with pytest.raises(services.LeaseLostError):
        late.renew()
    with pytest.raises(services.LeaseLostError), transaction.atomic():
        late.finish()
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING


def test_an_error_is_tried_again_later_and_given_up_at_the_third(work):
    work.fails = True
    [job] = services.enqueue(KIND, 7)
    pauses = []
    for _ in range(3):
        services.run_job(job.pk)
        job.refresh_from_db()
        if job.run_after and job.state == Job.State.QUEUED:
            pauses.append(round((job.run_after - timezone.now()).total_seconds(), -1))
        make_due(job)
    assert pauses == [10, 20]
    assert job.state == Job.State.FAILED
    assert job.error_code == "ValueError"
    assert work.given_up == [7]


def test_a_job_whose_workers_die_each_time_is_given_up(work):
    [job] = services.enqueue(KIND, 7)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempts=8, lease_until=timezone.now())
    assert services.run_job(job.pk, now=timezone.now() + timedelta(seconds=1)) is False
    job.refresh_from_db()
    assert (job.state, job.error_code) == (Job.State.FAILED, "CRASHED")
    assert work.given_up == [7]


def test_a_job_that_only_a_newer_release_knows_holds_up_no_other(work):
    unknown = Job.objects.create(
        kind="tests.unknown", queue="default", subject_id=1, created_at=timezone.now()
    )
    services.enqueue(KIND, 7)
    assert services.run_due("default") == 1
    assert work.done == [7]
    unknown.refresh_from_db()
    assert (unknown.state, unknown.attempts) == (Job.State.QUEUED, 0)


def test_a_job_that_cannot_be_given_up_holds_up_no_other_and_is_told_without_its_words(work, caplog):
    def refuse(job):
        raise InterfaceError("Léa " + "Martin".upper())

    registry.register(KIND, work.run, on_failure=refuse, max_attempts=1)
    [job, _] = services.enqueue(KIND, 6, 7)
    Job.objects.filter(pk=job.pk).update(attempts=1)
    with caplog.at_level(logging.INFO):
        assert services.run_due("default") == 1
    assert work.done == [7]
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    [record] = [record for record in caplog.records if record.message == "job.not_run"]
    assert "MARTIN" not in written(record)


def test_a_job_that_recovers_is_done(work):
    work.fails = True
    [job] = services.enqueue(KIND, 7)
    services.run_job(job.pk)
    work.fails = False
    make_due(job)
    services.run_job(job.pk)
    assert work.done == [7]


def test_logs_tell_the_kind_of_error_and_never_its_words(work, caplog, capsys):
    work.fails = True
    [job] = services.enqueue(KIND, 7)
    root = logging.getLogger()
    formatter = root.handlers[0].formatter
    with caplog.at_level(logging.INFO):
        services.run_job(job.pk)
    lines = "\n".join(
        formatter.format(record) for record in caplog.records if record.name.startswith("pixorga")
    )
    assert "ValueError" in lines
    assert "MARTIN" not in lines


def test_the_bell_rings_once_for_many_jobs_after_the_commit(
    work, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(bell, "_strike", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        services.enqueue(KIND, 1, 2, 3)
        assert rung == []
    assert rung == ["default"]


class Chain:
    """Two kinds of jobs: the first has the second done next, with what it found in its hands."""

    def __init__(self):
        self.found, self.first_fails, self.second_fails_once = [], False, False
        registry.register("tests.first", self.run_first)
        registry.register("tests.second", self.run_second, patience=timedelta(0))

    def run_first(self, claim):
        with transaction.atomic():
            claim.finish()
            claim.hand_on(*services.enqueue("tests.second", claim.job.subject_id), "found")
            if self.first_fails:
                raise ValueError

    def run_second(self, claim):
        self.found.append(claim.handed)
        if self.second_fails_once and claim.attempt == 1:
            raise ConnectionResetError


def test_a_worker_goes_on_with_what_it_has_in_its_hands(db):
    chain = Chain()
    services.enqueue("tests.first", 7)
    assert services.run_due("default", limit=1) == 1
    assert chain.found == ["found"]
    assert services.run_due("default") == 0


def test_whoever_does_a_handed_job_again_has_nothing_in_his_hands(db):
    chain = Chain()
    chain.second_fails_once = True
    services.enqueue("tests.first", 7)
    services.run_due("default", limit=1)
    services.run_due("default", limit=1)
    assert chain.found == ["found", None]
    assert not Job.objects.unfinished().exists()


def test_nothing_is_handed_on_when_the_work_was_rolled_back(db):
    chain = Chain()
    chain.first_fails = True
    services.enqueue("tests.first", 7)
    services.run_due("default")
    assert chain.found == []
    assert [job.state for job in Job.objects.all()] == [Job.State.QUEUED]


def test_what_was_rolled_back_is_handed_to_no_other_job(db):
    """SQLite gives the number of a job that was rolled back to the next one, perhaps of another school."""
    chain = Chain()
    chain.first_fails = True

    def run_first(claim):
        try:
            chain.run_first(claim)
        finally:
            services.enqueue("tests.second", 8)

    registry.register("tests.first", run_first)
    services.enqueue("tests.first", 7)
    services.run_due("default", limit=1)
    assert chain.found == []
    services.run_due("default", limit=1)
    assert chain.found == [None]


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_once_for_each_queue_of_a_transaction_and_for_what_stays_of_it(work, monkeypatch):
    rung = []
    monkeypatch.setattr(bell, "_strike", rung.append)
    registry.register("tests.other", work.run, queue="mail")
    with transaction.atomic():
        services.enqueue(KIND, 1)
        with transaction.atomic():
            services.enqueue("tests.other", 2)
            transaction.set_rollback(True)
        services.enqueue(KIND, 3)
    assert rung == ["default"]
    with transaction.atomic():
        services.enqueue("tests.other", 4)
        services.enqueue(KIND, 5)
        services.enqueue("tests.other", 6)
    assert rung == ["default", "mail", "default"]
    services.enqueue(KIND, 7)
    services.enqueue(KIND, 8)
    assert rung == ["default", "mail", *["default"] * 3]


def test_a_broker_that_is_away_costs_the_page_nothing_but_a_log_line(
    work, settings, caplog, django_capture_on_commit_callbacks, monkeypatch
):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(bell.current_app._get_current_object(), "send_task", refuse)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        services.enqueue(KIND, 7)
    assert "bell.silent" in caplog.text
    assert services.run_due("default") == 1
    assert work.done == [7]


def test_the_sweep_rings_for_queues_with_due_jobs_only(work, monkeypatch):
    monkeypatch.setattr(bell, "_strike", lambda queue: None)
    assert services.sweep() == []
    services.enqueue(KIND, 7)
    assert services.sweep() == ["default"]
    services.run_due("default")
    assert services.sweep() == []


def test_a_letter_keeps_its_message_id_and_nothing_is_sent_for_one_that_is_not_needed_any_more(
    db, tmp_path, settings
):
    (tmp_path / "hello.txt").write_text("Bonjour {{ name }}, {{ site_url }}")
    (tmp_path / "hello.html").write_text("<p>Bonjour {{ name }}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    letters = {1: Letter("ecole@example.org", "Objet", "hello", {"name": "Ève"}), 2: None}
    register_letter("tests.letter", lambda job: letters[job.subject_id])
    first, _ = services.enqueue("tests.letter", 1, 2)
    services.run_due("mail")
    [message] = mail.outbox
    assert message.to == ["ecole@example.org"]
    assert "Bonjour Ève" in message.body
    assert message.alternatives[0].content == "<p>Bonjour Ève</p>"
    assert message.extra_headers["Message-ID"].startswith(f"<job-{first.pk}@")
    assert not Job.objects.unfinished().exists()


def test_a_job_for_later_is_taken_when_its_time_has_come(
    work, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(bell, "_strike", rung.append)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        [job] = services.enqueue(KIND, 7, run_after=now + timedelta(hours=1), now=now)
    assert services.sweep(now=now) == rung == []
    assert services.run_job(job.pk, now=now) is False
    assert services.sweep(now=now + timedelta(hours=1)) == ["default"]
    assert services.run_job(job.pk, now=now + timedelta(hours=1)) is True
    assert work.done == [7]
