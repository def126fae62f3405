"""What is kept and what is forgotten, one night: each period to the day, by batches, once or twice alike."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from imports.models import LearnerImport
from learners.models import AccountRecovery, CredentialBatch
from missions.models import Presence
from organizations import services as organizations
from organizations.models import Invitation
from pixorga import retention, tasks
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from pixorga.journal.services import record
from pixorga.support.models import SupportRequest
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.imports.factories import LearnerImportFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def session(key, expires):
    return Session.objects.create(session_key=key, session_data="", expire_date=expires)


def sign_in_of(key, created):
    return UserSession.objects.create(
        user=UserFactory(), session_key=key, ip="192.0.2.1", user_agent="navigateur", created_at=created
    )


def job(state, ended):
    return Job.objects.create(
        kind="tests.done", queue="default", subject_id=1, state=state, created_at=ago(90), ended_at=ended
    )


def request_to_support(created, sent):
    facts = {"topic": SupportRequest.Topic.OTHER, "full_name": "Ada", "email": "ada@a.example"}
    return SupportRequest.objects.create(**facts, message="Bonjour", created_at=created, sent_at=sent)


def email_change(asked):
    user = UserFactory(with_address=True)
    if asked:
        record("account.email_change_requested", subject_id=user.pk, now=asked)
    return EmailAddress.objects.create(user=user, email=f"autre{user.pk}@a.example")


def presence(seen):
    learner = LearnerFactory()
    return Presence.objects.create(
        learner=learner, organization=learner.organization, signed_in_at=ago(30), seen_at=seen
    )


def recovery(created, used=None):
    return AccountRecovery.objects.create(
        user=UserFactory(), email="ada@a.example", nonce="x.0", created_at=created, used_at=used
    )


def passwords(ended, sealed=""):
    """Leave a batch of passwords; sealed: its list."""
    school = OrganizationFactory()
    facts = {"organization": school, "requested_by": UserFactory(), "kind": "RESET", "status": "DONE"}
    return CredentialBatch.objects.create(**facts, created_at=ended, ended_at=ended, sealed=sealed)


# What is made twice: a little too old, and young enough.
PERIODS = {
    "a session": (lambda: session("old", ago(1)), lambda: session("new", NOW + timedelta(hours=1))),
    "a sign-in without its session": (lambda: sign_in_of("gone", ago(2)), lambda: sign_in_of("late", NOW)),
    "a job that is done": (
        lambda: job(Job.State.DONE, ago(31)),
        lambda: job(Job.State.DONE, ago(29)),
    ),
    "a job that failed": (lambda: job(Job.State.FAILED, ago(31)), lambda: job(Job.State.QUEUED, None)),
    "who asked for passwords": (lambda: passwords(ago(31)), lambda: passwords(ago(29))),
    "an event": (
        lambda: record("session.opened", now=ago(366)),
        lambda: record("session.opened", now=ago(364)),
    ),
    "a request to the support": (
        lambda: request_to_support(ago(367), ago(366)),
        lambda: request_to_support(ago(367), ago(364)),
    ),
    "a recovery that nobody went through with": (
        lambda: recovery(ago(31)),
        lambda: recovery(ago(29)),
    ),
    "a recovery, and not that there was one": (
        lambda: recovery(ago(31)),
        lambda: recovery(ago(400), ago(400)),
    ),
    "a request that never left": (
        lambda: request_to_support(ago(366), None),
        lambda: request_to_support(ago(364), None),
    ),
    "a change of address": (lambda: email_change(ago(31)), lambda: email_change(ago(29))),
    "a change that the journal forgot": (lambda: email_change(None), lambda: email_change(ago(1))),
    "a pupil at a tablet": (
        lambda: presence(NOW - timedelta(hours=6, minutes=1)),
        lambda: presence(NOW - timedelta(hours=5)),
    ),
}


@pytest.mark.parametrize("what", PERIODS)
def test_what_is_too_old_goes_and_what_is_not_stays(what):
    make_old, make_young = PERIODS[what]
    old, young = make_old(), make_young()
    retention.purge(now=NOW)
    model = type(old)
    assert not model.objects.filter(pk=old.pk).exists()
    assert model.objects.filter(pk=young.pk).exists()


def test_a_sign_in_goes_after_a_year_even_if_its_session_lives():
    session("alive", NOW + timedelta(days=1))
    sign_in_of("alive", ago(364))
    retention.purge(now=NOW)
    assert UserSession.objects.count() == 1
    retention.purge(now=NOW + timedelta(days=2))
    assert not UserSession.objects.exists()


def test_nobody_at_work_is_signed_out(school):
    director = sign_in(MembershipFactory(organization=school, admin=True))
    retention.purge(now=timezone.now())
    assert director.client.get("/equipe/").status_code == 200


def test_the_address_that_signs_in_stays_confirmed_or_not():
    user = UserFactory(with_address=True)
    EmailAddress.objects.filter(user=user).update(verified=False)
    confirmed = email_change(None)
    EmailAddress.objects.filter(pk=confirmed.pk).update(verified=True)
    retention.purge(now=NOW)
    assert EmailAddress.objects.filter(user=user).exists()
    assert EmailAddress.objects.filter(pk=confirmed.pk).exists()


def test_the_errors_of_a_file_are_forgotten_after_a_year_and_that_it_was_wrong_is_not(school):
    old = LearnerImportFactory(organization=school, wrong=True, ended_at=ago(366))
    young = LearnerImportFactory(organization=school, wrong=True, ended_at=ago(364))
    retention.purge(now=NOW)
    old.refresh_from_db()
    assert (old.errors, old.error_count, old.status) == ([], 0, LearnerImport.Status.VALIDATION_ERROR)
    assert LearnerImport.objects.get(pk=young.pk).errors == young.errors != []


# --- Invitations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "is_forgotten"),
    [
        ({"accepted": True, "accepted_at": ago(184)}, True),
        ({"accepted": True, "accepted_at": ago(182)}, False),
        ({"cancelled": True, "cancelled_at": ago(184)}, True),
        ({"cancelled": True, "cancelled_at": ago(182)}, False),
        ({"sent_at": ago(214)}, True),
        ({"sent_at": ago(212)}, False),
    ],
)
def test_an_invitation_forgets_to_whom_it_went_half_a_year_after_its_end(state, is_forgotten):
    invitation = InvitationFactory(requester_last_name="Dupont", **state)
    before = Invitation.objects.values().get(pk=invitation.pk)
    retention.purge(now=NOW)
    invitation.refresh_from_db()
    if is_forgotten:
        assert (invitation.email, invitation.requester_last_name) == ("", "")
        assert invitation.status in (Invitation.Status.ACCEPTED, Invitation.Status.CANCELLED)
        assert invitation.accepted_by_id == before["accepted_by_id"]
    else:
        assert Invitation.objects.values().get(pk=invitation.pk) == before


def test_several_forgotten_invitations_of_one_school_are_no_doubles():
    school = OrganizationFactory()
    InvitationFactory.create_batch(3, organization=school, sent_at=ago(300))
    InvitationFactory.create_batch(2, organization=school, cancelled=True, cancelled_at=ago(300))
    assert retention.purge(now=NOW)["adresses d’invitations"] == 5


# --- The night -------------------------------------------------------------------------------------


def test_it_works_in_batches_renews_its_lease_and_finds_nothing_the_second_time(monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        record("session.opened", now=ago(400))
        InvitationFactory(cancelled=True, cancelled_at=ago(400))
        InvitationFactory(sent_at=ago(400))
        session(f"key{Session.objects.count()}", ago(1))
    batches = []
    counts = retention.purge(now=NOW, after_batch=lambda: batches.append(1))
    assert counts["événements du journal"] == counts["sessions expirées"] == 5
    assert counts["adresses d’invitations"] == 10
    assert len(batches) >= 3 + 3 + 5
    assert set(retention.purge(now=NOW).values()) == {0}


def test_the_night_leaves_one_job_a_day_which_a_worker_does(run_jobs):
    record("session.opened", now=timezone.now() - timedelta(days=366))
    tasks.purge()
    tasks.purge()
    assert Job.objects.filter(kind=retention.JOB).count() == 1
    run_jobs()
    assert not Event.objects.exists()
    assert Job.objects.get(kind=retention.JOB).state == Job.State.DONE
    retention.request_purge(now=timezone.now() + timedelta(days=1))
    assert Job.objects.filter(kind=retention.JOB).count() == 2


def test_beat_knows_the_task_by_its_name(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["nightly-purge"]
    assert entry["task"] == tasks.purge.name


def test_the_command_does_it_now_and_prints_the_counts():
    record("session.opened", now=timezone.now() - timedelta(days=366))
    out = StringIO()
    call_command("purge", stdout=out)
    lines = out.getvalue().splitlines()
    assert "1 événements du journal" in lines
    assert "0 sessions expirées" in lines
    assert not Event.objects.exists()


def test_the_limits_of_the_day_count_as_before(settings):
    school = OrganizationFactory()
    for _ in range(settings.ACTIVATIONS_PER_DAY_AND_SCHOOL):
        record("organization.activation_requested", organization_id=school.pk, now=NOW)
    retention.purge(now=NOW)
    with pytest.raises(organizations.activation.ActivationError):
        organizations.request_activation(uai=school.uai, now=NOW + timedelta(hours=12))


def test_a_list_of_passwords_is_emptied_whatever_became_of_its_job():
    old = passwords(NOW - timedelta(minutes=15), sealed="gAAAAA")
    young = passwords(NOW - timedelta(minutes=14), sealed="gAAAAA")
    retention.purge(now=NOW)
    assert CredentialBatch.objects.get(pk=old.pk).sealed == ""
    assert CredentialBatch.objects.get(pk=young.pk).sealed == "gAAAAA"
