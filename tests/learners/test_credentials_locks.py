"""Passwords for a whole class while somebody helps one of its pupils: nobody waits for each other."""

import threading
from functools import partial

import pytest

from accounts.models import User
from learners.services import credential_making, link_learner, reset_learner_password
from learners.services.credentials import Status
from tests.crowd import at_once
from tests.learners.credentials import ask, class_of, read, work

pytestmark = pytest.mark.django_db(transaction=True)

# Enough for the other one to come as far as a row that is held.
A_MOMENT = 0.5


@pytest.fixture
def pupils(principal):
    return class_of(principal.organization, 3)


@pytest.fixture
def is_writing(monkeypatch):
    """An event: the batch holds its pupils, and stays a moment before it changes their accounts."""
    reached, give = threading.Event(), credential_making.give_one_time_passwords

    def give_late(**facts):
        reached.set()
        threading.Event().wait(A_MOMENT)
        return give(**facts)

    monkeypatch.setattr(credential_making, "give_one_time_passwords", give_late)
    return reached


def after(event, act):
    assert event.wait(10)
    return act()


def test_a_password_for_one_of_them_at_the_same_moment(principal, pupils, is_writing):
    batch = ask(principal, pupils)
    reset = partial(reset_learner_password, learner=pupils[1], by=principal.user)
    _, answer = at_once(partial(work, batch), partial(after, is_writing, reset))
    assert answer is None
    assert read(batch)
    assert batch.status == Status.DONE
    assert User.objects.get(learners=pupils[1]).check_password(read(batch)[1].password)


def test_one_of_them_types_the_code_at_the_same_moment(principal, pupils, is_writing):
    batch = ask(principal, pupils)
    link = partial(link_learner, learner=pupils[1], user=pupils[1].user)
    _, answer = at_once(partial(work, batch), partial(after, is_writing, link))
    assert answer == pupils[1]
    assert read(batch)
    assert batch.status == Status.DONE
