"""Who gets an account back, and what it is then; spec/accounts.md 6.14."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.utils import timezone

from accounts import services as accounts
from accounts.errors import EmailTakenError
from accounts.models import Acceptance, ExternalIdentity
from learners import services
from learners.errors import RecoveryError, RecoveryLink, RecoveryLinkError, RecoveryProblem
from learners.models import AccountRecovery
from learners.recovery_links import code_of, recognize
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import LegalDocumentFactory, UserFactory
from tests.accounts.second_steps import give_application
from tests.crowd import at_once
from tests.learners.factories import LearnerFactory
from tests.learners.recovering import INE, NEW, leaver
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)
HASH = make_password("Isard-2027")


def find(**typed):
    person = {"ine": INE, "first_name": "Ada", "last_name": "Lovelace", "birthdate": date(2008, 12, 10)}
    return services.find_left_account(leaver=services.Leaver(**(person | typed)))


def problem(call, *args, **facts) -> str:
    with pytest.raises((RecoveryError, RecoveryLinkError)) as refusal:
        call(*args, **facts)
    return refusal.value.code


def ask(learner, email=NEW, now=NOW) -> AccountRecovery:
    return services.request_recovery(learner_id=learner.pk, email=email, now=now)


def held(recovery) -> dict:
    generation, mark = recognize(recovery, code_of(recovery))
    return {"recovery": recovery, "generation": generation, "mark": mark}


def finish(link, now=NOW, password_hash=HASH):
    return services.finish_recovery(**link, password_hash=password_hash, now=now)


def letters() -> list[str]:
    return sorted(Job.objects.values_list("kind", flat=True))


# --- Who is found -----------------------------------------------------------------------------------


@pytest.mark.parametrize("disabled", [True, False])
def test_a_pupil_who_left_or_is_about_to_is_found(disabled):
    learner = leaver(disabled=disabled)
    assert find() == learner


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "Adda", "last_name": "Lovelase"},
        {"first_name": "Augusta"},
        {"last_name": "King"},
    ],
)
def test_names_may_be_nearly_right_or_others_of_his(typed):
    learner = leaver(middle_name="Augusta", preferred_last_name="KING")
    assert find(**typed) == learner


@pytest.mark.parametrize(
    "typed",
    [
        {"ine": "120890177FB"},
        {"birthdate": date(2008, 12, 11)},
        {"first_name": "Charles"},
        {"last_name": "Babbage"},
    ],
)
def test_one_thing_that_is_wrong_finds_nobody(typed):
    leaver()
    assert problem(find, **typed) == RecoveryProblem.NOT_FOUND


def test_a_pupil_without_an_account_is_found_no_more_than_a_stranger():
    leaver(user=None)
    assert problem(find) == RecoveryProblem.NOT_FOUND


def test_the_latest_record_with_an_account_counts():
    old = leaver(updated_at=NOW - A_DAY)
    latest = leaver(account={"username": "ada.lovelace4242"}, updated_at=NOW)
    leaver(user=None, updated_at=NOW + A_DAY)
    assert find() == latest != old


def test_an_account_of_one_pupil_in_several_schools_is_his():
    learner = leaver()
    leaver(user=learner.user)
    leaver(user=learner.user, national_student_id="")
    assert find().user == learner.user


def test_an_account_of_several_pupils_is_left_to_the_support():
    leaver(user=leaver(national_student_id="990000001ZA").user)
    assert problem(find) == RecoveryProblem.SEVERAL_PUPILS


@pytest.mark.parametrize(
    "facts",
    [
        {"is_active": False},
        {"anonymised_at": NOW, "is_active": False},
        {"blocked_at": NOW},
        {"is_staff": True},
        {"is_superuser": True},
    ],
)
def test_some_accounts_are_left_to_the_support(facts):
    leaver(account=facts)
    assert problem(find) == RecoveryProblem.OUT_OF_REACH


def test_an_account_of_the_staff_of_a_school_is_out_of_reach_and_one_that_was_is_not():
    learner = leaver()
    membership = MembershipFactory(user=learner.user)
    assert problem(find) == RecoveryProblem.OUT_OF_REACH
    membership.disabled_at = NOW
    membership.save()
    assert find() == learner


def test_looking_costs_one_query_whoever_is_asked_for(django_assert_num_queries):
    leaver()
    LearnerFactory(national_student_id="990000009ZA", birthdate=date(2008, 12, 10))
    for typed in ({}, {"ine": "990000009ZA"}, {"ine": "990000008ZA"}, {"first_name": "Charles"}):
        with django_assert_num_queries(1), suppress(RecoveryError):
            find(**typed)


# --- The demand -------------------------------------------------------------------------------------


def test_a_demand_mails_a_link_and_tells_the_address_before():
    learner = leaver(account={"email": "ada@college.example"})
    recovery = ask(learner)
    assert (recovery.user, recovery.email, recovery.used_at) == (learner.user, NEW, None)
    assert letters() == ["learners.recovery", "learners.recovery_asked"]


@pytest.mark.parametrize("email", [None, NEW])
def test_nobody_is_told_where_there_is_no_other_address(email):
    ask(leaver(account={"email": email}))
    assert letters() == ["learners.recovery"]


def test_a_second_demand_takes_the_place_of_the_first():
    learner = leaver()
    link = held(ask(learner))
    again = ask(learner, "ada@ailleurs.example", NOW + timedelta(minutes=5))
    assert AccountRecovery.objects.get() == again
    assert services.link_state(**(link | {"recovery": again}), now=NOW) == RecoveryLink.OUTDATED
    assert services.link_state(**held(again), now=NOW) == RecoveryLink.OPEN
    assert problem(finish, link) == RecoveryLink.OUTDATED


def test_the_same_demand_twice_is_one_letter_and_later_another():
    learner = leaver()
    link = held(ask(learner))
    ask(learner, now=NOW + timedelta(seconds=59))
    assert letters() == ["learners.recovery"]
    assert services.link_state(**link, now=NOW) == RecoveryLink.OPEN
    ask(learner, now=NOW + timedelta(seconds=61))
    assert letters() == ["learners.recovery"] * 2


def test_a_demand_for_an_account_that_is_out_of_reach_by_now_is_refused():
    learner = leaver()
    MembershipFactory(user=learner.user)
    assert problem(ask, learner) == RecoveryProblem.OUT_OF_REACH
    assert problem(services.request_recovery, learner_id=0, email=NEW) == RecoveryProblem.NOT_FOUND
    assert letters() == []


@pytest.mark.django_db(transaction=True)
def test_two_demands_at_once_are_one_row():
    learner = leaver()
    assert not [
        each
        for each in at_once(lambda: ask(learner), lambda: ask(learner, "ada@ailleurs.example"))
        if isinstance(each, Exception)
    ]
    assert AccountRecovery.objects.count() == 1


# --- The link ---------------------------------------------------------------------------------------


def test_a_link_is_good_for_a_day():
    link = held(ask(leaver()))
    assert services.link_state(**link, now=NOW + A_DAY - timedelta(seconds=1)) == RecoveryLink.OPEN
    assert services.link_state(**link, now=NOW + A_DAY) == RecoveryLink.EXPIRED
    assert problem(finish, link, now=NOW + A_DAY) == RecoveryLink.EXPIRED
    assert AccountRecovery.objects.get().used_at is None


@pytest.mark.parametrize("code", ["", ".", "x.y", "é.é", "a:b.c"])
def test_a_code_that_we_never_sent_is_unknown(code):
    assert recognize(ask(leaver()), code) is None


def test_a_link_is_good_for_one_demand_only():
    first, second = ask(leaver()), ask(leaver(national_student_id="990000001ZA", account={"username": "b.c"}))
    assert recognize(second, code_of(first)) is None


def test_a_link_survives_a_new_secret_key(settings):
    recovery = ask(leaver())
    code = code_of(recovery)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "une-autre-clef" * 5
    generation, mark = recognize(recovery, code)
    state = services.link_state(recovery=recovery, generation=generation, mark=mark, now=NOW)
    assert state == RecoveryLink.OPEN


def test_whoever_is_warned_and_changes_his_password_kills_the_link():
    learner = leaver(account={"email": "ada@college.example"})
    link = held(ask(learner))
    accounts.change_password(user=learner.user, password_hash=make_password("Bouquetin-2026"))
    link["recovery"].user.refresh_from_db()
    assert services.link_state(**link, now=NOW) == RecoveryLink.CLOSED
    assert problem(finish, link) == RecoveryLink.CLOSED
    learner.user.refresh_from_db()
    assert learner.user.email == "ada@college.example"


@pytest.mark.parametrize("facts", [{"is_active": False}, {"blocked_at": NOW}, {"is_staff": True}])
def test_a_link_to_an_account_that_is_out_of_reach_by_now_is_closed(facts):
    learner = leaver()
    link = held(ask(learner))
    type(learner.user).objects.filter(pk=learner.user_id).update(**facts)
    assert problem(finish, link) == RecoveryLink.CLOSED


def test_a_link_that_was_forgotten_meanwhile_is_unknown():
    link = held(ask(leaver()))
    AccountRecovery.objects.filter().delete()
    assert problem(finish, link) == RecoveryLink.UNKNOWN


# --- The end ----------------------------------------------------------------------------------------


def test_the_account_gets_its_address_and_its_password_and_keeps_the_rest():
    terms = LegalDocumentFactory(kind="ACCOUNT_TERMS", published_at=NOW)
    learner = leaver(
        account={
            "one_time_password_until": NOW,
            "failure_count": 12,
            "blocked_until": NOW + timedelta(minutes=2),
        }
    )
    ExternalIdentity.objects.create(user=learner.user, provider="gar", subject="x", linked_at=NOW)
    user = finish(held(ask(learner)))
    user.refresh_from_db()
    assert (user.email, user.username) == (NEW, "ada.lovelace1012")
    assert user.check_password("Isard-2027")
    assert (user.one_time_password_until, user.failure_count, user.blocked_until) == (None, 0, None)
    assert EmailAddress.objects.filter(user=user, email=NEW, primary=True, verified=True).count() == 1
    assert ExternalIdentity.objects.get().user == user
    assert Acceptance.objects.get(user=user).document == terms
    assert not accounts.must_accept_terms(user=user, kinds=accounts.ACCOUNT_TERMS)
    used = AccountRecovery.objects.get()
    assert (used.used_at, used.email) == (NOW, "")


def test_an_account_of_the_mediacentre_alone_gets_its_first_password():
    learner = leaver(account={"username": None, "password": make_password(None)})
    user = finish(held(ask(learner)))
    user.refresh_from_db()
    assert user.check_password("Isard-2027")


def test_the_address_before_is_told_and_signs_in_no_more():
    learner = leaver(account={"email": "ada@college.example", "with_address": True})
    user = finish(held(ask(learner)))
    assert "accounts.email_changed" in letters()
    primary = EmailAddress.objects.filter(user=user, primary=True)
    assert [(each.email, each.verified) for each in primary] == [(NEW, True)]
    assert accounts.find_account("ada@college.example") is None


def test_ones_own_address_is_confirmed():
    learner = leaver(account={"email": NEW, "with_address": True})
    EmailAddress.objects.update(verified=False)
    finish(held(ask(learner)))
    assert [(each.email, each.verified) for each in EmailAddress.objects.all()] == [(NEW, True)]


def test_another_address_that_was_asked_for_is_given_up():
    learner = leaver(account={"email": "ada@college.example", "with_address": True})
    accounts.request_email_change(user=learner.user, email="autre@college.example")
    finish(held(ask(learner)))
    assert not EmailAddress.objects.filter(email="autre@college.example").exists()


def test_a_second_step_stays():
    learner = leaver()
    give_application(learner.user)
    user = finish(held(ask(learner)))
    assert user.authenticator_set.filter(type="totp").exists()


def test_an_account_is_recovered_once():
    learner = leaver()
    link = held(ask(learner))
    finish(link)
    assert problem(finish, link) == RecoveryLink.USED
    assert problem(find) == RecoveryProblem.RECOVERED
    assert problem(ask, learner) == RecoveryProblem.RECOVERED


def test_the_database_refuses_a_second_time_too():
    user = UserFactory()
    used = {"user": user, "email": "", "nonce": "x.0", "used_at": NOW}
    AccountRecovery.objects.create(**used)
    with pytest.raises(IntegrityError):
        AccountRecovery.objects.create(**used)


def test_an_address_that_was_taken_meanwhile_changes_nothing():
    learner = leaver()
    link = held(ask(learner))
    UserFactory(email=NEW)
    with pytest.raises(EmailTakenError):
        finish(link)
    learner.user.refresh_from_db()
    assert learner.user.email is None
    assert learner.user.check_password("Chamois-2026")
    assert AccountRecovery.objects.get().used_at is None


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_recover_it_once():
    learner = leaver()
    link = held(ask(learner))
    hashes = {password: make_password(password) for password in ("Marmotte-2026", "Bouquetin-2026")}
    results = at_once(*[lambda each=each: finish(link, password_hash=each) for each in hashes.values()])
    refusals = [each for each in results if isinstance(each, Exception)]
    assert [type(each) for each in refusals] == [RecoveryLinkError]
    learner.user.refresh_from_db()
    [winner] = [number for number, each in enumerate(results) if not isinstance(each, Exception)]
    assert learner.user.check_password(list(hashes)[winner])


@pytest.mark.django_db(transaction=True)
def test_two_accounts_that_want_one_address_at_once_do_not_both_get_it():
    school = OrganizationFactory(secondary=True)
    learners = [
        leaver(organization=school, national_student_id=f"99000000{n}ZA", account={"username": f"a.b{n}"})
        for n in range(2)
    ]
    links = [held(ask(each)) for each in learners]
    results = at_once(*[lambda link=link: finish(link) for link in links])
    assert sorted(type(each).__name__ for each in results) == ["EmailTakenError", "User"]


def test_the_journal_tells_both_with_ids_alone():
    finish(held(ask(leaver(), now=timezone.now())), now=timezone.now())
    told = Event.objects.filter(verb__contains="recover")
    assert sorted(told.values_list("verb", flat=True)) == ["account.recovered", "account.recovery_asked"]
    assert [event.details for event in told] == [{}, {}]
