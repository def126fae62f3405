"""Two people at one lock: every failure counts, and a lucky guess among many does not get in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.models import User
from tests.accounts.factories import UserFactory
from tests.accounts.pages import sign_in

ATTACKERS = 4
GUESSES = 5


@pytest.mark.django_db(transaction=True)
def test_failures_at_the_same_time_all_count():
    user = UserFactory()
    ready = Barrier(ATTACKERS)

    def attack() -> int:
        ready.wait(timeout=10)
        try:
            return sum(services.record_failure(user=user).pause is not None for _ in range(GUESSES))
        finally:
            connection.close()

    with ThreadPoolExecutor(ATTACKERS) as pool:
        pauses = sum(attack.result() for attack in [pool.submit(attack) for _ in range(ATTACKERS)])

    user.refresh_from_db()
    assert user.failure_count == ATTACKERS * GUESSES
    assert pauses == 2


@pytest.mark.django_db(transaction=True)
def test_one_of_two_uses_of_a_link_at_the_same_time_changes_the_password():
    user = UserFactory()
    ready = Barrier(2)

    def change(password: str) -> bool:
        mine = User.objects.get(pk=user.pk)
        password_hash = services.hash_password(password)
        ready.wait(timeout=10)
        try:
            return services.reset_password(user=mine, password_hash=password_hash)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        changes = [pool.submit(change, password) for password in ("Marmotte-2026", "Bouquetin-2026")]
        results = [change.result() for change in changes]

    assert sorted(results) == [False, True]
    user.refresh_from_db()
    assert user.check_password(["Marmotte-2026", "Bouquetin-2026"][results.index(True)])


@pytest.mark.django_db
def test_the_right_password_does_not_enter_when_the_account_is_blocked_meanwhile(monkeypatch):
    user = UserFactory()
    check = User.check_password

    def check_slowly(self: User, password: str) -> bool:
        User.objects.filter(pk=self.pk).update(failure_count=30, blocked_at=timezone.now())
        return check(self, password)

    monkeypatch.setattr(User, "check_password", check_slowly)
    client = Client()

    response = sign_in(client, user.email)

    assert "ce compte est bloqué" in response.content.decode()
    assert "_auth_user_id" not in client.session
