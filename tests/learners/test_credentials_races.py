"""Passwords for several pupils: all or none, whatever breaks, whoever comes in between."""

import re
from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from learners.models import Learner
from learners.services import credential_making
from learners.services.credentials import (
    Kind,
    Status,
)
from pixorga.jobs.models import Job
from pixorga.jobs.services import LeaseLostError
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.learners.credentials import ask, claim, class_of, passwords_now, pupil, read, work
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def college(principal):
    return principal.organization


@pytest.fixture
def colleague(college):
    return sign_in(MembershipFactory(organization=college))


def test_a_crash_on_the_way_changes_nothing_and_the_next_try_succeeds(principal, college, monkeypatch):
    pupils = class_of(college, 12)
    batch, before = ask(principal, pupils), passwords_now(pupils)
    with monkeypatch.context() as patch:
        patch.setattr(credential_making, "seal", lambda **facts: 1 / 0)
        work(batch)
    assert passwords_now(pupils) == before
    assert (batch.status, batch.sealed) == (Status.RUNNING, "")
    assert not Event.objects.exists()
    Job.objects.update(run_after=None)
    assert work(batch).status == Status.DONE
    assert len(read(batch)) == 12


def test_three_crashes_end_the_batch_and_change_nothing(principal, college, monkeypatch):
    pupils = class_of(college, 2)
    batch, before = ask(principal, pupils), passwords_now(pupils)
    monkeypatch.setattr(credential_making, "give_one_time_passwords", lambda **facts: 1 / 0)
    for _ in range(3):
        Job.objects.update(run_after=None)
        work(batch)
    assert (batch.status, batch.error_code) == (Status.FAILED, "ZeroDivisionError")
    assert passwords_now(pupils) == before


def test_a_worker_that_lost_its_lease_writes_nothing(principal, college, monkeypatch):
    pupils = class_of(college, 12)
    batch, before = ask(principal, pupils), passwords_now(pupils)
    late = claim(batch)
    drawn = iter(range(100))

    def draw_one_time_password(rng):
        if next(drawn) == credential_making.STEP + 1:
            Job.objects.update(attempts=5)
        return "drxhtn74"

    monkeypatch.setattr(accounts, "draw_one_time_password", draw_one_time_password)
    with pytest.raises(LeaseLostError):
        credential_making.make(late)
    batch.refresh_from_db()
    assert (batch.status, batch.done_count) == (Status.RUNNING, credential_making.STEP)
    assert passwords_now(pupils) == before


def test_a_lease_lost_at_the_very_end_writes_nothing(principal, college, monkeypatch):
    pupils = class_of(college, 2)
    batch, before = ask(principal, pupils), passwords_now(pupils)
    late = claim(batch)
    write = credential_making._write

    def write_too_late(*args):
        Job.objects.update(attempts=5)
        write(*args)

    monkeypatch.setattr(credential_making, "_write", write_too_late)
    with pytest.raises(LeaseLostError):
        credential_making.make(late)
    assert passwords_now(pupils) == before


def in_between(monkeypatch, act) -> None:
    """Have something happen after the passwords are drawn and hashed."""
    write = credential_making._write

    def later(*args):
        act()
        write(*args)

    monkeypatch.setattr(credential_making, "_write", later)


def join_staff(learner, college):
    MembershipFactory(user=learner.user)


def leave(learner, college):
    Learner.objects.filter(pk=learner.pk).update(disabled_at=timezone.now())


def move(learner, college):
    Learner.objects.filter(pk=learner.pk).update(organization=OrganizationFactory(secondary=True))


def untie(learner, college):
    Learner.objects.filter(pk=learner.pk).update(user=None)


def tie_another(learner, college):
    Learner.objects.filter(pk=learner.pk).update(user=UserFactory(pupil=True))


def close(learner, college):
    User.objects.filter(pk=learner.user_id).update(is_active=False)


def change_password(learner, college):
    assert accounts.change_password(user=learner.user, password_hash="md5$a$b")


def dismiss(learner, college):
    college.memberships.update(disabled_at=timezone.now())


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (leave, "LEARNERS_LEFT"),
        (move, "LEARNERS_LEFT"),
        (untie, "NOT_CONCERNED"),
        (close, "NOT_CONCERNED"),
        (join_staff, "NOT_CONCERNED"),
        (tie_another, "PASSWORDS_CHANGED"),
        (change_password, "PASSWORDS_CHANGED"),
        (dismiss, "LEFT_SCHOOL"),
    ],
)
@pytest.mark.parametrize("is_late", [True, False], ids=["while they are made", "before"])
def test_what_happens_meanwhile_fails_the_whole_batch(principal, college, monkeypatch, act, code, is_late):
    pupils = class_of(college, 3)
    batch = ask(principal, pupils)
    if is_late:
        in_between(monkeypatch, lambda: act(pupils[1], college))
    else:
        act(pupils[1], college)
    before = passwords_now([pupils[0], pupils[2]])
    work(batch)
    assert (batch.status, batch.error_code, batch.sealed) == (Status.FAILED, code, "")
    assert passwords_now([pupils[0], pupils[2]]) == before
    assert not User.objects.exclude(one_time_password_until=None).exists()


def test_an_account_that_changes_at_the_last_moment_fails_the_whole_batch(principal, college, monkeypatch):
    """After the last look of this app: the write itself looks again."""
    pupils = class_of(college, 2)
    batch = ask(principal, pupils)
    give = credential_making.give_one_time_passwords

    def give_late(**facts):
        User.objects.filter(pk=pupils[0].user_id).update(password="md5$a$b")
        return give(**facts)

    monkeypatch.setattr(credential_making, "give_one_time_passwords", give_late)
    assert work(batch).error_code == "PASSWORDS_CHANGED"
    assert not User.objects.exclude(one_time_password_until=None).exists()


def test_two_people_at_once_the_second_changes_nothing(principal, colleague, college, monkeypatch):
    """Were it otherwise, the first one would hand out passwords that open nothing."""
    pupils = class_of(college, 4)
    first, second = ask(principal, pupils), ask(colleague, pupils[1:])
    in_between(monkeypatch, lambda: monkeypatch.undo() or work(first))
    work(second)
    assert (second.status, second.error_code) == (Status.FAILED, "PASSWORDS_CHANGED")
    for line in read(first):
        user = User.objects.get(learners=line.learner_id)
        assert user.check_password(line.password)


def test_one_after_the_other_the_second_that_asked_before_changes_nothing(principal, colleague, college):
    pupils = class_of(college, 2)
    first, second = ask(principal, pupils), ask(colleague, pupils)
    work(first)
    assert work(second).error_code == "PASSWORDS_CHANGED"
    assert User.objects.get(learners=pupils[0].pk).check_password(read(first)[0].password)


def test_an_identifier_taken_meanwhile_is_made_anew(principal, college, monkeypatch):
    learner = pupil(
        college, user=UserFactory(), first_name="Ada", last_name="L", birthdate=date(2011, 12, 10)
    )
    batch = ask(principal, [learner], Kind.GENERATE)
    give = credential_making.give_one_time_passwords

    def give_late(**facts):
        monkeypatch.undo()
        raise IntegrityError

    monkeypatch.setattr(credential_making, "give_one_time_passwords", give_late)
    work(batch)
    assert batch.status == Status.RUNNING
    UserFactory(username="ada.l1012", email=None)
    assert give is credential_making.give_one_time_passwords
    Job.objects.update(run_after=None)
    assert work(batch).status == Status.DONE
    assert re.fullmatch(r"ada\.l\d{4}", read(batch)[0].username)


def test_a_job_done_twice_changes_nothing_the_second_time(principal, college):
    pupils = class_of(college, 2)
    batch = work(ask(principal, pupils))
    after = passwords_now(pupils)
    Job.objects.filter(kind="learners.credential_batch").update(state=Job.State.QUEUED)
    work(batch)
    assert passwords_now(pupils) == after
    assert len(read(batch)) == 2
