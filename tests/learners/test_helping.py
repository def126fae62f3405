"""What a teacher does for the account of a pupil, and what the journal tells of it."""

from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from accounts import services as accounts
from accounts.errors import UsernameTakenError
from accounts.models import User
from learners import services
from learners.errors import ClosedAccountError, HasUsernameError, NoAccountError, NoPasswordError
from learners.models import Learner
from learners.services import helping
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.crowd import at_once
from tests.learners.accounts import ONE_TIME_PASSWORD, RESET, buttons, make_pupil, passwords_of, url

TAKEN = "charles.babbage2612"


@pytest.fixture
def charles(principal) -> Learner:
    return make_pupil(principal.organization)


@pytest.mark.django_db
def test_a_reset_gives_a_password_of_six_letters_and_two_digits(principal, charles):
    password = services.reset_learner_password(learner=charles, by=principal.user, rng=Random(1))
    assert ONE_TIME_PASSWORD.fullmatch(password)
    assert accounts.find_account(TAKEN).check_password(password)


@pytest.mark.django_db
def test_the_journal_tells_who_helped_and_in_which_school(principal, charles):
    services.reset_learner_password(learner=charles, by=principal.user)
    told = Event.objects.filter(organization_id=principal.organization.pk).values_list(
        "verb", "actor_id", "subject_id", "details"
    )
    assert list(told) == [("learner.account_helped", principal.user.pk, charles.pk, {"act": "PASSWORD"})]


@pytest.mark.django_db
def test_what_was_read_long_ago_resets_nothing(principal, charles):
    User.objects.filter(pk=charles.user_id).update(password=accounts.hash_password("Marmotte-2026"))
    assert services.reset_learner_password(learner=charles, by=principal.user) is None
    assert accounts.find_account(TAKEN).check_password("Marmotte-2026")
    assert not Event.objects.filter(verb="learner.account_helped").exists()


@pytest.mark.django_db
def test_an_account_that_is_taken_off_while_the_password_is_made_stays_as_it_is(
    principal, charles, monkeypatch
):
    hash_password = accounts.hash_password

    def hash_while_it_is_unlinked(password: str) -> str:
        services.unlink_learner(learner=charles, by=principal.user)
        return hash_password(password)

    monkeypatch.setattr(accounts, "hash_password", hash_while_it_is_unlinked)
    with pytest.raises(NoAccountError):
        services.reset_learner_password(learner=charles, by=principal.user)
    assert accounts.find_account(TAKEN).check_password(PASSWORD)


@pytest.mark.django_db
def test_no_transaction_is_open_while_a_password_is_hashed(principal, charles, monkeypatch):
    hash_password, depths = accounts.hash_password, []
    outside = len(connection.savepoint_ids)

    def hash_and_look(password: str) -> str:
        depths.append(len(connection.savepoint_ids) - outside)
        return hash_password(password)

    monkeypatch.setattr(accounts, "hash_password", hash_and_look)
    services.reset_learner_password(learner=charles, by=principal.user)
    other = make_pupil(principal.organization, "gar")
    services.add_learner_username(learner=other, by=principal.user)
    assert depths == [0, 0]


@pytest.mark.django_db
def test_what_is_refused_says_why(principal, charles):
    act = {"learner": charles, "by": principal.user}
    with pytest.raises(HasUsernameError):
        services.add_learner_username(**act)
    User.objects.filter(pk=charles.user_id).update(username=None, email=None)
    charles.user.refresh_from_db()
    with pytest.raises(NoPasswordError):
        services.reset_learner_password(**act)
    User.objects.filter(pk=charles.user_id).update(is_active=False)
    charles.user.refresh_from_db()
    with pytest.raises(ClosedAccountError):
        services.unblock_learner_account(**act)


@pytest.mark.django_db
def test_an_identifier_comes_from_the_record_and_not_from_the_account(principal):
    learner = make_pupil(principal.organization, "email")
    Learner.objects.filter(pk=learner.pk).update(first_name="Éloïse", last_name="N’DIAYE")
    learner.refresh_from_db()
    added = services.add_learner_username(learner=learner, by=principal.user)
    assert added == services.NewUsername("eloise.ndiaye2612", None)


@pytest.mark.django_db
def test_an_identifier_that_exists_gets_other_digits(principal):
    UserFactory(pupil=True, username=TAKEN)
    learner = make_pupil(principal.organization, "gar")
    added = services.add_learner_username(learner=learner, by=principal.user, rng=Random(1))
    assert added.username.startswith("charles.babbage")
    assert added.username != TAKEN
    assert accounts.find_account(added.username).check_password(added.one_time_password)


@pytest.mark.django_db
def test_an_identifier_taken_since_it_was_proposed_is_proposed_anew(principal, monkeypatch):
    learner = make_pupil(principal.organization, "gar")
    add_username, tried = accounts.add_username, []

    def add_too_late(*, username: str, **facts) -> bool:
        if not tried:
            UserFactory(pupil=True, username=username)
        tried.append(username)
        return add_username(username=username, **facts)

    monkeypatch.setattr(accounts, "add_username", add_too_late)
    added = services.add_learner_username(learner=learner, by=principal.user)
    assert tried == [TAKEN, added.username]
    learner.user.refresh_from_db()
    assert learner.user.check_password(added.one_time_password)


@pytest.mark.django_db
def test_an_identifier_that_is_never_free_is_given_up_and_changes_nothing(principal, monkeypatch):
    learner = make_pupil(principal.organization, "gar")
    before = User.objects.values().get(pk=learner.user_id)

    def refuse(**facts) -> bool:
        raise UsernameTakenError

    monkeypatch.setattr(accounts, "add_username", refuse)
    with pytest.raises(UsernameTakenError):
        services.add_learner_username(learner=learner, by=principal.user)
    answer = principal.client.post(url(learner, "identifiant"), follow=True)
    assert "réessayez" in answer.text
    assert User.objects.values().get(pk=learner.user_id) == before


@pytest.mark.django_db
def test_the_state_of_a_password_tells_two_passwords_apart_and_neither(charles):
    first = helping.password_state(charles.user)
    assert helping.password_state(charles.user) == first
    charles.user.set_password("Marmotte-2026")
    assert helping.password_state(charles.user) != first


@pytest.mark.django_db
def test_an_account_is_taken_off_once_and_all_the_rest_stays(principal, charles):
    act = {"learner": charles, "by": principal.user, "now": timezone.now()}
    assert services.unlink_learner(**act)
    assert not services.unlink_learner(**act)
    charles.refresh_from_db()
    assert charles.user is None
    assert accounts.find_account(TAKEN).check_password(PASSWORD)
    [event] = Event.objects.filter(verb="learner.account_unlinked")
    assert (event.organization_id, event.subject_id) == (charles.organization_id, charles.pk)


@pytest.mark.django_db(transaction=True)
def test_two_teachers_at_the_same_moment_read_one_password(principal):
    learner = make_pupil(principal.organization)
    sent = buttons(principal.client.get(url(learner)).text)[RESET]
    answers = at_once(*[lambda: principal.client.post(url(learner, RESET), sent)] * 2)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [password] = [found for answer in answers for found in passwords_of(answer.text)]
    assert accounts.find_account(TAKEN).check_password(password)


@pytest.mark.django_db(transaction=True)
def test_two_teachers_at_the_same_moment_add_one_identifier(principal):
    learner = make_pupil(principal.organization, "gar")
    answers = at_once(*[lambda: principal.client.post(url(learner, "identifiant"))] * 2)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [password] = [found for answer in answers for found in passwords_of(answer.text)]
    assert accounts.find_account(TAKEN).check_password(password)


@pytest.mark.django_db(transaction=True)
def test_two_pupils_of_one_name_get_two_identifiers_at_the_same_moment(principal):
    twins = [make_pupil(principal.organization, "gar") for _ in range(2)]
    added = at_once(
        *(lambda twin=twin: services.add_learner_username(learner=twin, by=principal.user) for twin in twins)
    )
    assert len({each.username for each in added}) == 2


@pytest.mark.django_db(transaction=True)
def test_a_block_is_lifted_once(principal):
    learner = make_pupil(principal.organization, blocked_at=timezone.now(), failure_count=30)
    at_once(*[lambda: principal.client.post(url(learner, "deblocage")).status_code] * 2)
    assert Event.objects.filter(verb="account.unblocked").count() == 1
