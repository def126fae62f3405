"""The lock of an account from the first failure to the last, as somebody at the sign-in page meets it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.models import User
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.pages import sign_in

pytestmark = pytest.mark.django_db

WRONG = "Marmotte-0000"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def fail(client: Client, login: str, times: int) -> str:
    for _ in range(times):
        page = sign_in(client, login, WRONG).text
    return page


def wait_out(user: User) -> None:
    """Let the pause end."""
    User.objects.filter(pk=user.pk).update(blocked_until=timezone.now() - timedelta(seconds=1))


def test_ten_failures_pause_twenty_pause_longer_and_thirty_block(client):
    user = UserFactory()

    assert "bloqué pendant" not in fail(client, user.email, 9)
    assert "bloqué pendant 2 minutes" in fail(client, user.email, 1)
    wait_out(user)
    assert "bloqué pendant 4 minutes" in fail(client, user.email, 10)
    wait_out(user)
    assert "Contactez le support" in fail(client, user.email, 10)

    user.refresh_from_db()
    assert user.failure_count == 30
    sign_in(client, user.email)
    assert not is_signed_in(client)


def test_failures_by_identifier_and_by_address_are_one_count(client):
    user = UserFactory(username="prenom.nom0101")

    fail(client, user.username, 5)

    assert "bloqué pendant 2 minutes" in fail(client, user.email.upper(), 5)
    for login in (user.email, user.username):
        assert "ce compte est bloqué" in sign_in(client, login).text
    assert not is_signed_in(client)


def test_a_block_answers_the_right_and_the_wrong_password_alike(client):
    user = UserFactory(failure_count=30, blocked_at=timezone.now())

    right, wrong = (sign_in(client, user.email, password) for password in (PASSWORD, WRONG))

    assert right.status_code == wrong.status_code == 200
    assert right.context["form"].errors == wrong.context["form"].errors
    assert "Contactez le support" in right.text


def test_what_was_tried_before_is_forgotten_at_the_end_of_signing_in(client):
    user = UserFactory(failure_count=9)

    sign_in(client, user.email)

    user.refresh_from_db()
    assert user.failure_count == 0


def test_the_journal_tells_of_failures_pauses_and_blocks_by_ids_alone():
    user = UserFactory(failure_count=8)
    now = timezone.now()

    for _ in range(2):
        services.record_failure(user=user, now=now)
    User.objects.filter(pk=user.pk).update(failure_count=29)
    for _ in range(2):
        services.record_failure(user=user, now=now)

    written = list(
        Event.objects.order_by("pk").values_list("verb", "subject_id", "actor_id", "details", "at")
    )
    verbs = [
        "account.sign_in_failed",
        "account.sign_in_failed",
        "account.paused",
        "account.sign_in_failed",
        "account.blocked",
        "account.sign_in_failed",
    ]
    assert written == [(verb, user.pk, None, {}, now) for verb in verbs]


def test_somebody_unknown_leaves_nothing_in_the_journal(client):
    fail(client, "personne@ac-exemple.example", 3)

    assert not Event.objects.exists()
