"""The mail to whoever sent a file: when the end comes late, or by an incident; to nobody who has left."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from imports import services, writing
from imports.models import LearnerImport
from imports.services.telling import ENDED, tell_sender
from learners.models import Learner
from organizations.models import Membership
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import ABANDON, CONFIRM, import_file, last_run, onde_bytes, send
from tests.organizations.factories import MembershipFactory

Status = LearnerImport.Status
MINUTE = timedelta(minutes=1)


@pytest.fixture
def fail_for_good(run_jobs, monkeypatch):
    """Return what workers do when writing fails each time: every job tried until it is given up."""

    def fail(*args, **kwargs):
        raise OSError("disk full")

    def run():
        monkeypatch.setattr(writing, "apply", fail)
        while run_jobs():
            Job.objects.unfinished().exclude(kind=services.FORGET).update(run_after=None)

    return run


def send_long_ago(person, data: bytes) -> None:
    """Send a file two minutes before the workers get to it."""
    send(person, data)
    LearnerImport.objects.filter(status=Status.UPLOADED).update(created_at=F("created_at") - 2 * MINUTE)


def decide(person, address: str) -> None:
    run = last_run(person.organization)
    person.client.post(address, {"run": run.pk, "school_id": run.organization_id})


def subjects() -> list[str]:
    return [letter.subject for letter in mail.outbox]


def test_whoever_watches_a_quick_import_gets_no_mail(director, run_jobs):
    send(director, onde_bytes(1, 2))
    run_jobs()
    assert last_run(director.organization).status == Status.IMPORTED
    assert subjects() == []


def test_a_file_to_correct_is_told_by_mail_however_soon(director, run_jobs):
    send(director, onde_bytes(1, INE=""))
    run_jobs()
    assert last_run(director.organization).status == Status.VALIDATION_ERROR
    assert subjects() == ["Votre fichier d’élèves est à corriger"]


def test_a_slow_import_is_told_by_mail_once(director, run_jobs):
    send_long_ago(director, onde_bytes(1, 2))
    run_jobs()
    run_jobs()
    [letter] = mail.outbox
    assert letter.to == [director.user.email]
    assert letter.subject == "Vos élèves sont importés"
    assert "Élèves\u00a0: 2 nouveaux, 0 modifié" in letter.body


def test_errors_found_late_are_told_by_mail_without_a_word_of_the_file(director, run_jobs):
    send_long_ago(director, onde_bytes(1, 2, 3, INE=""))
    run_jobs()
    [letter] = mail.outbox
    assert letter.subject == "Votre fichier d’élèves est à corriger"
    assert "comporte 3 erreurs." in letter.body
    assert "Ligne" not in letter.body


def test_an_incident_is_always_told_by_mail(director, fail_for_good):
    send(director, onde_bytes(1))
    fail_for_good()
    assert last_run(director.organization).status == Status.IMPORT_ERROR
    assert subjects() == ["Votre import d’élèves n’a pas abouti"]


def test_no_mail_names_a_pupil(director, school, run_jobs):
    import_file(school, onde_bytes(*range(12)), run_jobs)
    send_long_ago(director, onde_bytes(*range(5)))
    run_jobs()
    [letter] = mail.outbox
    assert "7 élèves ne seraient plus dans vos listes" in letter.body
    names = Learner.objects.values_list("last_name", "first_name", "national_student_id", "division")
    for words in set(sum(names, ())):
        assert words not in letter.body
        assert words not in letter.alternatives[0].content


def test_a_question_asked_at_once_is_not_told_by_mail(director, school, run_jobs):
    import_file(school, onde_bytes(*range(12)), run_jobs)
    send(director, onde_bytes(*range(5)))
    run_jobs()
    assert last_run(school).status == Status.WAITING
    assert subjects() == []


@pytest.fixture
def waiting(director, school, run_jobs) -> LearnerImport:
    """A run that has waited for hours, its first mail long read."""
    import_file(school, onde_bytes(*range(12)), run_jobs)
    send(director, onde_bytes(*range(5)))
    run_jobs()
    LearnerImport.objects.filter(status=Status.WAITING).update(created_at=timezone.now() - 300 * MINUTE)
    return last_run(school)


def test_whoever_confirms_his_own_file_watches_again(director, waiting, run_jobs):
    decide(director, CONFIRM)
    run_jobs()
    assert last_run(director.organization).status == Status.IMPORTED
    assert subjects() == []


def test_the_sender_is_told_what_somebody_else_confirmed(director, school, waiting, run_jobs):
    services.confirm(organization=school, run_id=waiting.pk, by=UserFactory())
    run_jobs()
    [letter] = mail.outbox
    assert letter.to == [director.user.email]
    assert letter.subject == "Vos élèves sont importés"


def test_nobody_is_told_what_he_abandons(director, waiting, run_jobs):
    decide(director, ABANDON)
    run_jobs()
    assert subjects() == []


def test_the_sender_is_told_that_nobody_decided(waiting, run_jobs):
    LearnerImport.objects.update(created_at=F("created_at") - services.WAITING_LENGTH)
    Job.objects.filter(kind=services.LAPSE).update(run_after=None)
    run_jobs()
    assert subjects() == ["Votre import d’élèves est abandonné"]


@pytest.mark.parametrize(
    ("status", "after", "is_told"),
    [
        (Status.IMPORTED, MINUTE, False),
        (Status.IMPORTED, MINUTE + timedelta(seconds=1), True),
        (Status.WAITING, MINUTE, False),
        (Status.WAITING, MINUTE + timedelta(seconds=1), True),
        (Status.VALIDATION_ERROR, timedelta(0), True),
        (Status.IMPORT_ERROR, timedelta(0), True),
    ],
)
def test_a_minute_is_what_one_waits_on_the_page(db, status, after, is_told):
    run = LearnerImportFactory()
    tell_sender(run, status, run.created_at + after)
    assert Job.objects.filter(kind=ENDED).exists() == is_told


def test_a_file_that_nobody_sent_is_told_to_nobody(db):
    run = LearnerImportFactory(created_by=None)
    tell_sender(run, Status.IMPORT_ERROR, run.created_at)
    assert not Job.objects.exists()


LEAVES = {
    "who left the school": lambda who: Membership.objects.filter(pk=who.pk).update(
        disabled_at=timezone.now()
    ),
    "who administers no more": lambda who: Membership.objects.filter(pk=who.pk).update(role="MEMBER"),
    "whose account is closed": lambda who: who.user.__class__.objects.filter(pk=who.user_id).update(
        is_active=False
    ),
    "without an address": lambda who: who.user.__class__.objects.filter(pk=who.user_id).update(email=None),
    "whose school is closed": lambda who: who.organization.__class__.objects.filter(
        pk=who.organization_id
    ).update(archived_at=timezone.now()),
    "who is forgotten": lambda who: LearnerImport.objects.update(created_by=None),
}


@pytest.mark.parametrize("leave", LEAVES.values(), ids=LEAVES)
def test_no_mail_goes_to_somebody(db, run_jobs, leave):
    sender = MembershipFactory(admin=True)
    run = LearnerImportFactory(organization=sender.organization, created_by=sender.user, imported=True)
    tell_sender(run, Status.IMPORTED, timezone.now())
    leave(sender)
    assert run_jobs() == 1
    assert subjects() == []
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.UPLOADED},
        {"status": Status.ABANDONED},
        {"undone_at": timezone.now()},
    ],
    ids=["started again", "abandoned", "undone"],
)
def test_what_is_not_so_any_more_is_not_told(db, run_jobs, changes):
    sender = MembershipFactory(admin=True)
    run = LearnerImportFactory(organization=sender.organization, created_by=sender.user, imported=True)
    tell_sender(run, Status.IMPORTED, timezone.now())
    LearnerImport.objects.update(**changes)
    run_jobs()
    assert subjects() == []


def test_a_member_of_another_school_too_is_told_of_which_one(director, school, run_jobs):
    MembershipFactory(user=director.user, admin=True, organization__name="École du Port")
    send_long_ago(director, onde_bytes(1))
    run_jobs()
    assert school.name in mail.outbox[0].body
    assert "École du Port" not in mail.outbox[0].body


def test_an_end_that_is_taken_back_is_told_to_nobody(director, run_jobs, monkeypatch):
    """The mail is a row of the transaction that ends the run."""

    def crash(*args, **kwargs):
        raise OSError("cut off at the last moment")

    send_long_ago(director, onde_bytes(1))
    monkeypatch.setattr("imports.services.working.tell_sender", lambda *args: (tell_sender(*args), crash()))
    run_jobs()
    assert last_run(director.organization).status == Status.VALIDATED
    assert not Job.objects.filter(kind=ENDED).exists()
