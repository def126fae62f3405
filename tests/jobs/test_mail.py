"""Letters leave, wait, or fail at once, as the mail server says; a failed one may be sent again."""

import socket
from contextlib import closing
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from organizations import emails, services
from organizations.models import Invitation
from pixorga.jobs import registry
from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory

ADDRESS = "invitee@ac-exemple.example"


class RefusingBackend(BaseEmailBackend):
    """A mail server that answers ``refusal``, or takes the letter when there is none."""

    refusal: Exception | None = None
    taken = 0

    def send_messages(self, messages):
        if RefusingBackend.refusal:
            raise RefusingBackend.refusal
        RefusingBackend.taken += len(messages)
        return len(messages)


class Session(StreamRequestHandler):
    """As much SMTP as sends one letter; an address that holds « inconnue » is no mailbox of ours."""

    def handle(self):
        self.say(b"220 mail.example")
        in_letter = False
        for line in self.rfile:
            if in_letter:
                in_letter = line != b".\r\n"
                if not in_letter:
                    self.server.letters += 1
                    self.say(b"250 taken")
            elif line.upper().startswith(b"RCPT") and b"inconnue" in line:
                self.say(b"550 5.1.1 no such mailbox")
            elif line.upper().startswith(b"DATA"):
                in_letter = True
                self.say(b"354 go on")
            elif line.upper().startswith(b"QUIT"):
                self.say(b"221 bye")
                return
            else:
                self.say(b"250 fine")

    def say(self, words):
        self.wfile.write(words + b"\r\n")


@pytest.fixture
def mail_server(settings):
    with ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.letters = 0
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def refuse(settings):
    """Return a function that gives the mail server its answer."""
    settings.EMAIL_BACKEND = "tests.jobs.test_mail.RefusingBackend"
    RefusingBackend.taken = 0

    def answer(refusal: Exception | None) -> None:
        RefusingBackend.refusal = refusal

    yield answer
    RefusingBackend.refusal = None


def refused(code: int) -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused({ADDRESS: (code, b"no")})


@pytest.fixture
def invitation(school) -> Invitation:
    [invitation] = services.invite_members(organization=school, by=UserFactory(), addresses=[ADDRESS])
    return invitation


def run_at_last() -> Job:
    """Try until the worker gives up or is done, without its pauses; return the only job."""
    while Job.objects.unfinished().exists():
        Job.objects.update(run_after=None)
        jobs.run_due("mail")
    return Job.objects.get()


def error_of(invitation: Invitation) -> tuple[bool, str]:
    invitation.refresh_from_db()
    return invitation.send_failed_at is not None, invitation.send_error


def test_an_address_that_the_server_will_never_take_is_not_tried_again(invitation, refuse):
    refuse(refused(550))
    jobs.run_due("mail")
    job = Job.objects.get()
    assert (job.state, job.error_code, job.errors, job.attempts) == ("FAILED", "REFUSED", 1, 1)
    assert error_of(invitation) == (True, Invitation.SendError.REFUSED)


@pytest.mark.parametrize(
    "refusal",
    [
        refused(450),
        SMTPRecipientsRefused({ADDRESS: (550, b"no"), "autre@ac-exemple.example": (450, b"later")}),
        SMTPSenderRefused(550, b"no", "ne-pas-repondre@pixorga.example"),
        SMTPServerDisconnected("gone"),
        ConnectionRefusedError(),
        TimeoutError(),
    ],
    ids=["later", "some later", "sender", "disconnected", "nobody answers", "too slow"],
)
def test_what_may_pass_is_tried_ten_times_and_then_called_unreachable(invitation, refuse, refusal):
    refuse(refusal)
    jobs.run_due("mail")
    job = Job.objects.get()
    assert job.state == Job.State.QUEUED
    assert job.run_after > timezone.now() + timedelta(seconds=10)
    assert error_of(invitation) == (False, "")
    job = run_at_last()
    assert (job.state, job.errors, job.error_code) == ("FAILED", 10, type(refusal).__name__)
    assert error_of(invitation) == (True, Invitation.SendError.UNREACHABLE)


def test_the_pause_doubles_and_is_an_hour_at_most(invitation, refuse):
    refuse(refused(450))
    pauses = []
    for _ in range(9):
        before = timezone.now()
        jobs.run_due("mail")
        pauses.append(round((Job.objects.get().run_after - before).total_seconds()))
        Job.objects.update(run_after=None)
    assert pauses == [15, 30, 60, 120, 240, 480, 960, 1920, 3600]


def test_a_letter_leaves_once_the_server_is_back(invitation, refuse):
    refuse(refused(450))
    jobs.run_due("mail")
    refuse(None)
    assert run_at_last().state == Job.State.DONE
    assert RefusingBackend.taken == 1
    assert error_of(invitation) == (False, "")


def test_a_failed_letter_that_is_relaunched_leaves_and_the_invitation_forgets_the_failure(invitation, refuse):
    refuse(refused(450))
    failed = run_at_last()
    refuse(None)
    assert jobs.relaunch_failed(jobs=[failed]) == [failed]
    assert error_of(invitation) == (False, "")
    assert run_at_last().state == Job.State.DONE
    assert RefusingBackend.taken == 1


def test_relaunching_twice_is_once_and_what_did_not_fail_is_left_alone(invitation, refuse):
    refuse(refused(550))
    failed = run_at_last()
    refuse(None)
    assert jobs.relaunch_failed(jobs=[failed]) == [failed]
    assert jobs.relaunch_failed(jobs=[failed]) == []
    done = run_at_last()
    assert jobs.relaunch_failed(jobs=[done]) == []
    assert RefusingBackend.taken == 1


def test_a_relaunched_job_has_all_its_tries_again_and_a_late_worker_none_of_them(invitation):
    job = Job.objects.get()
    Job.objects.update(state=Job.State.FAILED, attempts=30, errors=3, error_code="CRASHED")
    late = jobs.Claim(job, 30)
    jobs.relaunch_failed(jobs=[job])
    claim = jobs._claim(job.pk, timezone.now())
    assert claim.attempt == 31
    with pytest.raises(jobs.LeaseLostError):
        late.finish()
    claim.finish()


def test_a_relaunched_job_is_given_up_again_when_its_workers_die(invitation):
    job = Job.objects.get()
    Job.objects.update(state=Job.State.RUNNING, attempts=60, attempts_before_relaunch=30)
    assert jobs.run_job(job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.error_code) == (Job.State.FAILED, "CRASHED")


def test_a_job_of_an_unknown_kind_is_not_relaunched(db):
    job = Job.objects.create(
        kind="tests.gone", queue="mail", subject_id=1, state=Job.State.FAILED, created_at=timezone.now()
    )
    assert jobs.relaunch_failed(jobs=[job]) == []
    job.refresh_from_db()
    assert job.state == Job.State.FAILED


def test_a_failure_of_an_older_mail_says_nothing_of_the_newer_one(invitation, refuse):
    [old] = Job.objects.all()
    later = timezone.now() + timedelta(hours=1)
    services.resend_invitation(invitation=invitation, by=UserFactory(), now=later)
    refuse(refused(550))
    jobs.run_job(old.pk)
    assert error_of(invitation) == (False, "")


def test_sending_again_forgets_what_went_wrong(invitation, refuse):
    refuse(refused(550))
    jobs.run_due("mail")
    later = timezone.now() + timedelta(hours=1)
    services.resend_invitation(invitation=invitation, by=UserFactory(), now=later)
    assert error_of(invitation) == (False, "")


# --- A real server -------------------------------------------------------------------------------


def test_a_real_server_takes_a_letter(invitation, mail_server):
    assert run_at_last().state == Job.State.DONE
    assert mail_server.letters == 1


def test_a_real_server_that_knows_no_such_mailbox_ends_the_letter(school, mail_server):
    address = "inconnue@ac-exemple.example"
    [invitation] = services.invite_members(organization=school, by=UserFactory(), addresses=[address])
    jobs.run_due("mail")
    assert Job.objects.get().error_code == "REFUSED"
    assert error_of(invitation) == (True, Invitation.SendError.REFUSED)
    assert mail_server.letters == 0


def test_a_port_where_nobody_listens_is_tried_again(invitation, settings):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
        jobs.run_due("mail")
    job = Job.objects.get()
    assert (job.state, job.error_code) == (Job.State.QUEUED, "ConnectionRefusedError")


def test_every_letter_of_an_invitation_tells_its_sender_that_it_failed():
    for name in (emails.ACTIVATION, emails.INVITATION):
        kind = registry.get_kind(name)
        assert (kind.on_failure, kind.on_relaunch) == (emails.mark_failed, emails.forget_failure)
