"""Two people at one address, and two clicks on one link: one wins, and nothing is left half-way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from accounts import services
from accounts.errors import DeadLinkError, EmailTakenError
from accounts.models import User
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "nouvelle@ac-exemple.example"


def at_once(*acts) -> list[object]:
    """Return what each act returns or refuses, all begun at the same time."""
    ready = Barrier(len(acts))

    def run(act) -> object:
        ready.wait(timeout=10)
        try:
            return act()
        except (DeadLinkError, EmailTakenError) as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result() for done in [pool.submit(run, act) for act in acts]]


def asked(user: User, email: str = NEW) -> EmailAddress:
    services.request_email_change(user=user, email=email)
    return services.pending_address(user)


def test_two_clicks_on_a_link_at_the_same_time_change_the_address_once():
    user = UserFactory(with_address=True)
    address = asked(user)

    answers = at_once(*[lambda: services.confirm_address(address=address)] * 2)

    assert sorted(map(str, answers)) == ["DEAD_LINK", "None"]
    user.refresh_from_db()
    assert user.email == NEW
    assert Event.objects.filter(verb="account.email_changed").count() == 1
    assert Job.objects.filter(kind="accounts.email_changed").count() == 1


def test_an_address_that_two_people_asked_for_goes_to_one_of_them():
    users = [UserFactory(with_address=True), UserFactory(with_address=True)]
    addresses = [asked(user) for user in users]

    answers = at_once(*[lambda address=each: services.confirm_address(address=address) for each in addresses])

    assert sorted(map(str, answers)) == ["EMAIL_TAKEN", "None"]
    assert User.objects.filter(email=NEW).count() == 1
    loser = users[answers.index("EMAIL_TAKEN")]
    before = loser.email
    loser.refresh_from_db()
    assert loser.email == before
    assert EmailAddress.objects.filter(user=loser, primary=True, email=before, verified=True).exists()


def test_two_requests_at_the_same_time_leave_one_address_that_waits():
    user = UserFactory(with_address=True)

    at_once(*[lambda n=n: asked(user, f"adresse{n}@ac-exemple.example") for n in range(2)])

    assert EmailAddress.objects.filter(user=user, primary=False).count() == 1


def test_a_link_followed_while_the_change_is_given_up_leaves_one_address():
    user = UserFactory(with_address=True)
    address = asked(user)

    at_once(
        lambda: services.confirm_address(address=address), lambda: services.cancel_email_change(user=user)
    )

    user.refresh_from_db()
    assert EmailAddress.objects.get(user=user, primary=True).email == user.email
