"""Passwords for several pupils: who is concerned, what they get, when it is forgotten."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import emails
from accounts import services as accounts
from accounts.models import User
from learners.errors import SelectionChangedError
from learners.models import CredentialBatch, Learner
from learners.services import credential_making
from learners.services.credentials import (
    MOST_LEARNERS,
    Kind,
    Reason,
    Status,
    chosen_learners,
    offers_for,
)
from learners.services.sealing import SealedError, unseal
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.learners.credentials import ask, claim, class_of, passwords_now, pupil, read, work
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

ONE_TIME = re.compile(r"[a-hjkmnp-z]{6}\d{2}")


@pytest.fixture
def college(principal):
    return principal.organization


def offers(college, *learners):
    found = offers_for(college, chosen_learners(college, [learner.pk for learner in learners]))
    return {offer.kind: offer for offer in found}


# --- Who is concerned -------------------------------------------------------------------------------
def test_each_pupil_without_a_password_is_left_out_for_a_reason(college):
    by_mail = pupil(college, user=UserFactory())
    nobody = pupil(college, user=None)
    closed = pupil(college, user=UserFactory(pupil=True, is_active=False))
    teacher = pupil(college, user=MembershipFactory().user)
    staff = pupil(college, user=UserFactory(pupil=True, is_staff=True))
    named = pupil(college)
    found = offers(college, by_mail, nobody, closed, teacher, staff, named)
    assert list(found) == [Kind.GENERATE, Kind.RESET]
    assert set(found[Kind.GENERATE].concerned) == {by_mail, named}
    assert found[Kind.RESET].concerned == [named]
    assert {reason: set(pupils) for reason, pupils in found[Kind.RESET].left_out.items()} == {
        Reason.NO_ACCOUNT: {nobody},
        Reason.NO_USERNAME: {by_mail},
        Reason.ADULT: {teacher, staff},
        Reason.CLOSED: {closed},
    }
    assert Reason.NO_USERNAME not in found[Kind.GENERATE].left_out


def test_a_school_with_the_gar_never_makes_identifiers(college):
    college.has_gar = True
    assert list(offers(college, pupil(college, user=UserFactory()))) == [Kind.RESET]


def test_nothing_is_offered_twice(college):
    assert list(offers(college, pupil(college))) == [Kind.RESET]
    assert list(offers(college, pupil(college, user=UserFactory()))) == [Kind.GENERATE]
    assert list(offers(college, pupil(college, user=None))) == [Kind.GENERATE]


def test_pupils_of_another_school_or_off_the_list_are_not_chosen(college):
    stranger, gone = pupil(OrganizationFactory(secondary=True)), pupil(college, disabled=True)
    assert chosen_learners(college, [stranger.pk, gone.pk]) == []


def test_the_file_goes_by_class_then_by_name(college):
    for division, name in [("3EME B", "NOÉ"), ("3EME A", "ZOLA"), ("3EME B", "ABBA")]:
        pupil(college, division=division, last_name=name)
    found = chosen_learners(college, Learner.objects.values_list("pk", flat=True))
    assert [learner.last_name for learner in found] == ["ZOLA", "ABBA", "NOÉ"]


def test_many_pupils_cost_as_many_queries_as_few(college, flat_queries):
    flat_queries(
        lambda: offers(college, *Learner.objects.all()), lambda count: class_of(college, count), budget=3
    )


# --- Asking -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "facts",
    [{"user": None}, {"disabled": True}, {"organization": None}],
    ids=["without an account", "off the list", "of another school"],
)
def test_nothing_is_asked_for_when_one_pupil_is_not_concerned(principal, college, facts):
    odd = (
        pupil(**{"organization": college} | facts)
        if facts.get("organization", 1)
        else pupil(OrganizationFactory(secondary=True))
    )
    with pytest.raises(SelectionChangedError):
        ask(principal, [pupil(college), odd])
    assert not CredentialBatch.objects.exists()
    assert not Job.objects.exists()


def test_the_gar_refuses_identifiers_whatever_is_posted(principal, college):
    college.has_gar = True
    with pytest.raises(SelectionChangedError):
        ask(principal, [pupil(college)], Kind.GENERATE)


def test_pressing_twice_leads_to_the_same_batch(principal, college):
    pupils = class_of(college, 2)
    assert ask(principal, pupils) == ask(principal, pupils) == ask(principal, pupils[:1])
    assert Job.objects.count() == 1


# --- All of them ------------------------------------------------------------------------------------
def test_a_reset_gives_a_password_to_be_used_once(principal, college):
    learner = pupil(college)
    User.objects.filter(pk=learner.user_id).update(
        failure_count=9, blocked_until=timezone.now() + timedelta(minutes=2)
    )
    batch = work(ask(principal, [learner]))
    [line] = read(batch)
    user = User.objects.get(pk=learner.user_id)
    assert (batch.status, batch.done_count) == (Status.DONE, 1)
    assert ONE_TIME.fullmatch(line.password)
    assert user.check_password(line.password)
    assert user.one_time_password_until == batch.ended_at + settings.ONE_TIME_PASSWORD_VALIDITY
    assert (user.failure_count, user.blocked_until) == (0, None)
    assert (line.username, line.division, line.learner_id) == (user.username, "3EME B", learner.pk)


def test_a_block_for_good_stays(principal, college):
    now = timezone.now()
    learner = pupil(college, user=UserFactory(pupil=True, failure_count=30, blocked_at=now))
    work(ask(principal, [learner]))
    assert User.objects.get(pk=learner.user_id).blocked_at == now


def test_identifiers_are_made_for_those_without(principal, college):
    """Namesakes of one list get two; so does who has the name of somebody else."""
    UserFactory(username="ada.lovelace1012", email=None)
    twins = [
        pupil(college, user=UserFactory(), first_name=first, last_name=last, birthdate=date(2011, 12, 10))
        for first, last in [("Charles", "Babbage"), ("Charles", "Babbage"), ("Ada", "Lovelace")]
    ]
    work(ask(principal, twins, Kind.GENERATE))
    names = list(Learner.objects.order_by("pk").values_list("user__username", flat=True))
    assert names[0] == "charles.babbage1012"
    assert re.fullmatch(r"charles\.babbage\d{4}", names[1])
    assert re.fullmatch(r"ada\.lovelace\d{4}", names[2])
    assert len({*names, "ada.lovelace1012"}) == 4
    assert Event.objects.filter(verb="account.username_added").count() == 3


def test_who_has_an_address_is_told_and_another_address_is_given_up(principal, college):
    user = UserFactory(with_address=True)
    EmailAddress.objects.create(user=user, email="autre@ac-exemple.example")
    work(ask(principal, [pupil(college, user=user), pupil(college)], Kind.GENERATE))
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [user.email]
    letters = Job.objects.filter(kind=emails.PASSWORD_CHANGED)
    assert list(letters.values_list("subject_id", flat=True)) == [user.pk]


def test_it_is_told_once_with_a_count(principal, college):
    pupils = class_of(college, 3)
    work(ask(principal, pupils))
    told = Event.objects.filter(verb="learner.passwords_reset").get()
    assert told.details == {"count": 3, "kind": "RESET"}
    assert (told.actor_id, told.organization_id) == (principal.user.pk, college.pk)
    each = Event.objects.filter(verb="account.one_time_password_given")
    assert {event.subject_id for event in each} == {learner.user_id for learner in pupils}


def test_500_pupils_change_together_in_few_queries(principal, college):
    pupils = class_of(college, MOST_LEARNERS - 100) + class_of(college, 100, user=None)
    for learner in pupils[-100:]:
        Learner.objects.filter(pk=learner.pk).update(user=UserFactory())
    before = passwords_now(pupils)
    batch = ask(principal, pupils, Kind.GENERATE)
    mine = claim(batch)
    with CaptureQueriesContext(connection) as captured:
        credential_making.make(mine)
    lines = read(batch)
    assert len({line.password for line in lines}) > MOST_LEARNERS - 5
    assert not set(before) & set(passwords_now(pupils))
    assert User.objects.exclude(one_time_password_until=None).exclude(username=None).count() == MOST_LEARNERS
    signs_of_life = [query for query in captured if "UPDATE" in query["sql"] and "done_count" in query["sql"]]
    assert len(signs_of_life) == MOST_LEARNERS / credential_making.STEP + 1
    # Each is a transaction of two updates; all that is beside them depends on no number of pupils.
    assert len(captured) - 4 * len(signs_of_life) < 70
    batch.refresh_from_db()
    assert (batch.status, batch.done_count) == (Status.DONE, MOST_LEARNERS)


def test_no_password_is_hashed_in_a_transaction(principal, college, monkeypatch):
    depth = len(connection.savepoint_ids)

    def hash_password(password):
        assert len(connection.savepoint_ids) == depth
        return f"md5$x${password[::-1]}"

    monkeypatch.setattr(accounts, "hash_password", hash_password)
    assert work(ask(principal, class_of(college, 7))).status == Status.DONE


# --- Forgotten --------------------------------------------------------------------------------------
def test_the_list_is_forgotten_after_a_quarter_of_an_hour(principal, college, run_jobs):
    batch = work(ask(principal, [pupil(college)]))
    forgetting = Job.objects.get(kind="learners.credential_forget")
    assert forgetting.run_after == batch.ended_at + timedelta(minutes=15)
    run_jobs()
    assert read(batch)
    CredentialBatch.objects.update(ended_at=batch.ended_at - timedelta(minutes=15))
    Job.objects.update(run_after=None)
    run_jobs()
    batch.refresh_from_db()
    assert batch.sealed == ""
    with pytest.raises(SealedError):
        unseal(batch=batch, now=batch.ended_at)
